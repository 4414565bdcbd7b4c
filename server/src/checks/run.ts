import { indexAt, type Item, type PolicyDocument } from '../language/document.ts';
import { walk } from '../language/walk.ts';
import { runChecks, type Found } from './check.ts';
import { CODES, DOCUMENT_CHECKS, TREE_CHECKS } from './codes.ts';
import type { Finding } from './finding.ts';
import { selecting } from './follow.ts';
import { ignoresOf, withoutIgnored, type Ignore, type Ignoring } from './ignores.ts';
import { checkPlaceholders } from './placeholders.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { underSettings } from './severity.ts';
import { splitOf } from './split-statements.ts';

/** What is kept of an item that something is found in, or whose comments say what not to tell. */
interface Told {
  readonly findings: readonly Found[];
  readonly ignores: readonly Ignore[];
}

function toldOf(item: Item): Told | undefined {
  const findings = checkItem(item).map((finding): Found => ({ item, finding }));
  const ignores = ignoresOf(item);
  return findings.length > 0 || ignores.length > 0 ? { findings, ignores } : undefined;
}

const toldIn = selecting(toldOf);

/** What is found in one item on its own, in the order of the text. */
export function checkItem(item: Item): readonly Finding[] {
  return item.kind === 'empty' ? [] : findAll(item);
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
  const told = toldIn(document);
  const found = told.flatMap(({ value }) => value.findings);
  const ignoring = told.flatMap(({ item, value }): Ignoring[] => {
    const index = ignores && value.ignores.length > 0 ? indexAt(document.items, item.start) : -1;
    return index < 0 ? [] : [{ index, ignores: value.ignores }];
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
