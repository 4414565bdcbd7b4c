import type { Locale } from '../checks/words/locale.ts';
import type { Edit } from '../language/fault.ts';
import { applyEdits } from './fix-edits.ts';
import en from './fix-titles.en.json';
import ja from './fix-titles.ja.json';
import ptBr from './fix-titles.pt-br.json';

export type TitleKey = keyof typeof en;

/** What actions are called. The compiler holds that no language lacks one. */
export const TITLES: Readonly<Record<Locale, Readonly<Record<TitleKey, string>>>> = { en, 'pt-br': ptBr, ja };

/** The name of an action in a language, with the `{names}` of its template replaced. */
export function title(
  locale: Locale,
  key: TitleKey,
  args: Readonly<Record<string, string | number>> = {},
): string {
  return TITLES[locale][key].replace(/\{(\w+)\}/g, (slot, name: string) => String(args[name] ?? slot));
}

/** Quoted text longer than this is shortened in its middle. */
const LONGEST = 44;

/**
 * What a fix is called: what it writes, replaces or deletes.
 * @param text what the offsets of the edits count in
 * @param edits one or more, in order, none overlapping another
 */
export function titleOfFix(text: string, edits: readonly Edit[], locale: Locale): string {
  const start = edits[0]?.start ?? 0;
  const end = edits.at(-1)?.end ?? start;
  const old = text.slice(start, end);
  const written = applyEdits(
    old,
    edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );
  const deleted = edits.map((edit) => shown(text.slice(edit.start, edit.end)));
  if (edits.every((edit) => edit.text === '')) {
    const quoted = deleted.filter((each) => each !== '').join(' … ');
    return quoted === ''
      ? title(locale, 'deleteBlank')
      : title(locale, 'delete', { text: shortened(quoted) });
  }
  if (edits.length === 1) {
    const { before, after } = difference(old, written);
    if (before === '' && /^(?:\r\n|\r|\n)$/.test(after)) return title(locale, 'break');
    if (before === '' && standsAlone(after)) return title(locale, 'write', { text: shortened(shown(after)) });
    if (after === '' && standsAlone(before))
      return title(locale, 'delete', { text: shortened(shown(before)) });
  }
  return old.trim() === ''
    ? title(locale, 'write', { text: shortened(shown(written)) })
    : replacement(text, { start, end, text: written }, locale);
}

/** What differs between two texts: what of the first is gone, and what of the second is new. */
function difference(old: string, written: string) {
  let from = 0;
  while (from < old.length && from < written.length && old[from] === written[from]) from++;
  let to = 0;
  while (to < old.length - from && to < written.length - from && old.at(-1 - to) === written.at(-1 - to))
    to++;
  return { before: old.slice(from, old.length - to), after: written.slice(from, written.length - to) };
}

/** Whether a text can be shown without the word that it is a part of. */
function standsAlone(text: string): boolean {
  return /^\s|\s$|^[^\w\s]+$/.test(text);
}

/** The replacement with the words that it begins and ends in made whole, so that a person recognises them. */
function replacement(text: string, edit: Edit, locale: Locale): string {
  const before = /[^\s,{}()=]*$/.exec(text.slice(0, edit.start))?.[0] ?? '';
  const after = /^[^\s,{}()=]*/.exec(text.slice(edit.end))?.[0] ?? '';
  const [old, written] = [text.slice(edit.start, edit.end), edit.text].map((part) =>
    shown(before + part + after),
  );
  return title(locale, 'replace', { old: shortened(old ?? ''), text: shortened(written ?? '') });
}

/** On one line, with what cannot be seen spelled out. */
function shown(text: string): string {
  return text
    .replace(/\s+/g, (blanks) => (/[^ \t\r\n]/.test(blanks) ? blanks : ' '))
    .replace(/^ +| +$/g, '')
    .replace(/[^\S ]|[\p{Cc}\p{Cf}]/gu, (sign) => {
      return `<U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
    });
}

function shortened(text: string): string {
  const letters = [...text];
  if (letters.length <= LONGEST) return text;
  return `${letters.slice(0, 26).join('').trimEnd()} … ${letters.slice(-15).join('').trimStart()}`;
}
