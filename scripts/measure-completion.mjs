#!/usr/bin/env node
/**
 * Measures completion on statements that other people wrote: `node scripts/measure-completion.mjs <folder> [--json]`.
 *
 * The folder is not part of the project; of it are read
 *   statements.txt        one statement a line
 *   statements.index.tsv  for each line of it: its number, and flags (`I` an interpolation of another language, `P` a
 *                         placeholder; other letters are not looked at), and more that is not read
 * Each plain statement (neither `I` nor `P`) is typed character by character into a file of its own, and before each of its words is looked whether VS Code would show the word among the first ten proposals when at most three
 * letters of it are typed: its first ones (`prefix`), or any three in their order (`any`). Words that only a person can
 * know (names, OCIDs) are not counted. Told are the rates by kind of word, and the words that were missed, the most
 * frequent first. Exit 0, or 2 when the folder cannot be read.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [folder, ...options] = process.argv.slice(2);
if (!folder || options.some((option) => option !== '--json'))
  fail('usage: node scripts/measure-completion.mjs <corpus folder> [--json]');
if (!existsSync(join(folder, 'statements.txt'))) fail(`${folder} has no statements.txt that can be read.`);

const { createPolicyService, TRIGGERS, typeStatements } = await load();
const service = createPolicyService();
const begun = process.hrtime.bigint();
const report = measure(plainStatements());
report.milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
if (options.includes('--json')) console.log(JSON.stringify(report, null, 2));
else print(report);

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** Bundles the service and the typing as they stand, so that what is measured needs no build before it. */
async function load() {
  const place = mkdtempSync(join(tmpdir(), 'ocipolicy-measure-'));
  try {
    const outfile = join(place, 'typing.mjs');
    const of = (path) => JSON.stringify(fileURLToPath(new URL(`../${path}`, import.meta.url)));
    const contents = `
      export { createPolicyService } from ${of('server/src/features/service.ts')};
      export { TRIGGERS } from ${of('server/src/features/completion.ts')};
      export { typeStatements } from ${of('test/unit/completion/typing.ts')};`;
    await build({
      stdin: { contents, resolveDir: place },
      ...{ outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' },
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function plainStatements() {
  const rows = existsSync(join(folder, 'statements.index.tsv')) ? lines('statements.index.tsv') : [];
  const marked = new Set(
    rows
      .map((row) => row.split('\t'))
      .filter(([, flags = '']) => /[IP]/.test(flags))
      .map(([line]) => Number(line)),
  );
  return lines('statements.txt').filter((_, index) => !marked.has(index + 1));
}

function lines(name) {
  return readFileSync(join(folder, name), 'utf8').replace(/\n$/, '').split('\n');
}

function measure(statements) {
  const found = { ...sums(), withoutError: sums(), kinds: {}, misses: {} };
  for (const text of statements) {
    const counted = hasError(text) ? [found] : [found, found.withoutError];
    for (const each of counted) each.statements++;
    for (const word of typeStatements(service, [{ text, asked: true }], TRIGGERS).flat())
      if (!word.isNew) count(word, [...counted, (found.kinds[word.kind] ??= sums())], found.misses);
  }
  return found;
}

function sums() {
  return { statements: 0, words: 0, prefix: 0, any: 0 };
}

function hasError(text) {
  const uri = 'file:///measured.ocipolicy';
  service.open(uri, text);
  const findings = service.findings(uri);
  service.close(uri);
  return findings.some(({ severity }) => severity === 'error');
}

function count({ kind, text, letters, byAnyLetters }, counted, misses) {
  for (const each of counted) {
    each.words++;
    if (letters !== undefined) each.prefix++;
    if (byAnyLetters) each.any++;
  }
  if (letters !== undefined) return;
  const miss = (misses[`${kind} ${text}`] ??= { times: 0, byAnyLetters });
  miss.times++;
}

function print({ withoutError, kinds, misses, milliseconds, ...all }) {
  console.log(row('', 'words', 'prefix', '', 'any', ''));
  const sorted = Object.entries(kinds).sort(([, a], [, b]) => b.words - a.words);
  const total = [
    [`${all.statements} plain statements`, all],
    [`${withoutError.statements} without an error`, withoutError],
  ];
  for (const [kind, { words, prefix, any }] of [...sorted, ...total])
    console.log(row(kind, words, prefix, rate(prefix, words), any, rate(any, words)));
  console.log('\nmissed by their first three letters (* not by any three)');
  const missed = Object.entries(misses).sort(([a, m], [b, n]) => n.times - m.times || (a < b ? -1 : 1));
  for (const [word, { times, byAnyLetters }] of missed)
    console.log(`${String(times).padStart(7)} ${byAnyLetters ? ' ' : '*'} ${word}`);
  console.log(`\n${Math.round(milliseconds)} ms`);
}

function row(kind, ...cells) {
  return kind.padEnd(24) + cells.map((cell) => String(cell).padStart(8)).join('');
}

function rate(part, whole) {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
