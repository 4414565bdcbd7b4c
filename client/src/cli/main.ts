import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ServiceOptions } from '../../../server/src/features/service.ts';
import { run } from './program.ts';
import type { Checker, Service } from './service.ts';
import { processTerminal } from './terminal.ts';

/**
 * Runs the program of this process, and leaves its exit code.
 * @param folder where the program lies, with the server beside it
 */
export async function main(folder: string): Promise<void> {
  const exitCode = await run(process.argv.slice(2), processTerminal(), {
    loadService,
    loadQuestions: () => import('../../../server/src/features/access/access.ts'),
    server: {
      path: join(folder, 'server.cjs'),
      run: async (path, args) => {
        process.argv = [process.execPath, path, ...args];
        createRequire(path)(path);
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

function loadService(options: ServiceOptions): Promise<Service>;
function loadService(options: ServiceOptions, only: 'checks'): Promise<Checker>;
async function loadService(options: ServiceOptions, only?: 'checks'): Promise<Service | Checker> {
  // The checks hold the catalogue, the rest of the service the readers of other languages: `--version` does without both.
  if (only === 'checks')
    return (await import('../../../server/src/features/checked-documents.ts')).createCheckedDocuments(options)
      .shared;
  return (await import('../../../server/src/features/hosts.ts')).createHostedService(options);
}
