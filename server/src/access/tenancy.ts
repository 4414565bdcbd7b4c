import type { Item, PolicyDocument } from '../language/document.ts';
import { isOpen, valueOf } from '../language/names.ts';
import type { Condition, DynamicGroup, Statement } from '../language/tree.ts';
import { attachmentAt, UNTOLD } from './attachment.ts';
import { coveredBy, placedAt, type Compartments, type Covered } from './compartments.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { groupRef } from './group-names.ts';
import { domainAndName, locationForm, nameForm } from './normal-form.ts';
import { isCertain } from './reading.ts';
import type { GroupRef } from './request.ts';
import { grantorOf, type Grantor } from './statement.ts';
import type { Attachment } from './subsume.ts';

/** A document and what to call it. */
export interface Source {
  readonly uri: string;
  readonly document: PolicyDocument;
}

/** A statement at its place. */
export interface Placed {
  /** Its number among the statements of the tenancy. */
  readonly id: number;
  readonly uri: string;
  readonly item: Item;
  readonly kind: 'plain' | 'endorse' | 'admit';
  readonly tree: Exclude<Statement, { readonly type: 'Define' }>;
  readonly denies: boolean;
  readonly grantor: Grantor | undefined;
  /** Whom it names, with the aliases of its policy resolved; empty for `any-user` and `any-group`. */
  readonly groups: readonly GroupRef[];
  /** The same text means the same principals, in one tenancy. */
  readonly subject: string;
  readonly covered: Covered;
  /** The OCID of the other tenancy that `endorse` and `admit` name; `any`; undefined where that is not told. */
  readonly across: string | undefined;
  /** False when a slip leaves open what it says: then nothing is certain that follows from it. */
  readonly isCertain: boolean;
}

export interface DynamicGroupFact {
  readonly ref: GroupRef;
  readonly rule: Condition;
  readonly tags: ReadonlyMap<string, string>;
}

/** What is known of a tenancy: statements, declarations, and, where somebody tells them, its compartments. */
export interface Tenancy {
  readonly statements: readonly Placed[];
  /** How many statements could not be read at all, so that nothing is known of what they grant. */
  readonly unread: number;
  readonly dynamicGroups: readonly DynamicGroupFact[];
  readonly compartments: Compartments | undefined;
  /** Its own OCID, where it is told. */
  readonly ocid: string | undefined;
  /** Whether statements that deny are in force. */
  readonly obeysDeny: boolean;
  /** The OCIDs that the `define`s of all policies agree on, by kind and name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The statements that may give or take a permission; found once for each permission that is asked for. */
  candidates(permission: string): readonly Candidate[];
}

export interface TenancyOptions {
  readonly compartments?: Compartments | undefined;
  readonly ocid?: string | undefined;
  readonly obeysDeny?: boolean;
}

/** Makes documents ready for questions. Together they are all that the tenancy has. */
export function tenancyOf(sources: readonly Source[], options: TenancyOptions = {}): Tenancy {
  const statements: Placed[] = [];
  const dynamicGroups: DynamicGroupFact[] = [];
  let unread = 0;
  const defined = new Map<string, Set<string>>();
  for (const { uri, document } of sources) {
    for (const { attachment, items } of policiesIn(document)) {
      const aliases = aliasesIn(items);
      for (const [key, ocid] of aliases) add(defined, key, ocid);
      for (const item of items) {
        const placed = place(item, attachment, aliases, options.compartments);
        if (placed) statements.push({ ...placed, uri, id: statements.length });
      }
    }
    for (const { kind, tree } of document.items) {
      if (tree?.type === 'DynamicGroup') dynamicGroups.push(factOf(tree));
      if (!tree && (kind === 'grant' || kind === 'endorse' || kind === 'admit')) unread++;
    }
  }
  const aliases = new Map(
    [...defined].flatMap(([key, ocids]) => (ocids.size === 1 ? [[key, [...ocids].join()]] : [])),
  );
  return {
    ...{ statements, unread, dynamicGroups, aliases },
    compartments: options.compartments,
    ocid: options.ocid?.toLowerCase(),
    obeysDeny: options.obeysDeny ?? true,
    candidates: candidatesOf(statements),
  };
}

interface PolicyItems {
  readonly attachment: Attachment;
  readonly items: Item[];
}

/** The items of each policy block, and first the bare ones. */
function policiesIn({ items }: PolicyDocument): readonly PolicyItems[] {
  const bare: PolicyItems = { attachment: UNTOLD, items: [] };
  const policies = [bare];
  let current = bare;
  for (const item of items) {
    if (item.tree?.type === 'PolicyHead') {
      current = { attachment: attachmentAt(item.tree.locations), items: [] };
      policies.push(current);
    } else if (item.tree?.type === 'BlockEnd') current = bare;
    else current.items.push(item);
  }
  return policies;
}

/** What `define` defines in a policy: the OCID by kind and name. Of two definitions of one name, the first. */
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

type Bare = Omit<Placed, 'id' | 'uri'>;

function place(
  item: Item,
  attachment: Attachment,
  aliases: ReadonlyMap<string, string>,
  compartments: Compartments | undefined,
): Bare | undefined {
  const { tree } = item;
  if (tree?.type !== 'Grant' && tree?.type !== 'Endorse' && tree?.type !== 'Admit') return undefined;
  const kind = tree.type === 'Grant' ? 'plain' : tree.type === 'Endorse' ? 'endorse' : 'admit';
  const grantor = grantorOf(tree);
  const groups = groupsOf(tree, aliases);
  return {
    ...{ item, kind, tree, grantor },
    denies: tree.type === 'Grant' ? tree.effect.text.toLowerCase() === 'deny' : tree.deny !== undefined,
    groups,
    subject: `${tree.subject.kind.text} ${groups.map(({ domain, name, ocid }) => `${domain}/${name}/${ocid}`).join()}`,
    covered: coveredIn(tree, attachment, aliases, compartments),
    across: tree.type === 'Grant' ? undefined : acrossOf(tree, aliases),
    isCertain: isCertain(item),
  };
}

function groupsOf({ subject }: Placed['tree'], aliases: ReadonlyMap<string, string>): readonly GroupRef[] {
  if (subject.type !== 'NamedSubject') return [];
  const kind = subject.kind.text.toLowerCase();
  return subject.principals.map(({ name }) => {
    const ocid = aliases.size > 0 ? aliases.get(`${kind}:${domainAndName(name)}`) : undefined;
    return ocid === undefined ? groupRef(name) : { ocid };
  });
}

function coveredIn(
  tree: Placed['tree'],
  attachment: Attachment,
  aliases: ReadonlyMap<string, string>,
  compartments: Compartments | undefined,
): Covered {
  const { location } = tree;
  if (!location) return { kind: 'unclear' };
  // What an endorsement names lies in another tenancy: its paths begin at the root there.
  if (tree.type === 'Endorse') {
    if (location.type === 'TenancyLocation') return { kind: 'path', path: [] };
    return location.id ? { kind: 'unclear' } : { kind: 'path', path: location.path.map(nameForm) };
  }
  const form = locationForm(location);
  if (location.alias) return { kind: 'unclear' };
  if (form.kind === 'path') {
    if (location.type === 'CompartmentLocation' && location.path.some(isOpen) && form.path.length > 1) {
      return { kind: 'unclear' };
    }
    const [first = '', ...below] = form.path;
    const ocid = aliases.size > 0 ? aliases.get(`compartment:${first}`) : undefined;
    if (ocid !== undefined) return placedAt(ocid, below, compartments);
  }
  return coveredBy(form, attachment, compartments);
}

function acrossOf(tree: Placed['tree'], aliases: ReadonlyMap<string, string>): string | undefined {
  const named = tree.type === 'Endorse' ? tree.location : tree.type === 'Admit' ? tree.from : undefined;
  if (!named) return undefined;
  if (named.type === 'TenancyLocation' && named.kind.text.toLowerCase() === 'any-tenancy') return 'any';
  return named.alias ? aliases.get(`tenancy:${nameForm(named.alias)}`) : undefined;
}

function factOf({ name, rule, tags }: DynamicGroup): DynamicGroupFact {
  const told = tags.map(
    ({ key, value }) => [valueOf(key).toLowerCase(), valueOf(value).toLowerCase()] as const,
  );
  return { ref: groupRef(name), rule, tags: new Map(told) };
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
