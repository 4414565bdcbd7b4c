import type { Item, PolicyDocument } from '../language/document.ts';
import { isOpen, valueOf } from '../language/names.ts';
import { attachmentAt, UNTOLD } from './attachment.ts';
import type { Compartments } from './compartments.ts';
import { domainAndName, nameForm } from './normal-form.ts';
import { placing, type Placed } from './placed.ts';

/** The statements of a policy at their places. */
export interface PolicyStatements {
  /** What its `define`s define: the OCID by kind and name. Of two definitions of one name, the first. */
  readonly aliases: ReadonlyMap<string, string>;
  /** One for each item; undefined for what is no statement that grants or denies. */
  readonly placed: readonly (Placed | undefined)[];
}

interface Policy extends PolicyStatements {
  readonly items: readonly Item[];
}

/** By the item that is its head; by undefined, the bare statements. */
type Policies = ReadonlyMap<Item | undefined, Policy>;

interface Kept {
  readonly uri: string;
  readonly compartments: Compartments | undefined;
  readonly policies: Policies;
}

/** What was read last of a document: most of it stays as it is while one types. */
const kept = new WeakMap<PolicyDocument, Kept>();

/** The bare statements of a document, then those of each policy block. */
export function policiesIn(
  uri: string,
  document: PolicyDocument,
  compartments: Compartments | undefined,
): Iterable<PolicyStatements> {
  const last = kept.get(document);
  const old = last?.uri === uri && last.compartments === compartments ? last.policies : undefined;
  const policies = new Map<Item | undefined, Policy>();
  for (const [head, items] of blocksOf(document)) {
    const known = old?.get(head);
    policies.set(
      head,
      known && isSame(known.items, items) ? known : read(uri, head, items, compartments, known),
    );
  }
  kept.set(document, { uri, compartments, policies });
  return policies.values();
}

/** The items of each policy block, and first the bare ones. */
function blocksOf({ items }: PolicyDocument): ReadonlyMap<Item | undefined, readonly Item[]> {
  const bare: Item[] = [];
  const blocks = new Map<Item | undefined, Item[]>([[undefined, bare]]);
  let current = bare;
  for (const item of items) {
    if (item.tree?.type === 'PolicyHead') blocks.set(item, (current = []));
    else if (item.tree?.type === 'BlockEnd') current = bare;
    else current.push(item);
  }
  return blocks;
}

function isSame(old: readonly Item[], items: readonly Item[]): boolean {
  return old.length === items.length && old.every((item, index) => item === items[index]);
}

function read(
  uri: string,
  head: Item | undefined,
  items: readonly Item[],
  compartments: Compartments | undefined,
  known: Policy | undefined,
): Policy {
  const tree = head?.tree?.type === 'PolicyHead' ? head.tree : undefined;
  const aliases = aliasesIn(items);
  const placeOf = placing({
    uri,
    name: tree && valueOf(tree.name),
    attachment: tree ? attachmentAt(tree.locations) : UNTOLD,
    aliases,
    compartments,
  });
  if (!known || !isAlike(known.aliases, aliases)) return { aliases, items, placed: items.map(placeOf) };
  // What stands before and behind the change means what it meant.
  const most = Math.min(items.length, known.items.length);
  let from = 0;
  while (from < most && items[from] === known.items[from]) from++;
  let behind = 0;
  while (behind < most - from && items.at(-1 - behind) === known.items.at(-1 - behind)) behind++;
  const to = items.length - behind;
  const placed = [
    ...known.placed.slice(0, from),
    ...items.slice(from, to).map(placeOf),
    ...known.placed.slice(known.placed.length - behind),
  ];
  return { aliases, items, placed };
}

function isAlike(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  if (one.size !== other.size) return false;
  for (const [key, ocid] of one) if (other.get(key) !== ocid) return false;
  return true;
}

function aliasesIn(items: readonly Item[]): ReadonlyMap<string, string> {
  let aliases: Map<string, string> | undefined;
  for (const { tree } of items) {
    if (tree?.type !== 'Define' || isOpen(tree.ocid)) continue;
    const key = `${tree.kind.text.toLowerCase()}:${domainAndName(tree.name)}`;
    aliases ??= new Map();
    if (!aliases.has(key)) aliases.set(key, nameForm(tree.ocid));
  }
  return aliases ?? NONE;
}

const NONE: ReadonlyMap<string, string> = new Map();
