import { loadCatalog } from '../catalog/catalog.ts';
import { absenceIn } from './absence.ts';
import { atomsOf, piecesOf, type Atom } from './atoms.ts';
import { actionOf } from './operation-needs.ts';
import { otherHalf, otherTenancyName } from './other-half.ts';
import { permissionsIn, union } from './permission-bits.ts';
import type { Placed, Tenancy } from './tenancy.ts';

/** What statements with one subject, one place and one condition grant together, or deny. */
export interface Expansion {
  readonly statements: readonly Placed[];
  readonly denies: boolean;
  readonly permissions: readonly string[];
  /** Whether there may be more, which the catalogue does not know. */
  readonly mayMore: boolean;
  /** Operations that need nothing else; of a denial, those that it stops. */
  readonly operations: readonly string[];
  /** Operations that need more than this, and what; empty for a denial. */
  readonly partial: readonly { readonly operation: string; readonly missing: readonly string[] }[];
  /** Of statements across two tenancies; undefined for what stays in one. */
  readonly across: Across | undefined;
}

/** What an endorsement or an admission hangs on. */
export interface Across {
  readonly kind: 'endorse' | 'admit';
  /** The OCID of the other tenancy, `any`, or undefined when no `define` tells it. */
  readonly tenancy: string | undefined;
  /** What the statement calls it. */
  readonly name: string | undefined;
  /** What the other tenancy must say for it to give anything, a statement a line; empty for a denial. */
  readonly otherHalf: readonly string[];
  /** The two resource types that an association joins: which permission does that, no document tells. */
  readonly joins: readonly [string, string] | undefined;
}

/**
 * What the statements of a tenancy grant, in the order of the first statement of each group. Statements that are not clear are in
 * `left`.
 */
export function expand(tenancy: Tenancy): {
  readonly expansions: readonly Expansion[];
  readonly left: readonly Placed[];
} {
  const { atoms, opaque } = atomsOf(tenancy);
  const groups = new Map<string, Atom[]>();
  const left: Placed[] = [];
  const expansions: Expansion[] = [];
  const sort = (atom: Atom) => {
    const { kind, denies, across, subject, covered, statement } = atom;
    const condition = statement.tree.condition ? atom.conditionKey : '';
    const name = kind === 'plain' ? '' : otherTenancyName(statement)?.toLowerCase();
    const key = JSON.stringify([kind, denies, across, name, subject, covered, condition]);
    const known = groups.get(key);
    if (known) known.push(atom);
    else groups.set(key, [atom]);
  };
  atoms.forEach(sort);
  for (const statement of opaque.values()) {
    const { kind, grantor, isCertain, tree, denies } = statement;
    const association = tree.type === 'Grant' ? undefined : tree.association;
    // What cannot be compared can be told all the same: a tenancy or a group that no `define` gives an OCID.
    if (kind !== 'plain' && grantor && isCertain) piecesOf(statement, tenancy).forEach(sort);
    else if (association && isCertain) {
      const nothing = { permissions: [], mayMore: true, operations: [], partial: [] };
      expansions.push({ statements: [statement], denies, ...nothing, across: acrossIn(statement, tenancy) });
    } else left.push(statement);
  }
  const places = new Map(tenancy.statements.map((statement, index) => [statement, index]));
  const placeOf = ({ statements: [first] }: Expansion) => (first && places.get(first)) ?? 0;
  const told = new Set<string>();
  for (const group of groups.values()) {
    if (isFolded(group)) continue;
    const expansion = expandGroup(group, tenancy);
    // A statement for two groups gives both the same.
    const key = JSON.stringify([expansion.statements.map((each) => places.get(each)), expansion.permissions]);
    if (!told.has(key)) expansions.push(expansion);
    told.add(key);
  }
  return { expansions: expansions.sort((one, other) => placeOf(one) - placeOf(other)), left };
}

function acrossIn(statement: Placed, tenancy: Tenancy): Across | undefined {
  const { kind, across, tree } = statement;
  if (kind === 'plain' || tree.type === 'Grant') return undefined;
  const { association } = tree;
  return {
    ...{ kind, tenancy: across, name: otherTenancyName(statement) },
    otherHalf: otherHalf(statement, tenancy),
    joins: association && [association.resourceType.text, association.withResourceType.text],
  };
}

/** A group that says nothing at all: all that it had was folded into another. */
function isFolded(group: readonly Atom[]): boolean {
  return group.every(({ bits, mayMore }) => !mayMore && bits.every((word) => word === 0));
}

function expandGroup(group: readonly Atom[], tenancy: Tenancy): Expansion {
  const [first] = group;
  const denies = first?.denies ?? false;
  const bits = union(group.map((atom) => atom.bits));
  const statements = [...new Set(group.map(({ statement }) => statement))];
  const barred = new Set(
    statements.flatMap(({ grantor }) =>
      grantor && statements.length === 1
        ? (absenceIn(grantor)?.barred.map(({ operation }) => operation) ?? [])
        : [],
    ),
  );
  const permissions = permissionsIn(bits);
  const opened = operationsOf(permissions, denies).filter(({ operation }) => !barred.has(operation));
  return {
    ...{ statements, denies, permissions },
    mayMore: group.some(({ mayMore }) => mayMore),
    operations: opened
      .filter(({ missing }) => denies || missing.length === 0)
      .map(({ operation }) => operation),
    partial: denies ? [] : opened.filter(({ missing }) => missing.length > 0),
    across: first && acrossIn(first.statement, tenancy),
  };
}

interface Opened {
  readonly operation: string;
  readonly missing: readonly string[];
}

function operationsOf(permissions: readonly string[], denies: boolean): Opened[] {
  const names = new Set(permissions.flatMap((permission) => needing().get(permission) ?? []));
  return [...names].sort().flatMap((operation): Opened[] => {
    const { readings } = actionOf(operation);
    const ways = readings.filter(({ basis }) => basis !== 'bounds').map(({ all }) => all);
    const missing = ways.map((all) => all.filter((each) => !permissions.includes(each)));
    const touched = ways.filter((all, index) => (missing[index]?.length ?? 0) < all.length);
    if (touched.length === 0) return [];
    const [least = []] = missing
      .filter((_, index) => touched.includes(ways[index] ?? []))
      .sort((a, b) => a.length - b.length);
    return [{ operation, missing: denies ? [] : least }];
  });
}

let byPermission: ReadonlyMap<string, readonly string[]> | undefined;

/** The operations that need each permission, as far as is known. */
function needing(): ReadonlyMap<string, readonly string[]> {
  if (byPermission) return byPermission;
  const found = new Map<string, string[]>();
  for (const name of loadCatalog().operationNames) {
    for (const { all, basis } of actionOf(name).readings) {
      for (const permission of basis === 'bounds' ? [] : all) {
        const known = found.get(permission);
        if (!known) found.set(permission, [name]);
        else if (!known.includes(name)) known.push(name);
      }
    }
  }
  return (byPermission = found);
}
