/**
 * A request: who asks for what, where, with what. What is left out is not told, and may be anything; it is never taken to be
 * absent. Names, values and OCIDs compare in any letter case. Source: reference 4.2.
 */
export interface Request {
  readonly principal: Principal;
  /** An operation (`GetSecretBundle`) or a permission (`SECRET_BUNDLE_READ`). */
  readonly action: string;
  /** The compartment of the target. */
  readonly target: CompartmentRef;
  /** The compartment that the target is moved to; left out when it stays, or where that is not told. */
  readonly to?: CompartmentRef | undefined;
  /** Where resources of some types lie that are not in the compartment of the target, by the documented name of the type. */
  readonly elsewhere?: ReadonlyMap<string, CompartmentRef> | undefined;
  /** The tenancy of the target, its OCID; left out for the tenancy at hand, empty for another one that is not told. */
  readonly tenancy?: string | undefined;
  /** What the request carries, by variable in lower case. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** When it is made: milliseconds since 1970, UTC. */
  readonly time?: number | undefined;
}

/** The values of a variable; none: the request does not carry it. `as`: what another variable holds, whatever that is. */
export type Fact = { readonly values: readonly string[] } | { readonly as: string };

/** A compartment by its path from the root, by its OCID, or by both; an empty path is the root. Without either it is not told. */
export interface CompartmentRef {
  readonly path?: readonly string[] | undefined;
  readonly ocid?: string | undefined;
}

export type Principal = User | ResourcePrincipal | ServicePrincipal;

export interface User extends Foreign {
  readonly kind: 'user';
  readonly name?: string | undefined;
  readonly ocid?: string | undefined;
  /** All groups that the user is in. */
  readonly groups: readonly GroupRef[];
}

/** An instance, a function, a notebook session: what acts by itself. */
export interface ResourcePrincipal extends Foreign {
  readonly kind: 'resource';
  /** The type segment of its OCID: `instance`, `fnfunction`. */
  readonly type?: string | undefined;
  readonly ocid?: string | undefined;
  readonly compartment?: CompartmentRef | undefined;
  /** Its defined tags by `namespace.key` in lower case; left out when they are not told. */
  readonly tags?: ReadonlyMap<string, string> | undefined;
  /** Dynamic groups that it is known to be in, whatever their rules. */
  readonly memberOf?: readonly GroupRef[] | undefined;
}

export interface ServicePrincipal extends Foreign {
  readonly kind: 'service';
  readonly name: string;
}

interface Foreign {
  /** The OCID of the principal's tenancy; left out for the tenancy at hand, empty for another one that is not told. */
  readonly tenancy?: string | undefined;
}

/** A group or a dynamic group. Without a domain, that of the default domain. */
export interface GroupRef {
  readonly name?: string | undefined;
  readonly domain?: string | undefined;
  readonly ocid?: string | undefined;
  /** The group's defined tags by `namespace.key` in lower case; left out when they are not told. */
  readonly tags?: ReadonlyMap<string, string> | undefined;
}
