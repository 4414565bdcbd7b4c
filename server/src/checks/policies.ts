import { attachmentAt, UNTOLD } from '../access/attachment.ts';
import type { Attachment } from '../access/subsume.ts';
import { splice } from '../language/document.ts';
import { placeIn } from './follow.ts';
import type { Entry } from './inventory.ts';
import type { StatementForm } from './statement-form.ts';

/** A policy block, or the bare statements of a file. */
export interface Policy {
  head: Entry | undefined;
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

/** The policies of a document, brought up to date at the cost of what changed. */
export interface Policies {
  /** In the order of the text; that of the bare statements comes first. */
  readonly all: readonly Policy[];
  /**
   * Tells each entry where it stands, and each policy what stands in it. A policy whose head stayed is the same object as before.
   * @param entries all, with those that came in the place of `lost`, from `from` on
   */
  update(
    entries: readonly Entry[],
    from: number,
    lost: readonly Entry[],
    fresh: readonly Entry[],
  ): {
    /** The statements that are new, that stand in another policy than before, or in one whose aliases mean something else. */
    readonly moved: Iterable<Entry>;
    /** The policies in which something is new, lost or moved, and that of what comes right behind. */
    readonly touched: ReadonlySet<Policy>;
  };
}

export function createPolicies(): Policies {
  const bare = policyOf(undefined);
  let all: Policy[] = [bare];
  return {
    get all() {
      return all;
    },
    update: (entries, from, lost, fresh) => {
      const touched = new Set(lost.map(({ policy }) => policy));
      const behind = entries[from + fresh.length];
      if (behind) touched.add(behind.policy);
      if (lost.length === fresh.length && lost.every((each, at) => canReplace(each, fresh[at]))) {
        lost.forEach((before, at) => replace(before, fresh[at] as Entry));
        return { moved: fresh.filter(isStatement), touched };
      }
      const left = new Map<Policy, Set<Entry>>();
      const joined = new Map<Policy, Entry[]>();
      for (const entry of lost) if (isStatement(entry)) setOf(left, entry.policy).add(entry);
      let current = policyAfter(entries[from - 1], bare);
      for (let index = from; index < entries.length; index++) {
        const entry = entries[index] as Entry;
        const isOld = index >= from + fresh.length;
        // What follows depends on nothing else: it stays where it is.
        if (isOld && (entry.kind === 'head' || entry.policy === current)) break;
        if (entry.kind === 'head') current = policyOf(entry);
        if (isStatement(entry)) {
          if (isOld) setOf(left, entry.policy).add(entry);
          listOf(joined, current).push(entry);
        }
        entry.policy = current;
        touched.add(current);
        if (entry.kind === 'end') current = bare;
      }
      if ([...lost, ...fresh].some(({ kind }) => kind === 'head')) {
        const gone = new Set(lost.filter(({ kind }) => kind === 'head').map(({ policy }) => policy));
        const come = fresh.filter(({ kind }) => kind === 'head').map(({ policy }) => policy);
        all = [...all.filter((policy) => !gone.has(policy)), ...come].sort((a, b) => startOf(a) - startOf(b));
      }
      const moved = new Set([...joined.values()].flat());
      for (const policy of new Set([...left.keys(), ...joined.keys()])) {
        touched.add(policy);
        const meaning = meaningOf(policy);
        restate(policy, left.get(policy), joined.get(policy) ?? []);
        // What a statement says may change with the aliases of its policy.
        if (meaning !== meaningOf(policy)) for (const each of policy.statements) moved.add(each);
      }
      return { moved, touched };
    },
  };
}

const setOf = <K, V>(sets: Map<K, Set<V>>, key: K): Set<V> => {
  let set = sets.get(key);
  if (!set) sets.set(key, (set = new Set()));
  return set;
};

const listOf = <K, V>(lists: Map<K, V[]>, key: K): V[] => {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
};

function isStatement({ kind }: Entry): boolean {
  return kind === 'grant' || kind === 'across';
}

function startOf({ head }: Policy): number {
  return head ? head.item.start : -1;
}

/** The policy in which what follows an entry stands. */
function policyAfter(entry: Entry | undefined, bare: Policy): Policy {
  return !entry || entry.kind === 'end' ? bare : entry.policy;
}

/** Takes statements out of a policy and others in. */
function restate(policy: Policy, left: ReadonlySet<Entry> | undefined, joined: readonly Entry[]): void {
  const renew = (list: Entry[], more: readonly Entry[]) => {
    const those = left ? list.filter((entry) => !left.has(entry)) : list.slice();
    const [first, last] = [more[0], more[more.length - 1]];
    if (first && last) {
      const at = placeIn(those, first.item.start);
      splice(those, at, at, more);
      // They came from several places, with others in between.
      if (those.length > at + more.length && startIn(those, at + more.length) < last.item.start)
        those.sort((a, b) => a.item.start - b.item.start);
    }
    list.length = 0;
    splice(list, 0, 0, those);
  };
  renew(policy.statements, joined);
  renew(
    policy.across,
    joined.filter(({ kind }) => kind === 'across'),
  );
  policy.aliases.clear();
  for (const entry of policy.across) {
    if (entry.alias && !policy.aliases.has(entry.alias.key)) policy.aliases.set(entry.alias.key, entry);
  }
}

function startIn(entries: readonly Entry[], at: number): number {
  return entries[at]?.item.start ?? 0;
}

/** Whether an entry can take the place of another one without a change to what stands where. */
function canReplace(before: Entry, entry: Entry | undefined): boolean {
  if (!entry || before.kind !== entry.kind) return false;
  if (before.alias || entry.alias || entry.item.kind === 'define') return false;
  return entry.kind !== 'head' || placeOf(before).place === placeOf(entry).place;
}

/** Puts an entry in the place of another one that it can replace. */
function replace(before: Entry, entry: Entry): void {
  const { policy, kind } = before;
  entry.policy = policy;
  if (isStatement(entry)) policy.statements[policy.statements.indexOf(before)] = entry;
  if (kind === 'across') policy.across[policy.across.indexOf(before)] = entry;
  if (kind === 'head') policy.head = entry;
}

/** A policy without statements. */
export function policyOf(head: Entry | undefined): Policy {
  const { attachment, place } = head ? placeOf(head) : BARE;
  return { head, attachment, place, statements: [], across: [], aliases: new Map() };
}

type PolicyPlace = Pick<Policy, 'attachment' | 'place'>;

const BARE: PolicyPlace = { attachment: UNTOLD, place: 'unknown' };

/** Where a policy block hangs. Its path is read as one from the root. */
function placeOf({ item: { tree } }: Entry): PolicyPlace {
  const attachment = attachmentAt(tree?.type === 'PolicyHead' ? tree.locations : []);
  const { kind } = attachment;
  const name = kind === 'path' ? attachment.path.join(':') : kind === 'id' ? attachment.ocid : '';
  return { attachment, place: `${kind} ${name}` };
}

/** What of its policy the meaning of a statement depends on: where it hangs, and the aliases that the statement uses. */
export function contextOf({ place, aliases }: Policy, form: StatementForm | undefined): string {
  if (aliases.size === 0 || !form) return place;
  const used = form.names.filter((each) => aliases.has(each));
  return used.length === 0
    ? place
    : `${place} ${used.map((each) => `${each} ${aliases.get(each)?.alias?.ocid ?? ''}`).join(' ')}`;
}

/** What the aliases of a policy mean, as one text. */
function meaningOf({ aliases }: Policy): string {
  if (aliases.size === 0) return '';
  return [...aliases].map(([key, { alias }]) => `${key} ${alias?.ocid ?? ''}`).join('\n');
}

const none: ReadonlyMap<string, string> = new Map();

/** The OCIDs that the aliases of a policy stand for. */
export function ocidsOf({ aliases }: Policy): ReadonlyMap<string, string> {
  if (aliases.size === 0) return none;
  return new Map([...aliases].map(([key, entry]) => [key, entry.alias?.ocid ?? '']));
}
