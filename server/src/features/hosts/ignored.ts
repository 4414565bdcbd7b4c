import { IGNORE } from '../../checks/ignore-comments.ts';
import type { HostName } from '../../hosts/hosts.ts';
import type { Embedded } from '../../hosts/embedded.ts';
import type { Finding } from '../service.ts';

/** What begins a comment in a host. JSON has them in `.jsonc` only. */
const SIGNS: Readonly<Partial<Record<HostName, string>>> = {
  terraform: '#|//|/\\*',
  yaml: '#',
  json: '//|/\\*',
  shell: '#',
  python: '#',
  javascript: '//|/\\*',
};

interface Ignore {
  readonly codes: readonly string[];
  /** `file`: before the first of the texts; `below`: alone on its line; `line`: behind something. */
  readonly reach: 'file' | 'below' | 'line';
  readonly line: number;
}

/**
 * Which findings of a host file its comments keep from being told: `# ocipolicy-ignore code: reason` alone on its line reaches what is
 * found in the text that begins on the next one, behind something what is found on its line, `ocipolicy-ignore-file` before the first
 * text all. Lines count from 0.
 * @param all the texts of our language in the file; a comment inside of one is that text's own affair
 */
export function ignoredIn(
  text: string,
  host: HostName,
  all: readonly Embedded[],
): (finding: Pick<Finding, 'code' | 'range'>, textLine: number) => boolean {
  const sign = SIGNS[host];
  if (sign === undefined || !text.toLowerCase().includes(IGNORE)) return () => false;
  const pattern = new RegExp(
    `^(.*?)(?:${sign})[ \\t]*${IGNORE}(-file)?[ \\t]+([\\w-]+(?:[ \\t]*,[ \\t]*[\\w-]+)*)`,
    'i',
  );
  const first = all.reduce((least, { hostStart }) => Math.min(least, hostStart), Infinity);
  const ignores: Ignore[] = [];
  let start = 0;
  text.split('\n').forEach((line, number) => {
    const found = pattern.exec(line);
    const at = start + (found?.[1]?.length ?? 0);
    start += line.length + 1;
    if (!found || all.some(({ hostStart, hostEnd }) => hostStart <= at && at < hostEnd)) return;
    const [, before = '', ofFile, codes = ''] = found;
    const isAlone = before.trim() === '';
    if (ofFile !== undefined && !(isAlone && at < first)) return;
    const reach = ofFile !== undefined ? 'file' : isAlone ? 'below' : 'line';
    ignores.push({ codes: codes.toLowerCase().split(/[ \t]*,[ \t]*/), reach, line: number });
  });
  // Comments that stand one below the other reach the same text.
  const below = (line: number): number =>
    ignores.some((each) => each.reach === 'below' && each.line === line + 1) ? below(line + 1) : line + 1;
  return ({ code, range }, textLine) =>
    ignores.some(({ codes, reach, line }) => {
      if (!codes.includes(code)) return false;
      if (reach === 'file') return true;
      return reach === 'below'
        ? below(line) === textLine
        : range.start.line <= line && line <= range.end.line;
    });
}
