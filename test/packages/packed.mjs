import { packAll } from '../../scripts/package.mjs';
import { temporaryFolder } from '../../scripts/workbench.mjs';

let packing;

/** The two packages, made once for all tests: see `packAll`. */
export function packed() {
  packing ??= packAll(temporaryFolder());
  return packing;
}
