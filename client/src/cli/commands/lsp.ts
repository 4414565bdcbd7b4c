import { existsSync } from 'node:fs';
import { complain, type ExitCode } from '../failure.ts';
import { say } from '../say.ts';
import type { Terminal } from '../terminal.ts';

export interface LspOptions {
  /** The editor's process; the server ends when it does. */
  readonly clientProcessId?: string | undefined;
}

/** Where the language server is, and how to run it in this process. */
export interface ServerProgram {
  readonly path: string;
  run(path: string, args: readonly string[]): Promise<void>;
}

/** Starts the language server on standard input and output, in this process. Gives no exit code: it goes on running. */
export async function lsp(
  options: LspOptions,
  terminal: Terminal,
  server: ServerProgram,
): Promise<ExitCode | undefined> {
  if (!existsSync(server.path)) {
    await complain(terminal, say('lsp.noServer', { path: server.path }));
    return 2;
  }
  const { clientProcessId } = options;
  await server.run(server.path, [
    '--stdio',
    ...(clientProcessId === undefined ? [] : [`--clientProcessId=${clientProcessId}`]),
  ]);
  return undefined;
}
