/** The languages that people are spoken to in, by the names that VS Code has for them. */
export const LOCALES = ['en', 'pt-br', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

const BY_LANGUAGE: Readonly<Record<string, Locale>> = { en: 'en', pt: 'pt-br', ja: 'ja' };

/**
 * The language that a tag asks for, or undefined when it is none of ours. A tag is one of BCP 47 (`pt-BR`), as
 * editors send it, or the name of a POSIX locale (`pt_BR.UTF-8`), as environments have it; only the language
 * counts, so that Portuguese of any country is read in that of Brazil.
 */
export function knownLocale(tag: string | undefined): Locale | undefined {
  const language = /^[a-z]+(?=$|[-_.@])/i.exec(tag?.trim() ?? '')?.[0].toLowerCase();
  return language !== undefined && Object.hasOwn(BY_LANGUAGE, language) ? BY_LANGUAGE[language] : undefined;
}

/** The language that a tag asks for; English when it asks for none of ours, or for nothing. */
export function toLocale(tag: string | undefined): Locale {
  return knownLocale(tag) ?? 'en';
}
