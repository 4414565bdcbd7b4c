import { loadCatalog, VERBS, type Operation } from '../catalog/catalog.ts';
import { permissionsOf } from './grant.ts';
import { neededBeside } from './needs.ts';
import { permissionsFor, subjectOf } from './operations.ts';
import { MANAGE_ALL } from './target-places.ts';

/**
 * What an operation asks for. `stated`: its service's table names the permissions. `derived`: the verb tables name the operation,
 * and one permission has its name. `bounds`: it is only known that with `all` it is let through, and with none of `any` it is
 * not. `permission`: a permission was asked for.
 */
export interface Needs {
  readonly basis: 'stated' | 'derived' | 'bounds' | 'permission';
  readonly service: string | undefined;
  /** All of them are needed. */
  readonly all: readonly string[];
  /** Besides, one of these sets; which one depends on the request. */
  readonly oneOf: readonly (readonly string[])[];
  /** Besides, in the case that `when` tells, as the documents put it. */
  readonly cases: readonly { readonly permissions: readonly string[]; readonly when: string }[];
  /** Of `bounds`: without any of them it is not let through. */
  readonly any: readonly string[];
}

export interface Action {
  readonly kind: 'operation' | 'permission' | 'unknown';
  /** As documented; as it was written when it is not known. */
  readonly name: string;
  /** One for each service that has an operation of this name; none when no source says what it needs. */
  readonly readings: readonly Needs[];
  /** The services that have an operation of this name of which no source says what it needs. */
  readonly untold: readonly string[];
}

const NOTHING_MORE = { oneOf: [], cases: [], any: [] };
const known = new Map<string, Action>();
const MOST_KEPT = 5000;

/** What is asked for by an operation, or by a permission by its own name. */
export function actionOf(name: string): Action {
  const key = name.toLowerCase();
  let action = known.get(key);
  if (!action) {
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, (action = find(name)));
  }
  return action;
}

function find(name: string): Action {
  const catalog = loadCatalog();
  const facts = catalog.operation(name);
  const [first] = facts;
  if (first) {
    const readings = facts.flatMap((fact) => readingOf(fact) ?? []);
    const untold = facts
      .map(({ service }) => service)
      .filter((service) => !readings.some((each) => each.service === service));
    return { kind: 'operation', name: first.name, readings, untold };
  }
  const permission =
    catalog.permission(name)?.name ?? (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name) ? name : undefined);
  if (permission === undefined) return { kind: 'unknown', name, readings: [], untold: [] };
  const service = catalog.permission(permission)?.service;
  return {
    kind: 'permission',
    name: permission,
    readings: [{ basis: 'permission', service, all: [permission], ...NOTHING_MORE }],
    untold: [],
  };
}

function readingOf(fact: Operation): Needs | undefined {
  const { name, service, permissions, anyOf, conditional } = fact;
  if (name === 'MoveCompartment') return { basis: 'stated', service, all: [MANAGE_ALL], ...NOTHING_MORE };
  if (permissions && (permissions.length > 0 || anyOf.length > 0 || conditional.length === 0)) {
    return { basis: 'stated', service, all: permissions, oneOf: anyOf, cases: conditional, any: [] };
  }
  // Each case has its own permissions, and one of the cases is at hand.
  if (permissions) {
    const sets = conditional.map((each) => each.permissions);
    return { basis: 'stated', service, all: [], oneOf: sets, cases: [], any: [] };
  }
  return derived(name, service) ?? bounds(name, service);
}

function derived(operation: string, service: string): Needs | undefined {
  const [own, more] = permissionsFor(operation);
  if (own === undefined || more !== undefined || !own.includes(subjectOf(operation))) return undefined;
  const beside = neededBeside(operation, [own]);
  const added = beside.filter(({ conditional }) => !conditional).flatMap(({ permissions }) => permissions);
  return {
    ...{ basis: 'derived', service, oneOf: [], any: [] },
    all: [...new Set([own, ...added])],
    cases: beside
      .filter(({ conditional }) => conditional)
      .map(({ permissions, grant }) => ({ permissions, when: grant })),
  };
}

/** The highest verb that lets it through in full is enough; without any permission of the type it is not let through. */
function bounds(operation: string, service: string): Needs | undefined {
  const cells = loadCatalog()
    .coverageOf(operation)
    .filter((cell) => cell.service === service);
  const full = cells.filter(({ partial }) => !partial);
  const types = new Set(full.map(({ resourceType }) => resourceType));
  const [type] = types;
  if (type === undefined || types.size > 1) return undefined;
  const highest = VERBS.findLast((verb) => full.some((cell) => cell.verb === verb));
  const all = highest ? [...permissionsOf(type, highest)] : [];
  return all.length === 0
    ? undefined
    : { basis: 'bounds', service, all, oneOf: [], cases: [], any: [...permissionsOf(type, 'manage')] };
}
