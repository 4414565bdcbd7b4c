// Reads and checks one file in a process that has done nothing else, and prints how many milliseconds that took.
//   node test/bench/fresh.mjs <service module> <file>
// Counted from the moment at which the code is loaded: what the command line does between its start and its end.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [module, file] = process.argv.slice(2);
const { createPolicyService } = await import(pathToFileURL(module).href);
const text = readFileSync(file, 'utf8');
const begin = performance.now();
const service = createPolicyService();
service.open('file:///bench.ocipolicy', text);
const { length } = service.findings('file:///bench.ocipolicy');
console.log(JSON.stringify({ milliseconds: performance.now() - begin, findings: length }));
