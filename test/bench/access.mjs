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
    const tenancy = filed(prepare(documents));
    const asked = QUESTIONS.map((question) => readQuestion(question, tenancy));
    for (const request of asked) times.first.push(timed(() => evaluate(tenancy, request)));
    for (const { principal, ...request } of asked) {
      const other = { ...request, principal: { ...principal } };
      times.then.push(timed(() => evaluate(tenancy, other)));
    }
  }
  return times;
}

/** Making a text ready for questions, without reading it; its statements are filed by what they give with the first question. */
export function preparations({ prepare, read }, text, runs) {
  const documents = read([{ uri: 'bench', text }]);
  filed(prepare(documents));
  return Array.from({ length: runs }, () => timed(() => filed(prepare(documents))));
}

function filed(tenancy) {
  tenancy.candidates.of('NONE');
  return tenancy;
}

/** A text with another verb in one statement in `every`. */
function changedIn(text, every) {
  let number = 0;
  return text.replace(/ to (?:inspect|read|use) /g, (words) =>
    number++ % every === 0 ? ' to manage ' : words,
  );
}

/** Comparing a file with itself after a change of one statement in `every`. */
export function comparisons({ compareAccess, prepare, read }, size, every, runs) {
  const { text } = generateFile(size, { faultEvery: size * 2 });
  const changed = changedIn(text, every);
  const [before, after] = [text, changed].map((each) => prepare(read([{ uri: 'bench', text: each }])));
  compareAccess(before, after);
  return Array.from({ length: runs }, () => timed(() => compareAccess(before, after)));
}

/**
 * What the status item and the lenses ask after a keystroke: how a file of which one statement in 100 is not as it was committed differs
 * from that. What was typed is read, made ready and compared. The first time the text of the commit is read, too.
 */
export function againstHead(
  { atOnce, comparisonReport, createDocument, createPrepared, editDocument },
  size,
  runs,
) {
  const { text } = generateFile(size, { faultEvery: size * 2 });
  const document = createDocument(changedIn(text, 100));
  const { tenancyOf, readBefore, comparerOf } = createPrepared();
  const compare = () => {
    const before = tenancyOf(new Map([['bench', atOnce(readBefore('bench', text))]]));
    const after = tenancyOf(new Map([['bench', document]]));
    const comparison = atOnce(comparerOf('bench').compare(before, after));
    return comparisonReport(comparison, 'en', { uri: 'bench', document });
  };
  const first = timed(compare);
  const then = Array.from({ length: runs }, (_, number) => {
    const items = document.items.filter(({ tree }) => tree?.type === 'Grant');
    const { start, tree } = items[(number * 97) % items.length];
    const at = start + tree.subject.end;
    return timed(() => {
      editDocument(document, at, at, 'x');
      compare();
    });
  });
  return { first: [first], then };
}
