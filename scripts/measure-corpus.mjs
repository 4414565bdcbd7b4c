#!/usr/bin/env node
/**
 * Measures the language on texts that other people wrote: `node scripts/measure-corpus.mjs <folder> [--json]`.
 *
 * The folder is not part of the project. It holds
 *   statements.txt        one statement a line
 *   statements.index.tsv  for each line of it: its number, and flags (`I` an interpolation of another language left as
 *                         it stands, `P` a placeholder; other letters are not looked at), and more that is not read
 *   matching-rules.txt    one matching rule of a dynamic group a line
 *   documents.jsonl       `{ "text": … }`: several statements as they stand in one block
 *   odd.tsv               kind, source, text: what opens like a statement but lacks a part of one
 * A file that is missing is left out, and said to be. Each text is opened alone in the very service that the language
 * server and the command line run. Told are the counts by group (plain: neither `I` nor `P`; `I`; `P` without `I`),
 * how often each code was found, and every plain text with an error. Exit 0, or 2 when the folder cannot be read.
 */
import { mkdtempSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The codes that are about characters, tokens and structure: the text does not fit the grammar. */
const SYNTAX = new Set(
  `smart-quote double-quoted-value invisible-character non-ascii-space unicode-dash fullwidth-punctuation homoglyph
  unbalanced-angle-bracket trailing-punctuation markup-residue broken-token unterminated-string unterminated-pattern
  comment-in-statement list-marker spaced-operator unknown-statement-keyword missing-to missing-grant missing-verb
  missing-resource-type missing-in missing-location keyword-typo duplicate-word noise-word space-for-hyphen
  hyphen-for-space clause-out-of-order run-together-statements prose-not-statement multi-line-statement unclosed-brace
  unmatched-closing-brace trailing-comma missing-comma wrong-bracket placeholder-unfilled placeholder-malformed
  placeholder-inconsistent template-variable mixed-grant several-resource-types several-verbs several-locations
  infix-boolean repeated-where empty-statement rule-syntax`.split(/\s+/),
);

const [folder, ...options] = process.argv.slice(2);
if (!folder || options.some((option) => option !== '--json')) {
  fail('usage: node scripts/measure-corpus.mjs <corpus folder> [--json]');
}
if (!existsSync(folder) || !statSync(folder).isDirectory())
  fail(`${folder} is not a folder that can be read.`);

const service = await loadService();
const begun = process.hrtime.bigint();
const missing = [];
const report = {
  statements: statements(),
  matchingRules: measure(lines('matching-rules.txt').map((text) => ({ text, file: ruleFile(text) }))),
  documents: measure(
    lines('documents.jsonl').map((line) => ({ text: JSON.parse(line).text, file: JSON.parse(line).text })),
  ),
  odd: measure(
    lines('odd.tsv')
      .map(cells)
      .map(([kind, , text = '']) => ({ text, file: text, note: kind })),
  ),
};
report.missing = missing;
report.milliseconds = Number(process.hrtime.bigint() - begun) / 1e6;
if (options.includes('--json')) console.log(JSON.stringify(report, null, 2));
else print(report);

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** Bundles the service as it stands, so that what is measured needs no build before it. */
async function loadService() {
  const place = mkdtempSync(join(tmpdir(), 'ocipolicy-measure-'));
  try {
    const outfile = join(place, 'service.mjs');
    const entry = fileURLToPath(new URL('../server/src/features/service.ts', import.meta.url));
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    });
    return (await import(pathToFileURL(outfile).href)).createPolicyService();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The lines of a file of the folder, but for the last when it is empty; none when there is no such file. */
function lines(name) {
  const path = join(folder, name);
  if (!existsSync(path)) {
    missing.push(name);
    return [];
  }
  return readFileSync(path, 'utf8').replace(/\n$/, '').split('\n');
}

function cells(line) {
  return line.split('\t');
}

function ruleFile(rule) {
  return `dynamic-group measured\n  matching ${rule}`;
}

function statements() {
  const flags = new Map(
    lines('statements.index.tsv')
      .filter((line) => !line.startsWith('#'))
      .map(cells)
      .map(([line, letters = '']) => [Number(line), letters]),
  );
  const groups = { plain: [], I: [], P: [] };
  lines('statements.txt').forEach((text, index) => {
    const letters = flags.get(index + 1) ?? '';
    const group = letters.includes('I') ? 'I' : letters.includes('P') ? 'P' : 'plain';
    groups[group].push({ text, file: text, line: index + 1 });
  });
  return Object.fromEntries(Object.entries(groups).map(([group, cases]) => [group, measure(cases)]));
}

/**
 * Opens each file alone. `clean`: no error at all; `syntax`: an error of the grammar; `other`: errors, but none of the
 * grammar; `codes`: in how many of the texts a code was found, by severity.
 */
function measure(cases) {
  const found = { texts: cases.length, clean: 0, syntax: 0, other: 0, codes: {}, faulty: [] };
  for (const { file, ...about } of cases) {
    const uri = 'file:///measured.ocipolicy';
    let findings;
    try {
      service.open(uri, file);
      findings = service.findings(uri);
      service.close(uri);
    } catch (error) {
      findings = [{ code: `crash: ${error.message}`, severity: 'error' }];
    }
    for (const key of new Set(findings.map(({ code, severity }) => `${severity} ${code}`))) {
      found.codes[key] = (found.codes[key] ?? 0) + 1;
    }
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    if (errors.length === 0) found.clean++;
    else {
      if (errors.some((code) => SYNTAX.has(code) || code.startsWith('crash'))) found.syntax++;
      else found.other++;
      found.faulty.push({ ...about, codes: [...new Set(errors)] });
    }
  }
  return found;
}

function print({ statements: groups, matchingRules, documents, odd, missing: gone, milliseconds }) {
  const parts = { ...groups, 'matching rules': matchingRules, documents, odd };
  console.log('                 texts   clean  syntax   other errors');
  for (const [name, { texts, clean, syntax, other }] of Object.entries(parts)) {
    console.log(name.padEnd(15) + [texts, clean, syntax, other].map((n) => String(n).padStart(7)).join(' '));
  }
  for (const [name, { codes }] of Object.entries(parts)) {
    console.log(`\n${name}: texts with each code`);
    const sorted = Object.entries(codes).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    for (const [code, count] of sorted) console.log(`${String(count).padStart(7)}  ${code}`);
  }
  for (const [name, { faulty }] of Object.entries({ plain: groups.plain, 'matching rules': matchingRules })) {
    console.log(`\n${name} with an error: ${faulty.length}`);
    for (const { line, text, codes } of faulty) console.log(`  ${line ?? '-'} [${codes.join(' ')}] ${text}`);
  }
  if (gone.length > 0) console.log(`\nnot in the folder: ${gone.join(', ')}`);
  console.log(`\n${Math.round(milliseconds)} ms`);
}
