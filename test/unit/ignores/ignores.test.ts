import { describe, expect, it } from 'vitest';
import { checkDocument, type CheckOptions } from '../../../server/src/checks/run.ts';
import { messageKey, messageOf } from '../../../server/src/checks/words/words.ts';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { applyEdits, fixOf } from '../../../server/src/features/fix-edits.ts';
import { createDocument, editDocument, positionIn, textOf } from '../../../server/src/language/document.ts';

const GOOD = 'allow group Dev to read buckets in compartment Logs';
const BETTER = 'allow group Labs to use data-science-projects in compartment Labs';
/** Draws `missing-to` and nothing else. */
const BAD = 'allow group Ops manage vcns in compartment Networks';
/** Draws the same, and covers nothing of it. */
const WORSE = 'allow group Net manage subnets in compartment Labs';
/** Draws `resource-type-case` and nothing else. */
const CASE = 'allow group Ops to manage VCNs in compartment Networks';

/** What is found, as `line code` or `line code/variant`, lines 0-based. */
function found(text: string, options: CheckOptions = {}): string[] {
  return checkDocument(createDocument(text), options).map(
    ({ item, finding }) => `${positionIn(item, finding.start).line} ${messageKey(finding) ?? finding.code}`,
  );
}

/** The text after the fix of its only finding. */
function mended(text: string): string {
  const [only, more] = checkDocument(createDocument(text));
  const fix = only && fixOf(only);
  expect([fix === undefined, more]).toEqual([false, undefined]);
  return applyEdits(text, fix?.edits ?? []);
}

describe('an ignore silences', () => {
  it.each([
    ['what is found in the statement below', `// ocipolicy-ignore missing-to: r\n${BAD}`],
    ['the same written with #', `# ocipolicy-ignore missing-to: r\n${BAD}`],
    ['the same in a comment of a block', `/* ocipolicy-ignore missing-to: r */\n${BAD}`],
    ['whatever the case of its letters is', `// OCIPOLICY-IGNORE Missing-To: r\n${BAD}`],
    ['in a statement that is not the first', `${GOOD}\n// ocipolicy-ignore missing-to: r\n${BAD}`],
    [
      'in each line of the statement',
      `// ocipolicy-ignore missing-to: r\nallow group Ops\n  manage vcns\n  in compartment A`,
    ],
    ['through other comments', `// ocipolicy-ignore missing-to: r\n// why\n/* and\nhow */\n${BAD}`],
    [
      'several codes',
      `// ocipolicy-ignore missing-to, resource-type-case: r\nallow group Ops manage VCNs in compartment A`,
    ],
    [
      'the same without blanks',
      `//ocipolicy-ignore missing-to,resource-type-case:r\nallow group Ops manage VCNs in compartment A`,
    ],
    [
      'together with another',
      `// ocipolicy-ignore missing-to: r\n// ocipolicy-ignore resource-type-case: r\nallow group Ops manage VCNs in compartment A`,
    ],
    ['what is found on its own line', `${BAD} // ocipolicy-ignore missing-to: r`],
    [
      'on the line of a statement in which it stands',
      `allow group Ops manage vcns # ocipolicy-ignore missing-to: r\n  in compartment A`,
    ],
    [
      'on the line below inside a statement',
      `allow group Ops\n  // ocipolicy-ignore missing-to: r\n  manage vcns in compartment A`,
    ],
    [
      'in the head of a policy',
      `// ocipolicy-ignore policy-not-closed: r\npolicy a in tenancy\n  description "x"\n{\n`,
    ],
    [
      'in a block',
      `policy a in tenancy\n  description "x"\n{\n  // ocipolicy-ignore missing-to: r\n  ${BAD}\n}`,
    ],
    ['with line ends of Windows', `${GOOD}\r\n// ocipolicy-ignore missing-to: r\r\n${BAD}\r\n`],
    ['in the whole file', `// ocipolicy-ignore-file missing-to: r\n\n${BAD}\n${WORSE}`],
    [
      'in the whole file, further down in the first comments',
      `/* a policy */\n\n# ocipolicy-ignore-file missing-to: r\n${GOOD}\n${BAD}`,
    ],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([]);
    expect(found(text, { ignores: false })).not.toEqual([]);
  });
});

describe('an ignore does not silence', () => {
  it.each([
    ['the statement after the next', `// ocipolicy-ignore missing-to: r\n${BAD}\n${WORSE}`, ['2 missing-to']],
    [
      'another code',
      `// ocipolicy-ignore missing-to: r\nallow group Ops manage VCNs in compartment A`,
      ['1 resource-type-case'],
    ],
    [
      'another line of its statement',
      `allow group Ops // ocipolicy-ignore missing-to: r\n  manage vcns in compartment A`,
      ['0 ignore-unused', '1 missing-to'],
    ],
    [
      'over an empty line',
      `${GOOD}\n// ocipolicy-ignore missing-to: r\n\n${BAD}`,
      ['1 ignore-unused/distance', '3 missing-to'],
    ],
    [
      'the file when it stands further down',
      `${GOOD}\n// ocipolicy-ignore-file missing-to: r\n${BAD}`,
      ['1 ignore-unused/place', '2 missing-to'],
    ],
    [
      'statements of a policy whose head is below it',
      `// ocipolicy-ignore missing-to: r\npolicy a in tenancy\n  description "x"\n{\n  ${BAD}\n}`,
      ['0 ignore-unused', '4 missing-to'],
    ],
    [
      'from within a string',
      `allow group Ops manage vcns in compartment A where request.user.name = '// ocipolicy-ignore missing-to: r'`,
      ['0 missing-to'],
    ],
    ['by another word', `// ocipolicy-ignored missing-to: r\n${BAD}`, ['1 missing-to']],
    ['when it is said in passing', `// see ocipolicy-ignore missing-to: r\n${BAD}`, ['1 missing-to']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('an ignore is told', () => {
  it.each([
    ['when nothing is there any more', `// ocipolicy-ignore missing-to: r\n${GOOD}`, ['0 ignore-unused']],
    [
      'for each code that nothing draws',
      `// ocipolicy-ignore missing-to, missing-in: r\n${BAD}`,
      ['0 ignore-unused'],
    ],
    [
      'when no statement follows',
      `${GOOD}\n// ocipolicy-ignore missing-to: r\n`,
      ['1 ignore-unused/distance'],
    ],
    ['in a file without statements', '// ocipolicy-ignore-file missing-to: r\n', ['0 ignore-unused']],
    ['when it gives no reason', `// ocipolicy-ignore missing-to\n${BAD}`, ['0 ignore-without-reason']],
    [
      'when nothing is behind its colon',
      `// ocipolicy-ignore missing-to:\n${BAD}`,
      ['0 ignore-without-reason'],
    ],
    [
      'when its reason is still to be filled in',
      `// ocipolicy-ignore missing-to: <reason>\n${BAD}`,
      ['0 ignore-without-reason'],
    ],
    [
      'when its reason lacks the colon',
      `// ocipolicy-ignore missing-to as agreed\n${BAD}`,
      ['0 ignore-without-reason/colon'],
    ],
    ['once when it is unused too', `// ocipolicy-ignore missing-to\n${GOOD}`, ['0 ignore-unused']],
    [
      'when its code does not exist',
      `// ocipolicy-ignore no-such-check-at-all: r\n${GOOD}`,
      ['0 ignore-unknown-code'],
    ],
    [
      'when its code is mistyped',
      `// ocipolicy-ignore mising-to: r\n${BAD}`,
      ['0 ignore-unknown-code/meant', '1 missing-to'],
    ],
    ['when it names no code', `// ocipolicy-ignore: r\n${GOOD}`, ['0 ignore-unknown-code/none']],
    ['when it is nothing but its word', `${GOOD} // ocipolicy-ignore`, ['0 ignore-unknown-code/none']],
    [
      'also when it is to be ignored itself',
      `// ocipolicy-ignore missing-to, ignore-unused: r\n${GOOD}`,
      ['0 ignore-unused', '0 ignore-unused'],
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('the fix', () => {
  it.each([
    [
      'deletes the line of an unused one',
      `${GOOD}\n  // ocipolicy-ignore missing-to: r\n${BETTER}\n`,
      `${GOOD}\n${BETTER}\n`,
    ],
    ['deletes it with its line end', `// ocipolicy-ignore missing-to: r\r\n${GOOD}\r\n`, `${GOOD}\r\n`],
    ['deletes one at the end of a line', `${GOOD} // ocipolicy-ignore missing-to: r\n`, `${GOOD}\n`],
    ['deletes one at the end of the file', `${GOOD}\n// ocipolicy-ignore missing-to: r`, `${GOOD}\n`],
    [
      'deletes the last code of several',
      `// ocipolicy-ignore missing-to, missing-in: r\n${BAD}`,
      `// ocipolicy-ignore missing-to: r\n${BAD}`,
    ],
    [
      'deletes the first code of several',
      `// ocipolicy-ignore missing-in, missing-to: r\n${BAD}`,
      `// ocipolicy-ignore missing-to: r\n${BAD}`,
    ],
    [
      'writes the colon',
      `// ocipolicy-ignore missing-to as agreed\n${BAD}`,
      `// ocipolicy-ignore missing-to: as agreed\n${BAD}`,
    ],
  ])('%s', (_, text, expected) => {
    expect(mended(text)).toBe(expected);
  });

  it('writes the code that was meant', () => {
    const text = `// ocipolicy-ignore resource-type-cse: r\n${CASE}`;
    const fixes = checkDocument(createDocument(text)).flatMap((each) =>
      each.finding.code === 'ignore-unknown-code' ? (fixOf(each) ?? []) : [],
    );
    expect(applyEdits(text, fixes[0]?.edits ?? [])).toBe(
      `// ocipolicy-ignore resource-type-case: r\n${CASE}`,
    );
  });
});

it('an edit tells the same as reading the whole text', () => {
  const document = createDocument(`${GOOD}\n${BAD}\n${CASE}\n`);
  const edits: [number, number, string][] = [
    [GOOD.length + 1, 0, '// ocipolicy-ignore missing-to: r\n'],
    [0, 0, '// ocipolicy-ignore-file resource-type-case: r\n'],
    [0, 3, '#'],
    [GOOD.length, 12, ''],
  ];
  for (const [start, length, text] of edits) {
    editDocument(document, start, start + length, text);
    const told = checkDocument(document).map(({ item, finding }) => [
      item.start + finding.start,
      finding.code,
    ]);
    const whole = checkDocument(createDocument(textOf(document)));
    expect(told).toEqual(whole.map(({ item, finding }) => [item.start + finding.start, finding.code]));
  }
});

it.each(LOCALES)('every message is said in %s', (locale) => {
  const texts = [
    ...[`// ocipolicy-ignore missing-to: r\n${GOOD}`, `// ocipolicy-ignore xyzzy-plugh: r\n${GOOD}`],
    ...[`// ocipolicy-ignore\n${GOOD}`, `// ocipolicy-ignore missing-to\n${BAD}`],
  ];
  const messages = texts.map((text) => {
    const [first] = checkDocument(createDocument(text));
    return first ? messageOf(first.finding, locale) : '';
  });
  expect(new Set(messages).size).toBe(texts.length);
  expect(messages.filter((message) => message === '' || /\{\w+\}/.test(message))).toEqual([]);
});
