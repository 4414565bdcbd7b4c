// npm run pictures [-- NAME…]: the pictures of the README and of docs/, taken in VS Code, into docs/pictures/.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installAndBuild } from './install.mjs';
import { runMain } from './missing.mjs';
import { onPath, run } from './run.mjs';
import { installChromium } from './workbench-browser.mjs';
import { installWorkbench } from './workbench-install.mjs';
import {
  awaitEditor,
  awaitTenancy,
  command,
  goTo,
  hover,
  openedUrl,
  startSandbox,
  startWindows,
  stillPicture,
  until,
  widthOf,
} from './workbench-window.mjs';
import { exitOnSignals, linkExtension, setSettings, temporaryProfile } from './workbench.mjs';

const root = path.resolve(import.meta.dirname, '..');
const pictures = path.join(root, 'docs/pictures');

const LAB = `// What the lab may do
policy lab in compartment labs
  description "Notebooks of the data science lab"
{
  allow group Analysts, Students to read buckets in compartment labs
  allow group Analysts to manage data-science-family in compartment labs
  allow dynamic-group notebooks to read secret-bundles in compartment labs
    where target.secret.name = 'db-password'
  allow dynamic-group notebooks to {OBJECT_READ, OBJECT_INSPECT} in compartment id ocid1.compartment.oc1..aaaaexample
}

dynamic-group notebooks
  matching all { resource.type = 'datasciencenotebooksession', resource.compartment.id = 'ocid1.compartment.oc1..aaaaexample' }

define compartment data-lake as ocid1.compartment.oc1..aaaaexample
allow group <group-name> to use <resource-type> in compartment <compartment-name>
`;
const SLIP = `allow group Analysts read buckets in compartment labs
allow group Analysts to manage data-sciense-models in compartment labs
`;

const MORE = '  allow group Interns to use instances in compartment labs\n';

const TERRAFORM = `resource "oci_identity_policy" "lab" {
  compartment_id = var.compartment
  name           = "lab"
  description    = "What the lab may do"
  statements = [
    "Allow group Analysts to read buckets in compartment labs",
    "Allow group Analysts to manage data-science-family in compartment labs where request.region = 'phx'",
  ]
}
`;

const TESTS = `policy finance in tenancy {
  allow group Analysts to read object-family in compartment Finance
    where target.bucket.name != 'payroll'
  allow group Auditors to inspect all-resources in compartment Finance
  allow group Interns to use buckets in compartment Finance
}

test "analysts read reports" {
  as group Analysts
  can    GetObject    in compartment Finance where target.bucket.name = 'reports'
  cannot GetObject    in compartment Finance where target.bucket.name = 'payroll'
  can    DeleteObject in compartment Finance where target.bucket.name = 'reports'
}

test "auditors change nothing" {
  as group Auditors
  can    ListBuckets  in compartment Finance
  cannot DeleteBucket in compartment Finance
}
`;

const UNTIDY = `POLICY reports IN compartment labs {
Allow   group Analysts to READ buckets in compartment labs
      allow group Analysts to {object_read,OBJECT_INSPECT} in compartment labs where all {target.bucket.name = 'reports', request.region = 'phx', target.object.name = /2026*/}
  allow dynamic-group notebooks
     to use keys
     in compartment labs // for the secrets
}
`;

const LINKED = `policy science in compartment <compartment-name> {
  allow group <group-name> to use data-science-family in compartment <compartment-name>
  allow group <group-name> to read buckets in compartment <compartment-name>
}
`;

const LINKS = `// ocipolicy-ignore any-user-unconditional: what is there is public
allow any-user to read buckets in compartment id ocid1.compartment.oc1..aaaaexample
`;

/** Each picture: the file, and what is done before it is taken. */
const SCENES = {
  overview: ['lab', (page) => page.waitForSelector('.codelens-decoration a')],
  outline: [
    'lab',
    async (page) => {
      await command(page, 'Explorer: Focus on Outline View');
      await page.locator('.outline-pane .monaco-list-row').first().waitFor();
    },
  ],
  hover: ['lab', (page) => hover(page, '6:28')],
  finding: [
    'slip',
    async (page) => {
      await page.locator('[class*="squiggly-error"]').first().waitFor({ state: 'attached' });
      await hover(page, '2:35');
    },
  ],
  'who-can': [
    'lab',
    async (page) => {
      await awaitTenancy(page);
      await command(page, 'OCI Policy: Who Can…?');
      await page.locator('.quick-input-widget input[placeholder^="Choose"]:focus').waitFor();
      await page.keyboard.type('GetBucket');
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget', { hasText: 'Where?' }).waitFor();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'compartment labs' }).click();
      await page.locator('.tab.active', { hasText: 'Who can' }).waitFor();
      await page.locator('.statusbar-item', { hasText: 'Activating' }).waitFor({ state: 'detached' });
    },
  ],
  completion: [
    'lab',
    async (page) => {
      await goTo(page, '16:60');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('allow group Analysts to manage data-sc');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget .monaco-list-row').first().waitFor();
    },
  ],
  'quick-fix': [
    'slip',
    async (page) => {
      await page.locator('[class*="squiggly-error"]').first().waitFor({ state: 'attached' });
      await goTo(page, '2:35');
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget').first().waitFor();
    },
  ],
  refactor: [
    'lab',
    async (page) => {
      await goTo(page, '5:30');
      await command(page, 'Refactor...');
      await page.locator('.action-widget').first().waitFor();
    },
  ],
  references: [
    'lab',
    async (page) => {
      await page.locator('.codelens-decoration a', { hasText: 'used by' }).click();
      await page.locator('.peekview-widget .monaco-list-row').first().waitFor();
    },
  ],
  permissions: [
    'lab',
    async (page) => {
      await page.locator('.codelens-decoration a', { hasText: 'permissions' }).click();
      await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    },
  ],
  rename: [
    'lab',
    async (page) => {
      await goTo(page, '12:18');
      await page.keyboard.press('F2');
      await page.locator('.monaco-editor.rename-box').waitFor();
    },
  ],
  'call-hierarchy': [
    'lab',
    async (page) => {
      await goTo(page, '5:17');
      await command(page, 'Peek Call Hierarchy');
      const tree = page.locator('.call-hierarchy');
      await tree.locator('.message, .monaco-list-row').first().waitFor({ state: 'attached' });
      await page
        .locator('.peekview-widget .codicon-callhierarchy-outgoing, .peekview-widget .codicon-call-outgoing')
        .first()
        .click();
      const row = tree.locator('.monaco-list-row', { hasText: 'data-science-family' });
      await row.click();
      await page.keyboard.press('ArrowRight');
      await tree.locator('.monaco-list-row', { hasText: 'data-science-models' }).waitFor();
    },
  ],
  callers: [
    'lab',
    async (page) => {
      await goTo(page, '5:42');
      await command(page, 'Peek Call Hierarchy');
      await page.locator('.call-hierarchy .monaco-list-row', { hasText: 'Students' }).click();
    },
  ],
  'signature-help': [
    'slip',
    async (page) => {
      await page.keyboard.press('Control+A');
      await page.keyboard.type('allow group Analysts to read ');
      await page.keyboard.press('Escape');
      await command(page, 'Trigger Parameter Hints');
      await page.locator('.parameter-hints-widget.visible').waitFor();
    },
  ],
  highlights: [
    'lab',
    async (page) => {
      await goTo(page, '7:26');
      await page
        .locator('.wordHighlightText, .wordHighlight, .wordHighlightStrong')
        .first()
        .waitFor({ state: 'attached' });
    },
  ],
  'linked-editing': [
    'linked',
    async (page) => {
      await goTo(page, '2:23');
      await page.locator('.linked-editing-decoration').first().waitFor({ state: 'attached' });
    },
  ],
  selection: [
    'lab',
    async (page) => {
      await goTo(page, '9:40');
      for (let times = 0; times < 3; times++) {
        const before = await widthOf(page, '.selected-text');
        await page.keyboard.press('Shift+Alt+ArrowRight');
        await until(async () => (await widthOf(page, '.selected-text')) > before);
      }
    },
  ],
  links: [
    'links',
    async (page) => {
      await page.locator('.detected-link').first().waitFor({ state: 'attached' });
      await page.locator('.view-line .detected-link', { hasText: 'ocid1' }).hover();
      await page.locator('.monaco-hover .hover-contents').first().waitFor();
    },
  ],
  untidy: ['untidy', (page) => page.locator('.view-line', { hasText: 'POLICY reports' }).waitFor()],
  formatted: [
    'untidy',
    async (page) => {
      await command(page, 'Format Document');
      await page.locator('.view-line', { hasText: 'policy reports in' }).waitFor();
    },
  ],
  symbols: [
    'lab',
    async (page) => {
      await page.keyboard.press('Control+P');
      await page.keyboard.type('#note');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'notebooks' }).first().waitFor();
    },
  ],
  folding: [
    'lab',
    async (page) => {
      await goTo(page, '3:1');
      await command(page, 'Fold All');
      await page.locator('.inline-folded').first().waitFor();
    },
  ],
  walkthrough: [
    'lab',
    async (page) => {
      await command(page, 'Welcome: Open Walkthrough...');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Your First OCI Policy' }).click();
      await page.locator('.getting-started-step').first().waitFor();
    },
  ],
  paste: [
    'slip',
    async (page) => {
      await page.locator('[class*="squiggly-error"]').first().waitFor({ state: 'attached' });
      await page.keyboard.press('Control+A');
      await page.evaluate((text) => navigator.clipboard.writeText(text), TERRAFORM);
      await page.keyboard.press('Control+V');
      // The button that takes the text as it was.
      await page.locator('.post-edit-widget, .postEditWidget, [class*="post-edit"]').first().waitFor();
    },
  ],
  'copy-as': [
    'lab',
    async (page) => {
      await page
        .locator('.view-line', { hasText: 'Students' })
        .click({ button: 'right', position: { x: 200, y: 8 } });
      const entry = page.locator('.monaco-menu .action-item', { hasText: 'Copy As' });
      await entry.waitFor();
      await entry.hover();
      await page.locator('.monaco-menu .action-item', { hasText: /^Copy as Terraform/ }).waitFor();
    },
  ],
  tests: [
    'tests',
    async (page) => {
      await command(page, 'Test: Run Tests in Current File');
      await page.getByText('It should be').first().waitFor({ state: 'attached' });
      await command(page, 'Testing: Focus on Test Explorer View');
      await page.locator('.test-explorer .monaco-list-row').first().waitFor();
    },
  ],
  coverage: [
    'tests',
    async (page) => {
      await command(page, 'Test: Run All Tests with Coverage');
      await page.locator('.coverage-deco-gutter').first().waitFor({ state: 'attached' });
      await command(page, 'View: Hide Panel');
      await command(page, 'Testing: Focus on Test Coverage View');
      await page.locator('.sidebar .monaco-list-row', { hasText: 'tests.ocipolicy' }).first().waitFor();
    },
  ],
  'access-lens': [
    'lab',
    async (page) => {
      await page.getByText('Students').first().waitFor();
      await goTo(page, '5:32');
      await page.keyboard.press('Control+Shift+K');
      await page.keyboard.press('Home');
      await page.keyboard.press('Home');
      await page.evaluate((text) => navigator.clipboard.writeText(text), MORE);
      await page.keyboard.press('Control+V');
      await page.locator('.codelens-decoration a', { hasText: 'against HEAD' }).first().waitFor();
    },
  ],
  'what-can': [
    'lab',
    async (page) => {
      await page.locator('.codelens-decoration a', { hasText: 'what can it do' }).first().click();
      await page.locator('.tab.active', { hasText: 'What can' }).waitFor();
    },
  ],
  preview: [
    'secrets',
    async (page) => {
      await startSandbox(page);
      await command(page, 'OCI Policy: Preview Changes');
      await page.locator('.diff-editor .line-insert, .monaco-diff-editor .line-insert').first().waitFor();
    },
  ],
  apply: [
    'secrets',
    async (page) => {
      await startSandbox(page);
      await command(page, 'OCI Policy: Apply to Tenancy...');
      await page.locator('.monaco-dialog-box').waitFor();
    },
  ],
  applied: [
    'secrets',
    async (page) => {
      await startSandbox(page);
      await command(page, 'OCI Policy: Apply to Tenancy...');
      await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Apply' }).click();
      await page.locator('.notification-toast', { hasText: 'changes done' }).waitFor();
    },
  ],
  drift: [
    'secrets',
    async (page) => {
      await startSandbox(page);
      await command(page, 'OCI Policy: Check for Drift');
      // The other files of the folder have statements outside policies.
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'labs' }).first().click();
      await page.locator('.notification-toast', { hasText: 'Drift:' }).waitFor();
    },
  ],
  tenancy: [
    'secrets',
    async (page) => {
      await startSandbox(page);
      await command(page, 'OCI Policy: Refresh Tenancy');
      await command(page, 'Explorer: Focus on OCI Tenancy View');
      const row = page.locator('.monaco-list-row', { hasText: 'network' }).first();
      await row.waitFor();
      await row.locator('.monaco-tl-twistie').click();
    },
  ],
};

/** Makes what lies in a folder the last commit of a repository there. */
function commit(folder) {
  const git = (...args) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  git('init', '-q');
  git('add', '.');
  const author = ['-c', 'user.name=lab', '-c', 'user.email=lab@example.com'];
  git(...author, 'commit', '-q', '--allow-empty', '-m', 'as it is');
}

await runMain(async () => {
  await installAndBuild();
  await installChromium();
  await installWorkbench();
  exitOnSignals();
  const profile = temporaryProfile();
  setSettings(profile, {
    ...{
      'editor.minimap.enabled': false,
      'editor.wordWrap': 'off',
      'editor.linkedEditing': true,
      'editor.cursorBlinking': 'solid',
      'window.menuBarVisibility': 'hidden',
    },
    ...{ 'ocipolicy.inlayHints.permissions': true, 'workbench.activityBar.location': 'hidden' },
    ...{ 'workbench.editor.restoreViewState': false, 'workbench.editor.restoreEditors': false },
  });
  const folder = path.join(profile.folder, 'policies');
  mkdirSync(folder);
  mkdirSync(pictures, { recursive: true });
  linkExtension(profile, root);
  const { server, context, stop } = await startWindows(profile);
  try {
    const page = await context.newPage();
    const wanted = process.argv.slice(2);
    for (const [name, [file, act]] of Object.entries(SCENES)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      writeFileSync(path.join(folder, 'lab.ocipolicy'), LAB);
      writeFileSync(path.join(folder, 'slip.ocipolicy'), SLIP);
      writeFileSync(path.join(folder, 'untidy.ocipolicy'), UNTIDY);
      // What it gives to everybody would hide what other scenes are about.
      if (file === 'links') writeFileSync(path.join(folder, 'links.ocipolicy'), LINKS);
      else rmSync(path.join(folder, 'links.ocipolicy'), { force: true });
      writeFileSync(path.join(folder, 'linked.ocipolicy'), LINKED);
      writeFileSync(path.join(folder, 'tests.ocipolicy'), TESTS);
      copyFileSync(
        path.join(root, 'examples/03-secrets-per-notebook.ocipolicy'),
        path.join(folder, 'secrets.ocipolicy'),
      );
      // The question of an apply is long.
      await page.setViewportSize({ width: 1060, height: name === 'apply' ? 720 : 560 });
      commit(folder);
      await page.goto(openedUrl(server.origin, folder, `${file}.ocipolicy`));
      await awaitEditor(page, file);
      if (!['slip', 'links'].includes(file)) await page.waitForSelector('.codelens-decoration a');
      const isOpen = await page.locator('.part.sidebar').isVisible();
      if (isOpen !== ['outline', 'tenancy', 'tests', 'coverage'].includes(name))
        await page.keyboard.press('Control+B');
      // The panel that an earlier scene left open shows a terminal of this machine.
      if (await page.locator('.part.panel').isVisible()) {
        await page.keyboard.press('Control+J');
        await page.locator('.part.panel').waitFor({ state: 'hidden' });
      }
      await page.keyboard.press('Control+Home');
      await act(page);
      const picture = path.join(pictures, `${name}.png`);
      writeFileSync(picture, await stillPicture(page));
      // A quarter of the size, at 48 colours without dithering. Those of the walkthrough weigh in the extension, which has a budget.
      if (onPath('pngquant'))
        await run('pngquant', [
          '--force',
          '--speed',
          '1',
          '--strip',
          '--nofs',
          '--ext',
          '.png',
          '48',
          picture,
        ]);
      console.log(`docs/pictures/${name}.png`);
      // A changed file asks before its window goes.
      page.once('dialog', (dialog) => void dialog.accept());
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await command(page, 'File: Revert File');
    }
  } finally {
    await stop();
  }
});
