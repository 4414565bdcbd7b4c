import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { TITLES, titleOfFix } from '../../../server/src/features/fix-titles.ts';
import { isJapanese, slotsOf } from '../words/style.ts';

/** `old⟨written⟩`: between the brackets, what stands before the arrow is replaced by what stands behind it. */
function titleOf(marked: string): string {
  let text = '';
  const edits = [...marked.matchAll(/⟨([^→]*)→([^⟩]*)⟩|[^⟨]+/g)].flatMap(([whole, old, written]) => {
    const start = text.length;
    text += old ?? whole;
    return written === undefined ? [] : [{ start, end: text.length, text: written }];
  });
  return titleOfFix(text, edits, 'en');
}

describe('a fix is called by what it does', () => {
  it.each([
    ['allow group A⟨→ to⟩ read buckets', 'Write “to”'],
    ['{A⟨→,⟩ B}', 'Write “,”'],
    ['group A in compartment ⟨ocid1.x→id ocid1.x⟩', 'Write “id”'],
    ['in tenancy⟨.→⟩', 'Delete “.”'],
    ['in⟨ the→⟩ tenancy', 'Delete “the”'],
    ['allow⟨\u200b→⟩ group', 'Delete “<U+200B>”'],
    ['to ⟨raed→read⟩ buckets', 'Replace “raed” with “read”'],
    ['to ⟨instance→instances⟩ in', 'Replace “instance” with “instances”'],
    ["= ⟨‘→'⟩logs⟨’→'⟩", "Replace “‘logs’” with “'logs'”"],
    ['dynamic⟨ →-⟩group A', 'Replace “dynamic group” with “dynamic-group”'],
    ['to⟨\u00a0→ ⟩manage', 'Replace “to<U+00A0>manage” with “to manage”'],
    ['{BUCKET_⟨\n  →⟩READ}', 'Replace “BUCKET_ READ” with “BUCKET_READ”'],
    ["x ⟨! =→!=⟩ 'a'", 'Replace “! =” with “!=”'],
    ["where ⟨all { →⟩a = 'b'⟨ }→⟩", 'Delete “all { … }”'],
    ["group ⟨→'⟩My Admins⟨→'⟩ to", "Replace “My Admins” with “'My Admins'”"],
    ['in tenancy ⟨→\n⟩allow group B', 'Begin a new line here'],
    ['⟨→// ⟩Allow the operators\n⟨→// ⟩to do it', 'Make it a comment'],
    [
      'allow group A to read ⟨a, b→a⟩ in tenancy⟨→\nallow group A to read b in tenancy⟩',
      'Split into 2 statements',
    ],
  ])('%s', (marked, expected) => {
    expect(titleOf(marked)).toBe(expected);
  });

  it('says that a statement is split where a part of it is written before it', () => {
    const text = 'allow group A to {B, C} in tenancy where d = e';
    const edits = [{ start: 0, end: 0, text: 'allow group A to {B} in tenancy\n' }];
    expect(titleOfFix(text, edits, 'en', 'variable-not-for-operation')).toBe('Split into 2 statements');
    expect(titleOfFix(text, edits, 'en', 'operation-incomplete')).toMatch(/^Write “allow group A/);
  });

  it('shortens what is long in its middle', () => {
    const title = titleOf(`⟨${'a'.repeat(300)} ${'b'.repeat(300)}→c⟩`);
    expect(title).toBe(`Replace “${'a'.repeat(26)} … ${'b'.repeat(15)}” with “c”`);
  });

  it('does not cut a letter of two code units', () => {
    expect(titleOf(`⟨${'𝒂'.repeat(100)}→c⟩`)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });
});

describe.each(LOCALES)('the titles in %s', (locale) => {
  it('have every key and slot, and are in the language', () => {
    expect(Object.keys(TITLES[locale])).toEqual(Object.keys(TITLES.en));
    for (const [key, text] of Object.entries(TITLES[locale])) {
      expect(slotsOf(text)).toEqual(slotsOf(TITLES.en[key as keyof typeof TITLES.en]));
      expect([key, isJapanese(text)]).toEqual([key, locale === 'ja']);
      expect(text).not.toMatch(/[.。]$/);
    }
  });
});
