import path from 'node:path';
import { startServer } from '../../../server/src/start.ts';
import * as modules from './tenancy/bundle.ts';
import type { TenancyModules } from './tenancy/modules.ts';

// What the extension runs in Node.js besides its client is one file, dist/server.mjs: both the language server and what talks
// to tenancies hold the catalogue, the language and the checks, which weigh most of it. A bundler would wrap what is imported
// on demand into functions, with all that it needs, and these start twice as slowly as plain modules.
if (path.basename(process.argv[1] ?? '') === 'server.mjs') startServer();

/** What talks to tenancies; the extension imports this file for it, on first use. */
export const loadTenancy = (): Promise<TenancyModules> => Promise.resolve(modules);
