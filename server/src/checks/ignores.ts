import { nearest } from '../catalog/catalog.ts';
import { positionIn, type Item, type PolicyDocument } from '../language/document.ts';
import type { Edit } from '../language/fault.ts';
import type { Span } from '../language/tree.ts';
import type { Check, Found } from './check.ts';
import type { Finding } from './finding.ts';
import type { Ignore, IgnoredCode } from './ignore-comments.ts';

export { ignoresOf, type Ignore } from './ignore-comments.ts';

const ignoreUnused: Check = { code: 'ignore-unused', severity: 'hint' };
const ignoreWithoutReason: Check = { code: 'ignore-without-reason', severity: 'hint' };
const ignoreUnknownCode: Check = { code: 'ignore-unknown-code', severity: 'warning' };

/** What can be wrong with an ignore; no ignore silences them. */
export const ignoreChecks: readonly Check[] = [ignoreUnused, ignoreWithoutReason, ignoreUnknownCode];

/** An item and the ignores in its text. */
export interface Ignoring {
  readonly index: number;
  readonly ignores: readonly Ignore[];
}

/**
 * What is left of `found` when the ignores of a document have taken theirs, and what is wrong with the ignores
 * themselves. An ignore reaches
 *   on a line of its own above a statement or declaration: all that is found in that one
 *   on a line of its own inside one: what is found in it on the next line
 *   behind something on its line: what is found on that line
 *   `-file`, before the first statement or declaration: the whole document
 * @param codes every code that there is
 */
export function withoutIgnored(
  document: PolicyDocument,
  found: readonly Found[],
  ignoring: readonly Ignoring[],
  codes: readonly string[],
): Found[] {
  const active = ignoring.flatMap(({ index, ignores }) =>
    ignores.map((ignore): Active => ({ ignore, reach: reachOf(document, index, ignore), used: new Set() })),
  );
  const whole = active.filter(({ reach }) => reach === 'document');
  const byItem = new Map<Item, Active[]>();
  for (const each of active) {
    if (each.reach === 'document') continue;
    for (const item of each.reach?.items ?? []) byItem.set(item, [...(byItem.get(item) ?? []), each]);
  }
  const left = found.filter((each) => {
    let isIgnored = false;
    for (const { ignore, reach, used } of [...whole, ...(byItem.get(each.item) ?? [])]) {
      if (!ignore.codes.some(({ code }) => code === each.finding.code)) continue;
      if (reach !== 'document' && reach?.line !== undefined && !touches(each, reach.line)) continue;
      used.add(each.finding.code);
      isIgnored = true;
    }
    return !isIgnored;
  });
  const known = new Set(codes);
  for (const { ignore, reach, used } of active) left.push(...faultsOf(ignore, used, !reach, known, codes));
  return left;
}

interface Active {
  readonly ignore: Ignore;
  /** Undefined where an ignore reaches nothing by its place. */
  readonly reach: 'document' | { readonly items: readonly Item[]; readonly line?: number } | undefined;
  /** The codes that it silenced. */
  readonly used: Set<string>;
}

function reachOf({ items }: PolicyDocument, index: number, ignore: Ignore): Active['reach'] {
  const item = items[index];
  if (!item) return undefined;
  const { comment } = ignore;
  const isLeading = comment.end <= comment.first;
  if (ignore.scope === 'file') return index === 0 && isLeading ? 'document' : undefined;
  if (!comment.alone) {
    const { line } = positionIn(item, comment.start);
    let first = index;
    while (first > 0 && items[first]?.line === line) first--;
    return { items: items.slice(first, index + 1), line };
  }
  if (!reachesDown(item.text.slice(comment.end, comment.next))) return undefined;
  const next = items[index + 1];
  if (comment.next === undefined) return next && { items: [next] };
  return { items: [item], ...(isLeading ? {} : { line: positionIn(item, comment.next).line }) };
}

/** Whether the next token stands on the line after a comment, or only more comments stand between. */
function reachesDown(gap: string): boolean {
  return !/\n[^\S\n]*\n/.test(gap.replace(/\r\n?/g, '\n'));
}

function touches({ item, finding }: Found, line: number): boolean {
  return positionIn(item, finding.start).line <= line && line <= positionIn(item, finding.end).line;
}

function faultsOf(
  ignore: Ignore,
  used: ReadonlySet<string>,
  isMisplaced: boolean,
  known: ReadonlySet<string>,
  codes: readonly string[],
): Found[] {
  const { item, keyword, reason } = ignore;
  const faults: Found[] = [];
  const report = ({ code, severity }: Check, { start, end }: Span, more: Partial<Finding> = {}) =>
    faults.push({ item, finding: { code, severity, start, end, args: {}, ...more } });
  if (ignore.codes.length === 0) report(ignoreUnknownCode, keyword, { variant: 'none' });
  for (const each of ignore.codes) {
    if (!known.has(each.code)) {
      const [mended] = nearest(each.code, codes);
      if (mended === undefined) report(ignoreUnknownCode, each, { args: { word: each.code } });
      else {
        const fix = [{ start: each.start, end: each.end, text: mended }];
        report(ignoreUnknownCode, each, { args: { word: each.code, mended }, variant: 'meant', fix });
      }
    } else if (!used.has(each.code)) {
      const variant = isMisplaced ? { variant: ignore.scope === 'file' ? 'place' : 'distance' } : {};
      report(ignoreUnused, each, { args: { word: each.code }, ...variant, fix: [withoutCode(ignore, each)] });
    }
  }
  const last = ignore.codes.at(-1);
  if (last && used.size > 0 && reason !== 'given') {
    const colon = [{ start: last.end, end: last.end, text: ':' }];
    const more = reason === 'without colon' ? { variant: 'colon', fix: colon } : {};
    report(ignoreWithoutReason, { start: keyword.start, end: last.end }, more);
  }
  return faults;
}

/** The edit that takes a code out of its ignore; the whole ignore when it names no other. */
function withoutCode({ item, comment, codes }: Ignore, { start, end }: IgnoredCode): Edit {
  const index = codes.findIndex((each) => each.start === start);
  const [before, after] = [codes[index - 1], codes[index + 1]];
  if (before) return { start: before.end, end, text: '' };
  if (after) return { start, end: after.start, text: '' };
  return deletionOf(item, comment);
}

/** The edit that deletes a comment: with its line when it is alone on it, else with the blanks before it. */
function deletionOf({ text }: Item, { start, end, alone }: Ignore['comment']): Edit {
  const blanks = /[^\S\r\n]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const lineEnd = /^[^\S\r\n]*(?:\r\n|\r|\n)/.exec(text.slice(end))?.[0].length;
  if (!alone || lineEnd === undefined) return { start: start - blanks, end, text: '' };
  return { start: start - blanks, end: end + lineEnd, text: '' };
}
