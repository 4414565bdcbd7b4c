import { describe, expect, it } from 'vitest';
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import { EXPLAIN } from '../../../server/src/features/explain.ts';
import { ACTION_KINDS, FIX_ALL } from '../../../server/src/features/code-actions.ts';
import { REFACTOR_KINDS } from '../../../server/src/features/refactor.ts';
import { createPolicyService, type Range, type Settings } from '../../../server/src/features/service.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/checks/settings.ts';
import { createDocument, offsetAt } from '../../../server/src/language/document.ts';

const URI = 'file:///a.ocipolicy';

interface Asked {
  readonly only?: readonly string[];
  readonly explains?: boolean;
  readonly settings?: Settings;
  readonly locale?: 'en' | 'pt-br' | 'ja';
}

/** The actions at `|` in a text, or between two of them; all that touch the text when there is none. Refactorings only when asked for. */
function actions(
  marked: string,
  { only, explains = false, settings, locale = 'en' }: Asked = {},
): CodeAction[] {
  const text = marked.replaceAll('|', '');
  const document = createDocument(text);
  const first = marked.indexOf('|');
  const second = marked.indexOf('|', first + 1);
  const place = (offset: number) => {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const range: Range =
    first < 0
      ? { start: place(0), end: place(text.length) }
      : { start: place(first), end: place(second < 0 ? first : second - 1) };
  expect(offsetAt(document, range.start)).toBe(Math.max(0, first));
  const service = createPolicyService({ locale });
  service.open(URI, text);
  if (settings) service.configure(URI, settings);
  const found = service.codeActions(URI, range, { only, explains });
  return only ? found : found.filter(({ kind }) => !kind?.startsWith('refactor'));
}

const titles = (marked: string, asked: Asked = {}) => actions(marked, asked).map(({ title }) => title);

/** The text after an action. */
function after(marked: string, { edit }: CodeAction): string {
  const text = marked.replaceAll('|', '');
  const document = createDocument(text);
  const edits: TextEdit[] = edit?.changes?.[URI] ?? [];
  return [...edits].reverse().reduce((result, { range, newText }) => {
    const [start, end] = [offsetAt(document, range.start), offsetAt(document, range.end)];
    return result.slice(0, start) + newText + result.slice(end);
  }, text);
}

const named = (all: readonly CodeAction[], title: string | RegExp): CodeAction => {
  const found = all.find((each) =>
    typeof title === 'string' ? each.title === title : title.test(each.title),
  );
  if (!found) throw new Error(`no action ${String(title)} among ${all.map((each) => each.title).join(', ')}`);
  return found;
};

const BAD = 'allow group Ops manage| vcns in compartment Networks';
const MENDED = 'allow group Ops to manage vcns in compartment Networks';

describe('a quick fix', () => {
  it('is offered where its finding is, with its diagnostic', () => {
    const [fix] = actions(BAD);
    expect(fix).toMatchObject({ title: 'Write “to”', kind: 'quickfix', isPreferred: true });
    expect(fix?.diagnostics).toMatchObject([
      { code: 'missing-to', source: 'ocipolicy', range: { start: { line: 0, character: 16 } } },
    ]);
    expect(after(BAD, fix as CodeAction)).toBe(MENDED);
  });

  it.each([
    ['before the finding', '|allow group Ops manage vcns in compartment Networks'],
    ['behind the finding', 'allow group Ops manage vcns in |compartment Networks'],
    [
      'in another statement',
      'allow group Ops manage vcns in compartment Networks\nallow |group Dev to read buckets in compartment Logs',
    ],
    ['in a text without findings', 'allow group| Ops to manage vcns in compartment Networks'],
  ])('is not offered %s', (_, text) => {
    expect(actions(text)).toEqual([]);
  });

  it.each([
    ['right before it', 'allow group Ops |manage vcns in compartment Networks'],
    ['right behind it', 'allow group Ops manage| vcns in compartment Networks'],
    ['over it', 'allow |group Ops manage vcns |in compartment Networks'],
  ])('is offered %s', (_, text) => {
    expect(titles(text)[0]).toBe('Write “to”');
  });

  it('counts its offsets in the document, not in its statement', () => {
    const text = `allow group Dev to read buckets in compartment Logs\r\n\r\n  ${BAD}\r\n`;
    expect(after(text, named(actions(text), 'Write “to”'))).toBe(
      text.replace('Ops manage|', 'Ops to manage'),
    );
  });

  it('is not preferred beside another', () => {
    const all = actions('allow group Ops manage VCNs in compartment Networks');
    const fixes = all.filter(({ title }) => /^(?:Write|Replace)/.test(title));
    expect(fixes.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
      ['Write “to”', undefined],
      ['Replace “VCNs” with “vcns”', undefined],
    ]);
  });

  it.each([
    [['quickfix'], true],
    [['quickfix.other'], false],
    [['refactor'], false],
    [['source'], false],
    [[''], true],
    [undefined, true],
  ])('is asked for by %j: %s', (only, expected) => {
    expect(titles(BAD, only ? { only } : {}).includes('Write “to”')).toBe(expected);
  });

  it('is none for a code that is off', () => {
    expect(actions(BAD, { settings: { ...DEFAULT_SETTINGS, severity: { 'missing-to': 'off' } } })).toEqual(
      [],
    );
  });
});

describe('“Fix all of this kind”', () => {
  const text = `${BAD}\nallow group Dev use buckets in compartment Logs\nallow group Labs to use VCNs in compartment Labs`;

  it('mends all findings of one code, and no other', () => {
    const all = named(actions(text), 'Fix all 2 of this kind (missing-to)');
    expect(all.diagnostics).toHaveLength(2);
    expect(after(text, all)).toBe(
      text.replace('Ops manage|', 'Ops to manage').replace('Dev use', 'Dev to use'),
    );
  });

  it('is not offered for one', () => {
    expect(titles(BAD).filter((title) => title.startsWith('Fix all'))).toEqual([]);
  });

  it('passes over what overlaps', () => {
    const nested =
      "allow group Ops to manage vcns in tenancy where all { all { all { request.region = 'phx' } } }";
    const all = actions(nested);
    const kind = named(all, /^Fix all \d of this kind \(single-element-combinator\)$/);
    expect(() => createDocument(after(nested, kind))).not.toThrow();
    expect(after(nested, kind)).toContain("request.region = 'phx'");
  });
});

describe('“Ignore … here”', () => {
  it.each([
    ['above the statement', BAD, `// ocipolicy-ignore missing-to: <reason>\n${BAD}`],
    [
      'with its indentation',
      `policy a in tenancy\n  description "x"\n{\n  ${BAD}\n}`,
      `policy a in tenancy\n  description "x"\n{\n  // ocipolicy-ignore missing-to: <reason>\n  ${BAD}\n}`,
    ],
    [
      'above a statement of several lines',
      'allow group Ops\n  manage| vcns in compartment A',
      '// ocipolicy-ignore missing-to: <reason>\nallow group Ops\n  manage| vcns in compartment A',
    ],
    [
      'behind the comments before it',
      `// nets\n\n${BAD}`,
      `// nets\n\n// ocipolicy-ignore missing-to: <reason>\n${BAD}`,
    ],
    [
      'with the line ends of the file',
      `// nets\r\n${BAD}`,
      `// nets\r\n// ocipolicy-ignore missing-to: <reason>\r\n${BAD}`,
    ],
  ])('writes the comment %s', (_, text, expected) => {
    const ignored = after(text, named(actions(text), 'Ignore missing-to here'));
    expect(ignored).toBe(expected.replaceAll('|', ''));
    expect(titles(ignored)).not.toContain('Write “to”');
  });

  it('is not offered where a statement does not begin its line', () => {
    const text = `allow group Dev to read buckets in compartment Logs ${BAD}`;
    expect(titles(text)).not.toContain('Ignore missing-to here');
  });

  it('is not offered for what is wrong with an ignore', () => {
    expect(titles(`// ocipolicy-ignore |missing-to: r\n${MENDED}`)).toEqual([
      'Delete “// ocipolicy-ignore missing-to: r”',
    ]);
  });

  it('has a twin for the whole file', () => {
    const text = `${BAD}\nallow group Dev use buckets in compartment Logs`;
    const ignored = after(text, named(actions(text), 'Ignore missing-to in this file'));
    expect(ignored).toBe(`// ocipolicy-ignore-file missing-to: <reason>\n${text.replaceAll('|', '')}`);
    expect(titles(ignored)).not.toContain('Write “to”');
  });
});

describe('“Explain …”', () => {
  it('is offered to a client that can, once for a code', () => {
    const text = "allow group Ops to manage vcns in tenancy where all { all { request.region = 'phx' } }";
    const explains = actions(text, { explains: true }).filter(({ command }) => command);
    expect(explains.map(({ command }) => command)).toEqual(
      [...new Set(explains.map(({ command }) => command?.arguments?.[0] as string))].map((code) => ({
        ...{ title: `Explain ${code}`, command: EXPLAIN, arguments: [code] },
      })),
    );
    expect(explains.length).toBeGreaterThan(0);
  });

  it('is not offered to any other', () => {
    expect(actions(BAD).filter(({ command }) => command)).toEqual([]);
  });
});

describe('mending all', () => {
  const text = [
    'permit group Ops manage VCNs in the tenancy.',
    'allow group Dev manage buckets in compartment Logs',
    'allow group Labs to creat buckets in compartment Labs',
    '',
  ].join('\n');

  it.each([[[FIX_ALL]], [['source.fixAll']], [['source']]])('is done for those who ask for %j', (only) => {
    const [all, more] = actions(text, { only });
    expect([all?.kind, all?.title, more]).toEqual([FIX_ALL, 'Fix all that can be fixed safely', undefined]);
    expect(after(text, all as CodeAction)).toBe(
      text
        .replace('manage VCNs in the tenancy.', 'to manage vcns in tenancy')
        .replace('Dev manage', 'Dev to manage'),
    );
  });

  it('is not done unasked', () => {
    expect(actions(text).filter(({ kind }) => kind === FIX_ALL)).toEqual([]);
    expect(actions(MENDED, { only: [FIX_ALL] })).toEqual([]);
  });

  it('writes small edits, so that nothing else moves', () => {
    const [all] = actions(text, { only: [FIX_ALL] });
    const changed = (all?.edit?.changes?.[URI] ?? []).map(
      ({ range }) => range.end.character - range.start.character,
    );
    expect(Math.max(...changed)).toBeLessThan(6);
  });

  it('leaves what is ignored', () => {
    expect(actions(`// ocipolicy-ignore missing-to: r\n${BAD}`, { only: [FIX_ALL] })).toEqual([]);
  });
});

it('a range that is no place of the document touches what is at its end', () => {
  const service = createPolicyService();
  service.open(URI, 'allow group Ops to manage vcns');
  const far = { line: 99, character: 99 };
  expect(service.codeActions(URI, { start: far, end: far }, { explains: false })[0]?.title).toBe(
    'Write “in tenancy”',
  );
  expect(
    service.codeActions('file:///closed.ocipolicy', { start: far, end: far }, { explains: false }),
  ).toEqual([]);
});

it('all kinds are announced', () => {
  const text = `${BAD}\nallow group Dev use buckets in compartment Logs`;
  const kinds = [...actions(text, { explains: true }), ...actions(text, { only: [FIX_ALL] })].map(
    ({ kind }) => kind,
  );
  expect([...new Set(kinds), ...REFACTOR_KINDS]).toEqual(ACTION_KINDS);
});

it.each([
  ['pt-br', ['Escrever “to”', 'Ignorar missing-to aqui', 'Ignorar missing-to neste arquivo']],
  ['ja', ['「to」を書く', 'ここではmissing-toを無視', 'このファイルではmissing-toを無視']],
] as const)('actions are called by their names in %s', (locale, expected) => {
  expect(titles(BAD, { locale })).toEqual(expected);
});
