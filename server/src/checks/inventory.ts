import { createCoverage, type Coverage } from '../access/coverage.ts';
import { nameForm } from '../access/normal-form.ts';
import { cancels, compareWidth, covers, type Attachment, type Reach } from '../access/subsume.ts';
import { positionIn, type Item, type PolicyDocument } from '../language/document.ts';
import type { Location } from '../language/tree.ts';
import { aliasOf, formOf, reachIn, type Alias, type StatementForm } from './statement-form.ts';

/** What is kept of an item of a document, for as long as the item stands in it. */
export interface Entry {
  readonly item: Item;
  readonly kind: 'statement' | 'head' | 'end' | 'declaration' | 'other';
  /** What a statement says; undefined where that cannot be told for certain. */
  readonly form: StatementForm | undefined;
  /** What a `define` defines. */
  readonly alias: Alias | undefined;
  /** Its number among the entries. */
  index: number;
  /** The policy that it stands in. */
  policy: Policy;
  /** The statements that say the same, itself among them. */
  twins: Twins | undefined;
  /** The place and the aliases that `twins` was found with. */
  context: string;
}

/** Statements of a document that say the same. */
export interface Twins {
  /** Undefined for a statement across tenancies. */
  readonly reach: Reach | undefined;
  readonly members: Set<Entry>;
  /** The first of them in the text; undefined until somebody asks. */
  first: Entry | undefined;
}

/** A policy block, or the bare statements of a file. */
export interface Policy {
  readonly head: Entry | undefined;
  readonly attachment: Attachment;
  /** The place where it hangs, as a key. */
  readonly place: string;
  /** Its statements, `define` among them, in the order of the text. */
  readonly statements: Entry[];
  /** Those of its statements that are no `allow` and no `deny`. */
  readonly across: Entry[];
  /** By kind and name: the first that defines it. */
  readonly aliases: Map<string, Entry>;
}

/** Hears of statements that come and go. */
export interface Listener {
  added(entry: Entry, reach: Reach): void;
  removed(entry: Entry, reach: Reach): void;
}

/** The statements of a document by what they say, brought up to date after each change at the cost of the change. */
export interface Inventory {
  readonly entries: readonly Entry[];
  readonly policies: readonly Policy[];
  /** Which allowing statement covers another. */
  readonly allowed: Coverage;
  /** Which denial takes all that a statement allows. */
  readonly denied: Coverage;
  /** The statements that have this reach. */
  twinsOf(reach: Reach): Twins | undefined;
  update(document: PolicyDocument): void;
}

export function createInventory(listeners: readonly Listener[]): Inventory {
  let entries: Entry[] = [];
  let policies: Policy[] = [];
  const twins = new Map<string, Twins>();
  const allowed = createCoverage(
    (wide, narrow) => covers(wide, narrow) && (!covers(narrow, wide) || compareWidth(wide, narrow) < 0),
  );
  const denied = createCoverage(cancels);

  let come: Reach[] = [];
  let gone: Reach[] = [];
  const settle = () => {
    const [allows, lostAllows] = [come, gone].map((all) => all.filter(({ denies }) => !denies));
    const [denies, lostDenies] = [come, gone].map((all) => all.filter((reach) => reach.denies));
    [come, gone] = [[], []];
    const [targets = [], lostTargets = []] = [allows, lostAllows];
    allowed.update({ sources: targets, lostSources: lostTargets, targets, lostTargets });
    denied.update({ sources: denies ?? [], lostSources: lostDenies ?? [], targets, lostTargets });
  };
  const remove = (entry: Entry) => {
    const those = entry.twins;
    if (!those) return;
    entry.twins = undefined;
    those.members.delete(entry);
    those.first = undefined;
    if (those.members.size === 0) {
      twins.delete(keyOf(entry, those.reach));
      if (those.reach) gone.push(those.reach);
    }
    if (those.reach) for (const each of listeners) each.removed(entry, those.reach);
  };
  const add = (entry: Entry, form: StatementForm) => {
    const reach = reachIn(form, entry.policy.attachment, ocidsOf(entry.policy));
    const key = keyOf(entry, reach);
    let those = twins.get(key);
    if (!those) {
      twins.set(key, (those = { reach, members: new Set(), first: undefined }));
      if (reach) come.push(reach);
    }
    those.members.add(entry);
    those.first = undefined;
    entry.twins = those;
    if (those.reach) for (const each of listeners) each.added(entry, those.reach);
  };

  return {
    get entries() {
      return entries;
    },
    get policies() {
      return policies;
    },
    allowed,
    denied,
    twinsOf: ({ key }) => twins.get(key),
    update: ({ items }) => {
      const { entries: present, lost } = exchange(entries, items);
      entries = present;
      policies = partition(entries);
      for (const entry of entries) {
        if (!entry.form) continue;
        const context = contextOf(entry, entry.form);
        if (entry.twins && entry.context === context) continue;
        remove(entry);
        entry.context = context;
        add(entry, entry.form);
      }
      // Last, so that a statement that was only read again finds its twin, and nothing has to be looked for.
      lost.forEach(remove);
      settle();
    },
  };
}

/** The first in the text of the statements that say the same. */
export function firstOf(twins: Twins): Entry | undefined {
  if (!twins.first) {
    for (const each of twins.members) {
      if (!twins.first || each.item.start < twins.first.item.start) twins.first = each;
    }
  }
  return twins.first;
}

/** The number of the line on which an item's statement or declaration begins, as people count: from 1. */
export function lineOf({ item }: Entry): number {
  const start = item.tree?.start ?? 0;
  return (start === 0 ? item.line : positionIn(item, start).line) + 1;
}

/** A statement across tenancies is the same as another only where the aliases mean the same. */
function keyOf(entry: Entry, reach: Reach | undefined): string {
  return reach?.key ?? `${entry.form?.key ?? ''} ${entry.context}`;
}

/** The entries for the items as they are now: those of items that stayed are kept. */
function exchange(entries: Entry[], items: readonly Item[]): { entries: Entry[]; lost: Entry[] } {
  let from = 0;
  const shorter = Math.min(entries.length, items.length);
  while (from < shorter && entries[from]?.item === items[from]) from++;
  let same = 0;
  while (
    same < shorter - from &&
    entries[entries.length - 1 - same]?.item === items[items.length - 1 - same]
  ) {
    same++;
  }
  const lost = entries.slice(from, entries.length - same);
  const fresh = items.slice(from, items.length - same).map(entryOf);
  if (lost.length === fresh.length) {
    fresh.forEach((entry, index) => (entries[from + index] = entry));
    return { entries, lost };
  }
  return { entries: [...entries.slice(0, from), ...fresh, ...entries.slice(entries.length - same)], lost };
}

const NOWHERE: Policy = {
  ...{ head: undefined, attachment: { kind: 'unknown' }, place: '', statements: [] },
  ...{ across: [], aliases: new Map<string, Entry>() },
};

function entryOf(item: Item): Entry {
  return {
    ...{ item, kind: kindOf(item), form: formOf(item), alias: aliasOf(item) },
    ...{ index: 0, policy: NOWHERE, twins: undefined, context: '' },
  };
}

function kindOf({ kind, faults }: Item): Entry['kind'] {
  switch (kind) {
    case 'grant':
    case 'define':
    case 'endorse':
    case 'admit':
      return faults.some(({ code }) => code === 'prose-not-statement') ? 'other' : 'statement';
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

/** Tells each entry the policy that it stands in. The policy of the bare statements is the first. */
function partition(entries: readonly Entry[]): Policy[] {
  const bare = policyOf(undefined);
  const policies = [bare];
  let current = bare;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (!entry) continue;
    entry.index = index;
    if (entry.kind === 'head') policies.push((current = policyOf(entry)));
    entry.policy = current;
    if (entry.kind === 'end') current = bare;
    if (entry.kind !== 'statement') continue;
    current.statements.push(entry);
    if (entry.item.kind !== 'grant') current.across.push(entry);
    if (entry.alias && !current.aliases.has(entry.alias.key)) current.aliases.set(entry.alias.key, entry);
  }
  return policies;
}

function policyOf(head: Entry | undefined): Policy {
  const { attachment, place } = head ? placeOf(head) : BARE;
  return { head, attachment, place, statements: [], across: [], aliases: new Map() };
}

type PolicyPlace = Pick<Policy, 'attachment' | 'place'>;

const BARE: PolicyPlace = { attachment: { kind: 'unknown' }, place: 'unknown' };
const places = new WeakMap<Entry, PolicyPlace>();

/** Where a policy block hangs. Its path is read as one from the root. */
function placeOf(head: Entry): PolicyPlace {
  let found = places.get(head);
  if (!found) {
    const { tree } = head.item;
    const [location, more] = tree?.type === 'PolicyHead' ? tree.locations : [];
    const attachment = location && !more ? attachmentAt(location) : BARE.attachment;
    const { kind } = attachment;
    const name = kind === 'path' ? attachment.path.join(':') : kind === 'id' ? attachment.ocid : '';
    places.set(head, (found = { attachment, place: `${kind} ${name}` }));
  }
  return found;
}

function attachmentAt(location: Location): Attachment {
  if (location.alias) return BARE.attachment;
  if (location.type === 'TenancyLocation') return { kind: 'tenancy' };
  const path = location.path.map(nameForm);
  if (path.some((part) => part === '')) return BARE.attachment;
  if (!location.id) return { kind: 'path', path };
  const ocid = path.join(':');
  return ocid.startsWith('ocid1.tenancy.') ? { kind: 'tenancy' } : { kind: 'id', ocid };
}

/** What of its policy the meaning of a statement depends on: where it hangs, and the aliases that the statement uses. */
function contextOf({ policy }: Entry, form: StatementForm): string {
  const { place, aliases } = policy;
  if (aliases.size === 0) return place;
  const used = form.names.filter((each) => aliases.has(each));
  return used.length === 0
    ? place
    : `${place} ${used.map((each) => `${each} ${aliases.get(each)?.alias?.ocid ?? ''}`).join(' ')}`;
}

const none: ReadonlyMap<string, string> = new Map();

/** The OCIDs that the aliases of a policy stand for. */
function ocidsOf({ aliases }: Policy): ReadonlyMap<string, string> {
  if (aliases.size === 0) return none;
  return new Map([...aliases].map(([key, entry]) => [key, entry.alias?.ocid ?? '']));
}
