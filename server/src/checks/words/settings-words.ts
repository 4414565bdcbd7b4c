import type { SettingsProblem } from '../read-settings.ts';
import type { Locale } from './locale.ts';
import en from './settings.en.json';
import ja from './settings.ja.json';
import ptBr from './settings.pt-br.json';

type SettingsKey = keyof typeof en;

/** What can be said about settings. The compiler holds that no language lacks one. */
export const SETTINGS_WORDS: Readonly<Record<Locale, Readonly<Record<SettingsKey, string>>>> = {
  en,
  'pt-br': ptBr,
  ja,
};

/**
 * What is said to a person about settings that cannot be used: the first problem, and how many more there are.
 * @param name what they are in: a file, or the name of a setting
 * @param problems one or more
 */
export function settingsMessage(name: string, problems: readonly SettingsProblem[], locale: Locale): string {
  const sentence = problems[0] ? sentenceOf(problems[0], locale) : '';
  const args = { name, sentence, count: String(problems.length - 1) };
  return filled(SETTINGS_WORDS[locale][problems.length > 1 ? 'unusable/more' : 'unusable'], args);
}

function sentenceOf({ key, args }: SettingsProblem, locale: Locale): string {
  const variant = key === 'not-an-object' && args['path'] === '' ? 'file' : args['mended'] ? 'meant' : '';
  const words: Readonly<Record<string, string>> = SETTINGS_WORDS[locale];
  return filled(words[`${key}/${variant}`] ?? words[key] ?? key, args);
}

function filled(template: string, args: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (slot, name: string) => args[name] ?? slot);
}
