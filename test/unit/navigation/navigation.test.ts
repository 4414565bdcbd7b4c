import { describe, expect, it } from 'vitest';
import { createDocument, offsetAt, textOf } from '../../../server/src/language/document.ts';
import { foldingRanges } from '../../../server/src/features/folding.ts';
import {
  definitionsOf,
  highlightsOf,
  referencesOf,
  renameAt,
  renameRangeAt,
} from '../../../server/src/features/navigation.ts';
import { outlineOf } from '../../../server/src/features/outline.ts';
import { selectionRanges } from '../../../server/src/features/selection-ranges.ts';

const TEXT = `// about the lab
// and its notebooks
policy lab in compartment labs
  description "what the lab may do"
{
  allow dynamic-group vox to read secret-bundles in compartment labs
    where target.secret.id = request.principal.group.tag.lab.secret-id
  allow group Ops, <group-name> to manage vcns in compartment Labs:Dev
}

tag-namespace lab in compartment labs {
  key secret-id description "which secret"
}

dynamic-group vox
  tag lab.secret-id = 'x'
  matching all { resource.type = 'fnfunc' }

define tenancy Acme as ocid1.tenancy.oc1..acme
endorse group Ops to read buckets in tenancy Acme
allow group <group-name> to read buckets in compartment 'labs'
`;

const URI = 'file:///lab.ocipolicy';
const OTHER = 'file:///other.ocipolicy';
const documents = new Map([
  [URI, createDocument(TEXT)],
  [OTHER, createDocument('allow dynamic-group VOX to use keys in compartment labs\n')],
]);

function at(needle: string, nth = 1) {
  let offset = -1;
  for (let count = 0; count < nth; count++) offset = TEXT.indexOf(needle, offset + 1);
  const lines = TEXT.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: (lines.at(-1)?.length ?? 0) + 1 };
}

const place = ({ range, uri }: { range: { start: { line: number; character: number } }; uri?: string }) =>
  `${uri === OTHER ? 'other:' : ''}${range.start.line}:${range.start.character}`;

describe('definition', () => {
  it.each([
    ['a dynamic group, in any letter case', 'vox to', ['14:14']],
    ['a tag key, from a variable', 'secret-id\n  allow', ['11:6']],
    ['an alias', 'Acme\nallow', ['18:15']],
    ['a group that nothing declares', 'Ops,', []],
    ['a keyword', 'read secret', []],
  ])('of %s', (_, needle, expected) => {
    expect(definitionsOf(documents, URI, at(needle)).map(place)).toEqual(expected);
  });
});

describe('references', () => {
  it.each([
    ['a dynamic group, across documents', 'vox\n', ['5:22', '14:14', 'other:0:20']],
    [
      'a compartment, quoted or not',
      'labs\n  desc',
      ['2:26', '5:64', '7:62', '10:33', '20:56', 'other:0:51'],
    ],
    ['a group', 'Ops to', ['7:14', '19:14']],
    ['a placeholder', '<group-name>', ['7:19', '20:12']],
    ['a tag key', 'secret-id desc', ['6:61', '11:6', '15:10']],
  ])('of %s', (_, needle, expected) => {
    expect(referencesOf(documents, URI, at(needle)).map(place)).toEqual(expected);
  });

  it('leave declarations out when they are asked to', () => {
    expect(referencesOf(documents, URI, at('vox\n'), false).map(place)).toEqual(['5:22', 'other:0:20']);
  });

  it('are highlighted in their own document', () => {
    expect(highlightsOf(documents, URI, at('Ops,')).map(place)).toEqual(['7:14', '19:14']);
  });
});

describe('rename', () => {
  const renamed = (needle: string, name: string) => {
    const edit = renameAt(documents, URI, at(needle), name);
    return [...documents].map(([uri, document]) => {
      let text = textOf(document);
      for (const { range, newText } of [...(edit?.changes?.[uri] ?? [])].reverse()) {
        const [start, end] = [offsetAt(document, range.start), offsetAt(document, range.end)];
        text = text.slice(0, start) + newText + text.slice(end);
      }
      return text;
    });
  };

  it.each([
    ['a dynamic group', 'vox to', 'ana', 'vox', 3],
    ['a placeholder', '<group-name>', 'Analysts', '<group-name>', 2],
    ['a tag key', 'secret-id desc', 'which', 'secret-id', 3],
  ])('%s everywhere', (_, needle, name, old, count) => {
    const [own = '', other = ''] = renamed(needle, name);
    expect(own + other).not.toMatch(new RegExp(old, 'i'));
    expect((own + other).split(name).length - 1).toBeGreaterThanOrEqual(count);
    expect(createDocument(own).items.flatMap((item) => item.faults)).toEqual([]);
  });

  it('quotes a name that needs it', () => {
    expect(renamed('Ops,', 'Net Ops')[0]).toContain("allow group 'Net Ops', <group-name> to");
  });

  it('offers the name that stands there, and nothing for a keyword', () => {
    expect(renameRangeAt(documents, URI, at('Ops,'))?.placeholder).toBe('Ops');
    expect(renameRangeAt(documents, URI, at('read secret'))).toBeUndefined();
  });
});

describe('the shape of a file', () => {
  const document = documents.get(URI);
  if (!document) throw new Error('the document is open');

  it('is outlined', () => {
    const lines = outlineOf(document).map(({ name, children }) => [
      name,
      ...(children ?? []).map((child) => child.name),
    ]);
    expect(lines).toEqual([
      [
        'lab',
        'allow dynamic-group vox to read secret-bundles in compartment labs where target.secret.id = request…',
        'allow group Ops, <group-name> to manage vcns in compartment Labs:Dev',
      ],
      ['lab', 'secret-id'],
      ['vox'],
      ['define tenancy Acme as ocid1.tenancy.oc1..acme'],
      ['endorse group Ops to read buckets in tenancy Acme'],
      ["allow group <group-name> to read buckets in compartment 'labs'"],
    ]);
  });

  it.each([
    ['allow group Net to manage  vir', 'allow group Net to manage vir'],
    ['allow\n  Net manage keys in', 'allow Net manage keys in'],
  ])('is outlined with statements that are half written: %s', (text, name) => {
    expect(outlineOf(createDocument(text)).map((symbol) => symbol.name)).toEqual([name]);
  });

  it('folds', () => {
    expect(foldingRanges(document).map(({ startLine, endLine, kind }) => [startLine, endLine, kind])).toEqual(
      [
        [0, 1, 'comment'],
        [5, 6, undefined],
        [2, 7, undefined],
        [10, 11, undefined],
        [14, 16, undefined],
      ],
    );
  });

  it('is selected from a word outwards', () => {
    const [range] = selectionRanges(document, [at('secret-bundles')]);
    const texts: string[] = [];
    for (let each = range; each; each = each.parent) {
      texts.push(
        TEXT.slice(offsetAt(document, each.range.start), offsetAt(document, each.range.end)).split('\n')[0] ??
          '',
      );
    }
    expect(texts).toEqual([
      'secret-bundles',
      'read secret-bundles',
      'allow dynamic-group vox to read secret-bundles in compartment labs',
      'policy lab in compartment labs',
      '// about the lab',
    ]);
  });
});
