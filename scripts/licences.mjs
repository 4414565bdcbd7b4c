import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The licences of the packages that bundles hold, as one text: name, version, licence and the licence's own words.
 * Packages with the same words share them.
 * @param metafiles what esbuild tells of each bundle: `inputs` by file, relative to `root`
 * @throws when a package says nothing of its licence: then it may not be given away
 */
export function licencesOf(root, metafiles) {
  const packages = new Map();
  for (const file of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    if (folder && !packages.has(folder)) packages.set(folder, read(path.join(root, folder)));
  }
  const byText = new Map();
  for (const each of packages.values()) byText.set(each.text, [...(byText.get(each.text) ?? []), each]);
  const parts = [...byText].map(([text, of]) => {
    const names = [...new Set(of.map(({ name, version, licence }) => `${name} ${version} (${licence})`))];
    return `${names.sort().join('\n')}\n\n${text}\n`;
  });
  return `OCI Policy holds parts of the packages below, under their licences.\n\n${parts.sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function read(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(
    (each) => /^licen[cs]e/i.test(each) && existsSync(path.join(folder, each)),
  );
  const licence = typeof license === 'string' ? license : license?.type;
  if (!licence && !file) throw new Error(`${name} ${version} is bundled and says nothing of its licence`);
  const text = file ? readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim() : '';
  return { name, version, licence, text: text || 'The package brings no text of its licence.' };
}
