/**
 * Tests the TextMate grammars as VS Code runs them: the assertions of `test/grammar/*`, and snapshots of every
 * word of `examples/` and its scopes. The grammars are those that package.json contributes.
 *
 *     node scripts/test-grammar.mjs            exits with 1 when something fails
 *     node scripts/test-grammar.mjs --update   first writes the grammar from syntaxes/source, and the snapshots
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import * as prettier from 'prettier';
import common from 'vscode-tmgrammar-test/dist/common/index.js';
import snapshots from 'vscode-tmgrammar-test/dist/snapshot/index.js';
import assertions from 'vscode-tmgrammar-test/dist/unit/index.js';
import { grammar } from '../syntaxes/source/grammar.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const grammarFile = join(root, 'syntaxes/ocipolicy.tmLanguage.json');
const testFolder = join(root, 'test/grammar');
const snapshotFolder = join(testFolder, 'snapshots');
const update = process.argv.includes('--update');

let passed = 0;
const failures = [];
const count = (name, problem) => {
  if (problem === undefined) passed++;
  else failures.push(`${name}\n    ${problem.replaceAll('\n', '\n    ')}`);
};

if (update) {
  const options = await prettier.resolveConfig(grammarFile);
  writeFileSync(grammarFile, await prettier.format(JSON.stringify(grammar), { ...options, parser: 'json' }));
}
const isCurrent = isDeepStrictEqual(JSON.parse(read(grammarFile)), JSON.parse(JSON.stringify(grammar)));
count(
  'grammar',
  isCurrent ? undefined : 'syntaxes/source says otherwise than the JSON: run this with --update',
);

// VS Code has a Markdown grammar of its own; a host that knows nothing but lines stands in for it here.
const hosts = [join(testFolder, 'markdown-host.tmLanguage.json')];
const { grammars } = common.loadConfiguration(join(root, 'package.json'), undefined, hosts);
const registry = common.createRegistry(grammars);

const testFiles = readdirSync(testFolder).filter((name) => /\.(?:ocipolicy|md)$/.test(name));
if (testFiles.length === 0) count('test/grammar', 'there are no test files');
for (const name of testFiles) await runAssertions(name);
for (const name of readdirSync(join(root, 'examples')).filter((each) => each.endsWith('.ocipolicy'))) {
  await compareSnapshot(name);
}

for (const failure of failures) console.error(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** Counts every line of assertions once. */
async function runAssertions(name) {
  const text = read(join(testFolder, name));
  const lines = text.split('\n');
  const test = assertions.parseGrammarTestCase(text);
  const found = await assertions.runGrammarTestCase(registry, test);
  const asserted = test.assertions.filter(({ scopeAssertions }) => scopeAssertions.length > 0);
  if (asserted.length === 0) count(name, 'it asserts nothing');
  for (const { testCaseLineNumber: line } of asserted) {
    const wrong = found.filter((failure) => failure.line === line);
    const say = ({ start, end, missing, unexpected, actual }) =>
      `"${lines[line].slice(start, end)}" is ${actual.join(' ')}` +
      (missing.length > 0 ? `\n  without ${missing.join(' ')}` : '') +
      (unexpected.length > 0 ? `\n  and must not be ${unexpected.join(' ')}` : '');
    const problem = wrong.length > 0 ? [lines[line], ...wrong.map(say)].join('\n') : undefined;
    count(`test/grammar/${name}:${line + 1}`, problem);
  }
}

async function compareSnapshot(name) {
  const file = join(snapshotFolder, `${basename(name, '.ocipolicy')}.snap`);
  const source = read(join(root, 'examples', name)).trimEnd();
  const tokens = await snapshots.getVSCodeTokens(registry, 'source.ocipolicy', source);
  const actual = `${snapshots.renderSnap(tokens)}\n`;
  if (update) {
    mkdirSync(snapshotFolder, { recursive: true });
    writeFileSync(file, actual);
  }
  count(
    `examples/${name}`,
    existsSync(file) ? firstDifference(read(file), actual) : 'it has no snapshot: run --update',
  );
}

function firstDifference(expected, actual) {
  if (expected === actual) return undefined;
  const wanted = expected.split('\n');
  const got = actual.split('\n');
  const at = wanted.findIndex((line, index) => line !== got[index]);
  const index = at < 0 ? wanted.length : at;
  const source = got.slice(0, index + 1).findLast((line) => line.startsWith('>')) ?? '';
  return `${source}\n- ${wanted[index] ?? ''}\n+ ${got[index] ?? ''}\nIf that is meant, run this with --update.`;
}

function read(file) {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}
