import { complain, complainOfError, type ExitCode } from '../failure.ts';
import { writeText } from '../fix.ts';
import { STDIN } from '../inputs/find.ts';
import { readInputs, type Input } from '../inputs/inputs.ts';
import { count, say, spoken } from '../say.ts';
import { withText, type LoadService } from '../service.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';

export interface FormatOptions {
  /** List what is not formatted, and write nothing. */
  readonly check: boolean;
  /** The path that standard input is reported under. */
  readonly stdinName?: string | undefined;
}

/**
 * Brings policy files into canonical form, in place, each only when something in it changes; of standard input the text
 * goes to standard output, changed or not. With `check` it only lists what would change. Gives 0, with `check` 1 when
 * something is not formatted, and 2 when something could not be read or written.
 */
export async function format(
  paths: readonly string[],
  options: FormatOptions,
  terminal: Terminal,
  loadService: LoadService,
): Promise<ExitCode> {
  const service = await loadService({ locale: spoken() });
  // The text of standard input goes where the names of files would go.
  const out = paths.includes(STDIN) && !options.check ? terminal.stderr : terminal.stdout;
  let failed = false;
  let unformatted = 0;
  const fail = (sentence: string) => {
    failed = true;
    return complain(terminal, sentence);
  };

  for await (const input of readInputs(paths, options.stdinName, terminal)) {
    if ('sentence' in input) {
      await fail(input.sentence);
      continue;
    }
    let text: string;
    try {
      text = withText(service, input, (uri) => service.formatted(uri)) ?? input.text;
    } catch (error) {
      failed = true;
      await complainOfError(terminal, error, input.name);
      continue;
    }
    const name = visible(input.name);
    if (options.check) {
      if (text === input.text) continue;
      unformatted++;
      await out.write(`${name}\n`);
    } else if (input.fromStdin) await terminal.stdout.write((input.mark ? '\ufeff' : '') + text);
    else if (text !== input.text) {
      const sentence = written(input, text);
      await (sentence === undefined ? out.write(`${say('formatted.file', { name })}\n`) : fail(sentence));
    }
  }
  if (unformatted > 0) await complain(terminal, count('unformatted', unformatted));
  return failed ? 2 : unformatted > 0 ? 1 : 0;
}

/** Writes the text of a file; gives why it could not. */
function written({ path, name, text: before }: Input, text: string): string | undefined {
  return path === undefined ? undefined : writeText(path, name, before, text)?.sentence;
}
