import { nameForm } from '../access/normal-form.ts';
import type { Attachment } from '../access/subsume.ts';
import type { Location } from '../language/tree.ts';
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

/**
 * Tells each entry where it stands, and each policy what stands in it. A policy whose head stayed is the same object as before.
 * @param bare the policy of the bare statements, which comes first
 * @param see takes each entry that is no statement, and each statement that stands in another policy than before
 */
export function partition(entries: readonly Entry[], bare: Policy, see: (entry: Entry) => void): Policy[] {
  const policies = [emptied(bare)];
  let current = bare;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (!entry) continue;
    // An entry that stays as it is costs no more than being read: there may be very many.
    if (entry.index !== index) entry.index = index;
    const { kind } = entry;
    if (kind === 'head') policies.push((current = policyAt(entry)));
    const isMoved = entry.policy !== current;
    if (isMoved) entry.policy = current;
    if (kind === 'grant' || kind === 'across') {
      const order = current.statements.push(entry) - 1;
      if (entry.order !== order) entry.order = order;
      if (isMoved) see(entry);
      if (kind === 'grant') continue;
      current.across.push(entry);
      if (entry.alias && !current.aliases.has(entry.alias.key)) current.aliases.set(entry.alias.key, entry);
    } else {
      if (kind === 'end') current = bare;
      see(entry);
    }
  }
  return policies;
}

/** Whether an entry can take the place of another one without a change to what stands where. */
export function canReplace(before: Entry, entry: Entry): boolean {
  if (before.kind !== entry.kind || before.alias || entry.alias || entry.item.kind === 'define') return false;
  return entry.kind !== 'head' || placeOf(before).place === placeOf(entry).place;
}

/** Puts an entry in the place of another one that it can replace. */
export function replace(before: Entry, entry: Entry): void {
  const { policy, index, order, kind } = before;
  entry.policy = policy;
  entry.index = index;
  entry.order = order;
  if (kind === 'grant' || kind === 'across') policy.statements[order] = entry;
  if (kind === 'across') policy.across[policy.across.indexOf(before)] = entry;
  if (kind !== 'head') return;
  policy.head = entry;
  byHead.set(entry, policy);
}

const byHead = new WeakMap<Entry, Policy>();

function policyAt(head: Entry): Policy {
  const known = byHead.get(head);
  if (known) return emptied(known);
  const policy = policyOf(head);
  byHead.set(head, policy);
  return policy;
}

function emptied(policy: Policy): Policy {
  policy.statements.length = 0;
  policy.across.length = 0;
  policy.aliases.clear();
  return policy;
}

export function policyOf(head: Entry | undefined): Policy {
  const { attachment, place } = head ? placeOf(head) : BARE;
  return { head, attachment, place, statements: [], across: [], aliases: new Map() };
}

type PolicyPlace = Pick<Policy, 'attachment' | 'place'>;

const BARE: PolicyPlace = { attachment: { kind: 'unknown' }, place: 'unknown' };

/** Where a policy block hangs. Its path is read as one from the root. */
function placeOf({ item: { tree } }: Entry): PolicyPlace {
  const [location, more] = tree?.type === 'PolicyHead' ? tree.locations : [];
  const attachment = location && !more ? attachmentAt(location) : BARE.attachment;
  const { kind } = attachment;
  const name = kind === 'path' ? attachment.path.join(':') : kind === 'id' ? attachment.ocid : '';
  return { attachment, place: `${kind} ${name}` };
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
export function contextOf({ place, aliases }: Policy, form: StatementForm | undefined): string {
  if (aliases.size === 0 || !form) return place;
  const used = form.names.filter((each) => aliases.has(each));
  return used.length === 0
    ? place
    : `${place} ${used.map((each) => `${each} ${aliases.get(each)?.alias?.ocid ?? ''}`).join(' ')}`;
}

/** What the aliases of a policy mean, as one text. */
export function meaningOf({ aliases }: Policy): string {
  if (aliases.size === 0) return '';
  return [...aliases].map(([key, { alias }]) => `${key} ${alias?.ocid ?? ''}`).join('\n');
}

const none: ReadonlyMap<string, string> = new Map();

/** The OCIDs that the aliases of a policy stand for. */
export function ocidsOf({ aliases }: Policy): ReadonlyMap<string, string> {
  if (aliases.size === 0) return none;
  return new Map([...aliases].map(([key, entry]) => [key, entry.alias?.ocid ?? '']));
}
