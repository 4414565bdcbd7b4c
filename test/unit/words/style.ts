import type { Locale } from '../../../server/src/checks/words/locale.ts';

/** How a language is set: its quotes, the signs that it does not use, and how a sentence ends. */
interface Style {
  readonly open: string;
  readonly close: string;
  readonly never: RegExp;
  readonly end: RegExp;
}

/** Full-width signs and letters, which Oracle's Japanese pages do not use either. */
const FULL_WIDTH = '\uff01-\uff5e';

export const STYLES: Readonly<Record<Locale, Style>> = {
  en: { open: '“', close: '”', never: new RegExp(`["‘’«»「」『』、。${FULL_WIDTH}]`), end: /[.?]$/ },
  'pt-br': { open: '“', close: '”', never: new RegExp(`["‘’«»「」『』、。${FULL_WIDTH}]`), end: /[.?]$/ },
  ja: { open: '「', close: '」', never: new RegExp(`["“”‘’«»『』${FULL_WIDTH}]`), end: /。$/ },
};

/** What is wrong with the setting of a sentence. */
export function styleFaults(locale: Locale, text: string): string[] {
  const { open, close, never, end } = STYLES[locale];
  const quotes = [...text].filter((sign) => sign === open || sign === close).join('');
  return [
    ...(never.test(text) ? ['has a sign that its language does not use'] : []),
    ...(quotes === (open + close).repeat(quotes.length / 2) ? [] : ['has quotes that do not pair']),
    ...(end.test(text) ? [] : ['does not end as a sentence']),
    ...(text === text.trim() && !text.includes('  ') ? [] : ['has spaces too many']),
  ];
}

/** The slots of a text, `{name}` or `{0}`, each once and in the order of their names. */
export function slotsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();
}

/** Whether a text is written in Japanese: it has a letter of its syllabaries, or an ideograph. */
export function isJapanese(text: string): boolean {
  return /[\u3041-\u30fa\u4e00-\u9fff]/.test(text);
}
