import type { Finding } from '../finding.ts';
import across from './across.en.json';
import coverage from './coverage.en.json';
import en from './en.json';
import ignores from './ignores.en.json';
import type { Locale } from './locale.ts';
import tenancy from './tenancy.en.json';
import { japaneseMessages, portugueseMessages } from './translations.ts';
import values from './values.en.json';

const english = { ...en, ...across, ...coverage, ...ignores, ...tenancy, ...values };

/** A code, or a code and which of its messages (`code/variant`). */
export type MessageKey = keyof typeof english;

/** Messages by key, with `{names}` of arguments. The compiler holds that no language lacks one. */
export const MESSAGES: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = {
  en: english,
  get 'pt-br'() {
    return portugueseMessages();
  },
  get ja() {
    return japaneseMessages();
  },
};

/** What is said to a person about a finding: what happens because of the fault, and what to write. */
export function messageOf(finding: Finding, locale: Locale = 'en'): string {
  const { code, args } = finding;
  const key = messageKey(finding);
  return key ? MESSAGES[locale][key].replace(/\{(\w+)\}/g, (slot, name: string) => args[name] ?? slot) : code;
}

/** Which message fits a finding; undefined for a code that has none. */
export function messageKey({ code, variant, args }: Finding): MessageKey | undefined {
  const wanted = variant ?? variantByArguments(code, args);
  const keys = wanted === undefined ? [code] : [`${code}/${wanted}`, code];
  return keys.find((key): key is MessageKey => Object.hasOwn(english, key));
}

/** Slips come without a variant; which message fits is told by what they could say. */
function variantByArguments(code: string, args: Finding['args']): string | undefined {
  if (code === 'invisible-character') return args['where'];
  if (code === 'wrong-bracket') return args['found'] ? undefined : 'missing';
  if (code === 'syntax-error') return args['found'] ? undefined : 'end';
  if (code === 'fullwidth-punctuation') return args['twin']?.trim() ? undefined : 'space';
  if (code === 'compartment-path-separator') return args['found'] === ':' ? 'repeated' : undefined;
  if (code === 'missing-combinator') return args['combinator'] ? 'list' : undefined;
  if (args['mended']) return 'meant';
  return args['operator'] && !args['found'] ? 'missing' : undefined;
}
