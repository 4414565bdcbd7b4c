import { loadCatalog } from '../catalog/catalog.ts';
import { absenceIn } from './absence.ts';
import { atomsOf, type Atom } from './atoms.ts';
import { actionOf } from './operation-needs.ts';
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
}

/**
 * What the statements of a tenancy grant, in the order of the first statement of each group. Statements that are not clear, and
 * those across tenancies, are in `left`.
 */
export function expand(tenancy: Tenancy): {
  readonly expansions: readonly Expansion[];
  readonly left: readonly Placed[];
} {
  const { atoms, opaque } = atomsOf(tenancy);
  const left = new Set(opaque.values());
  const groups = new Map<string, Atom[]>();
  for (const atom of atoms) {
    const { kind, denies, subject, covered, statement } = atom;
    if (kind !== 'plain') {
      left.add(statement);
      continue;
    }
    const condition = atom.statement.tree.condition ? atom.conditionKey : '';
    const key = JSON.stringify([denies, subject, covered, condition]);
    const known = groups.get(key);
    if (known) known.push(atom);
    else groups.set(key, [atom]);
  }
  const expansions = [...groups.values()].filter((group) => !isFolded(group)).map(expandGroup);
  return { expansions, left: [...left] };
}

/** A group that says nothing at all: all that it had was folded into another. */
function isFolded(group: readonly Atom[]): boolean {
  return group.every(({ bits, mayMore }) => !mayMore && bits.every((word) => word === 0));
}

function expandGroup(group: readonly Atom[]): Expansion {
  const [first] = group;
  const denies = first?.denies ?? false;
  const bits = group.map((atom) => atom.bits).reduce(union);
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
