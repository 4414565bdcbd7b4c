#!/usr/bin/env node
// Turns a folder of facts (one JSON file a service, and general.json) into the catalogue's data file.
// The schema of the facts, and what becomes of them, is told in docs/catalog.md.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  checkGeneral,
  checkService,
  indexNames,
  permissionsInTables,
} from './import-catalog/contradictions.mjs';
import { correct, CORRECTIONS } from './import-catalog/corrections.mjs';
import { packGeneral, packService, write } from './import-catalog/pack.mjs';
import { EVIDENCE, generalShape, serviceShape } from './import-catalog/schema.mjs';
import { FactFault, stop } from './import-catalog/shapes.mjs';

const DATA_FILE = fileURLToPath(new URL('../server/src/catalog/data/catalog.json.txt', import.meta.url));

/**
 * Packs facts into the text of the data file.
 * @param {Record<string, unknown>} files file name (`core.json`) to its parsed content; `general.json` among them
 * @param {{ at: string[], set: object }[]} corrections what is to be mended in the facts first
 * @returns {{ text: string, counts: Record<string, number> }} the same text for the same facts, in whatever order they come
 * @throws {FactFault} on the first fact that contradicts the schema
 */
export function importFacts(files, corrections = CORRECTIONS) {
  checkShapes(files);
  const { 'general.json': general, ...rest } = correct(files, corrections);
  const services = Object.keys(rest)
    .sort()
    .map((file) => rest[file]);
  const known = indexNames(services);
  services.forEach((service) => checkService(service, known));
  checkGeneral(general, services, known);
  const granted = permissionsInTables(services);
  const packed = services.map((service) => packService(service, granted));
  return { text: write(packGeneral(general), packed), counts: count(general, services) };
}

function checkShapes({ 'general.json': general, ...services }) {
  if (!general)
    throw new FactFault('general.json is missing: it holds the facts that are true for every service.');
  generalShape(general, 'general.json');
  for (const [file, service] of Object.entries(services)) {
    serviceShape(service, file);
    if (`${service.service}.json` !== file)
      stop(`${file}: service`, `is “${service.service}”; a file is named after its service`);
  }
}

/**
 * Reads every `.json` file of a folder.
 * @throws {FactFault} when a file is no JSON; whatever the file system throws when it cannot be read
 */
export function readFacts(folder) {
  const files = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    try {
      files[file] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    } catch (error) {
      if (error instanceof SyntaxError) throw new FactFault(`${file} is no JSON: ${error.message}`);
      throw error;
    }
  }
  return files;
}

function count(general, services) {
  const all = (kind) => services.flatMap((service) => service[kind]);
  const distinct = (names) => new Set(names).size;
  const operations = services.flatMap((service) => Object.values(service.operations));
  return {
    services: services.length,
    ...Object.fromEntries(
      EVIDENCE.map((e) => [`services, ${e}`, services.filter((s) => s.evidence === e).length]),
    ),
    'resource types': distinct(all('resourceTypes').map(({ name }) => name)),
    'resource types with a verb table': all('resourceTypes').filter(({ verbs }) => verbs).length,
    families: all('families').length,
    permissions: distinct(services.flatMap((service) => Object.keys(service.permissions))),
    operations: operations.length,
    'operations with known requirements': operations.filter(({ permissions }) => permissions).length,
    'variables of services': all('variables').length,
    'general variables': general.variables.length + general.undocumentedOrServiceVariables.length,
    regions: general.regions.length,
    'principal types': general.principalTypes.length,
  };
}

function main(args) {
  const folder = args.find((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--out');
  const out = args.includes('--out') ? args[args.indexOf('--out') + 1] : DATA_FILE;
  if (!folder || !out) {
    console.error('Usage: node scripts/import-catalog.mjs <folder of facts> [--out <file>]');
    return 2;
  }
  try {
    const { text: packed, counts } = importFacts(readFacts(folder));
    writeFileSync(out, packed);
    for (const [what, many] of Object.entries(counts)) console.log(`${String(many).padStart(6)}  ${what}`);
    console.log(`${String(packed.length).padStart(6)}  bytes in ${out}`);
    return 0;
  } catch (error) {
    if (!(error instanceof FactFault) && !error.code) throw error;
    console.error(`Nothing was written. ${error.message}`);
    return 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
