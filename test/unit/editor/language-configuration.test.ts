import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Pattern = string | { pattern: string; flags?: string };

interface OnEnterRule {
  beforeText: Pattern;
  afterText?: Pattern;
  previousLineText?: Pattern;
  action: { indent: string; appendText?: string; removeText?: number };
}

interface LanguageConfiguration {
  comments: { lineComment: string; blockComment: [string, string] };
  brackets: [string, string][];
  colorizedBracketPairs: [string, string][];
  autoClosingPairs: { open: string; close: string; notIn: string[] }[];
  surroundingPairs: [string, string][];
  wordPattern: Pattern;
  folding: { markers: { start: string; end: string } };
  indentationRules: { increaseIndentPattern: string; decreaseIndentPattern: string };
  onEnterRules: OnEnterRule[];
}

// Strict JSON, although VS Code would take comments too: other tools read this file.
const configuration = JSON.parse(
  readFileSync('language-configuration.json', 'utf8'),
) as LanguageConfiguration;
const regex = (from: Pattern, more = '') =>
  typeof from === 'string' ? new RegExp(from, more) : new RegExp(from.pattern, (from.flags ?? '') + more);

/** What VS Code does when Enter is pressed at `|`: the first rule whose every pattern is found. */
function pressEnter(text: string): OnEnterRule['action'] | undefined {
  const lines = text.slice(0, text.indexOf('|')).split('\n');
  const before = lines.at(-1) ?? '';
  const previous = lines.at(-2) ?? '';
  const after = text.slice(text.indexOf('|') + 1);
  return configuration.onEnterRules.find(
    (rule) =>
      regex(rule.beforeText).test(before) &&
      (!rule.afterText || regex(rule.afterText).test(after)) &&
      (!rule.previousLineText || regex(rule.previousLineText).test(previous)),
  )?.action;
}

describe('words', () => {
  const words = (text: string) => text.match(regex(configuration.wordPattern, 'g')) ?? [];

  test.each([
    'data-science-models',
    'target.notebook-session.id',
    'request.principal.group.tag.lab_data.secret-id',
    'ocid1.tenancy.oc1..aaaa',
    'DATA_SCIENCE_MODEL_CREATE',
    '2024-admins',
    'team+ops@corp',
    'équipe-données',
    '<group-name>',
    '<YOUR COMPARTMENT NAME>',
    '<<aidp-compartment-ocid>>',
    'objectstorage-<<region_identifier>>',
    'ocid1.datasciencenotebooksession.oc1.sa-saopaulo-1.<NOTEBOOK-SESSION-OCID>',
    'request.principal.group.tag.<TAG-NAMESPACE>.<TAG-KEY>',
    '${var.group}',
    '{{ group }}',
    'prefix-${var.name}-suffix',
    '%s',
    '$GROUP',
  ])('%s is one word', (word) => {
    expect(words(word)).toEqual([word]);
    expect(words(`group ${word} to`)).toEqual(['group', word, 'to']);
    expect(words(`'${word}',`)).toEqual([word]);
  });

  test.each([
    ['a full stop ends no word', 'in tenancy. Next', ['in', 'tenancy', 'Next']],
    ['a dash alone is none', '- allow any-user', ['allow', 'any-user']],
    ['a path is several', 'compartment A:B:C', ['compartment', 'A', 'B', 'C']],
    ['a domain and a name are two', "'My Domain'/Ops", ['My', 'Domain', 'Ops']],
    ['braces and commas part words', '{VCN_READ,VNIC_USE}', ['VCN_READ', 'VNIC_USE']],
    [
      'operators part words',
      "request.region='iad', target.a!='b'",
      ['request.region', 'iad', 'target.a', 'b'],
    ],
    ['a variable that is being typed', 'where request.', ['where', 'request']],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('the pattern never matches nothing, which VS Code would refuse', () => {
    expect(regex(configuration.wordPattern).exec('')).toBeNull();
  });
});

describe('brackets', () => {
  test('each opens with one character and closes with another, and no character does both', () => {
    const { brackets, colorizedBracketPairs } = configuration;
    expect(new Set(brackets.flat()).size).toBe(brackets.length * 2);
    expect(colorizedBracketPairs).toEqual(brackets);
  });

  test('every bracket closes itself and surrounds a selection', () => {
    for (const [open, close] of configuration.brackets) {
      expect(configuration.autoClosingPairs).toContainEqual(expect.objectContaining({ open, close }));
      expect(configuration.surroundingPairs).toContainEqual([open, close]);
    }
  });

  test('nothing is closed in a comment, and no quote in a string', () => {
    for (const { open, notIn } of configuration.autoClosingPairs) {
      expect(notIn, open).toContain('comment');
      if (/['"]/.test(open)) expect(notIn, open).toContain('string');
    }
  });

  test('a comment is not closed after its first star, because a pattern may begin so: /*logs/', () => {
    expect(configuration.autoClosingPairs.map(({ open }) => open)).not.toContain('/*');
    expect(configuration.comments).toEqual({ lineComment: '//', blockComment: ['/*', '*/'] });
  });
});

describe('folding', () => {
  test.each([
    ['// region Notebooks', 'start'],
    ['  # region', 'start'],
    ['//#region x', 'start'],
    ['// endregion', 'end'],
    ['#endregion', 'end'],
    ['// regional rules', undefined],
    ['allow group region to read buckets in tenancy', undefined],
  ])('%s: %s', (line, expected) => {
    const { start, end } = configuration.folding.markers;
    const found = [regex(start).test(line) && 'start', regex(end).test(line) && 'end'].filter(Boolean);
    expect(found).toEqual(expected === undefined ? [] : [expected]);
  });
});

describe('indentation', () => {
  test.each([
    ['policy p in compartment labs {', true],
    ['  where any {', true],
    ['  where any { // two buckets', true],
    ['    request.region in (', true],
    ['allow group A to {VCN_READ,', true],
    ['allow group A to {VCN_READ} in tenancy', false],
    ["where all { request.region in ('iad', 'phx') }", false],
    ['// a comment with {', false],
    ['# a comment with (', false],
  ])('the line after %s is indented: %s', (line, expected) => {
    expect(regex(configuration.indentationRules.increaseIndentPattern).test(line)).toBe(expected);
  });

  test.each([
    ['}', true],
    ['    )', true],
    ['  } in compartment labs', true],
    ['allow group A to {VCN_READ}', false],
    ['  // }', false],
  ])('%s stands further out: %s', (line, expected) => {
    expect(regex(configuration.indentationRules.decreaseIndentPattern).test(line)).toBe(expected);
  });
});

describe('Enter', () => {
  const indent = { indent: 'indent' };
  const between = { indent: 'indentOutdent' };

  test.each([
    ['after the brace of a block', 'policy p in compartment labs {|', indent],
    ['between its braces', 'policy p in compartment labs {|}', between],
    ['in a condition', 'allow any-user to use vcns in tenancy where all {| }', between],
    ['after the first condition', "  where any { request.region = 'iad',|", indent],
    ['in a list of values', '    request.region in (|)', between],
    ['in a set of permissions', 'allow group A to {|', indent],
    ['after a brace and a note', 'test "x" { // what must hold|', indent],
    ['after a statement keyword', '  allow|', indent],
    ['after to', 'Allow group A to |', indent],
    ['after a verb', 'allow group A to manage|', indent],
    ['after compartment', 'allow group A to manage vcns in compartment|', indent],
    ['in a list of groups', "allow group 'Dom'/A,|", indent],
    ['after where', 'allow group A to manage vcns in tenancy where|', indent],
    ['after where on its own line', '  where|', indent],
    ['before where', "allow group A to use vcns in tenancy| where request.region = 'iad'", indent],
    ['after the name of a dynamic group', 'dynamic-group vox-notebook|', indent],
    ['after a subject on its own line', 'allow\n  dynamic-group Runs|', undefined],
    ['after a statement', 'allow group A to manage vcns in tenancy|', undefined],
    ['after a whole condition', "  where all { request.region = 'iad' }|", undefined],
    ['after a group called allowance', 'allow group allowance|', undefined],
    ['after the end of a block', '}|', undefined],
    ['after a comment with a brace', '// {|', undefined],
    ['in the middle of a comment', '// one| two', { indent: 'none', appendText: '// ' }],
    ['in the middle of a # comment', '  # one| two', { indent: 'none', appendText: '# ' }],
    [
      'in a comment behind a statement',
      'deny group A to use vcns in tenancy // a| b',
      { indent: 'none', appendText: '// ' },
    ],
    ['at the end of a comment', '// one|', undefined],
    ['in a new documentation comment', '/**| */', { indent: 'indentOutdent', appendText: ' * ' }],
    ['in an open documentation comment', '/** one|', { indent: 'none', appendText: ' * ' }],
    ['on a line of one', '/**\n * one|', { indent: 'none', appendText: '* ' }],
    ['after its end', '/**\n */|', { indent: 'none', removeText: 1 }],
  ])('%s', (_, text, expected) => {
    expect(pressEnter(text)).toEqual(expected);
  });
});
