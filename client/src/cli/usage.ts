import type { CommanderError } from 'commander';
import { choices, say } from './say.ts';

/** The call itself is wrong; the message is a whole sentence for a person. */
export class UsageError extends Error {}

/** What commander found wrong with a call of `command` (as in `ocipolicy check`), in our own words. */
export function usageSentence(error: CommanderError, command: string): string {
  const what = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const close = /Did you mean (?:one of )?(.*)\?\)/.exec(error.message)?.[1];
  const parts = [fault(error, what, command)];
  if (close !== undefined) parts.push(say('usage.didYouMean', { what: close }));
  else if (error.code === 'commander.unknownCommand') parts.push(say('usage.checkFile', { what }));
  return [...parts, say('usage.see', { command })].join(' ');
}

function fault(error: CommanderError, what: string, command: string): string {
  switch (error.code) {
    case 'commander.unknownOption':
      return say('usage.unknownOption', { what, command });
    case 'commander.unknownCommand':
      return say('usage.unknownCommand', { what });
    case 'commander.optionMissingArgument':
      // Commander names the option with its placeholder: `--format <format>`.
      return say('usage.noValue', { what: what.replace(/ .*/, '') });
    case 'commander.excessArguments':
      return say('usage.excess', { command });
    case 'commander.help':
      return say('usage.noCommand');
    default:
      return error.message.replace(/^error: /, '');
  }
}

/** A parser of an option's value that takes only the given names. */
export function oneOf<Name extends string>(option: string, names: readonly Name[]): (value: string) => Name {
  return (value) => {
    const name = names.find((candidate) => candidate === value);
    if (name === undefined) {
      throw new UsageError(say('usage.badValue', { value, option, choices: choices(names) }));
    }
    return name;
  };
}
