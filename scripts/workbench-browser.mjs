import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { Missing } from './missing.mjs';
import { lastLines, onPath, run } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** The browser that shows VS Code to tests and pictures: CHROMIUM_PATH, else one on PATH, else undefined. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : undefined;
  return names.map((name) => onPath(name)).find(Boolean);
}

/**
 * Installs what the browser needs with apt-get, where that is possible: as root, on Debian and its kin.
 * @throws Missing where it is not
 */
export async function installChromium() {
  if (findChromium() && hasFont()) return;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new Missing(
      'There is no Chromium, or no font, and only root on Debian and its kin can install them here.',
    );
  }
  console.log('Installing chromium and a font with apt-get …');
  for (const args of [
    ['update'],
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
  ]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { code, output } = await run('apt-get', args, { env, quiet: true });
    if (code !== 0)
      throw new Missing(`${lastLines(output)}\nThere is no Chromium: apt-get ${args[0]} failed.`);
  }
}

const hasFont = () => existsSync('/usr/share/fonts') && readdirSync('/usr/share/fonts').length > 0;

/** A browser without a window, 1400 × 900, that reaches loopback only. Close the context at the end. */
export async function startBrowser(profile) {
  const executablePath = findChromium();
  if (!executablePath) throw new Missing('There is no Chromium: install it, or name one with CHROMIUM_PATH.');
  const context = await chromium.launchPersistentContext(path.join(profile.folder, 'chromium'), {
    executablePath,
    viewport: { width: 1400, height: 900 },
    // It shows nothing but the server that we started, and containers often allow no sandbox.
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'].concat([
      '--disable-component-update',
      '--disable-sync',
    ]),
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const elsewhere = (url) =>
    /^(https?|wss?):$/.test(url.protocol) && !/^(127\.0\.0\.1|localhost)$/.test(url.hostname);
  await context.route(elsewhere, (route) => route.abort());
  return context;
}
