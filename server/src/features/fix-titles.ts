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
 * @param code that of the finding which they mend
 */
export function titleOfFix(text: string, edits: readonly Edit[], locale: Locale, code?: string): string {
  const start = edits[0]?.start ?? 0;
  const end = edits.at(-1)?.end ?? start;
  const old = text.slice(start, end);
  const whole = { start, end, text: applyEdits(text, edits).slice(start, end + lengthened(edits)) };
  const parted = code !== undefined && PARTING.has(code) ? linesIn(edits[0]) : 0;
  const statements = parted || statementsIn(whole.text) - statementsIn(old);
  if (statements > 0) return title(locale, 'split', { count: statements + 1 });
  if (edits.every((edit) => edit.start === edit.end && edit.text === '// ')) return title(locale, 'comment');
  const [only, more] = edits;
  if (only && !more) {
    const { gone, fresh } = difference(old, only.text);
    if (gone === '' && /^(?:\r\n|\r|\n)$/.test(fresh)) return title(locale, 'break');
    if (gone === '' && isWhole(fresh, old === '')) return titleOf('write', fresh, locale);
    if (fresh === '' && isWhole(gone, only.text === '')) return titleOf('delete', gone, locale);
  } else if (edits.every((edit) => edit.text === '')) {
    const quoted = edits.map((edit) => shown(text.slice(edit.start, edit.end))).filter((each) => each !== '');
    if (quoted.length > 0) return titleOf('delete', quoted.join(' … '), locale);
  }
  return replacement(text, whole, locale);
}

/** Findings whose fix writes a part of the statement before it, as statements of their own. */
const PARTING: ReadonlySet<string> = new Set(['variable-not-for-operation']);

/** How many lines an edit writes before what stands at its place. */
function linesIn(edit: Edit | undefined): number {
  return edit?.start === edit?.end ? (edit?.text.match(/[\r\n]\s*$|[\r\n](?=\s*\w+\s)/g)?.length ?? 0) : 0;
}

/** How many statements begin on lines of a text, but for the one that it begins with. */
function statementsIn(text: string): number {
  return text.match(/[\r\n][^\S\r\n]*(?:allow|deny|define|endorse|admit)\s/gi)?.length ?? 0;
}

function titleOf(key: 'write' | 'delete', text: string, locale: Locale): string {
  return title(locale, key, { text: shortened(shown(text)) });
}

/** By how much edits make a text longer. */
function lengthened(edits: readonly Edit[]): number {
  return edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
}

/** What differs between two texts: what of the first is gone, and what of the second is new. */
function difference(old: string, written: string): { gone: string; fresh: string } {
  const shorter = Math.min(old.length, written.length);
  let from = 0;
  while (from < shorter && old[from] === written[from]) from++;
  let to = 0;
  while (to < shorter - from && old.at(-1 - to) === written.at(-1 - to)) to++;
  return { gone: old.slice(from, old.length - to), fresh: written.slice(from, written.length - to) };
}

/** Whether what is written or deleted can be shown without the word that it is a part of. */
function isWhole(text: string, isPure: boolean): boolean {
  return shown(text) !== '' && (isPure || /^\s|\s$/.test(text));
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
