import { inBag, withoutOne, withOne, type Bag } from '../access/bag.ts';
import { positionIn, splice, type Item, type PolicyDocument } from '../language/document.ts';
import { createFollower, placeIn } from './follow.ts';
import { contextOf, createPolicies, ocidsOf, policyOf, type Policy } from './policies.ts';
import { aliasOf, formOf, keyOf, reachIn, type Alias, type StatementForm } from './statement-form.ts';
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
  /** The policy that it stands in. */
  policy: Policy;
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
  /** What has come in the place of those, of all kinds. */
  readonly fresh: readonly Entry[];
  /** The policies that hold, or held, something that is new, lost or moved, or that something behind it may have moved. */
  readonly policies: ReadonlySet<Policy>;
  /** Those for which duplicates, or what covers them, may be others than before; all of `placed` with a form among them. */
  readonly touched: ReadonlySet<Entry>;
  /** The entry behind the items that were exchanged. */
  readonly after: Entry | undefined;
  /** Whether other entries may stand on other lines than before. */
  readonly isShifted: boolean;
  /** Whether the head of a policy is another one than before. */
  readonly isHeadChanged: boolean;
}

/** The items of a document by what they say, brought up to date after each change at the cost of the change. */
export interface Inventory {
  /** What stands right before an entry, and right behind it. */
  before(entry: Entry): Entry | undefined;
  after(entry: Entry): Entry | undefined;
  readonly policies: readonly Policy[];
  readonly twins: AllTwins;
  /** The declarations, in the order of the text. */
  readonly declarations: readonly Entry[];
  /** The statements of which it is not certain what they say. */
  readonly unread: ReadonlySet<Entry>;
  /** The statements that have a name, written as the keys of aliases are. */
  using(name: string): Iterable<Entry>;
  update(document: PolicyDocument): Changes;
}

export function createInventory(): Inventory {
  const follow = createFollower();
  const entries: Entry[] = [];
  const policies = createPolicies();
  let declarations: Entry[] = [];
  const twins = createTwins();
  const unread = new Set<Entry>();
  const users = new Map<string, Bag<Entry>>();
  let lastShape = '';

  const forget = (entry: Entry) => {
    twins.remove(entry);
    unread.delete(entry);
    for (const name of entry.form?.names ?? []) {
      const left = withoutOne(users.get(name), entry);
      if (left) users.set(name, left);
      else users.delete(name);
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
    twins.add(entry, reach?.key ?? `${keyOf(form)} ${context}`, reach);
    for (const name of form.names) users.set(name, withOne(users.get(name), entry));
  };

  const beside = ({ item }: Entry, by: 1 | -1) => entries[placeIn(entries, item.start) + by];

  return {
    before: (entry) => beside(entry, -1),
    after: (entry) => beside(entry, 1),
    get policies() {
      return policies.all;
    },
    get declarations() {
      return declarations;
    },
    twins,
    unread,
    using: (name) => inBag(users.get(name)),
    update: (document) => {
      const { from, gone, come } = follow(document);
      const lost = entries.slice(from, from + gone.length);
      const fresh = come.map(entryOf);
      splice(entries, from, from + gone.length, fresh);
      if ([...lost, ...fresh].some(({ kind }) => kind === 'declaration')) {
        const left = new Set(lost);
        declarations = declarations.filter((entry) => !left.has(entry));
        const more = fresh.filter(({ kind }) => kind === 'declaration');
        const at = placeIn(declarations, more[0]?.item.start ?? 0);
        splice(declarations, at, at, more);
      }
      const [shape, shapeBefore] = [
        `${document.items.length} ${document.items.at(-1)?.line ?? 0}`,
        lastShape,
      ];
      lastShape = shape;
      const placed: Entry[] = [];
      const { moved, touched } = policies.update(entries, from, lost, fresh);
      for (const entry of moved) {
        const context = contextOf(entry.policy, entry.form);
        if (entry.context === context) continue;
        learn(entry, context);
        placed.push(entry);
      }
      // Last, so that a statement that was only read again finds its twin, and nothing has to be looked for.
      lost.forEach(forget);
      return {
        ...{
          placed,
          lost,
          fresh,
          policies: touched,
          touched: twins.settle(),
          after: entries[from + fresh.length],
        },
        isShifted: shape !== shapeBefore,
        isHeadChanged: [...lost, ...fresh].some(({ kind }) => kind === 'head'),
      };
    },
  };
}

const NOWHERE = policyOf(undefined);

function entryOf(item: Item): Entry {
  // Written out: objects that are put together from others share no shape.
  return {
    item,
    kind: kindOf(item),
    form: formOf(item),
    alias: aliasOf(item),
    policy: NOWHERE,
    context: '',
    twins: undefined,
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
