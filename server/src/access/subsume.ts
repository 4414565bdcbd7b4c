import { denialCovers, grantCovers, type GrantForm } from './grant-form.ts';
import type { ConditionForm, LocationForm, SubjectForm } from './normal-form.ts';

/**
 * Whom, what and where a statement reaches, in normal form, at its place in the tenancy. Reaches are compared with each
 * other to tell whether one statement covers another.
 */
export interface Reach {
  readonly denies: boolean;
  readonly subject: SubjectForm;
  readonly grant: GrantForm;
  readonly place: Place;
  readonly condition: ConditionForm | undefined;
  /** Two reaches with the same key are the same. */
  readonly key: string;
}

/** A place in the tree of compartments, as far as text tells. */
export interface Place {
  readonly at: string;
  /** The places that it lies in, from the tenancy down to itself. */
  readonly within: readonly string[];
}

/** Where a policy hangs. `unknown`: the file does not say; places of two such policies of one file are compared all the same. */
export type Attachment =
  | { readonly kind: 'unknown' | 'tenancy' }
  | { readonly kind: 'path'; readonly path: readonly string[] }
  | { readonly kind: 'id'; readonly ocid: string };

const TENANCY = '*';

/** The place that a location means in a policy that hangs there. Paths count from the attachment. Source: reference 4.3, `resolve`. */
export function placeOf(location: LocationForm, attachment: Attachment): Place {
  if (location.kind === 'tenancy') {
    const isWhole = attachment.kind === 'unknown' || attachment.kind === 'tenancy';
    // Below the root, "tenancy" is no place that anything is known to lie in.
    return isWhole ? { at: TENANCY, within: [TENANCY] } : placeAt('tenancy below', []);
  }
  if (location.kind === 'id') return placeAt(location.key, []);
  switch (attachment.kind) {
    case 'unknown':
      return placeAt('?', location.path);
    case 'tenancy':
      return placeAt('', location.path);
    case 'id':
      return placeAt(`id ${attachment.ocid}`, location.path);
    case 'path':
      return placeAt('', fullPath(location.path, attachment.path));
  }
}

/** The path from the root of a path that counts from an attachment. Its first part may also be the attachment's own name. */
export function fullPath(path: readonly string[], attachment: readonly string[]): readonly string[] {
  const own = attachment[attachment.length - 1];
  if (startsWith(path, attachment)) return path;
  return path[0] === own ? [...attachment, ...path.slice(1)] : [...attachment, ...path];
}

export function startsWith(path: readonly string[], beginning: readonly string[]): boolean {
  return path.length >= beginning.length && beginning.every((each, index) => each === path[index]);
}

const places = new Map<string, Place>();
/** More places than any file has; past it the memory starts anew. */
const MOST_PLACES = 20_000;

/** The same object for the same place. */
function placeAt(base: string, path: readonly string[]): Place {
  const at = path.length === 0 ? base : `${base}:${path.join(':')}`;
  let place = places.get(at);
  if (!place) {
    const below = path.map((_, index) => `${base}:${path.slice(0, index + 1).join(':')}`);
    const within = (base === '' || base === '?' ? [TENANCY] : [TENANCY, base]).concat(below);
    if (places.size >= MOST_PLACES) places.clear();
    places.set(at, (place = { at, within }));
  }
  return place;
}

/** A reach of these parts. */
export function reachOf(parts: Omit<Reach, 'key'>): Reach {
  const { denies, subject, grant, place, condition } = parts;
  const conditionKey = condition?.key ?? '';
  const key = `${denies ? 'deny' : 'allow'} ${subject.key} to ${grant.key} in ${place.at} where ${conditionKey}`;
  // Written out: objects that are put together from others share no shape, and there is one for each statement.
  return { denies, subject, grant, place, condition, key };
}

/**
 * Whether one statement covers another: without the other, nothing would change. Both allow. Decided from the text alone, so
 * that "no" may also mean that it is not known. Source: reference 4.10.
 */
export function covers(wide: Reach, narrow: Reach): boolean {
  return (
    isPlacedIn(narrow.place, wide.place) &&
    implies(narrow.condition, wide.condition) &&
    subjectCovers(wide.subject, narrow.subject) &&
    grantCovers(wide.grant, narrow.grant)
  );
}

/** Whether a denial takes all that another statement allows. */
export function cancels(denial: Reach, allowed: Reach): boolean {
  return (
    isPlacedIn(allowed.place, denial.place) &&
    implies(allowed.condition, denial.condition) &&
    subjectCovers(denial.subject, allowed.subject) &&
    denialCovers(denial.grant, allowed.grant)
  );
}

/** Whether a place lies in another one, or is it. */
export function isPlacedIn(inner: Place, outer: Place): boolean {
  return inner.at === outer.at || inner.within[outer.within.length - 1] === outer.at;
}

function implies(strong: ConditionForm | undefined, weak: ConditionForm | undefined): boolean {
  return weak === undefined || (strong !== undefined && strong.implied.includes(weak.key));
}

/** `any-user` is everybody; `any-group` leaves services out. Source: reference 4.3, `matchesSubject`. */
function subjectCovers(wide: SubjectForm, narrow: SubjectForm): boolean {
  if (wide.kind === 'any-user') return true;
  if (wide.kind === 'any-group') return ['any-group', 'group', 'dynamic-group'].includes(narrow.kind);
  if (wide.kind !== narrow.kind) return false;
  return narrow.principals.every((each) => wide.principals.includes(each));
}

/**
 * Which of two reaches that both cover a third one is better to name: the wider one, for it is the less likely to be covered
 * itself. An order that depends on nothing but the reaches, so that the answer does not depend on how a text came about.
 */
export function compareWidth(a: Reach, b: Reach): number {
  return (
    widthOfSubject(b.subject) - widthOfSubject(a.subject) ||
    a.place.within.length - b.place.within.length ||
    Number(a.condition !== undefined) - Number(b.condition !== undefined) ||
    widthOfGrant(b.grant) - widthOfGrant(a.grant) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}

function widthOfSubject({ kind, principals }: SubjectForm): number {
  return kind === 'any-user' ? 1e10 : kind === 'any-group' ? 1e9 : principals.length;
}

function widthOfGrant(grant: GrantForm): number {
  if (grant.kind === 'set') return grant.permissions.size / 1e6;
  return (grant.everything ? 1e6 : grant.types.size) * 10 + grant.rank;
}
