import { timed } from './clock.mjs';
import { generateFile } from './generate.mjs';

/** Requests of several kinds; each permission is met for the first time at least once. */
const QUESTIONS = [
  'GetBucket',
  'LaunchInstance',
  'GetSecretBundle',
  'ListUsers',
  'CreateVcn',
  'GetObject',
].flatMap((action) =>
  ['user ana in group network-admins', "resource fnfunction { id = 'ocid1.fnfunc.oc1..x' }"].map((who) => ({
    who,
    action,
    where: 'A:B',
  })),
);

/**
 * One request each, against a text that was made ready before: those for whose permissions nobody asked before, which are looked up
 * for the first time, and the others.
 */
export function evaluations({ evaluate, prepare, read, readQuestion }, text, runs) {
  const documents = read([{ uri: 'bench', text }]);
  const times = { first: [], then: [] };
  while (times.then.length < runs) {
    const tenancy = prepare(documents);
    const asked = QUESTIONS.map((question) => readQuestion(question, tenancy));
    for (const request of asked) times.first.push(timed(() => evaluate(tenancy, request)));
    for (const { principal, ...request } of asked) {
      const other = { ...request, principal: { ...principal } };
      times.then.push(timed(() => evaluate(tenancy, other)));
    }
  }
  return times;
}

/** Making a text ready for questions, without reading it. */
export function preparations({ prepare, read }, text, runs) {
  const documents = read([{ uri: 'bench', text }]);
  prepare(documents);
  return Array.from({ length: runs }, () => timed(() => prepare(documents)));
}

/** Comparing a file with itself after a change of one statement in `every`. */
export function comparisons({ compareAccess, prepare, read }, size, every, runs) {
  const { text } = generateFile(size, { faultEvery: size * 2 });
  let number = 0;
  const changed = text.replace(/ to (?:inspect|read|use) /g, (words) =>
    number++ % every === 0 ? ' to manage ' : words,
  );
  const [before, after] = [text, changed].map((each) => prepare(read([{ uri: 'bench', text: each }])));
  compareAccess(before, after);
  return Array.from({ length: runs }, () => timed(() => compareAccess(before, after)));
}
