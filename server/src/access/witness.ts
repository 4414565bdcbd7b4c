import { loadCatalog } from '../catalog/catalog.ts';
import { isOpen, valueOf } from '../language/names.ts';
import type { Condition } from '../language/tree.ts';
import type { Atom } from './atoms.ts';
import { isAlwaysCarried, meet, situationsOf, type Situation } from './condition.ts';
import { isVariable } from './holds.ts';
import { actionOf } from './operation-needs.ts';
import { INVENTED } from './request-text.ts';
import type { CompartmentRef, Fact, GroupRef, Principal, Request } from './request.ts';
import type { Tenancy } from './tenancy.ts';
import { resourceFitting } from './test-requests.ts';
import { covers, type Matcher, type Values } from './values.ts';

/** What a condition is to come to. */
export interface Wish {
  readonly condition: Condition;
  readonly holds: boolean;
}

/** More combinations than this are not tried. */
const MOST_SITUATIONS = 24;

/**
 * Concrete requests for a permission under which conditions may come to what is wished. They are proposals: whether one does
 * what it should is for the evaluator to say.
 */
export function* requestsFor(
  permission: string,
  principal: Principal,
  target: CompartmentRef,
  wishes: readonly Wish[],
): Generator<Request> {
  let situations: readonly Situation[] = [new Map()];
  for (const { condition, holds } of wishes) {
    const next = situations.flatMap((one) =>
      situationsOf(condition, holds).flatMap((other) => meet(one, other) ?? []),
    );
    // What is not met is left to chance.
    if (next.length > 0) situations = next.slice(0, MOST_SITUATIONS);
  }
  const variables = toldBy(wishes);
  const pairs = wishes.flatMap(({ condition, holds }) => (holds ? pairsIn(condition) : []));
  for (const situation of situations) {
    for (const isThere of [true, false]) {
      for (const isPaired of pairs.length > 0 ? [true, false] : [false]) {
        const facts = factsFrom(situation, variables, isThere, isPaired ? pairs : []);
        const time = timeIn(situation);
        for (const action of actionsFor(permission, situation)) {
          yield { principal, action, target, facts, ...(time === undefined ? {} : { time }) };
        }
      }
    }
  }
}

/** The variables that requests tell of which conditions are wished to come to something, in lower case; besides, they may tell the time. */
export function toldBy(wishes: readonly Wish[]): ReadonlySet<string> {
  const all = wishes.flatMap(({ condition }) => [...variablesIn(condition)]);
  const paired = wishes.flatMap(({ condition }) => pairsIn(condition).flat());
  return new Set([...all.filter((variable) => !DERIVED.test(variable)), ...paired]);
}

/** The permission itself, or an operation that needs it alone, where a condition asks for operations. */
function actionsFor(permission: string, situation: Situation): string[] {
  const wanted = situation.get('request.operation');
  if (!wanted) return [permission];
  const names = wanted.among
    ? wanted.among.flatMap(({ how, text }) => (how === 'is' ? [text] : []))
    : operationsOf(permission).filter(
        (name) => !wanted.except.some((each) => isMatched(each, name.toLowerCase())),
      );
  return names.slice(0, 4).flatMap((name) => {
    const { kind, name: action, readings } = actionOf(name);
    const isAlone = readings.every(({ all, oneOf }) => all.join() === permission && oneOf.length === 0);
    return kind === 'operation' && isAlone && readings.length > 0 ? [action] : [];
  });
}

function operationsOf(permission: string): string[] {
  const found = loadCatalog().operations.filter(({ permissions }) => permissions?.join() === permission);
  return found.map(({ name }) => name);
}

function isMatched(matcher: Matcher, value: string): boolean {
  return covers(matcher, { how: 'is', text: value });
}

/** Values that a matcher may allow: itself, longer ones, and one that has all that it wants besides. */
function madeFrom({ how, text, also = [] }: Matcher): string[] {
  if (how === 'is') return [text];
  const wanted = (...hows: Matcher['how'][]) =>
    [{ how, text }, ...also].flatMap((each) => (hows.includes(each.how) ? [each.text] : [])).join('');
  const whole = also.length > 0 ? [wanted('begins') + wanted('is', 'contains') + wanted('ends')] : [];
  return [...whole, `${text}x`, `x${text}`, text];
}

/** What the evaluator works out by itself: a fact about it would tell of a request that there cannot be. */
const DERIVED =
  /^request\.(?:permission|operation|principal\.(?:type|id)|utc-timestamp(?:\.time-of-day)?)$|^target\.compartment\./;

function factsFrom(
  situation: Situation,
  variables: ReadonlySet<string>,
  isThere: boolean,
  pairs: readonly (readonly [string, string])[],
): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const variable of variables) {
    if (DERIVED.test(variable)) continue;
    const wanted = situation.get(variable);
    const value = wanted
      ? valueFrom(variable, wanted, isThere)
      : isThere || isAlwaysCarried(variable)
        ? 'another'
        : undefined;
    facts.set(variable, { values: value === undefined ? [] : [value] });
  }
  for (const [left, right] of pairs) {
    if (DERIVED.test(left)) facts.set(right, { as: left });
    else {
      facts.set(left, { as: right });
      // A tag of a resource's groups, or who the user is, follows from who asks.
      if (/^request\.(?:principal|user)\./.test(right)) facts.delete(right);
    }
  }
  return facts;
}

/** A value that a variable may have; undefined for none. */
function valueFrom(
  variable: string,
  { carried, among, except }: Values,
  isThere: boolean,
): string | undefined {
  if (carried === 'no' || (carried === 'either' && !isThere)) return undefined;
  const fits = (value: string) => !except.some((each) => isMatched(each, value));
  const known = variable === 'request.region' ? REGIONS : (loadCatalog().variable(variable)?.values ?? []);
  const listed = among?.flatMap(madeFrom);
  const ok = (value: string) => fits(value) && (!among || among.some((each) => isMatched(each, value)));
  const all = [...(listed ?? known), 'another', 'yet-another', 'one-more', 'q0'].map((each) =>
    each.toLowerCase(),
  );
  return all.find(ok);
}

const REGIONS = ['iad', 'phx', 'fra', 'gru', 'nrt', 'lhr'];

const DAY = 86_400_000;
/** A day in the middle of a month, at noon. */
const USUAL_DAY = Date.UTC(2026, 5, 17);

function timeIn(situation: Situation): number | undefined {
  const stamp = situation.get('request.utc-timestamp');
  const clock = situation.get('request.utc-timestamp.time-of-day');
  if (!stamp && !clock) return undefined;
  const middle = (low: number, high: number, usual: number, step: number) => {
    if (Number.isFinite(low) && Number.isFinite(high)) return (low + high) / 2;
    if (Number.isFinite(low)) return low + step;
    return Number.isFinite(high) ? high - step : usual;
  };
  const day = stamp ? middle(stamp.from, stamp.to, USUAL_DAY + DAY / 2, DAY) : USUAL_DAY;
  if (!clock) return day;
  const second = middle(Math.max(clock.from, 0), Math.min(clock.to, 86_399), 43_200, 3600);
  return Math.floor(day / DAY) * DAY + second * 1000;
}

function* variablesIn(condition: Condition): Generator<string> {
  if (condition.type === 'Combination') for (const each of condition.conditions) yield* variablesIn(each);
  else if (condition.type !== 'Call') {
    if (!isOpen(condition.variable)) yield condition.variable.text.toLowerCase();
    if (condition.type === 'Comparison') {
      for (const leaf of condition.values) if (isVariable(leaf)) yield leaf.text.toLowerCase();
    }
  }
}

/** The variables that a condition wants to be equal. */
function pairsIn(condition: Condition): (readonly [string, string])[] {
  if (condition.type === 'Combination') return condition.conditions.flatMap(pairsIn);
  if (condition.type !== 'Comparison' || condition.negated || condition.operator.text === '!=') return [];
  return condition.values
    .filter(isVariable)
    .map((leaf) => [condition.variable.text.toLowerCase(), leaf.text.toLowerCase()] as const);
}

/**
 * A group with what is told of it only, so that it can be told to a person; then one with a name and an OCID, for statements of
 * which some name groups and others have their OCIDs.
 */
function asTold(group: GroupRef): GroupRef[] {
  const { name, ocid } = group;
  const both = {
    name: name ?? `${INVENTED}${ocid}`,
    ocid: ocid ?? `ocid1.group.oc1..example-${name}`,
  };
  return [name === undefined ? { ...group, ...both } : group, { ...group, ...both }];
}

/** Principals whom an atom takes in, the plainest first. */
export function principalsOf(atom: Atom, tenancy: Tenancy): Principal[] {
  const kind = atom.subject.split(' ')[0];
  switch (kind) {
    case 'group':
      return atom.group ? asTold(atom.group).map((group) => ({ kind: 'user', groups: [group] })) : [];
    case 'dynamic-group':
      return atom.group ? [resourceFitting(atom.group, tenancy)] : [];
    case 'service':
      return [{ kind: 'service', name: atom.group?.name ?? '' }];
    default: {
      const [named, both] = asTold({ name: 'some-group' });
      const [numbered] = asTold({ ocid: 'ocid1.group.oc1..example-some-group' });
      const users = [named, numbered, both].flatMap((group): Principal[] =>
        group ? [{ kind: 'user', groups: [group] }] : [],
      );
      const types = typesIn(atom.condition);
      const members = tenancy.dynamicGroups.slice(0, 3).map(({ ref }) => resourceFitting(ref, tenancy));
      const resources: Principal[] = types.map((type) => ({
        kind: 'resource',
        type,
        ocid: `ocid1.${type}.oc1..example`,
        tags: new Map(),
      }));
      const services: Principal[] = kind === 'any-user' ? [{ kind: 'service', name: 'some-service' }] : [];
      const plain: Principal = {
        kind: 'resource',
        type: 'fnfunction',
        ocid: 'ocid1.fnfunc.oc1..example',
        tags: new Map(),
      };
      return [...resources, ...users.slice(0, 1), ...members, plain, ...services, ...users.slice(1)];
    }
  }
}

/** The types of principals that a condition names. */
function typesIn(condition: Condition | undefined): string[] {
  if (!condition) return [];
  if (condition.type === 'Combination') return condition.conditions.flatMap(typesIn);
  if (condition.type !== 'Comparison' || condition.variable.text.toLowerCase() !== 'request.principal.type')
    return [];
  return condition.values
    .map((leaf) => valueOf(leaf).toLowerCase())
    .filter((type) => type !== 'user' && type !== 'service');
}

/** The other tenancy of requests that an atom speaks of: that of the target, or that of who asks; nothing for requests at home. */
export function tenancyIn(
  { kind, across }: Atom,
  partner: Atom | undefined,
): { readonly tenancy?: string; readonly principal?: { readonly tenancy: string } } {
  if (kind === 'plain') return {};
  const named = [across, partner?.across].find((each) => each !== undefined && each !== 'any');
  const ocid = named ?? 'ocid1.tenancy.oc1..example';
  return kind === 'endorse' ? { tenancy: ocid } : { principal: { tenancy: ocid } };
}

/** The compartment that a place begins at. */
export function targetIn({ covered }: Atom): CompartmentRef {
  if (covered.kind === 'path') return { path: covered.path };
  return covered.kind === 'id' && covered.below.length === 0 ? { ocid: covered.ocid } : {};
}
