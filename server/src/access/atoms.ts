import type { Condition } from '../language/tree.ts';
import { requestOf } from './absence.ts';
import type { Covered } from './compartments.ts';
import { canBe, situationsOf } from './condition.ts';
import { grantCovers, grantForm, type GrantForm } from './grant-form.ts';
import { nameOf } from './group-names.ts';
import { conditionForm, subjectForm } from './normal-form.ts';
import { bitsOf, grantBits, permissionsIn, type Bits } from './permission-bits.ts';
import type { GroupRef } from './request.ts';
import { startsWith } from './subsume.ts';
import type { Placed, Tenancy } from './tenancy.ts';

/**
 * The smallest piece of what a statement says: one principal, one place, one condition. Statements are compared piece by piece.
 */
export interface Atom {
  readonly statement: Placed;
  readonly kind: Placed['kind'];
  readonly denies: boolean;
  /** Of `endorse` and `admit` the OCID of the other tenancy, or `any`; empty for what stays in one tenancy. */
  readonly across: string;
  /** The kind of subject, and for a named one who it is, with a dynamic group's rule: the same text means the same principals. */
  readonly subject: string;
  /** The group, dynamic group or service that it names. */
  readonly group: GroupRef | undefined;
  readonly covered: Covered;
  readonly form: GrantForm;
  readonly bits: Bits;
  readonly mayMore: boolean;
  /** Whether `form` says what it gives: not so where a condition leaves only some of the permissions. */
  readonly isWhole: boolean;
  readonly condition: Condition | undefined;
  /** The same text means the same condition; empty without one. */
  readonly conditionKey: string;
  /** The same text for atoms that say the same. */
  readonly key: string;
  /** The same text for atoms of one kind and one subject. */
  readonly party: string;
}

export interface Atoms {
  readonly atoms: readonly Atom[];
  /** Statements of which it cannot be said in atoms what they grant, by a text that means the same wherever it stands. */
  readonly opaque: ReadonlyMap<string, Placed>;
}

/** The atoms of all statements of a tenancy; worked out once for each. */
export function atomsOf(tenancy: Tenancy): Atoms {
  let found = known.get(tenancy);
  if (!found) known.set(tenancy, (found = atomsAmong(tenancy.statements, tenancy)));
  return found;
}

const known = new WeakMap<Tenancy, Atoms>();

/** The atoms of some statements of a tenancy. */
export function atomsAmong(statements: Iterable<Placed>, tenancy: Tenancy): Atoms {
  const atoms: Atom[] = [];
  const opaque = new Map<string, Placed>();
  const context = contextOf(tenancy);
  for (const statement of statements) {
    if (statement.denies && !tenancy.obeysDeny) continue;
    let last = kept.get(statement);
    if (last?.context !== context) {
      const own = isClear(statement) ? piecesOf(statement, tenancy) : undefined;
      kept.set(statement, (last = { context, own }));
    }
    if (last.own) for (const atom of last.own) atoms.push(atom);
    else opaque.set(opaqueKey(statement), statement);
  }
  return { atoms, opaque };
}

/** The parties that the atoms of a statement are of; undefined where it cannot be said in atoms what it grants. */
export function partiesOf(statement: Placed, tenancy: Tenancy): readonly string[] | undefined {
  if (!isClear(statement)) return undefined;
  return subjectsOf(statement, tenancy).map(({ subject }) => partyOf(statement, statement.denies, subject));
}

/** What was worked out last of each statement: most of a file stays as it is while one types. */
const kept = new WeakMap<Placed, { readonly context: string; readonly own: readonly Atom[] | undefined }>();

function isClear({ kind, grantor, covered, across, isCertain, tree, groups }: Placed): boolean {
  if (!grantor || !isCertain || tree.subject.type === 'ResourceSubject') return false;
  if (covered.kind !== 'path' && covered.kind !== 'id') return false;
  if (kind === 'plain') return true;
  if (across === undefined) return false;
  // Names do not cross tenancies, and no document says which services do.
  return kind === 'endorse' || groups.every(({ ocid }) => ocid !== undefined);
}

/** What a statement says that is compared as a whole: its words, and where it hangs. */
export function opaqueKey({ tree, covered, across, item, groups }: Placed): string {
  const { start, end } = tree;
  const words = item.text.slice(start, end).replace(/\s+/g, ' ').toLowerCase();
  return JSON.stringify([words, covered, across ?? '', groups]).toLowerCase();
}

/** What one statement says in atoms, whether or not it is clear; nothing for an association. */
export function piecesOf(statement: Placed, tenancy: Tenancy): Atom[] {
  const { tree, grantor, kind, denies, covered } = statement;
  if (!grantor) return [];
  const across = statement.across ?? '';
  const { sure, mayMore } = grantBits(grantor.grant, denies);
  const form = grantForm(grantor.grant);
  const pieces = partsOf(sure, mayMore, tree.condition, tagsKey(tenancy));
  return subjectsOf(statement, tenancy).flatMap((subject) =>
    pieces.map((piece) => {
      const atom = { statement, kind, denies, across, covered, form, ...subject, ...piece };
      return { ...atom, key: keyOf(atom), party: partyOf(atom, atom.denies, atom.subject) };
    }),
  );
}

type Piece = Pick<Atom, 'bits' | 'mayMore' | 'isWhole' | 'condition' | 'conditionKey'>;

/** What a condition says of permissions is folded in: those that it never lets through go, those that it always does lose it. */
function partsOf(sure: Bits, mayMore: boolean, condition: Condition | undefined, tags: string): Piece[] {
  if (!condition) return [{ bits: sure, mayMore, isWhole: true, condition, conditionKey: '' }];
  const key = conditionForm(condition)?.key ?? '';
  const conditionKey = /request\.principal\.group\.tag/.test(key) ? `${key} ${tags}` : key;
  if (!key.includes('request.permission'))
    return [{ bits: sure, mayMore, isWhole: true, condition, conditionKey }];
  const free: string[] = [];
  const bound: string[] = [];
  for (const permission of permissionsIn(sure)) {
    const asked = requestOf(permission);
    if (!canBe(condition, true, asked)) continue;
    (canBe(condition, false, asked) ? bound : free).push(permission);
  }
  return [
    { bits: bitsOf(free), mayMore: false, isWhole: false, condition: undefined, conditionKey: '' },
    { bits: bitsOf(bound), mayMore, isWhole: false, condition, conditionKey },
  ];
}

function subjectsOf(
  { tree, subjectKind, groups, kind }: Placed,
  tenancy: Tenancy,
): { readonly subject: string; readonly group: GroupRef | undefined }[] {
  return groups.length === 0
    ? [{ subject: subjectForm(tree.subject).kind, group: undefined }]
    : groups.map((group) => ({ subject: subjectKey(subjectKind, group, kind, tenancy), group }));
}

function subjectKey(kind: string, group: GroupRef, side: Atom['kind'], tenancy: Tenancy): string {
  const name = group.ocid?.toLowerCase() ?? nameOf(group);
  if (kind !== 'dynamic-group' || side === 'admit') return `${kind} ${name}`;
  return `${kind} ${name} ${ruleKey(group, tenancy)}`;
}

/** What is declared of a dynamic group that is told by its name. */
function ruleKey(group: GroupRef, tenancy: Tenancy): string {
  const fact = group.ocid === undefined ? tenancy.dynamicGroup(group) : undefined;
  return conditionForm(fact?.rule)?.key ?? '';
}

/** The dynamic groups with tags, as one text: what conditions on tags of groups depend on. */
function tagsKey({ dynamicGroups }: Tenancy): string {
  const tagged = dynamicGroups.filter(({ tags }) => tags.size > 0);
  return tagged
    .map(({ ref, rule, tags }) => `${nameOf(ref)} ${conditionForm(rule)?.key} ${[...tags].sort().join(';')}`)
    .sort()
    .join('\n');
}

/** All that atoms take from a tenancy besides a statement: what its dynamic groups are, in one text. */
export function contextOf(tenancy: Tenancy): string {
  let context = contexts.get(tenancy);
  if (context === undefined) contexts.set(tenancy, (context = findContext(tenancy)));
  return context;
}

const contexts = new WeakMap<Tenancy, string>();

function findContext({ dynamicGroups }: Tenancy): string {
  return dynamicGroups
    .map(({ ref, rule, tags }) =>
      JSON.stringify([nameOf(ref), ref.ocid, conditionForm(rule)?.key, [...tags].sort()]),
    )
    .join('\n');
}

/**
 * Gives, for two tenancies, which statements of the same words, in policies of the same context, say different things in them:
 * their dynamic groups are not the same.
 */
export function readOtherwise(one: Tenancy, other: Tenancy): (statement: Placed) => boolean {
  if (one.compartments !== other.compartments || one.obeysDeny !== other.obeysDeny) return () => true;
  if (contextOf(one) === contextOf(other)) return () => false;
  const isTagged = tagsKey(one) !== tagsKey(other);
  return ({ subjectKind, groups, item }) =>
    (isTagged && /request\.principal\.group\.tag/i.test(item.text)) ||
    (subjectKind === 'dynamic-group' &&
      groups.some((group) => ruleKey(group, one) !== ruleKey(group, other)));
}

/** The text that atoms of the kind of this one have in common which are for a subject, and deny or allow. */
export function partyOf({ kind }: Pick<Atom, 'kind'>, denies: boolean, subject: string): string {
  return `${kind} ${denies} ${subject}`;
}

function keyOf(atom: Omit<Atom, 'key' | 'party'>): string {
  const { kind, denies, across, subject, covered, form, conditionKey, bits, mayMore } = atom;
  const granted = mayMore ? form.key : bitsKey(bits);
  return JSON.stringify([kind, denies, across, subject, covered, conditionKey, granted]);
}

const bitsKeys = new WeakMap<Bits, string>();

function bitsKey(bits: Bits): string {
  let key = bitsKeys.get(bits);
  if (key === undefined) bitsKeys.set(bits, (key = bits.join()));
  return key;
}

/**
 * Whether one atom holds wherever and whenever the other does. Both are of one kind, and the subject of the one holds that of the other;
 * permissions are not looked at.
 */
export function spans(wide: Atom, narrow: Atom): boolean {
  return (
    (wide.across === narrow.across || wide.across === 'any') &&
    isWithin(narrow.covered, wide.covered) &&
    isImplied(narrow, wide)
  );
}

/** The subjects that hold all of a subject. `any-group` leaves services out. Source: reference 4.10. */
export function subjectsAbove({ subject, kind }: Pick<Atom, 'subject' | 'kind'>): readonly string[] {
  // Whether a dynamic group of another tenancy is any group is not documented.
  const grouped = kind === 'admit' ? /^(?:any-group$|group )/ : /^(?:any-group$|group |dynamic-group )/;
  return [...new Set([subject, ...(grouped.test(subject) ? ['any-group'] : []), 'any-user'])];
}

function isWithin(inner: Covered, outer: Covered): boolean {
  if (outer.kind === 'path') {
    if (outer.path.length === 0) return true;
    return inner.kind === 'path' && startsWith(inner.path, outer.path);
  }
  if (outer.kind !== 'id' || inner.kind !== 'id') return false;
  return inner.ocid === outer.ocid && startsWith(inner.below, outer.below);
}

/** Whether two atoms may speak of one place. */
export function mayMeet(one: Atom, other: Atom): boolean {
  if (one.kind !== other.kind) return false;
  if (one.across !== other.across && one.across !== 'any' && other.across !== 'any') return false;
  return mayShare(one.covered, other.covered);
}

/** Whether two places may have something in common. */
export function mayShare(one: Covered, other: Covered): boolean {
  if (one.kind !== 'path' || other.kind !== 'path') return true;
  return startsWith(one.path, other.path) || startsWith(other.path, one.path);
}

/** Certain when it says yes: there is no request for which the one condition holds and the other does not. */
function isImplied(strong: Atom, weak: Atom): boolean {
  if (weak.conditionKey === '' || strong.conditionKey === weak.conditionKey) return true;
  const { condition: weaker } = weak;
  if (!strong.condition || !weaker) return false;
  if (conditionForm(strong.condition)?.implied.includes(weak.conditionKey)) return true;
  return situationsOf(strong.condition, true).every((situation) => !canBe(weaker, false, situation));
}

/** Whether the words of one grant cover those of the other, also what the catalogue does not know of them. */
export function grantsAll(wide: Atom, narrow: Atom): boolean {
  if (!wide.isWhole) return false;
  if (wide.conditionKey !== '' && wide.conditionKey !== narrow.conditionKey) return false;
  return wide.denies ? wide.form.key === narrow.form.key : grantCovers(wide.form, narrow.form);
}
