import type { PolicyDocument } from '../language/document.ts';
import { valueOf } from '../language/names.ts';
import type { Condition, DynamicGroup } from '../language/tree.ts';
import type { Compartments } from './compartments.ts';
import { candidatesOf, type Candidates } from './candidates.ts';
import { groupRef, nameOf } from './group-names.ts';
import type { Placed } from './placed.ts';
import { policiesIn } from './policies.ts';
import type { GroupRef } from './request.ts';

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
    for (const { aliases, placed } of policiesIn(uri, document, options.compartments)) {
      for (const [key, ocid] of aliases) add(defined, key, ocid);
      for (const statement of placed) if (statement) statements.push(statement);
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

function factOf(tree: DynamicGroup): DynamicGroupFact {
  let fact = facts.get(tree);
  if (!fact) facts.set(tree, (fact = readFact(tree)));
  return fact;
}

const facts = new WeakMap<DynamicGroup, DynamicGroupFact>();

function readFact({ name, rule, tags }: DynamicGroup): DynamicGroupFact {
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
