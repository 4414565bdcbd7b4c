/**
 * A second evaluator, as plain as can be: the pseudo-code of the reference (4.3 to 4.5), line by line, over a small world. It
 * shares the parser and the catalogue with the first one, and nothing else.
 */
import { loadCatalog, VERBS, type Verb } from '../../server/src/catalog/catalog.ts';
import type { PolicyDocument } from '../../server/src/language/document.ts';
import type { Comparison, Condition, Grant, Leaf, PolicyHead } from '../../server/src/language/tree.ts';

export type Three = 't' | 'f' | 'u';
export type Result = 'allowed' | 'denied' | 'unknown';

export interface PlainRequest {
  readonly who: PlainPrincipal;
  /** An operation with the permissions that it needs, or a permission. */
  readonly operation: string | undefined;
  readonly permissions: readonly string[];
  /** The path of the target's compartment. */
  readonly at: readonly string[];
  /** Undefined: not told. None: the request does not carry it. */
  readonly facts: Readonly<Record<string, readonly string[] | undefined>>;
}

export type PlainPrincipal =
  | { readonly kind: 'user'; readonly name: string; readonly groups: readonly string[] }
  | { readonly kind: 'resource'; readonly type: string; readonly id: string }
  | { readonly kind: 'service'; readonly name: string };

export interface PlainWorld {
  readonly document: PolicyDocument;
  /** Paths from the root, joined by colons. */
  readonly compartments: readonly string[];
  /** By name: the type and, where the rule asks for it, the id of its members, and its tag. */
  readonly dynamicGroups: Readonly<Record<string, { type: string; id?: string; tag?: string }>>;
}

const TAG = 'request.principal.group.tag.t.k';

const and = (...all: Three[]): Three => (all.includes('f') ? 'f' : all.includes('u') ? 'u' : 't');
const or = (...all: Three[]): Three => (all.includes('t') ? 't' : all.includes('u') ? 'u' : 'f');
const not = (one: Three): Three => (one === 't' ? 'f' : one === 'f' ? 't' : 'u');
const is = (holds: boolean): Three => (holds ? 't' : 'f');

export function decidePlainly(world: PlainWorld, request: PlainRequest): Result {
  const results = request.permissions.map((permission) => decideNeed(world, request, permission));
  if (results.includes('denied')) return 'denied';
  return results.includes('unknown') ? 'unknown' : 'allowed';
}

function decideNeed(world: PlainWorld, request: PlainRequest, permission: string): Result {
  const isAdmin = request.who.kind === 'user' && request.who.groups.includes('Administrators');
  let allow: Three = is(isAdmin);
  let deny: Three = 'f';
  let head: PolicyHead | undefined;
  for (const { tree } of world.document.items) {
    if (tree?.type === 'PolicyHead') head = tree;
    if (tree?.type === 'BlockEnd') head = undefined;
    if (tree?.type !== 'Grant') continue;
    if (!permissionsOf(tree).has(permission)) continue;
    const located = coversLocation(tree, head, request.at, world);
    const matches = and(
      located,
      matchesSubject(tree, request.who, world),
      evaluate(tree.condition, request, permission, world),
    );
    if (tree.effect.text === 'allow') allow = or(allow, matches);
    else if (!isAdmin) deny = or(deny, matches);
  }
  // The table of `combine`.
  if (deny === 't') return 'denied';
  if (allow === 'f') return 'denied';
  return deny === 'u' || allow === 'u' ? 'unknown' : 'allowed';
}

function permissionsOf({ grant, effect }: Grant): ReadonlySet<string> {
  if (grant.type === 'PermissionSet') return new Set(grant.permissions.map(({ text }) => text));
  const of = (verb: Verb) => new Set(loadCatalog().permissionsOf(grant.resourceType.text, verb));
  const verb = grant.verb.text as Verb;
  if (effect.text === 'allow') return of(verb);
  const below = VERBS[VERBS.indexOf(verb) - 1];
  const left = below ? of(below) : new Set<string>();
  return new Set([...of('manage')].filter((each) => !left.has(each)));
}

function coversLocation(
  { location }: Grant,
  head: PolicyHead | undefined,
  at: readonly string[],
  world: PlainWorld,
): Three {
  const [hangs] = head?.locations ?? [];
  const base = hangs?.type === 'CompartmentLocation' ? hangs.path.map(({ text }) => text) : [];
  if (location.type === 'TenancyLocation') return base.length === 0 ? 't' : 'u';
  const path = location.path.map(({ text }) => text);
  const isThere = (parts: readonly string[]) => world.compartments.includes(parts.join(':'));
  let resolved: readonly string[];
  if (isThere([...base, ...path])) resolved = [...base, ...path];
  else if (path.length === 1 && base.length > 0 && path[0] === base[base.length - 1]) resolved = base;
  else return 'u';
  return is(resolved.every((part, index) => at[index] === part));
}

function matchesSubject({ subject }: Grant, who: PlainPrincipal, world: PlainWorld): Three {
  const names =
    subject.type === 'NamedSubject' ? subject.principals.map(({ name }) => name[0]?.text ?? '') : [];
  switch (subject.kind.text) {
    case 'any-user':
      return 't';
    case 'any-group':
      if (who.kind === 'service') return 'f';
      if (who.kind === 'user') return who.groups.length > 0 ? 't' : 'u';
      return Object.keys(world.dynamicGroups).some((name) => isMember(who, name, world)) ? 't' : 'u';
    case 'group':
      return is(who.kind === 'user' && names.some((name) => who.groups.includes(name)));
    case 'dynamic-group':
      return is(who.kind === 'resource' && names.some((name) => isMember(who, name, world)));
    default:
      return is(who.kind === 'service' && names.includes(who.name));
  }
}

function isMember(
  who: Extract<PlainPrincipal, { kind: 'resource' }>,
  name: string,
  world: PlainWorld,
): boolean {
  const group = world.dynamicGroups[name];
  return group?.type === who.type && (group.id === undefined || group.id === who.id);
}

function evaluate(
  condition: Condition | undefined,
  request: PlainRequest,
  permission: string,
  world: PlainWorld,
): Three {
  if (!condition) return 't';
  const lookUp = (variable: string) => valueOf(variable, request, permission, world);
  switch (condition.type) {
    case 'Combination': {
      const parts = condition.conditions.map((each) => evaluate(each, request, permission, world));
      return condition.operator.text === 'all' ? and(...parts) : or(...parts);
    }
    case 'Presence': {
      const value = lookUp(condition.variable.text);
      const there: Three =
        value === 'untold' ? (isAlways(condition.variable.text) ? 't' : 'u') : is(value !== 'absent');
      return condition.negated ? not(there) : there;
    }
    case 'Comparison':
      return compare(condition, lookUp);
    case 'Call':
      throw new Error('no functions here');
  }
}

type Value = readonly string[] | 'absent' | 'untold';

function isAlways(variable: string): boolean {
  return ['request.permission', 'request.operation', 'request.region', 'request.principal.type'].includes(
    variable,
  );
}

function valueOf(variable: string, request: PlainRequest, permission: string, world: PlainWorld): Value {
  const { who, operation, facts } = request;
  if (variable === 'request.permission') return [permission];
  if (variable === 'request.operation') return operation === undefined ? 'untold' : [operation];
  if (variable === 'target.bucket.name' && operation === 'ListBuckets') return 'absent';
  if (variable in facts) {
    const told = facts[variable];
    if (told) return told.length === 0 ? 'absent' : told;
  }
  if (variable === 'request.principal.type') return [who.kind === 'resource' ? who.type : who.kind];
  if (variable === 'request.user.name') return who.kind === 'user' ? [who.name] : 'absent';
  if (variable === TAG) {
    if (who.kind === 'service') return 'untold';
    if (who.kind === 'user') return who.groups.length > 0 ? 'untold' : 'absent';
    const groups = Object.entries(world.dynamicGroups).filter(([name]) => isMember(who, name, world));
    const values = groups.flatMap(([, { tag }]) => (tag === undefined ? [] : [tag]));
    return values.length === 0 ? 'absent' : values;
  }
  return 'untold';
}

function compare(
  { variable, operator, negated, values }: Comparison,
  lookUp: (variable: string) => Value,
): Three {
  const left = lookUp(variable.text);
  const right = values.map((leaf) => (leaf.kind === 'ID' ? lookUp(leaf.text) : leaf));
  if (left === 'absent') return 'f';
  if (operator.text !== 'in' && right.some((each) => each === 'absent')) return 'f';
  const each = right.map((other): Three => {
    if (other === 'absent') return 'f';
    if (left === 'untold' || other === 'untold') return 'u';
    if (!isLeaf(other)) {
      const within = (few: readonly string[], many: readonly string[]) =>
        few.every((one) => many.includes(one));
      return is(within(fold(left), fold(other)) || within(fold(other), fold(left)));
    }
    return is(fold(left).some((one) => matches(one, other)));
  });
  const equal = or(...each);
  return operator.text === '!=' || negated ? not(equal) : equal;
}

function isLeaf(other: Leaf | readonly string[]): other is Leaf {
  return !Array.isArray(other);
}

const fold = (values: readonly string[]) => values.map((value) => value.toLowerCase());

function matches(value: string, { kind, text }: Leaf): boolean {
  const inner = text.slice(1, -1).toLowerCase();
  if (kind !== 'PATTERN') return value === inner;
  const body = inner.replace(/^\*|\*$/g, '');
  if (inner === '*') return true;
  if (inner.startsWith('*') && inner.endsWith('*')) return value.includes(body);
  if (inner.startsWith('*')) return value.endsWith(body);
  return inner.endsWith('*') ? value.startsWith(body) : value === body;
}
