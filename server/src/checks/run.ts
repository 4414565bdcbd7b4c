import type { Item, PolicyDocument } from '../language/document.ts';
import { walk } from '../language/tree.ts';
import { runChecks, type Found } from './check.ts';
import { CODES, DOCUMENT_CHECKS, TREE_CHECKS } from './codes.ts';
import type { Finding } from './finding.ts';
import { ignoresOf, withoutIgnored, type Ignoring } from './ignores.ts';
import { checkPlaceholders } from './placeholders.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { underSettings } from './severity.ts';
import { splitOf } from './split-statements.ts';

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
  const slips: Finding[] = item.faults.map((fault) => {
    const fix = fault.fix ?? splitOf(fault, item);
    const severity = CODES[fault.code]?.severity ?? 'error';
    return { ...fault, severity, ...(fix ? { fix } : {}) };
  });
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

export interface CheckOptions {
  /** The usual severities and limits when left out. */
  readonly settings?: Settings;
  /** False tells also what an ignore silences, as what is sent to a tenancy must be judged. */
  readonly ignores?: boolean;
}

/** What is found in a document, in the order of the text. */
export function checkDocument(
  document: PolicyDocument,
  { settings = DEFAULT_SETTINGS, ignores = true }: CheckOptions = {},
): Found[] {
  const found: Found[] = [];
  const ignoring: Ignoring[] = [];
  document.items.forEach((item, index) => {
    for (const finding of checkItem(item)) found.push({ item, finding });
    if (ignores && ignoresOf(item).length > 0) ignoring.push({ index, ignores: ignoresOf(item) });
  });
  const across = DOCUMENT_CHECKS.flatMap((check) => check(document, settings));
  const all = across.length === 0 ? found : inOrder([...found, ...across]);
  const left =
    ignoring.length === 0 ? all : inOrder(withoutIgnored(document, all, ignoring, Object.keys(CODES)));
  return Object.keys(settings.severity).length === 0 ? left : left.flatMap((each) => set(each, settings));
}

function inOrder(found: Found[]): Found[] {
  const at = ({ item, finding }: Found) => item.start + finding.start;
  return found.sort((a, b) => at(a) - at(b));
}

function set({ item, finding }: Found, settings: Settings): Found[] {
  const told = underSettings(finding, settings);
  return told ? [told === finding ? { item, finding } : { item, finding: told }] : [];
}
