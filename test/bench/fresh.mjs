// Reads and checks one file in a process that has done nothing else, and prints how long that took.
//   node test/bench/fresh.mjs <service module> <file>
// Counted from the moment at which the code is loaded: what the command line does between its start and its end.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ofMainThread, timed } from './clock.mjs';

const [module, file] = process.argv.slice(2);
const { createPolicyService } = await import(pathToFileURL(module).href);
const text = readFileSync(file, 'utf8');
const time = timed(
  () => {
    const service = createPolicyService();
    service.open('file:///bench.ocipolicy', text);
    service.findings('file:///bench.ocipolicy');
  },
  () => ofMainThread(process.pid),
);
console.log(JSON.stringify({ time }));
