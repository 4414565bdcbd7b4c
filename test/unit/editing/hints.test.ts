import { describe, expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver-types';
import { DEFAULT_SETTINGS } from '../../../server/src/checks/settings.ts';
import {
  codeLenses,
  permissionsGranted,
  resolveLens,
  SHOW_PERMISSIONS,
  SHOW_REFERENCES,
} from '../../../server/src/features/code-lens.ts';
import { inlayHints, resolveHint } from '../../../server/src/features/inlay-hints.ts';
import { createDocument } from '../../../server/src/language/document.ts';

const URI = 'file:///a.ocipolicy';
const OTHER = 'file:///b.ocipolicy';
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const OCID = 'ocid1.compartment.oc1..aaaa';

const of = (text: string, other = '') =>
  new Map([
    [URI, createDocument(text)],
    [OTHER, createDocument(other)],
  ]);

describe('inlay hints', () => {
  const hints = (text: string, other = '', range = WHOLE) =>
    inlayHints(of(text, other), URI, range, { permissions: true, ocidNames: true, locale: 'en' }).map(
      ({ position, label }) => `${position.line}:${position.character} ${JSON.stringify(label)}`,
    );

  it.each<[string, string, string, string[]]>([
    [
      'what verbs add up to',
      'allow group A to inspect buckets in tenancy\nallow group A to read buckets in tenancy\n',
      '',
      ['0:32 "1 permission"', '1:29 "2 permissions"'],
    ],
    ['what a denial takes', 'deny group A to manage buckets in tenancy', '', ['0:30 "5 permissions"']],
    ['nothing where no table is known', 'allow group A to read no-such-things in tenancy', '', []],
    [
      'what is known of a family whose tables are not all known',
      'allow group A to manage data-science-family in tenancy',
      '',
      ['0:43 "at least 83 permissions"'],
    ],
    ['nothing for permissions', 'allow group A to {BUCKET_READ} in tenancy', '', []],
    [
      'the name behind an OCID, declared in another file',
      `allow any-user to {BUCKET_READ} in compartment id ${OCID} where target.compartment.id = '${OCID.toUpperCase()}'`,
      `define compartment Labs as ${OCID}\n`,
      ['0:77 "Labs"', '0:137 "Labs"'],
    ],
    ['no name at the declaration itself', `define compartment Labs as ${OCID}\n`, '', []],
  ])('tell %s', (_, text, other, expected) => {
    expect(hints(text, other)).toEqual(expected);
  });

  it('are those of a range', () => {
    const text = 'allow group A to read buckets in tenancy\n'.repeat(5);
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    expect(hints(text, '', range).map((hint) => hint[0])).toEqual(['2', '3']);
  });

  it('can be turned off', () => {
    const documents = of(
      `allow any-user to read buckets in compartment id ${OCID}\ndefine compartment L as ${OCID}`,
    );
    const off = { permissions: false, ocidNames: false, locale: 'en' } as const;
    expect(inlayHints(documents, URI, WHOLE, off)).toEqual([]);
    expect(inlayHints(documents, URI, WHOLE, { ...off, permissions: true })).toHaveLength(1);
    expect(inlayHints(documents, URI, WHOLE, { ...off, ocidNames: true })).toHaveLength(1);
  });

  it('show the table of the verb when they are looked at', () => {
    const documents = of('allow group A to read buckets in tenancy');
    const asked = { permissions: true, ocidNames: true, locale: 'en' } as const;
    const [hint] = inlayHints(documents, URI, WHOLE, asked);
    expect(hint?.tooltip).toBeUndefined();
    expect(JSON.stringify(hint && resolveHint(documents, hint, 'en').tooltip)).toContain('BUCKET_READ');
  });
});

describe('code lenses', () => {
  const POLICY = `policy lab in tenancy {
  allow group A to inspect buckets in tenancy
  allow group B to read buckets in tenancy
  deny group B to manage buckets in tenancy
}
dynamic-group vox matching resource.type = 'fnfunc'
`;
  const lenses = (text: string, other = '', acts = true) => {
    const documents = of(text, other);
    const limits = DEFAULT_SETTINGS.limits;
    return codeLenses(documents.get(URI) ?? createDocument(''), URI).map((lens) => {
      expect(lens.command).toBeUndefined();
      return resolveLens(lens, { documents, locale: 'en', limits, acts });
    });
  };
  const shown = ({ range, command }: CodeLens) => `${range.start.line} ${command?.title} ${command?.command}`;

  it('tell what policies hold and grant, and who uses dynamic groups', () => {
    const other =
      'allow dynamic-group VOX to use keys in tenancy\nallow dynamic-group x/vox to use keys in tenancy\n';
    expect(lenses(POLICY, other).map(shown)).toEqual([
      `0 3 of 50 statements ${SHOW_REFERENCES}`,
      `0 grants 2 permissions ${SHOW_PERMISSIONS}`,
      `5 used by 2 statements ${SHOW_REFERENCES}`,
    ]);
  });

  it.each([
    ['everything', 'allow group A to manage all-resources in tenancy', 'grants everything'],
    [
      'what is not known',
      'allow group A to read no-such-things in tenancy',
      'grants what the catalogue cannot count',
    ],
    [
      'what is known of a family',
      'allow group A to manage data-science-family in tenancy',
      'grants at least 83 permissions',
    ],
    ['nothing', 'deny group A to read buckets in tenancy', 'grants 0 permissions'],
  ])('tell of %s', (_, statement, title) => {
    expect(lenses(`policy p in tenancy {\n${statement}\n}`)[1]?.command?.title).toBe(title);
  });

  it('only say something for a client without the commands, or where there is nothing to show', () => {
    expect(lenses(POLICY, '', false).map(({ command }) => command?.command)).toEqual(['', '', '']);
    expect(lenses(POLICY).map(shown).at(-1)).toBe('5 used by no statement ');
  });

  it('ask who can do something, over policies and tests, and what a dynamic group can do', () => {
    const text = `${POLICY}test "t" {\n  as group A\n  can GetBucket in tenancy\n}\n`;
    const documents = of(text);
    const asked = { documents, locale: 'en', limits: DEFAULT_SETTINGS.limits, acts: true } as const;
    const all = codeLenses(documents.get(URI) ?? createDocument(''), URI, { ask: true });
    const asking = all
      .map((lens) => resolveLens(lens, asked))
      .filter(({ command }) => /can/.test(command?.title ?? ''));
    expect(asking.map(shown)).toEqual([
      '0 who can…? ocipolicy.whoCan',
      '5 what can it do? ocipolicy.whatCan',
      '6 who can…? ocipolicy.whoCan',
    ]);
    expect(asking[0]?.command?.arguments).toEqual([
      { at: { uri: URI, position: { line: 0, character: 7 } } },
    ]);
  });

  it('are worked out from the text as it is by then', () => {
    const before = of(POLICY);
    const [lens] = codeLenses(before.get(URI) ?? createDocument(''), URI);
    const asked = {
      documents: of('// nothing'),
      locale: 'en',
      limits: DEFAULT_SETTINGS.limits,
      acts: true,
    } as const;
    expect(lens && resolveLens(lens, asked).command).toEqual({ title: '', command: '' });
  });

  it('list permissions with their statements', () => {
    const granted = permissionsGranted(createDocument(POLICY), URI, { line: 0, character: 8 });
    expect(granted.map(({ permission, statements }) => `${permission} ${statements.length}`)).toEqual([
      ...['BUCKET_INSPECT 2', 'BUCKET_READ 1'],
    ]);
  });
});
