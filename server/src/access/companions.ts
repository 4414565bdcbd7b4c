import type { PolicyDocument } from '../language/document.ts';
import { valueOf } from '../language/names.ts';
import type { Location, Principal, Subject } from '../language/tree.ts';
import { absenceIn } from './absence.ts';
import { gives } from './grant.ts';
import { grantorOf, type Grantor } from './statement.ts';

/** Something that a statement leaves to others: a permission for its own subject, where it holds itself. */
export interface Wish {
  readonly of: Grantor;
  readonly permission: string;
  /** The permission is wanted for this operation; any will do when it is left out. */
  readonly operation?: string;
}

/**
 * Answers, for the wishes that were given, whether some statement of the document fulfils one: it gives the permission
 * to the same subject or more, there or above, and its condition does not bar the operation for want of a
 * variable. Other conditions are taken to hold, so that "no" is certain. One pass over the document.
 */
export function companionsIn(document: PolicyDocument, wishes: readonly Wish[]): (wish: Wish) => boolean {
  const wanted = new Map<string, { permission: string; operation: string | undefined }>();
  const subjects = new Set(ANYBODY);
  for (const { of, permission, operation } of wishes) {
    wanted.set(nameOf({ permission, operation }), { permission, operation });
    for (const key of placeOf(of).subjects) subjects.add(key);
  }
  const offers = new Set<string>();
  for (const { tree } of wanted.size > 0 ? document.items : []) {
    const grantor = tree && grantorOf(tree);
    if (!grantor || grantor.denies) continue;
    const place = placeOf(grantor);
    const asked = place.subjects.filter((key) => subjects.has(key));
    if (asked.length === 0) continue;
    for (const want of wanted.values()) {
      if (!offersTo(grantor, want)) continue;
      for (const key of asked) offers.add(`${place.kind} ${key} ${place.location} ${nameOf(want)}`);
    }
  }
  return (wish) => {
    const { kind, subjects: own, above } = placeOf(wish.of);
    return own.every((subject) =>
      [subject, ...ANYBODY].some((who) =>
        above.some((location) => offers.has(`${kind} ${who} ${location} ${nameOf(wish)}`)),
      ),
    );
  };
}

/** Subjects that hold every other; a service is in `any-group` only by name, which does no harm here. */
const ANYBODY: readonly string[] = ['any-group', 'any-user'];

function nameOf({ permission, operation }: { permission: string; operation?: string | undefined }): string {
  return `${permission} ${operation ?? ''}`;
}

function offersTo(grantor: Grantor, want: { permission: string; operation: string | undefined }): boolean {
  if (!gives(grantor.grant, want.permission)) return false;
  const barred = absenceIn(grantor)?.barred ?? [];
  return !barred.some(
    (each) =>
      each.permission === want.permission &&
      (want.operation === undefined || each.operation === want.operation),
  );
}

interface Place {
  readonly kind: string;
  readonly subjects: readonly string[];
  readonly location: string;
  /** The location and those that hold it, as far as its path tells. */
  readonly above: readonly string[];
}

const known = new WeakMap<Grantor['tree'], Place>();

function placeOf(grantor: Grantor): Place {
  let place = known.get(grantor.tree);
  if (!place) {
    const above = locationsOf(grantor.location);
    place = {
      kind: grantor.tree.type,
      subjects: subjectsOf(grantor.subject),
      location: above[0] ?? '',
      above,
    };
    known.set(grantor.tree, place);
  }
  return place;
}

function subjectsOf(subject: Subject): string[] {
  const kind = subject.kind.text.toLowerCase();
  if (subject.type === 'AnySubject') return [kind];
  if (subject.type === 'ResourceSubject')
    return [`${kind} ${subject.resourceKind.text} ${named(subject.instance)}`];
  return subject.principals.map((principal) => `${kind} ${named(principal)}`);
}

/** A name in any letter case; the domain `Default` may be left out. */
function named({ name }: Pick<Principal, 'name'>): string {
  return name
    .map((leaf) => valueOf(leaf).toLowerCase())
    .join('/')
    .replace(/^default\//, '');
}

/** The keys of a location and of what holds it, the location itself first. */
function locationsOf(location: Location): string[] {
  const alias = location.alias ? ` of ${location.alias.text.toLowerCase()}` : '';
  const whole = [`tenancy${alias}`, 'any-tenancy'];
  if (location.type === 'TenancyLocation') {
    return location.kind.text.toLowerCase() === 'any-tenancy' ? ['any-tenancy'] : whole;
  }
  const names = location.path.map((leaf) => valueOf(leaf).toLowerCase());
  const paths = names.map((_, index) => names.slice(0, names.length - index).join(':'));
  return [...paths.map((path) => `compartment ${path}${alias}`), ...whole];
}
