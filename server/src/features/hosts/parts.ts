import { createDocument, type PolicyDocument } from '../../language/document.ts';
import type { Embedded } from '../../hosts/embedded.ts';

/** An embedded text in a part, and where in it. */
export interface Place {
  readonly embedded: Embedded;
  readonly start: number;
}

/** Embedded texts that are read together, as a document of their own. */
export interface Part {
  readonly text: string;
  readonly places: readonly Place[];
  /** Nothing may be said of it: what its slots become could change it. */
  readonly silent: boolean;
}

/** What goes before a rule, so that it is read as one. */
const RULE_HEAD = 'dynamic-group rule matching ';

const MANY: ReadonlySet<Embedded['kind']> = new Set(['statements', 'document']);

/**
 * Puts embedded texts together to be checked as the policy that they make. A list whose texts would be read in another way side by
 * side than each on its own is not put together; nor is what nothing can be said of.
 */
export function partsOf(all: readonly Embedded[]): Part[] {
  const parts: Part[] = [];
  const lists = new Map<number, Embedded[]>();
  for (const embedded of all) {
    const list = lists.get(embedded.list);
    if (embedded.kind !== 'statement' || !embedded.sure || isSilent(embedded)) parts.push(alone(embedded));
    else if (list) list.push(embedded);
    else lists.set(embedded.list, [embedded]);
  }
  for (const list of lists.values()) {
    const whole = together(list);
    if (whole) parts.push(whole);
    else for (const each of list) parts.push(alone(each));
  }
  return parts;
}

function headOf({ kind }: Embedded): string {
  return kind === 'matching-rule' ? RULE_HEAD : '';
}

function alone(embedded: Embedded): Part {
  const head = headOf(embedded);
  return {
    text: head + embedded.text,
    places: [{ embedded, start: head.length }],
    silent: isSilent(embedded),
  };
}

/** A list as one document, when each of its texts is one item there. */
function together(list: readonly Embedded[]): Part | undefined {
  const places: Place[] = [];
  let text = '';
  for (const embedded of list) {
    places.push({ embedded, start: text.length });
    text += `${embedded.text}\n`;
  }
  const items = itemsOf(createDocument(text));
  const fits =
    items.length === list.length && places.every(({ start }, index) => items[index]?.start === start);
  return fits ? { text, places, silent: false } : undefined;
}

function itemsOf({ items }: PolicyDocument) {
  return items.filter(({ kind }) => kind !== 'empty');
}

/**
 * Whether nothing may be said of a text. A slot between blanks, where no name is awaited, may become a whole clause, or the brace
 * that is missing; so it silences a text that does not read well, and one that it ends, to which it may add a condition.
 */
export function isSilent(embedded: Embedded): boolean {
  const { text, slots, kind } = embedded;
  if (slots.length === 0 || MANY.has(kind)) return false;
  const head = headOf(embedded);
  const items = itemsOf(createDocument(head + text));
  const faults = items.flatMap((item) =>
    item.faults.map(({ start, end }) => ({
      start: item.start + start - head.length,
      end: item.start + end - head.length,
    })),
  );
  const loose = slots.filter((slot) => isLoose(text, slot));
  if (loose.some(({ end }) => text.slice(end).trim() === '')) return true;
  if (items.length !== 1 || faults.length === 0) return items.length > 1;
  return (
    loose.length > 0 ||
    faults.some((fault) => slots.some((slot) => slot.start <= fault.end && fault.start <= slot.end))
  );
}

/** Behind these a name or a value is awaited, and a slot can be nothing else. */
const NAMED =
  /(?:\b(?:dynamic-group|group|compartment|id|service|resource|as|(?:of|define)\s+tenancy)|[=/(:'"])\s*$/i;

/** Between braces stand conditions or permissions, of which a slot may be any number. */
const LISTED = /^[^{]*,\s*$/;

function isLoose(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  const before = text.slice(0, start).replace(/\$\{[^}]*\}/g, '_');
  if (NAMED.test(before) || LISTED.test(before)) return false;
  return /(?:^|[\s{},])$/.test(before) && /^(?:$|[\s{},])/.test(text.slice(end));
}
