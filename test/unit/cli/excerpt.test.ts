import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../client/src/cli/formats/excerpt.ts';
import { cellWidth } from '../../../client/src/cli/formats/width.ts';

/** The line as shown, and below it the underline, counted in cells. */
function drawn(line: string, start: number, end: number, width = 60): string[] {
  const { text, from, length } = excerpt(line, start, end, width);
  return [text, ' '.repeat(from) + '^'.repeat(length)];
}

describe('excerpt', () => {
  it.each<[string, string, number, number, string[]]>([
    ['a word', 'allow group A', 6, 11, ['allow group A', '      ^^^^^']],
    ['an empty span', 'allow', 2, 2, ['allow', '  ^']],
    ['the end of the line', 'allow', 5, 5, ['allow', '     ^']],
    ['a span past the end', 'allow', 3, 90, ['allow', '   ^^']],
    ['an empty line', '', 0, 0, ['', '^']],
    ['a tab before', '\tallow', 1, 6, ['    allow', '    ^^^^^']],
    ['a tab in the middle', 'ab\tallow', 3, 8, ['ab  allow', '    ^^^^^']],
    ['a tab in the span', 'a\tb', 1, 2, ['a   b', ' ^^^']],
    ['wide letters before', '本語 x', 3, 4, ['本語 x', '     ^']],
    ['wide letters in the span', 'a本語', 1, 3, ['a本語', ' ^^^^']],
    ['an emoji before', '😀 x', 3, 4, ['😀 x', '   ^']],
    ['a combining accent before', 'e\u0301 x', 3, 4, ['e\u0301 x', '  ^']],
    ['a zero-width space', 'a\u200Bb', 1, 2, ['a<U+200B>b', ' ^^^^^^^^']],
    ['an escape', 'a\u001b[2J', 1, 2, ['a<U+001B>[2J', ' ^^^^^^^^']],
    ['half a pair', 'a\uD83D', 1, 2, ['a<U+D83D>', ' ^^^^^^^^']],
  ])('underlines %s', (_, line, start, end, expected) => {
    expect(drawn(line, start, end)).toEqual(expected);
  });

  it.each<[string, string, number, number, string[]]>([
    ['at the start', `abc${'x'.repeat(50)}`, 0, 3, [`abc${'x'.repeat(15)}…`, '^^^']],
    [
      'in the middle',
      `${'x'.repeat(50)}abc${'y'.repeat(50)}`,
      50,
      53,
      ['…xxxxxxxabcyyyyyyyy…', '        ^^^'],
    ],
    ['at the end', `${'x'.repeat(50)}abc`, 50, 53, [`…${'x'.repeat(15)}abc`, `${' '.repeat(16)}^^^`]],
    [
      'of wide letters',
      `${'本'.repeat(40)}a${'本'.repeat(40)}`,
      40,
      41,
      ['…本本本本a本本本本…', '         ^'],
    ],
    ['that is wider than the room', 'x'.repeat(90), 30, 80, [`…${'x'.repeat(18)}…`, ` ${'^'.repeat(18)}`]],
    ['between emoji', `${'😀'.repeat(30)}a${'😀'.repeat(30)}`, 60, 61, ['…😀😀😀😀a😀😀😀😀…', '         ^']],
  ])('clips a long line around a span %s', (_, line, start, end, expected) => {
    expect(drawn(line, start, end, 20)).toEqual(expected);
  });

  it('fits into its width and marks something that is shown, whatever the line', () => {
    const character = fc.constantFrom(
      'a',
      ' ',
      '\t',
      '本',
      '😀',
      'e\u0301',
      '\u200B',
      '\u0000',
      '\uD83D',
      '\uDE00',
    );
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 80 }).map((parts) => parts.join('')),
        fc.nat(100),
        fc.nat(100),
        fc.integer({ min: 20, max: 60 }),
        (line, a, b, width) => {
          const { text, from, length } = excerpt(line, Math.min(a, b), Math.max(a, b), width);
          const shown = [...text].reduce((sum, each) => sum + cellWidth(each), 0);
          expect(shown).toBeLessThanOrEqual(width);
          expect(length).toBeGreaterThanOrEqual(1);
          expect(from + length).toBeLessThanOrEqual(Math.max(shown, from + 1));
          expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('looks at no more of a line than it shows', () => {
    const line = `${'x'.repeat(500_000)}abc${'x'.repeat(500_000)}`;
    expect(drawn(line, 500_000, 500_003, 21)).toEqual(['…xxxxxxxxabcxxxxxxxx…', '         ^^^']);
  });
});
