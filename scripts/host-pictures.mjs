// node scripts/host-pictures.mjs [NAME…]: the pictures of docs/hosts.md, taken in VS Code on Terraform files, into docs/pictures/. After a
// build. A small extension that brings the language (and, for the pictures that say so, a grammar) stands in for that of HashiCorp.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runMain } from './missing.mjs';
import { onPath, run } from './run.mjs';
import { installChromium } from './workbench-browser.mjs';
import { installWorkbench } from './workbench-install.mjs';
import { awaitEditor, goTo, hover, openedUrl, startWindows, stillPicture } from './workbench-window.mjs';
import { exitOnSignals, linkExtension, setSettings, temporaryProfile } from './workbench.mjs';

const root = path.resolve(import.meta.dirname, '..');
const pictures = path.join(root, 'docs/pictures');

const MAIN = `# The policies of the landing zone
locals {
  network_compartment = "\${var.prefix}-network"
}

resource "oci_identity_policy" "network_admins" {
  compartment_id = var.tenancy_ocid
  name           = "\${var.prefix}-network-admins"
  description    = "Network administrators of the landing zone"
  statements = [
    "allow group \${var.network_group} to manage virtual-network-family in compartment \${local.network_compartment}",
    "allow group \${var.network_group} read instance-family in compartment \${local.network_compartment}",
    "allow dynamic-group \${oci_identity_dynamic_group.agents.name} to use metrics in tenancy where target.metrics.namespace = 'oci_vcn'",
    "allow group \${var.network_group} to use cloud-shell in tenancy",
  ]
}

module "iam_policies" {
  source = "github.com/oci-landing-zones/terraform-oci-modules-iam//policies"
  policies_configuration = {
    supplied_policies : {
      "AUDITORS" : {
        name : "auditors"
        statements : ["allow group \${var.audit_group} to inspect all-resources in tenancy"]
      }
    }
  }
}
`;
const GROUPS = `resource "oci_identity_dynamic_group" "agents" {
  compartment_id = var.tenancy_ocid
  name           = "network-agents"
  description    = "Agents on the instances of the network"
  matching_rule  = "ALL { instance.compartment.id = '\${var.network_compartment_ocid}' }"
}

variable "prefix" {
  default = "lz"
}
variable "network_group" {
  default = "NetworkAdmins"
}
`;

const awaitFault = (page) => page.locator('[class*="squiggly-error"]').first().waitFor({ state: 'attached' });

/** Each picture: whether a grammar is there, and what is done before it is taken. */
const SCENES = {
  'terraform-plain': [false, awaitFault],
  'terraform-grammar': [true, awaitFault],
  'terraform-hover': [true, (page) => hover(page, '11:25')],
  'terraform-fix': [
    true,
    async (page) => {
      await awaitFault(page);
      await goTo(page, '12:42');
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget').first().waitFor();
    },
  ],
};

/** As much of a grammar as shows how ours sits on one: words, strings and comments. */
const GRAMMAR = {
  scopeName: 'source.hcl.terraform',
  patterns: [
    { match: '#.*$', name: 'comment.line.number-sign.hcl' },
    {
      begin: '"',
      end: '"',
      name: 'string.quoted.double.hcl',
      patterns: [{ match: '\\$\\{[^}]*\\}', name: 'meta.interpolation.hcl variable.other.hcl' }],
    },
    { match: '^\\s*(resource|variable|locals|module|data|output)\\b', name: 'keyword.control.hcl' },
    { match: '\\b[\\w-]+(?=\\s*[=:])', name: 'variable.other.property.hcl' },
  ],
};

function stubExtension(profile, withGrammar) {
  const folder = path.join(profile.extensions, 'stub.terraform-language-1.0.0');
  mkdirSync(folder, { recursive: true });
  const configuration = {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
    ],
  };
  writeFileSync(path.join(folder, 'language.json'), JSON.stringify(configuration));
  writeFileSync(path.join(folder, 'grammar.json'), JSON.stringify(GRAMMAR));
  const language = { id: 'terraform', extensions: ['.tf'], configuration: './language.json' };
  const grammars = [{ language: 'terraform', scopeName: GRAMMAR.scopeName, path: './grammar.json' }];
  const manifest = {
    ...{ name: 'terraform-language', publisher: 'stub', version: '1.0.0', engines: { vscode: '^1.91.0' } },
    contributes: { languages: [language], ...(withGrammar ? { grammars } : {}) },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
}

await runMain(async () => {
  await installChromium();
  await installWorkbench();
  exitOnSignals();
  mkdirSync(pictures, { recursive: true });
  const wanted = process.argv.slice(2);
  for (const grammar of [false, true]) {
    const scenes = Object.entries(SCENES).filter(
      ([name, [own]]) => own === grammar && (wanted.length === 0 || wanted.includes(name)),
    );
    if (scenes.length > 0) await take(scenes, grammar);
  }
});

async function take(scenes, grammar) {
  const profile = temporaryProfile();
  setSettings(profile, {
    ...{ 'editor.minimap.enabled': false, 'editor.wordWrap': 'off', 'window.menuBarVisibility': 'hidden' },
    ...{ 'workbench.activityBar.location': 'hidden', 'workbench.editor.restoreEditors': false },
  });
  const folder = path.join(profile.folder, 'landing-zone');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'main.tf'), MAIN);
  writeFileSync(path.join(folder, 'groups.tf'), GROUPS);
  linkExtension(profile, root);
  stubExtension(profile, grammar);
  const { server, context, stop } = await startWindows(profile);
  try {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1180, height: 600 });
    for (const [name, [, act]] of scenes) {
      await page.goto(openedUrl(server.origin, folder, 'main.tf'));
      await awaitEditor(page, 'main.tf');
      await page.waitForSelector('.codelens-decoration a');
      if (await page.locator('.part.sidebar').isVisible()) await page.keyboard.press('Control+B');
      await page.keyboard.press('Control+Home');
      await act(page);
      const picture = path.join(pictures, `${name}.png`);
      writeFileSync(picture, await stillPicture(page));
      if (onPath('pngquant')) await run('pngquant', ['--force', '--ext', '.png', '256', picture]);
      console.log(`docs/pictures/${name}.png`);
    }
  } finally {
    await stop();
  }
}
