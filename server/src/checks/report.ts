import type { Span } from '../language/tree.ts';
import type { Check, Details, Found } from './check.ts';
import type { Entry } from './inventory.ts';

/** As the details of a check of one item, but that a number may stand in a message. */
export interface DetailsAcross extends Omit<Details, 'args'> {
  readonly args?: Readonly<Record<string, string | number>>;
}

/** Takes what is found between the items of a document. A word that is not in the text is never reported. */
export interface Report {
  (check: Check, entry: Entry, span: Span, details?: DetailsAcross): void;
  /** Takes what was found before and still holds. */
  again(found: Found): void;
}

/** Gathers what is reported into a list. */
export function reportInto(list: Found[]): Report {
  const report = (check: Check, entry: Entry, span: Span, details?: DetailsAcross) => {
    if (span.start < span.end) list.push(foundOf(check, entry, span, details));
  };
  return Object.assign(report, { again: (found: Found) => void list.push(found) });
}

export function foundOf(
  check: Check,
  { item }: Entry,
  { start, end }: Span,
  { args = {}, fix, variant, severity = check.severity }: DetailsAcross = {},
): Found {
  const texts = Object.entries(args).map(([name, value]) => [name, String(value)]);
  const finding = {
    ...{ code: check.code, severity, start, end },
    args: Object.fromEntries(texts) as Readonly<Record<string, string>>,
    ...(fix ? { fix } : {}),
    ...(variant === undefined ? {} : { variant }),
  };
  return { item, finding };
}

/**
 * Remembers what was found in an entry for as long as what it depends on is the same, thing by thing. A file may have
 * thousands of duplicates, and what is said of them need not be put together again after each change.
 */
export function createRecall(): (entry: Entry, basis: readonly unknown[], make: () => Found) => Found {
  const known = new WeakMap<Entry, { readonly basis: readonly unknown[]; readonly found: Found }>();
  return (entry, basis, make) => {
    const before = known.get(entry);
    const isSame =
      before?.basis.length === basis.length && basis.every((each, index) => each === before.basis[index]);
    if (before && isSame) return before.found;
    const found = make();
    known.set(entry, { basis, found });
    return found;
  };
}
