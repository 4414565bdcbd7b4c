import { readFileSync } from 'node:fs';
import { packAll } from '../../scripts/package.mjs';
import { temporaryFolder } from '../../scripts/workbench.mjs';

/** The version of what is packed. */
export const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

let packing;

/** The two packages, made once for all tests: see `packAll`. */
export function packed() {
  packing ??= packAll(temporaryFolder());
  return packing;
}
