import type { Item, PolicyDocument } from '../language/document.ts';
import { walk } from '../language/tree.ts';
import { checkBlocks } from './blocks.ts';
import { runChecks } from './check.ts';
import { CODES, TREE_CHECKS } from './codes.ts';
import type { Finding } from './finding.ts';
import { checkPlaceholders } from './placeholders.ts';

const known = new WeakMap<Item, readonly Finding[]>();

/** What is found in one item on its own, in the order of the text. Worked out once for an item. */
export function checkItem(item: Item): readonly Finding[] {
  let findings = known.get(item);
  if (!findings) {
    findings = findAll(item);
    known.set(item, findings);
  }
  return findings;
}

function findAll(item: Item): Finding[] {
  const slips: Finding[] = item.faults.map((fault) => ({
    ...fault,
    severity: CODES[fault.code]?.severity ?? 'error',
  }));
  const rest = [...checkPlaceholders(item), ...runChecks(TREE_CHECKS, item, walk)].filter(
    (finding) =>
      !slips.some((slip) => slip.start < finding.end && finding.start < slip.end && hides(slip, finding)),
  );
  const bracketed = rest.filter((finding) => finding.code === 'resource-type-in-angle-brackets');
  const told = rest.filter(
    ({ code, start }) => code !== 'placeholder-unfilled' || !bracketed.some((each) => each.start === start),
  );
  return [...slips, ...told].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Checks that look a word up: of no use for one that holds a slip. */
const LOOK_UP = /-(?:unknown|case|number|separator|malformed|name-only)$/;

/** One fault, one diagnostic: a word that already is marked by a slip of its own is not looked at again. */
function hides(slip: Finding, finding: Finding): boolean {
  if (finding.code === 'placeholder-unfilled') return slip.code === 'placeholder-malformed';
  if (LOOK_UP.test(finding.code)) return true;
  const isInside = slip.start <= finding.start && finding.end <= slip.end;
  const isWhole = slip.code === 'prose-not-statement' || slip.code === 'clause-out-of-order';
  return isInside && (!isWhole || slip.code === 'prose-not-statement');
}

/** What is found in a document, item by item. */
export function checkDocument(document: PolicyDocument): { item: Item; finding: Finding }[] {
  const byPlace = checkBlocks(document);
  const found: { item: Item; finding: Finding }[] = [];
  for (const item of document.items) {
    for (const finding of checkItem(item)) found.push({ item, finding });
  }
  return byPlace.length === 0 ? found : merge(found, byPlace);
}

type Found = { item: Item; finding: Finding }[];

function merge(one: Found, other: Found): Found {
  const at = ({ item, finding }: Found[number]) => item.start + finding.start;
  return [...one, ...other].sort((a, b) => at(a) - at(b));
}
