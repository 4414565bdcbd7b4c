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

/** What is said to a person about settings that cannot be used, as it goes on after the file's name and a colon. */
export function settingsSentence({ key, args }: SettingsProblem, locale: Locale): string {
  const variant = key === 'not-an-object' && args['path'] === '' ? 'file' : args['mended'] ? 'meant' : '';
  const wanted = `${key}/${variant}`;
  const words: Readonly<Record<string, string>> = SETTINGS_WORDS[locale];
  const template = words[wanted] ?? words[key] ?? key;
  return template.replace(/\{(\w+)\}/g, (slot, name: string) => args[name] ?? slot);
}
