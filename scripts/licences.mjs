import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The licences of the packages that bundles hold, as one text: name, version, licence and the licence's own words.
 * Packages with the same terms share them, each with its own notice of copyright.
 * @param metafiles what esbuild tells of each bundle: `inputs` by file, relative to `root`
 * @throws when a package says nothing of its licence: then it may not be given away
 */
export function licencesOf(root, metafiles) {
  const packages = new Map();
  for (const file of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    if (folder && !packages.has(folder)) packages.set(folder, read(path.join(root, folder)));
  }
  const byTerms = new Map();
  for (const each of packages.values()) {
    const { notice, terms } = parted(each.text);
    const key = terms.replaceAll(/\s+/g, ' ');
    const group = byTerms.get(key) ?? { terms, notices: new Map() };
    const names = group.notices.get(notice) ?? new Set();
    group.notices.set(notice, names.add(`${each.name} ${each.version} (${each.licence})`));
    byTerms.set(key, group);
  }
  const parts = [...byTerms.values()].map(({ terms, notices }) => {
    const held = [...notices].map(([notice, names]) => `${[...names].sort().join('\n')}\n${notice}`.trim());
    return `${held.sort().join('\n\n')}\n\n${terms}\n`;
  });
  return `OCI Policy holds parts of the packages below, under their licences.\n\n${parts.sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** A text of a licence as whose it is, and the terms, which many packages share word for word. */
function parted(text) {
  const at = text.search(/^(?:Permission is hereby granted|Redistribution and use in source)/m);
  return at < 0 ? { notice: '', terms: text } : { notice: text.slice(0, at).trim(), terms: text.slice(at) };
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
