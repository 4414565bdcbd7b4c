import { say } from './say.ts';
import type { Terminal } from './terminal.ts';
import { visible } from './visible.ts';

/** What the program ends with: clean, found, could not run. */
export type ExitCode = 0 | 1 | 2;

/** A sentence on the error stream, after the program's name. */
export function complain(terminal: Terminal, sentence: string): Promise<void> {
  return terminal.stderr.write(`ocipolicy: ${sentence}\n`);
}

/** One sentence for an error that nobody foresaw; the stack only for who asks for it. */
export async function complainOfError(terminal: Terminal, error: unknown, name?: string): Promise<void> {
  await complain(terminal, internalSentence(error, name));
  if (terminal.env['OCIPOLICY_DEBUG'] === '1') {
    await terminal.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  }
}

/** The sentence of an unforeseen error, with the file at hand when there is one. */
export function internalSentence(error: unknown, name?: string): string {
  const detail = visible(error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
  const more = say('internal.more');
  return name === undefined
    ? say('internal.anywhere', { detail, more })
    : say('internal.file', { name: visible(name), detail, more });
}
