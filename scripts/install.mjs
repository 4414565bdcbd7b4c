// The first step of `npm start` and `npm test`: it runs before anything is installed, on Node's own modules.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Missing } from './missing.mjs';
import { npm } from './npm.mjs';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/**
 * Brings node_modules to what the lock file says, and builds dist/.
 * @throws Missing when this Node is too old, packages cannot be had, or the build fails
 */
export async function installAndBuild() {
  checkNode();
  if (!isInstalled()) {
    console.log('Installing packages: npm ci …');
    await npm(['ci'], {
      cwd: root,
      quiet: false,
      why: 'The packages that this project needs cannot be installed',
    });
  }
  const { code } = await run(process.execPath, [path.join(root, 'scripts/build.mjs')], { cwd: root });
  if (code !== 0) throw new Missing('The build failed, so there is nothing to run: its faults are above.');
}

function checkNode() {
  const least = read('package.json').engines.node.replace('>=', '');
  const [major, minor] = least.split('.').map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  throw new Missing(
    `This is Node ${process.versions.node}, and Node ${least} or newer is needed: see https://nodejs.org.`,
  );
}

/** Whether every package of the lock file is there in its version; those for other platforms may lack. */
function isInstalled() {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const { packages } = read('node_modules/.package-lock.json');
  return Object.entries(read('package-lock.json').packages)
    .filter(([folder, { optional, devOptional }]) => folder !== '' && !optional && !devOptional)
    .every(([folder, { version }]) => packages[folder]?.version === version);
}
