// npm run generate: writes server/src/language/shapes.json.txt, the trees of the forms that most statements have,
// so that a file of ordinary statements is read without the parser, which takes a while to be made. The parser itself says what
// they are; a test holds that it still does.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundling } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const names = ['ID', 'STRING', 'ID / ID', 'STRING / STRING', 'STRING / ID'];
const some = (each, most) =>
  Array.from({ length: most }, (_, index) =>
    Array(index + 1)
      .fill(each)
      .join(' , '),
  );
const product = (...lists) =>
  lists.reduce((rows, list) => rows.flatMap((row) => list.map((each) => `${row} ${each}`.trim())), ['']);

const groups = product(['group', 'dynamic-group'], [...names, 'id ID', ...some('ID', 4).slice(1)]);
const verbs = product(['inspect', 'read', 'use', 'manage'], ['ID']);
const tenancies = ['tenancy ID', 'any-tenancy'];
const compartments = product(['compartment'], [...names.slice(0, 2), 'id ID', 'ID : ID', 'ID : ID : ID']);

const operands = ['ID = STRING', 'ID = ID', 'ID != STRING', 'ID = PATTERN', 'ID != PATTERN', 'ID'];
const lists = ['in', 'not in'].flatMap((word) => some('STRING', 8).map((list) => `ID ${word} ( ${list} )`));
const times = ['ID before STRING', 'ID after STRING', 'ID between STRING and STRING'];
// Those with braces are put together from these.
const conditions = ['! ID', 'not ID', ...operands, ...lists, ...times];
const alike = operands.slice(0, 3).flatMap((each) => some(each, 6));
const rules = ['any', 'all'].flatMap((word) => alike.map((list) => `${word} { ${list} }`));

/** Rows of kinds of tokens, by the rule that reads them. */
const rows = {
  Subject: ['any-user', 'any-group', ...groups, 'service ID', 'service ID , ID', 'resource ID ID'],
  GrantBody: [...verbs, ...some('ID', 12).map((list) => `{ ${list} }`)],
  Location: ['tenancy', ...compartments, ...tenancies],
  Condition: conditions,
  Define: product(['define'], ['tenancy', 'group', 'dynamic-group', 'compartment'], ['ID as ID']),
  Endorse: product(['endorse'], groups.slice(0, 3), ['to'], verbs, ['in'], tenancies),
  Admit: product(
    ['admit'],
    groups.slice(0, 3),
    ['of tenancy ID to'],
    verbs,
    ['in'],
    ['tenancy', 'compartment ID'],
  ),
  PolicyHead: product(
    ['policy'],
    ['ID', 'STRING'],
    ['', 'in tenancy', 'in compartment ID'],
    ['', 'description TEXT'],
    ['{'],
  ),
  BlockEnd: ['}'],
  DynamicGroup: product(
    ['dynamic-group ID'],
    ['', 'description TEXT'],
    ['matching'],
    [...operands.slice(0, 3), ...rules],
  ),
};

const { readKinds } = await loadParser();
const table = {};
for (const [rule, each] of Object.entries(rows)) {
  for (const row of new Set(each)) {
    const shape = readKinds(row.split(' '), rule);
    if (typeof shape === 'number') throw new Error(`${row} does not fit ${rule}`);
    table[`${rule} ${row}`] = packed(shape);
  }
}
const file = 'server/src/language/shapes.json.txt';
writeFileSync(path.join(root, file), `${JSON.stringify(table)}\n`);
console.log(`${Object.keys(table).length} forms of statements in ${file}`);

/** A shape as a list: its type, its first and last token, and its fields one after the other. */
function packed(field) {
  if (typeof field === 'number') return field;
  if (!('type' in field)) return field.map(packed);
  const fields = field.names.flatMap((name, index) => [name, packed(field.fields[index])]);
  return [field.type, field.first, field.last, ...fields];
}

/** Bundles the parser as it stands, so that no build is needed before. */
async function loadParser() {
  const place = mkdtempSync(path.join(tmpdir(), 'ocipolicy-shapes-'));
  try {
    const outfile = path.join(place, 'parser.mjs');
    await build({
      entryPoints: [path.join(root, 'server/src/language/read-kinds.ts')],
      ...{ outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' },
      ...bundling('node'),
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
