import { Option } from 'commander';
import { knownLocale, LOCALES, toLocale, type Locale } from '../../../server/src/checks/words/locale.ts';
import { choices, say } from './say.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const FLAG = '--locale';

/**
 * The language to speak: that of `--locale`, wherever it stands among the arguments, else that of the environment.
 * There, LC_ALL goes before LC_MESSAGES and that before LANG, and an empty one does not count (POSIX, 8.2
 * Internationalization Variables).
 */
export function languageFor(args: readonly string[], env: Terminal['env']): Locale {
  const tag = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'];
  return knownLocale(valueOf(FLAG, args)) ?? toLocale(tag);
}

/** The option itself, for the help and to refuse what is no language of ours. It has been obeyed by then. */
export function localeOption(): Option {
  const description = say('help.locale', { choices: choices(LOCALES) });
  return new Option(`${FLAG} <language>`, description).argParser((value) => {
    if (knownLocale(value) !== undefined) return value;
    throw new UsageError(say('usage.badValue', { value, option: FLAG, choices: choices(LOCALES) }));
  });
}

/** The last value of an option, read before the command line is: what that says must be in the language already. */
function valueOf(flag: string, args: readonly string[]): string | undefined {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const at = options.findLastIndex((each) => each === flag || each.startsWith(`${flag}=`));
  return options[at] === flag ? options[at + 1] : options[at]?.slice(flag.length + 1);
}
