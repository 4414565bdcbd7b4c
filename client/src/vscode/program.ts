import path from 'node:path';
import type { TenancyModules } from './tenancy/modules.ts';

// What the extension runs in Node.js besides its client is one file, dist/server.mjs: both the language server and what talks
// to tenancies hold the catalogue, the language and the checks, which weigh most of it. Each is evaluated on demand only.
if (path.basename(process.argv[1] ?? '') === 'server.mjs') await import('../../../server/src/main.ts');

/** What talks to tenancies; the extension imports this file for it, on first use. */
export const loadTenancy = (): Promise<TenancyModules> => import('./tenancy/bundle.ts');
