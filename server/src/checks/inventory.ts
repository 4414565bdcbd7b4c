import { positionIn, type Item, type PolicyDocument } from '../language/document.ts';
import {
  canReplace,
  contextOf,
  meaningOf,
  ocidsOf,
  partition,
  policyOf,
  replace,
  type Policy,
} from './policies.ts';
import { aliasOf, formOf, reachIn, type Alias, type StatementForm } from './statement-form.ts';
import { createTwins, type AllTwins, type Twins } from './twins.ts';

export type { Policy } from './policies.ts';
export { firstOf, type Twins } from './twins.ts';

/** What is kept of an item of a document, for as long as the item stands in it. */
export interface Entry {
  readonly item: Item;
  /** `grant`: an `allow` or a `deny`; `across`: any other statement. */
  readonly kind: 'grant' | 'across' | 'head' | 'end' | 'declaration' | 'other';
  /** What a statement says; undefined where that cannot be told for certain. */
  readonly form: StatementForm | undefined;
  /** What a `define` defines. */
  readonly alias: Alias | undefined;
  /** Its number among the entries. */
  index: number;
  /** The policy that it stands in, and its number among the statements of that. */
  policy: Policy;
  order: number;
  /** What of its policy its meaning depends on; empty until it was looked at. */
  context: string;
  /** The statements that say the same, itself among them. */
  twins: Twins | undefined;
}

/** What a change of a document has changed. */
export interface Changes {
  /** Statements that are new, or that stand in another place than before. */
  readonly placed: readonly Entry[];
  readonly lost: readonly Entry[];
  /** Those for which duplicates, or what covers them, may be others than before; all of `placed` with a form among them. */
  readonly touched: ReadonlySet<Entry>;
  /** The entry behind the items that were exchanged. */
  readonly after: Entry | undefined;
  /** Whether other entries may stand on other lines than before. */
  readonly isShifted: boolean;
}

/** The items of a document by what they say, brought up to date after each change at the cost of the change. */
export interface Inventory {
  readonly entries: readonly Entry[];
  readonly policies: readonly Policy[];
  readonly twins: AllTwins;
  /** The declarations, in the order of the text. */
  readonly declarations: readonly Entry[];
  /** The statements of which it is not certain what they say. */
  readonly unread: ReadonlySet<Entry>;
  /** The statements that have a name, written as the keys of aliases are. */
  using(name: string): ReadonlySet<Entry>;
  update(document: PolicyDocument): Changes;
}

const nobody: ReadonlySet<Entry> = new Set();

export function createInventory(): Inventory {
  let items: readonly Item[] = [];
  let entries: Entry[] = [];
  const bare = policyOf(undefined);
  let policies: readonly Policy[] = [bare];
  let declarations: Entry[] = [];
  const twins = createTwins();
  const unread = new Set<Entry>();
  const users = new Map<string, Set<Entry>>();
  let lastShape = '';

  const forget = (entry: Entry) => {
    twins.remove(entry);
    unread.delete(entry);
    for (const name of entry.form?.names ?? []) {
      const those = users.get(name);
      those?.delete(entry);
      if (those?.size === 0) users.delete(name);
    }
  };
  const learn = (entry: Entry, context: string) => {
    const { form, policy } = entry;
    entry.context = context;
    twins.remove(entry);
    if (!form) {
      if (!entry.alias) unread.add(entry);
      return;
    }
    const reach = reachIn(form, policy.attachment, ocidsOf(policy));
    // A statement across tenancies is the same as another only where the aliases mean the same.
    twins.add(entry, reach?.key ?? `${form.key} ${context}`, reach);
    for (const name of form.names) {
      const those = users.get(name);
      if (those) those.add(entry);
      else users.set(name, new Set([entry]));
    }
  };

  return {
    get entries() {
      return entries;
    },
    get policies() {
      return policies;
    },
    get declarations() {
      return declarations;
    },
    twins,
    unread,
    using: (name) => users.get(name) ?? nobody,
    update: (document) => {
      const [from, to] = differenceOf(items, document.items);
      const end = to + document.items.length - items.length;
      const lost = entries.slice(from, to);
      const fresh = document.items.slice(from, end).map(entryOf);
      items = document.items.slice();
      const [shape, shapeBefore] = [`${items.length} ${items.at(-1)?.line ?? 0}`, lastShape];
      lastShape = shape;
      const placed: Entry[] = [];
      const place = (entry: Entry) => {
        if (entry.kind !== 'grant' && entry.kind !== 'across') return;
        const context = contextOf(entry.policy, entry.form);
        if (entry.context === context) return;
        learn(entry, context);
        placed.push(entry);
      };
      const replaced = lost.map((before, index) => [before, fresh[index]] as const);
      if (lost.length === fresh.length && replaced.every(([one, other]) => other && canReplace(one, other))) {
        for (const [before, entry] of replaced) {
          if (!entry) continue;
          replace(before, entry);
          entries[entry.index] = entry;
          if (entry.kind === 'declaration') declarations[declarations.indexOf(before)] = entry;
          place(entry);
        }
      } else {
        entries = [...entries.slice(0, from), ...fresh, ...entries.slice(to)];
        const meanings = new Map(policies.map((policy) => [policy, meaningOf(policy)]));
        const moved: Entry[] = [];
        declarations = [];
        policies = partition(entries, bare, (entry) => {
          if (entry.kind === 'declaration') declarations.push(entry);
          else moved.push(entry);
        });
        // What a statement says may change with the aliases of its policy.
        for (const policy of policies) {
          const before = meanings.get(policy);
          if (before !== undefined && before !== meaningOf(policy)) moved.push(...policy.statements);
        }
        moved.forEach(place);
      }
      // Last, so that a statement that was only read again finds its twin, and nothing has to be looked for.
      lost.forEach(forget);
      return { placed, lost, touched: twins.settle(), after: entries[end], isShifted: shape !== shapeBefore };
    },
  };
}

/** The items of the first list, `[from, to)`, in the place of which the second has others. */
function differenceOf(before: readonly Item[], now: readonly Item[]): [from: number, to: number] {
  const shorter = Math.min(before.length, now.length);
  let from = 0;
  while (from < shorter && before[from] === now[from]) from++;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === now[now.length - 1 - same]) same++;
  return [from, before.length - same];
}

const NOWHERE = policyOf(undefined);

function entryOf(item: Item): Entry {
  return {
    ...{ item, kind: kindOf(item), form: formOf(item), alias: aliasOf(item) },
    ...{ index: 0, policy: NOWHERE, order: 0, context: '', twins: undefined },
  };
}

function kindOf({ kind, faults }: Item): Entry['kind'] {
  switch (kind) {
    case 'grant':
    case 'define':
    case 'endorse':
    case 'admit':
      if (faults.some(({ code }) => code === 'prose-not-statement')) return 'other';
      return kind === 'grant' ? 'grant' : 'across';
    case 'policy':
      return 'head';
    case 'end':
      return 'end';
    case 'dynamic-group':
    case 'tag-namespace':
    case 'test':
      return 'declaration';
    case 'other':
    case 'empty':
      return 'other';
  }
}

/** The number of the line on which an item's statement or declaration begins, as people count: from 1. */
export function lineOf({ item }: Entry): number {
  const start = item.tree?.start ?? 0;
  return (start === 0 ? item.line : positionIn(item, start).line) + 1;
}
