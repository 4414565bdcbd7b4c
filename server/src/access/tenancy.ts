import type { Item, PolicyDocument } from '../language/document.ts';
import { isOpen, valueOf } from '../language/names.ts';
import type { Condition, DynamicGroup } from '../language/tree.ts';
import { attachmentAt, UNTOLD } from './attachment.ts';
import type { Compartments } from './compartments.ts';
import { candidatesOf, type Candidates } from './candidates.ts';
import { groupRef, nameOf } from './group-names.ts';
import { domainAndName, nameForm } from './normal-form.ts';
import { placing, type Placed } from './placed.ts';
import type { GroupRef } from './request.ts';
import type { Attachment } from './subsume.ts';

export type { Placed } from './placed.ts';

/** A document and what to call it. */
export interface Source {
  readonly uri: string;
  readonly document: PolicyDocument;
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
  /** What is declared of a dynamic group. */
  dynamicGroup(group: GroupRef): DynamicGroupFact | undefined;
  readonly compartments: Compartments | undefined;
  /** Its own OCID, where it is told. */
  readonly ocid: string | undefined;
  /** Whether statements that deny are in force. */
  readonly obeysDeny: boolean;
  /** The OCIDs that the `define`s of all policies agree on, by kind and name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** The statements that may give or take a permission; found once for each permission that is asked for. */
  readonly candidates: Candidates;
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
    for (const { name, attachment, items } of policiesIn(document)) {
      const aliases = aliasesIn(items);
      for (const [key, ocid] of aliases) add(defined, key, ocid);
      const placeOf = placing({ uri, name, attachment, aliases, compartments: options.compartments });
      for (const item of items) {
        const placed = placeOf(item);
        if (placed) statements.push(placed);
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
    dynamicGroup: declared(dynamicGroups),
    compartments: options.compartments,
    ocid: options.ocid?.toLowerCase(),
    obeysDeny: options.obeysDeny ?? true,
    candidates: candidatesOf(statements),
  };
}

interface PolicyItems {
  /** Undefined for the bare ones. */
  readonly name: string | undefined;
  readonly attachment: Attachment;
  readonly items: Item[];
}

/** The items of each policy block, and first the bare ones. */
function policiesIn({ items }: PolicyDocument): readonly PolicyItems[] {
  const bare: PolicyItems = { name: undefined, attachment: UNTOLD, items: [] };
  const policies = [bare];
  let current = bare;
  for (const item of items) {
    if (item.tree?.type === 'PolicyHead') {
      const { name, locations } = item.tree;
      current = { name: valueOf(name), attachment: attachmentAt(locations), items: [] };
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

/** Finds a dynamic group: by its OCID where both have one, else by its name. Of several, the first. */
function declared(groups: readonly DynamicGroupFact[]): Tenancy['dynamicGroup'] {
  const byName = new Map<string, DynamicGroupFact>();
  const byOcid = new Map<string, DynamicGroupFact>();
  for (const fact of groups) {
    const { name, ocid } = fact.ref;
    if (name !== undefined && !byName.has(nameOf(fact.ref))) byName.set(nameOf(fact.ref), fact);
    if (ocid !== undefined && !byOcid.has(ocid.toLowerCase())) byOcid.set(ocid.toLowerCase(), fact);
  }
  return (group) => {
    const own = group.ocid === undefined ? undefined : byOcid.get(group.ocid.toLowerCase());
    if (own || group.name === undefined) return own;
    const named = byName.get(nameOf(group));
    return named?.ref.ocid === undefined || group.ocid === undefined ? named : undefined;
  };
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
