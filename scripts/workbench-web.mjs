// VS Code for the Web: the same workbench without a server behind it. Extensions run in a web worker, files are in memory.
import path from 'node:path';
import { settings } from './workbench.mjs';

/** Where the workbench finds the extension, on its own origin: its page may ask no other one. */
const AT = '/extension-on-the-web';

/**
 * Opens a page with VS Code for the Web, with an empty folder in memory and an extension.
 * @param windows VS Code's server and browser, as `startWindows` gives them; of the server, only its files are used
 * @param extension the folder of the extension
 * @returns `page`, and `asked`: the files of the extension that were asked for so far, by the page and its workers
 */
export async function openOnWeb({ server, context }, extension) {
  const asked = new Set();
  const here = (matches) => (url) => url.origin === server.origin && matches(url.pathname);
  const changed = (change) => async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  };
  const page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  await page.route(
    here((at) => at === '/'),
    changed((html) => withExtension(html, new URL(server.origin).host)),
  );
  await page.route(
    here((at) => at.endsWith('/workbench/workbench.js')),
    changed(withoutRemote),
  );
  await page.route(
    here((at) => at.startsWith(`${AT}/`)),
    (route) => {
      const file = decodeURIComponent(new URL(route.request().url()).pathname).slice(AT.length + 1);
      asked.add(file);
      return route.fulfill({ path: path.join(extension, path.normalize(`/${file}`)) });
    },
  );
  await page.goto(`${server.origin}/?folder=tmp:/`);
  return { page, asked };
}

/** The page names, in a `meta` element, where user data are, and extensions to begin with. */
function withExtension(html, authority) {
  const configured = /(<meta id="vscode-workbench-web-configuration" data-settings=")([^"]*)/;
  return replaced(html, configured, (_, before, text) => {
    const configuration = {
      ...JSON.parse(text.replaceAll('&quot;', '"')),
      userDataPath: '/',
      configurationDefaults: settings,
      additionalBuiltinExtensions: [{ scheme: 'http', authority, path: AT }],
    };
    return before + JSON.stringify(configuration).replaceAll('"', '&quot;');
  });
}

/**
 * code-server's workbench takes the host that it comes from as its remote, and keeps user data there. Microsoft's, where no remote
 * is named, has none, and keeps them in the browser: `userRoamingDataHome` in vs/workbench/services/environment/browser.
 */
function withoutRemote(script) {
  const isRemote = /remoteAuthority:location\.host\}/;
  const userData =
    /(userRoamingDataHome\(\)\{return \w+\(\w+\.file\(this\.userDataPath\)\.with\(\{scheme:)\w+\.vscodeRemote/;
  const local = replaced(script, isRemote, () => 'remoteAuthority:void 0}');
  return replaced(local, userData, (_, before) => `${before}"vscode-userdata"`);
}

function replaced(text, what, by) {
  if (!what.test(text)) throw new Error(`VS Code’s page is not as it was: it lacks ${what}`);
  return text.replace(what, by);
}
