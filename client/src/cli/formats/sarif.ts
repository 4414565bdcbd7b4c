import { pathToFileURL } from 'node:url';
import type { Finding, Severity } from '../../../../server/src/features/service.ts';
import { pathBelow } from '../inputs/below.ts';
import type { Input } from '../inputs/inputs.ts';
import { spoken } from '../say.ts';
import { version } from '../version.ts';
import type { Report, ReportOptions } from './report.ts';

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly defaultConfiguration: { readonly level: string };
}

/** One SARIF 2.1.0 log with one run: https://docs.oasis-open.org/sarif/sarif/v2.1.0/ (sections are named below). */
export function sarifReport({ terminal: { cwd } }: ReportOptions): Report {
  const rules = new Map<string, Rule & { readonly index: number }>();
  const results: unknown[] = [];

  const addResult = (finding: Finding, input: Input) => {
    const { code, severity, message, range } = finding;
    const level = LEVELS[severity];
    // The first finding of a code sets the level of its rule; a result that differs has its own.
    const known = rules.get(code) ?? { index: rules.size, ...rule(code, level) };
    rules.set(code, known);
    results.push({
      ruleId: code,
      ruleIndex: known.index,
      level,
      message: { text: messageText(message) },
      locations: [{ physicalLocation: { artifactLocation: artifact(input, cwd), region: region(range) } }],
      // Information and hint are both notes; this keeps them apart.
      properties: { severity },
    });
  };

  return {
    file({ input, findings }) {
      for (const finding of findings) addResult(finding, input);
      return '';
    },
    end({ problems }) {
      const log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
          {
            tool: {
              driver: {
                name: 'ocipolicy',
                version,
                semanticVersion: version,
                rules: [...rules.values()].map(({ id, shortDescription, defaultConfiguration }) => ({
                  id,
                  shortDescription,
                  defaultConfiguration,
                })),
              },
            },
            // The language of the messages; left out, it is English (3.14.7).
            ...(spoken() === 'en' ? {} : { language: spoken() }),
            columnKind: 'utf16CodeUnits',
            originalUriBaseIds: { '%SRCROOT%': { uri: folderUri(cwd) } },
            invocations: [
              {
                executionSuccessful: problems.length === 0,
                toolExecutionNotifications: problems.map((sentence) => ({
                  level: 'error',
                  message: { text: messageText(sentence) },
                })),
              },
            ],
            results,
          },
        ],
      };
      return `${JSON.stringify(log, null, 2)}\n`;
    },
  };
}

/** `unknown-verb` is described as `Unknown verb`. */
function rule(id: string, level: string): Rule {
  const words = id.replaceAll('-', ' ');
  return {
    id,
    shortDescription: { text: words.charAt(0).toUpperCase() + words.slice(1) },
    defaultConfiguration: { level },
  };
}

function region({ start, end }: Finding['range']): Record<string, number> {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function artifact({ path, name }: Input, cwd: string): { uri: string; uriBaseId?: string } {
  if (path === undefined) return { uri: encodeURIComponent(name) };
  const below = pathBelow(path, cwd);
  if (below === undefined) return { uri: pathToFileURL(path).href };
  return { uri: below.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** A base ends in a slash (3.14.14). */
function folderUri(folder: string): string {
  const uri = pathToFileURL(folder).href;
  return uri.endsWith('/') ? uri : `${uri}/`;
}

/** Braces are doubled (3.11.5), and what would read as an embedded link is kept from it (3.11.6). */
function messageText(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replace(/\[(?=[^\]]*\]\()/g, '\\[');
}
