import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KEYWORDS } from '../../server/src/language/kinds.ts';
import { knownKeys, knownShape } from '../../server/src/language/known-shapes.ts';
import { readKinds, type Field, type Shape } from '../../server/src/language/read-kinds.ts';
import { createScanner, type Token } from '../../server/src/language/scan.ts';
import { parseTokens, type Rule } from '../../server/src/language/shape.ts';
import { statement } from './generate.ts';

const RULES: Readonly<Record<string, Rule>> = {
  allow: 'Grant',
  deny: 'Grant',
  endorse: 'Endorse',
  admit: 'Admit',
};

const kindsOf = (text: string): string[] => {
  const scanner = createScanner(text);
  return Array.from({ length: text.length }, () => scanner.next()).flatMap((token) => token?.kind ?? []);
};

/** A tree of tokens that are known by their numbers. */
const numbered = (field: Field): unknown => {
  if (typeof field === 'number') return field;
  if (!('type' in field)) return field.map(numbered);
  const fields = field.names.map((name, index) => [name, numbered(field.fields[index] as Field)] as const);
  return { type: field.type, start: field.first, end: field.last, ...Object.fromEntries(fields) };
};

const tokensOf = (kinds: readonly string[]): Token[] =>
  kinds.map((kind, at) => ({
    ...{ kind, text: kind, start: at, end: at },
    ...{ lineStart: false, blankBefore: false, toJSON: () => at },
  }));

const kind = fc.constantFrom(
  ...['where', 'where', 'in', 'tenancy', 'compartment', 'of', 'to', 'group'],
  ...['ID', 'STRING', 'PATTERN', 'TEXT', 'OTHER', '{', '}', '(', ')', ',', '=', '!', ':', '/'],
  ...KEYWORDS,
);
const slip = fc.tuple(fc.nat(), fc.constantFrom('drop', 'add', 'replace'), kind);

it('a statement that is read in two parts is read as it is in one', () => {
  fc.assert(
    fc.property(statement, fc.array(slip, { maxLength: 3 }), (text, slips) => {
      const kinds = kindsOf(text);
      for (const [place, how, fresh] of slips) {
        const at = place % (kinds.length + 1);
        kinds.splice(at, how === 'add' ? 0 : 1, ...(how === 'drop' ? [] : [fresh]));
      }
      const rule = RULES[kinds.find((each) => each in RULES) ?? ''];
      fc.pre(rule !== undefined);
      const whole: Shape | number = readKinds(kinds, rule);
      const read = parseTokens(tokensOf(kinds), rule);
      // The order of the parts counts too: checks look at them one after the other.
      expect({ kinds, read: JSON.stringify('at' in read ? read.at : read.tree) }).toEqual({
        kinds,
        read: JSON.stringify(numbered(whole)),
      });
    }),
    { numRuns: 3000 },
  );
});

it('a form that is known has the tree that the parser gives it', () => {
  const keys = knownKeys();
  expect(keys.length).toBeGreaterThan(200);
  for (const key of keys) {
    const [rule = '', ...kinds] = key.split(' ');
    expect({ key, shape: knownShape(key) }).toEqual({ key, shape: readKinds(kinds, rule) });
  }
});
