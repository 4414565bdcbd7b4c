import path from 'node:path';
import { startServer } from '../../../server/src/start.ts';
import type { TenancyModules } from './tenancy/modules.ts';

// What the extension runs in Node.js besides its client is one file, dist/server.mjs: both the language server and what talks
// to tenancies hold the catalogue, the language and the checks, which weigh most of it. The server is imported as it is, since a
// bundler makes what starts on demand start twice as slowly; the rest is not evaluated in a server, where it would take 9 MB.
if (path.basename(process.argv[1] ?? '') === 'server.mjs') startServer();

/** What talks to tenancies; the extension imports this file for it, on first use. */
export const loadTenancy = (): Promise<TenancyModules> => import('./tenancy/bundle.ts');
