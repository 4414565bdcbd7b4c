import type { Item } from '../language/document.ts';
import { isOpen } from '../language/names.ts';
import type { Statement } from '../language/tree.ts';
import { coveredBy, placedAt, type Compartments, type Covered } from './compartments.ts';
import { groupRef, nameOf } from './group-names.ts';
import { domainAndName, locationForm, nameForm } from './normal-form.ts';
import { farPlace } from './other-half.ts';
import { isCertain } from './reading.ts';
import type { GroupRef } from './request.ts';
import { grantorOf, type Grantor } from './statement.ts';
import type { Attachment } from './subsume.ts';

/** A statement at its place. */
export interface Placed {
  readonly uri: string;
  /** The name of the policy block that it stands in; undefined for a bare statement. */
  readonly policy: string | undefined;
  readonly item: Item;
  readonly kind: 'plain' | 'endorse' | 'admit';
  readonly tree: Exclude<Statement, { readonly type: 'Define' }>;
  readonly denies: boolean;
  readonly grantor: Grantor | undefined;
  /** Whom it names, with the aliases of its policy resolved; empty for `any-user` and `any-group`. */
  readonly groups: readonly GroupRef[];
  /** The same text means the same principals, in one tenancy. */
  readonly subject: string;
  /** `any-user`, `group`, `service`: the kind of its subject, in lower case. */
  readonly subjectKind: string;
  /** The names of the groups that it is for, where it is for groups that are all told by their names. */
  readonly groupNames: readonly string[] | undefined;
  /** What it grants or denies, in its own words: the same text gives, or takes, the same. Empty for a set of permissions. */
  readonly words: string;
  readonly covered: Covered;
  /** The OCID of the other tenancy that `endorse` and `admit` name; `any`; undefined where that is not told. */
  readonly across: string | undefined;
  /** The same text for statements of policies that hang in one place and define the same: the same words mean the same there. */
  readonly context: string;
  /** False when a slip leaves open what it says: then nothing is certain that follows from it. */
  readonly isCertain: boolean;
}

/** What decides, besides its own words, what a statement of a policy means. */
export interface PolicyPlace {
  readonly uri: string;
  /** The name of the block; undefined for bare statements. */
  readonly name: string | undefined;
  readonly attachment: Attachment;
  /** What the policy's `define`s define: OCIDs by kind and name. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly compartments: Compartments | undefined;
}

/**
 * Gives, for the items of one policy, the statements at their places; undefined for what is no statement that grants or denies. An
 * item that was placed there before is the same statement again, so that what is known of it is not worked out anew at each keystroke.
 */
export function placing(policy: PolicyPlace): (item: Item) => Placed | undefined {
  const { uri, name, attachment, aliases, compartments } = policy;
  const context = JSON.stringify([attachment, [...aliases]]);
  const key = JSON.stringify([uri, name, context]);
  return (item) => {
    const last = kept.get(item);
    if (last?.key === key && last.compartments === compartments) return last.placed;
    const placed = place(item, policy, context);
    if (placed) kept.set(item, { key, compartments, placed });
    return placed;
  };
}

const kept = new WeakMap<
  Item,
  { readonly key: string; readonly compartments: Compartments | undefined; readonly placed: Placed }
>();

function place(
  item: Item,
  { uri, name, attachment, aliases, compartments }: PolicyPlace,
  context: string,
): Placed | undefined {
  const { tree } = item;
  if (tree?.type !== 'Grant' && tree?.type !== 'Endorse' && tree?.type !== 'Admit') return undefined;
  const kind = tree.type === 'Grant' ? 'plain' : tree.type === 'Endorse' ? 'endorse' : 'admit';
  const grantor = grantorOf(tree);
  const groups = groupsOf(tree, aliases);
  const denies = tree.type === 'Grant' ? tree.effect.text.toLowerCase() === 'deny' : tree.deny !== undefined;
  const subjectKind = tree.subject.kind.text.toLowerCase();
  const isNamed =
    subjectKind === 'group' && groups.every(({ name, ocid }) => name !== undefined && ocid === undefined);
  const verb = grantor?.grant.type === 'VerbGrant' ? grantor.grant : undefined;
  // Written out: there is one for each statement.
  return {
    uri,
    policy: name,
    item,
    kind,
    tree,
    grantor,
    denies,
    groups,
    subjectKind,
    groupNames: isNamed ? groups.map(nameOf) : undefined,
    subject: `${tree.subject.kind.text} ${groups.map(({ domain, name, ocid }) => `${domain}/${name}/${ocid}`).join()}`,
    words: verb ? `${denies ? 'deny ' : ''}${verb.verb.text} ${verb.resourceType.text}` : '',
    covered: coveredIn(tree, attachment, aliases, compartments),
    across: tree.type === 'Grant' ? undefined : acrossOf(tree, aliases),
    context,
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
  const named = tree.type === 'Grant' ? undefined : farPlace(tree);
  if (!named) return undefined;
  if (named.type === 'TenancyLocation' && named.kind.text.toLowerCase() === 'any-tenancy') return 'any';
  return named.alias ? aliases.get(`tenancy:${nameForm(named.alias)}`) : undefined;
}
