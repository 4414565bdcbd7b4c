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
  readonly denies: boolean;
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
}

export interface Atoms {
  readonly atoms: readonly Atom[];
  /** Statements of which it cannot be said in atoms what they grant, by a text that means the same wherever it stands. */
  readonly opaque: ReadonlyMap<string, Placed>;
}

/** The atoms of all statements of a tenancy. */
export function atomsOf(tenancy: Tenancy): Atoms {
  const atoms: Atom[] = [];
  const opaque = new Map<string, Placed>();
  const tags = tagsKey(tenancy);
  for (const statement of tenancy.statements) {
    if (statement.denies && !tenancy.obeysDeny) continue;
    if (isClear(statement)) atoms.push(...piecesOf(statement, tenancy, tags));
    else opaque.set(opaqueKey(statement), statement);
  }
  return { atoms, opaque };
}

function isClear({ kind, grantor, covered, isCertain, tree }: Placed): boolean {
  if (kind !== 'plain' || !grantor || !isCertain || tree.subject.type === 'ResourceSubject') return false;
  return covered.kind === 'path' || covered.kind === 'id';
}

/** What a statement says that is compared as a whole: its words, and where it hangs. */
function opaqueKey({ tree, covered, across, item, groups }: Placed): string {
  const { start, end } = tree;
  const words = item.text.slice(start, end).replace(/\s+/g, ' ').toLowerCase();
  return JSON.stringify([words, covered, across ?? '', groups]).toLowerCase();
}

function piecesOf(statement: Placed, tenancy: Tenancy, tags: string): Atom[] {
  const { tree, grantor, denies, groups, covered } = statement;
  if (!grantor) return [];
  const kind = tree.subject.kind.text.toLowerCase();
  const subjects: { subject: string; group: GroupRef | undefined }[] =
    groups.length === 0
      ? [{ subject: subjectForm(tree.subject).kind, group: undefined }]
      : groups.map((group) => ({ subject: subjectKey(kind, group, tenancy), group }));
  const { sure, mayMore } = grantBits(grantor.grant, denies);
  const form = grantForm(grantor.grant);
  const pieces = partsOf(sure, mayMore, tree.condition, tags);
  return subjects.flatMap((subject) =>
    pieces.map((piece): Atom => ({ statement, denies, covered, form, ...subject, ...piece })),
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

function subjectKey(kind: string, group: GroupRef, tenancy: Tenancy): string {
  const name = group.ocid?.toLowerCase() ?? nameOf(group);
  if (kind !== 'dynamic-group') return `${kind} ${name}`;
  const fact = tenancy.dynamicGroups.find(({ ref }) => group.ocid === undefined && nameOf(ref) === name);
  return `${kind} ${name} ${conditionForm(fact?.rule)?.key ?? ''}`;
}

/** The dynamic groups with tags, as one text: what conditions on tags of groups depend on. */
function tagsKey({ dynamicGroups }: Tenancy): string {
  const tagged = dynamicGroups.filter(({ tags }) => tags.size > 0);
  return tagged
    .map(({ ref, rule, tags }) => `${nameOf(ref)} ${conditionForm(rule)?.key} ${[...tags].sort().join(';')}`)
    .sort()
    .join('\n');
}

/** A text that is the same for atoms that say the same. */
export function atomKey({ denies, subject, covered, form, conditionKey, bits, mayMore }: Atom): string {
  const granted = mayMore ? form.key : bits.join();
  return JSON.stringify([denies, subject, covered, conditionKey, granted]);
}

/** Whether one atom holds wherever, for whomever and whenever the other does; permissions are not looked at. */
export function spans(wide: Atom, narrow: Atom): boolean {
  return (
    subjectsAbove(narrow.subject).includes(wide.subject) &&
    isWithin(narrow.covered, wide.covered) &&
    isImplied(narrow, wide)
  );
}

/** The subjects that hold all of a subject. `any-group` leaves services out. Source: reference 4.10. */
export function subjectsAbove(subject: string): readonly string[] {
  const isGrouped = /^(?:any-group$|group |dynamic-group )/.test(subject);
  return [...new Set([subject, ...(isGrouped ? ['any-group'] : []), 'any-user'])];
}

function isWithin(inner: Covered, outer: Covered): boolean {
  if (outer.kind === 'path') {
    if (outer.path.length === 0) return true;
    return inner.kind === 'path' && startsWith(inner.path, outer.path);
  }
  if (outer.kind !== 'id' || inner.kind !== 'id') return false;
  return inner.ocid === outer.ocid && startsWith(inner.below, outer.below);
}

/** Whether two places may have a compartment in common. */
export function mayMeet(one: Covered, other: Covered): boolean {
  if (one.kind === 'path' && other.kind === 'path') {
    return startsWith(one.path, other.path) || startsWith(other.path, one.path);
  }
  return true;
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
