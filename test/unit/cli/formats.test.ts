import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../server/src/features/service.ts';
import { reports, type Format } from '../../../client/src/cli/formats/formats.ts';
import type { Checked } from '../../../client/src/cli/formats/report.ts';
import { version } from '../../../client/src/cli/version.ts';
import { stage, type Play } from './stage.ts';

const ROOT = process.platform === 'win32' ? 'C:\\work\\repo' : '/work/repo';

function finding(over: Partial<Finding> = {}, at = [2, 6, 2, 11]): Finding {
  const [line = 0, character = 0, endLine = 0, endCharacter = 0] = at;
  return {
    code: 'unknown-verb',
    severity: 'error',
    message: "'reed' is no verb.",
    range: { start: { line, character }, end: { line: endLine, character: endCharacter } },
    ...over,
  };
}

function checked(name: string, findings: Finding[], text = ''): Checked {
  const path = name === '<stdin>' ? undefined : join(ROOT, name);
  return { input: { name, path, uri: 'file:///x', text }, findings };
}

function printed(
  format: Format,
  files: Checked[],
  play: Play & { problems?: string[]; quiet?: boolean } = {},
): string {
  const { terminal } = stage({ cwd: ROOT, ...play });
  const report = reports[format]({ terminal, color: false, quiet: play.quiet ?? false });
  const text = files.map((file) => report.file(file)).join('');
  const findings = files.flatMap((file) => file.findings);
  return text + report.end({ findings, filesRead: files.length, problems: play.problems ?? [] });
}

describe('json', () => {
  it('is an array of flat objects that count from 1, one a line', () => {
    const text = printed('json', [
      checked('a.ocipolicy', [finding(), finding({ severity: 'hint', message: 'a "b"\n' })]),
      checked('b.ocipolicy', []),
      checked('c/d.ocipolicy', [finding({}, [0, 0, 1, 0])]),
    ]);
    const place = { file: 'a.ocipolicy', line: 3, column: 7, endLine: 3, endColumn: 12 };
    expect(JSON.parse(text)).toEqual([
      { ...place, severity: 'error', code: 'unknown-verb', message: "'reed' is no verb." },
      { ...place, severity: 'hint', code: 'unknown-verb', message: 'a "b"\n' },
      expect.objectContaining({ file: 'c/d.ocipolicy', line: 1, column: 1, endLine: 2, endColumn: 1 }),
    ]);
    expect(text.split('\n')).toHaveLength(6);
  });

  it('is an empty array when nothing is found', () => {
    expect(printed('json', [checked('a.ocipolicy', [])])).toBe('[]\n');
    expect(printed('json', [])).toBe('[]\n');
  });
});

describe('github', () => {
  const play = { env: {} };

  it.each<[string, Finding, string, string]>([
    [
      'an error',
      finding(),
      'a.ocipolicy',
      "::error file=a.ocipolicy,line=3,col=7,endLine=3,endColumn=12,title=unknown-verb::'reed' is no verb.",
    ],
    [
      'a warning',
      finding({ severity: 'warning', message: 'm' }),
      'a',
      '::warning file=a,line=3,col=7,endLine=3,endColumn=12,title=unknown-verb::m',
    ],
    [
      'information',
      finding({ severity: 'information', message: 'm' }),
      'a',
      '::notice file=a,line=3,col=7,endLine=3,endColumn=12,title=unknown-verb::m',
    ],
    [
      'a hint',
      finding({ severity: 'hint', message: 'm' }),
      'a',
      '::notice file=a,line=3,col=7,endLine=3,endColumn=12,title=unknown-verb::m',
    ],
    [
      'a span over lines, without columns',
      finding({ message: 'm' }, [0, 1, 2, 3]),
      'a',
      '::error file=a,line=1,endLine=3,title=unknown-verb::m',
    ],
    [
      'a message with escapes',
      finding({ message: '100%, a:b\r\nc' }),
      'a',
      '::error file=a,line=3,col=7,endLine=3,endColumn=12,title=unknown-verb::100%25, a:b%0D%0Ac',
    ],
    [
      'a name with escapes',
      finding({ message: 'm', code: 'x:y' }),
      'a,b:c%d',
      '::error file=a%2Cb%3Ac%25d,line=3,col=7,endLine=3,endColumn=12,title=x%3Ay::m',
    ],
    [
      'standard input, without a file',
      finding({ message: 'm' }),
      '<stdin>',
      '::error line=3,col=7,endLine=3,endColumn=12,title=unknown-verb::m',
    ],
  ])('writes %s', (_, found, name, expected) => {
    expect(printed('github', [checked(name, [found])], play)).toBe(`${expected}\n`);
  });

  it('gives paths from the root of the repository', () => {
    const cwd = join(ROOT, 'sub');
    const input = { ...checked('sub/a.ocipolicy', [finding()]).input, name: 'a.ocipolicy' };
    const text = printed('github', [{ input, findings: [finding()] }], {
      cwd,
      env: { GITHUB_WORKSPACE: ROOT },
    });
    expect(text).toMatch(/^::error file=sub\/a\.ocipolicy,/);
  });

  it('writes nothing when nothing is found', () => {
    expect(printed('github', [checked('a.ocipolicy', [])])).toBe('');
  });
});

describe('sarif', () => {
  interface Log {
    version: string;
    $schema: string;
    runs: {
      tool: { driver: { name: string; version: string; rules: { id: string }[] } };
      columnKind: string;
      originalUriBaseIds: Record<string, { uri: string }>;
      invocations: { executionSuccessful: boolean; toolExecutionNotifications: unknown[] }[];
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        message: { text: string };
        locations: unknown[];
      }[];
    }[];
  }
  const run = (files: Checked[], play: Parameters<typeof printed>[2] = {}) => {
    const log = JSON.parse(printed('sarif', files, play)) as Log;
    const [only] = log.runs;
    if (!only || log.runs.length !== 1) throw new Error('one run was expected');
    return { log, ...only };
  };

  it('is a log of version 2.1.0 with one run of this tool', () => {
    const { log, tool, columnKind, results, originalUriBaseIds, invocations } = run([]);
    expect(log).toMatchObject({
      version: '2.1.0',
      $schema: expect.stringContaining('sarif-2.1.0') as string,
    });
    expect(tool.driver).toEqual({ name: 'ocipolicy', version, semanticVersion: version, rules: [] });
    expect(columnKind).toBe('utf16CodeUnits');
    expect(results).toEqual([]);
    expect(originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: `${pathToFileURL(ROOT).href}/` } });
    expect(invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  it('has each code as a rule, and results that refer to it', () => {
    const { tool, results } = run([
      checked('a.ocipolicy', [finding(), finding({ code: 'odd-space', severity: 'hint' })]),
      checked('b.ocipolicy', [
        finding({ severity: 'warning' }),
        finding({ code: 'x', severity: 'information' }),
      ]),
    ]);
    expect(tool.driver.rules).toEqual([
      {
        id: 'unknown-verb',
        shortDescription: { text: 'Unknown verb' },
        defaultConfiguration: { level: 'error' },
      },
      { id: 'odd-space', shortDescription: { text: 'Odd space' }, defaultConfiguration: { level: 'note' } },
      { id: 'x', shortDescription: { text: 'X' }, defaultConfiguration: { level: 'note' } },
    ]);
    expect(results.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level])).toEqual([
      ['unknown-verb', 0, 'error'],
      ['odd-space', 1, 'note'],
      ['unknown-verb', 0, 'warning'],
      ['x', 2, 'note'],
    ]);
  });

  it.each<[string, string, unknown]>([
    ['a file below', 'a b/ü#.ocipolicy', { uri: 'a%20b/%C3%BC%23.ocipolicy', uriBaseId: '%SRCROOT%' }],
    ['a file elsewhere', '../x.ocipolicy', { uri: pathToFileURL(join(ROOT, '../x.ocipolicy')).href }],
    ['standard input', '<stdin>', { uri: '%3Cstdin%3E' }],
  ])('locates %s', (_, name, artifactLocation) => {
    expect(run([checked(name, [finding()])]).results[0]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation,
          region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 12 },
        },
      },
    ]);
  });

  it('doubles braces and keeps brackets from being links', () => {
    const { results } = run([checked('a', [finding({ message: 'write {A, B}, not [x](y) or a[0]' })])]);
    expect(results[0]?.message.text).toBe('write {{A, B}}, not \\[x](y) or a[0]');
  });

  it('tells what could not be read', () => {
    expect(run([], { problems: ['x was not read.'] }).invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'x was not read.' } }],
      },
    ]);
  });
});

describe('pretty', () => {
  it('shows the line with the span underlined, and the counts', () => {
    const text = '\r\n\rallow group to\r\n\tallow 本';
    const output = printed('pretty', [
      checked(
        'a.ocipolicy',
        [finding(), finding({ severity: 'warning', code: 'w', message: 'Wide.' }, [3, 7, 3, 8])],
        text,
      ),
      checked('b.ocipolicy', []),
    ]);
    expect(output).toBe(
      [
        "a.ocipolicy:3:7 error: 'reed' is no verb. [unknown-verb]",
        '  3 | allow group to',
        '    |       ^^^^^',
        '',
        'a.ocipolicy:4:8 warning: Wide. [w]',
        '  4 |     allow 本',
        '    |           ^^',
        '',
        '1 error, 1 warning in 2 files.',
        '',
      ].join('\n'),
    );
  });

  it('underlines the rest of the first line of a span over lines', () => {
    expect(printed('pretty', [checked('a', [finding({}, [0, 6, 1, 3])], 'allow group\nto')])).toContain(
      '  1 | allow group\n    |       ^^^^^\n',
    );
  });

  it('keeps control characters of names and messages away from the terminal', () => {
    const output = printed('pretty', [
      checked('a\u001b[2J', [finding({ message: 'x\u202Ey\n' }, [0, 0, 0, 1])], '\u009bK'),
    ]);
    expect(output).toContain('a<U+001B>[2J:1:1 error: x<U+202E>y<U+000A> [unknown-verb]\n  1 | <U+009B>K\n');
  });

  it('takes the width of the terminal', () => {
    const output = printed('pretty', [checked('a', [finding({}, [0, 50, 0, 51])], 'x'.repeat(200))], {
      columns: 50,
    });
    expect(output.split('\n')[1]).toHaveLength(50);
  });

  it.each<[string, Checked[], { problems?: string[]; quiet?: boolean }, string]>([
    ['no findings', [checked('a', [])], {}, 'No findings in 1 file.\n'],
    ['no findings, quietly', [checked('a', [])], { quiet: true }, ''],
    [
      'a file that was not read',
      [checked('a', [])],
      { problems: ['x'] },
      'No findings in 1 file. 1 path was not checked.\n',
    ],
    ['nothing read', [], { problems: ['x', 'y'] }, '2 paths were not checked.\n'],
  ])('sums up %s', (_, files, play, expected) => {
    expect(printed('pretty', files, play)).toBe(expected);
  });

  it('counts each severity, the gravest first', () => {
    const severities = ['hint', 'information', 'error', 'warning', 'error', 'hint'] as const;
    const findings = severities.map((severity) => finding({ severity }));
    expect(printed('pretty', [checked('a', findings)])).toMatch(
      /\n2 errors, 1 warning, 1 information, 2 hints in 1 file\.\n$/,
    );
  });
});
