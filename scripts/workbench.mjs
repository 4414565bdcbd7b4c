// VS Code in the browser: its server on loopback, and the address that opens a folder in it.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lastLines, run } from './run.mjs';
import { workbench } from './workbench-install.mjs';

/** A folder that goes when this process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ocipolicy-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The folders of one run: settings, extensions and sockets of its own, nothing of the person's. */
export function temporaryProfile() {
  const folder = temporaryFolder();
  return prepareProfile(folder, folder);
}

/**
 * @param folder holds settings and extensions
 * @param sockets holds sockets, whose paths may be no longer than about 100 characters
 */
export function prepareProfile(folder, sockets) {
  const user = path.join(folder, 'data/User');
  const profile = { folder, sockets, extensions: path.join(folder, 'extensions') };
  for (const each of [user, profile.extensions]) mkdirSync(each, { recursive: true });
  writeFileSync(path.join(folder, 'config.yaml'), '');
  // A profile that is kept keeps what the person set.
  const file = path.join(user, 'settings.json');
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(settings, undefined, 2));
  return profile;
}

/** Makes an extension one of the profile's installed ones, straight from its folder: a build and a reload show in it. */
export function linkExtension(profile, root) {
  const { publisher, name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  // VS Code lists what it finds here in a file of its own, which would go on naming an earlier version.
  rmSync(profile.extensions, { recursive: true, force: true });
  mkdirSync(profile.extensions);
  symlinkSync(root, path.join(profile.extensions, `${publisher}.${name}-${version}`));
}

/** Sets settings of the profile, over those that every profile begins with. */
export function setSettings(profile, more) {
  const file = path.join(profile.folder, 'data/User/settings.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...more }, undefined, 2));
}

/**
 * Installs a `.vsix` as a person does.
 * @throws when VS Code refuses it
 */
export async function installExtension(profile, vsix) {
  const args = [workbench.entry, ...folderArguments(profile), '--install-extension', vsix];
  const { code, output } = await run(workbench.node, args, {
    env: serverEnvironment(profile, {}),
    quiet: true,
  });
  if (code !== 0) throw new Error(`VS Code did not install ${vsix}:\n${lastLines(output)}`);
}

/** What every window begins with: nothing that asks, moves or reaches out. */
export const settings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
  // The browser's default saves by itself and then shows no dirty mark; the desktop's default is off.
  'files.autoSave': 'off',
};

/**
 * Starts the server on 127.0.0.1 and a free port, without a password; it ends with this process at the latest.
 * @param options `env`: more variables for the server and its extension host; `trusting`: whether all folders are trusted, without
 * a question; `development`: whether the address may
 * name an extension to load from its folder. VS Code honours that only with its test driver, which hides toasts.
 * @returns `origin`, `output()`: what it wrote so far, `ended`: a promise of its exit code, and `stop()`
 */
export async function startServer(profile, { env = {}, development = false, trusting = true } = {}) {
  const child = spawn(
    workbench.node,
    [
      workbench.entry,
      ...folderArguments(profile),
      ...['--bind-addr', '127.0.0.1:0', '--auth', 'none', '--disable-proxy'],
      ...(trusting ? ['--disable-workspace-trust'] : []),
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      ...(development ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    { env: serverEnvironment(profile, env), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  // Its own process group, so that the extension host and the language servers end with it.
  const signal = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // The group has ended already.
    }
  };
  process.once('exit', () => signal('SIGKILL'));
  let output = '';
  const ended = new Promise((resolve) => child.once('close', resolve));
  let limit;
  const starting = new Promise((resolve, reject) => {
    const fail = (what) => reject(new Error(`VS Code's server ${what}:\n${output}`));
    limit = setTimeout(() => fail('did not listen within 60 seconds'), 60_000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        const listening = /HTTP server listening on (http:\/\/[^\s/]+)/.exec(output);
        if (listening) resolve(listening[1]);
      });
    }
    child.once('error', reject);
    void ended.then((code) => fail(`ended with exit code ${code}`));
  });
  const origin = await starting.finally(() => clearTimeout(limit));
  const stop = async () => {
    const patience = setTimeout(() => signal('SIGKILL'), 5000);
    signal('SIGTERM');
    await ended;
    clearTimeout(patience);
  };
  return { origin, output: () => output, ended, stop };
}

function folderArguments({ folder, extensions }) {
  const data = ['--user-data-dir', path.join(folder, 'data'), '--extensions-dir', extensions];
  return ['--config', path.join(folder, 'config.yaml'), ...data];
}

function serverEnvironment({ folder, sockets }, env) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|npm_|NODE_OPTIONS$)/.test(name));
  return {
    ...Object.fromEntries(kept),
    ...{
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_RUNTIME_DIR: sockets,
      TMPDIR: sockets,
    },
    CS_DISABLE_GETTING_STARTED_OVERRIDE: '1',
    // No look-ups in a marketplace.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...env,
  };
}

/**
 * The address that opens a folder.
 * @param options `extension`: the folder of an extension to load, `tests`: the module whose `run()` VS Code calls;
 * both need a server started for `development`.
 */
export function workbenchUrl(origin, folder, { extension, tests } = {}) {
  const remote = (file) => `vscode-remote://${new URL(origin).host}${file}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
  return `${origin}/?${new URLSearchParams({ folder, ...(extension ? { payload: JSON.stringify(payload) } : {}) })}`;
}

/** Ends this process on a signal as on its own will, so that what waits for its exit cleans up. */
export function exitOnSignals() {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => process.exit(130));
}
