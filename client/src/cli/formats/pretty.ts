import pc from 'picocolors';
import type { Finding, Severity } from '../../../../server/src/features/service.ts';
import { count, say } from '../say.ts';
import { SEVERITIES } from '../severity.ts';
import { visible } from '../visible.ts';
import { excerpt } from './excerpt.ts';
import { lineReader } from './lines.ts';
import type { Checked, Outcome, Report, ReportOptions } from './report.ts';

/** The width of a line of source where there is no terminal to ask, and the least that is any use. */
const USUAL_WIDTH = 120;
const LEAST_WIDTH = 40;

type Paint = Record<Severity | 'place' | 'code' | 'gutter', (text: string) => string>;

/** For people: each finding with its line of source and the span underlined, and the counts at the end. */
export function prettyReport({ terminal, color, quiet }: ReportOptions): Report {
  const paint = painter(color);
  const width = Math.max(LEAST_WIDTH, terminal.stdout.columns ?? USUAL_WIDTH);
  return {
    file: (checked) => (checked.findings.length === 0 ? '' : fileText(checked, paint, width)),
    end: (outcome) => summary(outcome, quiet, paint),
  };
}

function painter(color: boolean): Paint {
  const { red, yellow, blue, cyan, bold, dim } = pc.createColors(color);
  return { error: red, warning: yellow, information: blue, hint: cyan, place: bold, code: dim, gutter: dim };
}

function fileText({ input, findings }: Checked, paint: Paint, width: number): string {
  const lineOf = lineReader(input.text);
  return findings.map((finding) => findingText(finding, input.name, lineOf, paint, width)).join('');
}

function findingText(
  { range: { start, end }, severity, code, message }: Finding,
  name: string,
  lineOf: (line: number) => string,
  paint: Paint,
  width: number,
): string {
  const place = `${visible(name)}:${start.line + 1}:${start.character + 1}`;
  const title = `${paint.place(place)} ${paint[severity](say(`severity.${severity}`))}: ${visible(message)}`;
  const number = String(start.line + 1);
  const line = lineOf(start.line);
  // Of a span over many lines, the rest of its first line is underlined.
  const spanEnd = end.line === start.line ? end.character : line.length;
  const gutter = `  ${number} | `;
  const shown = excerpt(line, start.character, spanEnd, width - gutter.length);
  const blank = `${' '.repeat(number.length + 3)}| `;
  const underline = ' '.repeat(shown.from) + paint[severity]('^'.repeat(shown.length));
  return (
    `${title} ${paint.code(`[${visible(code)}]`)}\n` +
    `${paint.gutter(gutter)}${shown.text}`.trimEnd() +
    `\n${paint.gutter(blank)}${underline}\n\n`
  );
}

function summary({ findings, filesRead, problems }: Outcome, quiet: boolean, paint: Paint): string {
  const isClean = findings.length === 0 && problems.length === 0;
  if (quiet && isClean) return '';
  const files = count('file', filesRead);
  const counts = SEVERITIES.map((severity) => ({
    severity,
    n: findings.filter((finding) => finding.severity === severity).length,
  }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => paint[severity](count(severity, n)));
  const found =
    counts.length > 0
      ? say('summary.found', { counts: counts.join(say('list.separator')), files })
      : say('summary.clean', { files });
  const parts = [
    ...(filesRead > 0 ? [found] : []),
    ...(problems.length > 0 ? [count('unchecked', problems.length)] : []),
  ];
  return `${parts.join(' ')}\n`;
}
