import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';

/**
 * Runs the program of this process, and leaves its exit code.
 * @param folder where the program lies, with the server beside it
 */
export async function main(folder: string): Promise<void> {
  const exitCode = await run(process.argv.slice(2), processTerminal(), {
    // The service holds the parser and the catalogue: `--help` and `--version` do without.
    loadService: async (options) =>
      (await import('../../../server/src/features/hosts.ts')).createHostedService(options),
    loadQuestions: () => import('../../../server/src/features/access/access.ts'),
    server: {
      path: join(folder, 'server.cjs'),
      run: async (path, args) => {
        process.argv = [process.execPath, path, ...args];
        await import(pathToFileURL(path).href);
      },
    },
    sandbox: {
      load: () => import('../sandbox/sandbox.ts'),
      stopped: () =>
        new Promise((stop) => {
          for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
        }),
    },
  });
  // Setting the code, not exiting, lets the streams empty themselves.
  if (exitCode !== undefined) process.exitCode = exitCode;
}
