import { startsWith, type Attachment } from './subsume.ts';
import type { LocationForm } from './normal-form.ts';
import type { CompartmentRef } from './request.ts';
import { truthOf, type Truth } from './truth.ts';

/** The compartments of a tenancy, where they are known: all of them but the root, each with its path from there. */
export interface Compartments {
  /** The OCID of a path, its parts in lower case and joined by colons; undefined when there is none, or it is not told. */
  ocidOf(path: string): string | undefined;
  has(path: string): boolean;
  pathOf(ocid: string): readonly string[] | undefined;
}

/** @param list each with its path from the root; a compartment without an OCID is known by its path only */
export function compartmentsOf(
  list: Iterable<{ readonly path: readonly string[]; readonly ocid?: string }>,
): Compartments {
  const paths = new Map<string, string | undefined>();
  const ocids = new Map<string, readonly string[]>();
  for (const { path, ocid } of list) {
    const lower = path.map((part) => part.toLowerCase());
    paths.set(lower.join(':'), ocid?.toLowerCase());
    if (ocid !== undefined) ocids.set(ocid.toLowerCase(), lower);
  }
  return {
    ocidOf: (path) => paths.get(path),
    has: (path) => paths.has(path),
    pathOf: (ocid) => ocids.get(ocid.toLowerCase()),
  };
}

/**
 * What a statement's location covers: a compartment with all below it. `rejected`: the service would not save it. `unclear`:
 * the text does not say.
 */
export type Covered =
  | { readonly kind: 'path'; readonly path: readonly string[] }
  | { readonly kind: 'id'; readonly ocid: string; readonly below: readonly string[] }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'unclear' };

const ROOT: Covered = { kind: 'path', path: [] };

/**
 * What a location means in a policy that hangs there; a policy of which that is not told is taken to hang on the root. Source:
 * reference 4.3 (`resolve`) and the vectors 2 to 4 of 4.11: a path begins below the attachment, and only the attachment alone
 * may be called by its own name.
 */
export function coveredBy(location: LocationForm, attachment: Attachment, known?: Compartments): Covered {
  const base = baseOf(attachment, known);
  if (location.kind === 'tenancy') {
    if (location.key !== 'tenancy') return { kind: 'unclear' };
    return base.kind === 'path' && base.path.length === 0 ? ROOT : { kind: 'rejected' };
  }
  if (location.kind === 'id') return placedAt(location.ocid, [], known);
  if (base.kind === 'id') {
    // Whether the first part is the attachment's own name is not known without the compartments.
    return { kind: 'unclear' };
  }
  if (base.kind !== 'path') return base;
  const { path } = location;
  const own = base.path[base.path.length - 1];
  const below = [...base.path, ...path];
  if (known) {
    if (known.has(below.join(':'))) return { kind: 'path', path: below };
    return own !== undefined && own === path[0] && path.length === 1 ? base : { kind: 'rejected' };
  }
  if (own === undefined || own !== path[0]) {
    return base.path.length > 0 && startsWith(path, base.path)
      ? { kind: 'rejected' }
      : { kind: 'path', path: below };
  }
  return path.length === 1 ? base : { kind: 'rejected' };
}

function baseOf(attachment: Attachment, known: Compartments | undefined): Covered {
  switch (attachment.kind) {
    case 'unknown':
    case 'tenancy':
      return ROOT;
    case 'path':
      return { kind: 'path', path: attachment.path };
    case 'id':
      return placedAt(attachment.ocid, [], known);
  }
}

/** The compartment of an OCID, by its path where that is known. */
export function placedAt(ocid: string, below: readonly string[], known?: Compartments): Covered {
  const lower = ocid.toLowerCase();
  if (lower.startsWith('ocid1.tenancy.')) return { kind: 'path', path: below };
  const path = known?.pathOf(lower);
  return path ? { kind: 'path', path: [...path, ...below] } : { kind: 'id', ocid: lower, below };
}

/** Whether a location covers a compartment. */
export function covers(covered: Covered, target: CompartmentRef, known?: Compartments): Truth {
  return coversPath(covered, target, pathOf(target, known));
}

/** The same for a compartment whose path was looked up, as `pathOf` gives it. */
export function coversPath(
  covered: Covered,
  target: CompartmentRef,
  path: readonly string[] | undefined,
): Truth {
  if (covered.kind === 'rejected' || covered.kind === 'unclear') return 'unknown';
  if (covered.kind === 'path') {
    if (covered.path.length === 0) return 'yes';
    return path ? truthOf(startsWith(path, covered.path)) : 'unknown';
  }
  if (path?.length === 0) return 'no';
  if (covered.below.length === 0 && target.ocid?.toLowerCase() === covered.ocid) return 'yes';
  return 'unknown';
}

/** The path of a compartment from the root, in lower case, where it is told or known. */
export function pathOf({ path, ocid }: CompartmentRef, known?: Compartments): readonly string[] | undefined {
  if (path) {
    let lower = lowered.get(path);
    if (!lower) lowered.set(path, (lower = path.map((part) => part.toLowerCase())));
    return lower;
  }
  if (ocid?.toLowerCase().startsWith('ocid1.tenancy.')) return [];
  return ocid === undefined ? undefined : known?.pathOf(ocid);
}

/** The place of a request is held against each statement. */
const lowered = new WeakMap<readonly string[], readonly string[]>();

/** The OCID of a compartment, where it is told or known. */
export function ocidOf(ref: CompartmentRef, known?: Compartments): string | undefined {
  if (ref.ocid !== undefined) return ref.ocid.toLowerCase();
  const path = pathOf(ref, known);
  return path && known?.ocidOf(path.join(':'));
}

/** Whether two references mean one compartment. */
export function isSameCompartment(one: CompartmentRef, other: CompartmentRef, known?: Compartments): Truth {
  const [a, b] = [ocidOf(one, known), ocidOf(other, known)];
  if (a !== undefined && b !== undefined) return truthOf(a === b);
  const [here, there] = [pathOf(one, known), pathOf(other, known)];
  return here && there ? truthOf(here.join(':') === there.join(':')) : 'unknown';
}
