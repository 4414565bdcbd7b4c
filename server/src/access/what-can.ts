import { loadCatalog } from '../catalog/catalog.ts';
import { candidatesOf } from './candidates.ts';
import { covers, type Covered } from './compartments.ts';
import {
  evaluate,
  type Answer,
  type Outcome,
  type PermissionAnswer,
  type ReadingAnswer,
} from './evaluate.ts';
import { takesIn } from './membership.ts';
import { grantBits, permissionsIn } from './permission-bits.ts';
import type { CompartmentRef, Principal, Request } from './request.ts';
import type { Placed, Tenancy } from './tenancy.ts';

/** What somebody may do at one place. */
export interface Abilities {
  /** What the same statements give is told together; what is certain comes first. */
  readonly abilities: readonly Ability[];
  /** Operations for which some of what they may need is given, and no source says exactly what they need. */
  readonly untold: readonly string[];
  /** Statements that may give more than the catalogue knows. */
  readonly mayMore: readonly Placed[];
}

export interface Ability {
  /** `unknown`: it hangs on what is not told. `denied`: it would be given, and a denial takes it. */
  readonly outcome: Outcome;
  /** The statements that settle it; of what is not known, also those of which it is not known whether they apply. */
  readonly statements: readonly Placed[];
  /** Given without any policy. */
  readonly builtIn: PermissionAnswer['builtIn'];
  readonly permissions: readonly string[];
  /** Operations that need nothing else; of what is denied, those that the denial stops. */
  readonly operations: readonly PossibleOperation[];
  /** A request for the first of them, and its answer: why it is as it is. */
  readonly request: Request;
  readonly answer: Answer;
}

export interface PossibleOperation {
  readonly name: string;
  /** Where several services have an operation of this name, and it is not possible in all: which one is meant. */
  readonly service?: string;
  /** Cases, as the documents put them, in which more is needed than is given for certain. */
  readonly except: readonly string[];
}

/**
 * What somebody may do at a place: each permission and each operation of the catalogue asked for, and those permissions that only
 * statements name. What no statement gives is left out.
 */
export function whatCan(tenancy: Tenancy, asked: Omit<Request, 'action'>): Abilities {
  const { principal, target } = asked;
  const applying = tenancy.statements.filter(
    (each) =>
      mayConcern(each, principal, tenancy) && covers(each.covered, target, tenancy.compartments) !== 'no',
  );
  // What is for others, or for another place, decides nothing.
  const narrow = only(applying, tenancy);
  const isDenying = applying.some(({ denies }) => denies);
  const undenied = isDenying
    ? only(
        applying.filter(({ denies }) => !denies),
        tenancy,
      )
    : undefined;
  const groups = grouping(applying);
  const untold = new Set<string>();
  const given = new Set<string>();
  const ask = (action: string) => {
    const request = { ...asked, action };
    const answer = evaluate(narrow, request);
    const isAll = answer.readings.every(({ outcome }) => outcome === 'denied');
    // Something that would be given but for the denials.
    const otherwise = undenied && isAll ? evaluate(undenied, request) : undefined;
    return { request, answer, isTaken: otherwise !== undefined && otherwise.outcome !== 'denied' };
  };
  for (const permission of permissionsNamed(applying)) {
    const { request, answer, isTaken } = ask(permission);
    const [reading] = answer.readings;
    if (!reading || (reading.outcome === 'denied' && !isTaken) || isBeyondCatalog(reading)) continue;
    given.add(permission);
    groups.of(reading, request, answer).permissions.push(permission);
  }
  for (const name of loadCatalog().operationNames) {
    const { request, answer, isTaken } = ask(name);
    const possible = answer.readings.filter(
      (each) => (each.outcome !== 'denied' || isTaken) && isTouched(each, given),
    );
    for (const reading of possible) {
      const isSettled =
        reading.outcome !== 'unknown' || decidingIn(reading).some(({ result }) => result === 'unknown');
      if (!isSettled) {
        untold.add(name);
        continue;
      }
      if (isBeyondCatalog(reading)) continue;
      const { service } = reading.needs;
      const except = reading.cases.flatMap(({ when, outcome }) => (outcome === 'allowed' ? [] : [when]));
      const isOne = answer.readings.length === possible.length || service === undefined;
      const { operations } = groups.of(reading, request, answer);
      const isKnown = operations.some((each) => each.name === name && (isOne || each.service === service));
      if (!isKnown) operations.push({ name, ...(isOne ? {} : { service }), except: isTaken ? [] : except });
    }
  }
  return { abilities: groups.all(), untold: [...untold], mayMore: applying.filter(mayGiveMore) };
}

function only(statements: readonly Placed[], tenancy: Tenancy): Tenancy {
  return { ...tenancy, statements, candidates: candidatesOf(statements) };
}

const ORDER: readonly Outcome[] = ['allowed', 'unknown', 'denied'];

/** What is settled in the same way by the same statements belongs together. */
function grouping(statements: readonly Placed[]) {
  type Group = Ability & { permissions: string[]; operations: PossibleOperation[] };
  const numbers = new Map(statements.map((each, index) => [each, index]));
  const found = new Map<string, Group>();
  return {
    of: (reading: ReadingAnswer, request: Request, answer: Answer): Group => {
      const { outcome } = reading;
      const deciding = decidingIn(reading);
      const all = deciding.flatMap((each) => [
        ...each.deciding,
        ...each.open.map(({ statement }) => statement),
      ]);
      const settling = [...new Set(all)];
      const builtIn = deciding.find((each) => each.builtIn !== undefined)?.builtIn;
      const doubts = deciding.map(({ doubt = '' }) => doubt);
      const key = JSON.stringify([
        outcome,
        builtIn,
        ...new Set(doubts),
        settling.map((each) => numbers.get(each)),
      ]);
      let group = found.get(key);
      if (!group) {
        group = { outcome, statements: settling, builtIn, request, answer, permissions: [], operations: [] };
        found.set(key, group);
      }
      return group;
    },
    all: (): Ability[] =>
      [...found.values()].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome)),
  };
}

/** The places that statements for somebody name, the root first; each once, with the first statement that names it. */
export function placesOf(
  tenancy: Tenancy,
  principal: Principal,
): { target: CompartmentRef; statement: Placed }[] {
  const places = new Map<string, { target: CompartmentRef; statement: Placed }>();
  for (const statement of tenancy.statements) {
    const target = mayConcern(statement, principal, tenancy) ? placeIn(statement.covered) : undefined;
    const key = target && JSON.stringify(target).toLowerCase();
    if (target && key !== undefined && !places.has(key)) places.set(key, { target, statement });
  }
  const depth = ({ path }: CompartmentRef) => path?.length ?? Infinity;
  return [...places.values()].sort((a, b) => depth(a.target) - depth(b.target) || 0);
}

function placeIn(covered: Covered): CompartmentRef | undefined {
  if (covered.kind === 'path') return { path: covered.path };
  return covered.kind === 'id' && covered.below.length === 0 ? { ocid: covered.ocid } : undefined;
}

function mayConcern(statement: Placed, principal: Principal, tenancy: Tenancy): boolean {
  if (statement.kind !== 'plain' || (statement.denies && !tenancy.obeysDeny)) return false;
  return takesIn(statement, principal, tenancy) !== 'no';
}

/** All permissions of the catalogue, and those that statements name besides. */
function permissionsNamed(statements: readonly Placed[]): Iterable<string> {
  const named = statements.flatMap(({ grantor, denies }) =>
    grantor?.grant.type === 'PermissionSet' ? permissionsIn(grantBits(grantor.grant, denies).sure) : [],
  );
  return new Set([...loadCatalog().permissionNames, ...named]);
}

/** Whether anything that an operation needs, or may need, is given; one that needs nothing is nobody's in particular. */
function isTouched({ permissions }: ReadingAnswer, given: ReadonlySet<string>): boolean {
  return permissions.some(({ permission }) => given.has(permission));
}

/** The permissions that settle what a reading comes to. */
function decidingIn({ needs, permissions, outcome }: ReadingAnswer): readonly PermissionAnswer[] {
  if (outcome === 'denied') return permissions.filter(({ result }) => result === 'denied');
  return permissions.filter(
    ({ permission, result }) =>
      result !== 'denied' &&
      result !== 'not-granted' &&
      (!needs.any.includes(permission) || needs.all.includes(permission)),
  );
}

/** Whether all that is not known of a permission is whether a statement grants it: such statements are told of by themselves. */
function isBeyondCatalog({ permissions }: ReadingAnswer): boolean {
  return permissions.some(({ result, builtIn, deciding, open, doubt }) => {
    const giving = open.filter(({ statement }) => !statement.denies);
    const isOpen =
      result === 'unknown' && builtIn === undefined && deciding.length === 0 && doubt === undefined;
    return isOpen && giving.length > 0 && giving.every(({ grant }) => grant === 'unknown');
  });
}

function mayGiveMore({ grantor, denies }: Placed): boolean {
  return grantor !== undefined && !denies && grantBits(grantor.grant, denies).mayMore;
}
