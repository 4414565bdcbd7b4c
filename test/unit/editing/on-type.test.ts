import { describe, expect, it } from 'vitest';
import { formatTyped } from '../../../server/src/features/format-on-type.ts';
import { linkedEditingRanges } from '../../../server/src/features/linked-editing.ts';
import { createDocument, editDocument, offsetAt, textOf } from '../../../server/src/language/document.ts';

/** The text and the place of the `|` in it. */
function marked(text: string) {
  const offset = text.indexOf('|');
  const plain = text.slice(0, offset) + text.slice(offset + 1);
  const lines = plain.slice(0, offset).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { plain, position, typed: plain[offset - 1] ?? '' };
}

/** `|` stands behind the character that was typed. */
function check(text: string, expected: string) {
  const { plain, position } = marked(text);
  const document = createDocument(plain);
  // On Enter an editor indents the fresh line before it asks.
  const typed =
    plain.slice(0, offsetAt(document, position)).trimEnd().endsWith('}') && text.includes('}|') ? '}' : '\n';
  for (const { range, newText } of formatTyped(document, position, typed).reverse())
    editDocument(document, offsetAt(document, range.start), offsetAt(document, range.end), newText);
  expect(textOf(document)).toBe(expected);
}

describe('formatting while typing', () => {
  it.each([
    [
      'a statement when its line is left',
      'ALLOW group A  TO read buckets IN tenancy // all \n|',
      'allow group A to read buckets in tenancy // all \n',
    ],
    [
      'with the line that was begun left as it is',
      'policy p {\nALLOW group A TO read buckets IN tenancy\n  |\n}',
      'policy p {\n  allow group A to read buckets in tenancy\n  \n}',
    ],
    ['not a statement that goes on', 'ALLOW group A TO read buckets\n  | in tenancy', undefined],
    ['not a statement that is not whole', 'ALLOW group A TO\n|', undefined],
    ['not a statement of lines before', 'ALLOW any-user to read buckets in tenancy\n\n|', undefined],
    ['not a comment', '//   note\n|', undefined],
    ['nothing at the beginning', '|', undefined],
    [
      'a policy block when it is closed',
      'policy p {\n// first\nALLOW group A TO read buckets IN tenancy\n\n\n  DENY group B to use keys in tenancy\n  }|\n',
      'policy p {\n// first\n  allow group A to read buckets in tenancy\n\n\n  deny group B to use keys in tenancy\n}\n',
    ],
    [
      'a statement when its condition is closed',
      "ALLOW group A TO use keys IN tenancy where any {request.region='phx',request.region='iad'}|\nALLOW",
      "allow group A to use keys in tenancy where any { request.region = 'phx', request.region = 'iad' }\nALLOW",
    ],
    ['not when a permission set is closed', 'ALLOW group A TO {KEY_READ}|', undefined],
  ])('takes %s', (_, text, expected) => {
    check(text, expected ?? text.replace('|', ''));
  });
});

describe('linked editing', () => {
  const linked = (text: string) => {
    const { plain, position } = marked(text);
    return linkedEditingRanges(createDocument(plain), position)?.ranges.map(
      ({ start, end }) => `${start.line}:${start.character}-${end.character}`,
    );
  };

  it.each([
    [
      'a placeholder everywhere, between its brackets',
      'allow group <na|me> to read buckets in compartment <where>\nallow group x<name> to read buckets in tenancy',
      ['0:13-17', '1:14-18'],
    ],
    ['nothing for one that is there once', 'allow group <na|me> to read buckets in tenancy', undefined],
    ['nothing for a name', 'allow group A|a, Aa to read buckets in tenancy', undefined],
    ['nothing for a template', 'allow group ${|a}, ${a} to read buckets in tenancy', undefined],
  ])('gives %s', (_, text, expected) => {
    expect(linked(text)).toEqual(expected);
  });
});
