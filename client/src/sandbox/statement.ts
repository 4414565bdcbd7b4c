import { loadCatalog } from '../../../server/src/catalog/catalog.ts';
import { VERBS, type Verb } from '../../../server/src/catalog/facts.ts';
import { VERB_KINDS } from '../../../server/src/language/kinds.ts';
import { valueOf } from '../../../server/src/language/names.ts';
import type {
  Association,
  CompartmentLocation,
  Comparison,
  Leaf,
  NamedSubject,
  Statement,
  TenancyLocation,
  TreeNode,
  VerbGrant,
} from '../../../server/src/language/tree.ts';
import { walk } from '../../../server/src/language/walk.ts';
import { isSame } from './operations/details.ts';
import { readOne } from './read-statement.ts';
import { refusals } from './refusal.ts';
import type { Settings } from './settings.ts';
import type { State, Stored } from './state.ts';

/** What names in a statement are looked up in. */
export interface Surroundings {
  readonly state: State;
  readonly settings: Settings;
  /** The compartment that the policy hangs on. */
  readonly attachment: string;
  /** The aliases that the policy defines, as `group name`, in lower case. */
  readonly aliases: ReadonlySet<string>;
}

/** A path of compartments in the text of a statement, and the compartment that it was bound to. */
export interface Bound {
  readonly start: number;
  readonly end: number;
  readonly compartment: string;
}

/** The tree of a statement. Throws the refusal of what cannot be parsed. */
export function readStatement(text: string): Statement {
  const { tree } = readOne(text);
  if (tree.type === 'Grant' || tree.type === 'Define' || tree.type === 'Endorse' || tree.type === 'Admit')
    return tree;
  throw refusals.notParsed(/\S+/.exec(text)?.[0] ?? '', 0);
}

/** What a `define` defines, as `Surroundings.aliases` has it. */
export function aliasOf(tree: Statement): string | undefined {
  if (tree.type !== 'Define') return undefined;
  return alias(tree.kind.text, tree.name);
}

/**
 * Looks up what the service looks up when a policy is saved (reference 5.5), and gives the compartments that paths were bound
 * to, in the order of the text. Throws the refusal of the first thing that is not there.
 */
export function bindStatement(tree: Statement, at: Surroundings): readonly Bound[] {
  checkEffect(tree, at);
  const bound: Bound[] = [];
  walk(tree, (node, above) => {
    switch (node.type) {
      case 'NamedSubject':
        return checkSubject(node, tree, at);
      case 'VerbGrant':
        return checkGrant(node, isDenial(tree), at);
      case 'Association':
        return checkAssociation(node, at);
      case 'TenancyLocation':
        return checkTenancy(node, at);
      case 'CompartmentLocation':
        return void bound.push(...compartmentOf(node, at));
      case 'Comparison':
        return checkComparison(node, above);
      default:
        return undefined;
    }
  });
  return bound;
}

function isDenial(tree: Statement): boolean {
  if (tree.type === 'Grant') return tree.effect.text.toLowerCase() === 'deny';
  return tree.type !== 'Define' && tree.deny !== undefined;
}

function checkEffect(tree: Statement, { state, settings, attachment }: Surroundings): void {
  if (isDenial(tree) && !settings.denyEnabled) throw refusals.denyNotEnabled();
  const crosses = tree.type === 'Endorse' || tree.type === 'Admit';
  if (crosses && attachment !== state.tenancy.id)
    throw refusals.invalid('Statements across tenancies can only be in a policy of the tenancy compartment');
}

function checkSubject({ kind, principals }: NamedSubject, tree: Statement, at: Surroundings): void {
  const what = kind.text.toLowerCase();
  for (const { id, name } of principals) {
    const last = valueOf(name.at(-1) ?? kind);
    if (what === 'service') {
      if (at.settings.refuseUnknownTypes && !loadCatalog().servicePrincipal(last))
        throw refusals.serviceUnknown(last);
      continue;
    }
    // Of an OCID only the shape is looked at; the group of an `admit` is one of another tenancy.
    if (id) continue;
    if (tree.type === 'Admit') {
      if (!at.aliases.has(alias(what, name))) throw refusals.principalUnknown(what, last);
      continue;
    }
    if (!isPrincipal(what, name.map(valueOf), at.state)) throw refusals.principalUnknown(what, last);
  }
}

/** Whether a name is that of a principal of its domain; without a domain, of the default one. */
function isPrincipal(kind: string, name: readonly string[], { resources }: State): boolean {
  const [domain, last] = [name.length > 1 ? (name[0] ?? '') : 'Default', name.at(-1) ?? ''];
  const has = (list: readonly Stored[] = []) => list.some((each) => isSame(each.name, last));
  if (isSame(domain, 'Default')) {
    const { groups, dynamicGroups, users } = resources;
    return has({ group: groups, 'dynamic-group': dynamicGroups, user: users }[kind]);
  }
  const found = resources.domains.find((each) => isSame(each.name, domain));
  const { domainGroups, domainDynamicGroups } = resources;
  const lists: Readonly<Record<string, readonly Stored[]>> = {
    group: domainGroups,
    'dynamic-group': domainDynamicGroups,
  };
  return found !== undefined && has(lists[kind]?.filter((each) => each['domainId'] === found.id));
}

function checkGrant({ verb, resourceType }: VerbGrant, denies: boolean, { settings }: Surroundings): void {
  if (!VERB_KINDS.has(verb.kind)) throw refusals.notParsed(verb.text, verb.start);
  const type = valueOf(resourceType);
  if (!isType(type, settings)) throw refusals.noPermissions();
  const catalog = loadCatalog();
  if (type.toLowerCase() === 'all-resources' || !catalog.tablesKnown(type)) return;
  // A denial takes what its verb and those above it add, so that of `manage` there must be something.
  const word = denies ? 'manage' : VERBS.find((each: Verb) => each === verb.text.toLowerCase());
  if (word && catalog.permissionsOf(type, word).length === 0) throw refusals.noPermissions();
}

function checkAssociation({ resourceType, withResourceType }: Association, { settings }: Surroundings): void {
  for (const type of [resourceType, withResourceType])
    if (!isType(valueOf(type), settings)) throw refusals.noPermissions();
}

function isType(name: string, { refuseUnknownTypes }: Settings): boolean {
  const catalog = loadCatalog();
  return (
    !refuseUnknownTypes ||
    name.toLowerCase() === 'all-resources' ||
    catalog.resourceType(name) !== undefined ||
    catalog.family(name) !== undefined
  );
}

function checkTenancy(location: TenancyLocation, { state, attachment, aliases }: Surroundings): void {
  if (location.alias) return checkTenancyAlias(location.alias, aliases);
  const isOwn = location.kind.text.toLowerCase() === 'tenancy';
  if (isOwn && attachment !== state.tenancy.id) throw refusals.compartmentUnknown('tenancy');
}

function checkTenancyAlias(leaf: Leaf, aliases: ReadonlySet<string>): void {
  if (!aliases.has(alias('tenancy', [leaf])))
    throw refusals.invalid(`The alias ${valueOf(leaf)} is not defined in the policy`);
}

/** The compartment that a path names, seen from the policy's own: a child of it first, else that one itself. */
function compartmentOf(location: CompartmentLocation, at: Surroundings): Bound[] {
  const { state, attachment, aliases } = at;
  if (location.alias) {
    checkTenancyAlias(location.alias, aliases);
    return [];
  }
  // Of an OCID only the shape is looked at.
  if (location.id) return [];
  // A name in quotes is taken apart like any other.
  const names = location.path.flatMap((leaf) => valueOf(leaf).split(':')).filter((name) => name !== '');
  const [first = '', ...rest] = names;
  const own = state.resources.compartments.find(({ id }) => id === attachment);
  let current = child(state, attachment, first) ?? (own && isSame(own.name, first) ? own : undefined);
  for (const name of rest) current = current && child(state, current.id, name);
  if (!current) throw refusals.compartmentUnknown(names.join(':'));
  return [
    { start: location.path[0]?.start ?? 0, end: location.path.at(-1)?.end ?? 0, compartment: current.id },
  ];
}

function child({ resources }: State, parent: string, name: string): Stored | undefined {
  return resources.compartments.find(
    (each) => each.compartmentId === parent && each.lifecycleState !== 'DELETED' && isSame(each.name, name),
  );
}

/** A word without quotes on the right is a variable, and a variable has a dot. Source: reference 0.3, 1.5. */
function checkComparison({ values }: Comparison, above: readonly TreeNode[]): void {
  if (above[0]?.type === 'DynamicGroup') return;
  for (const { kind, text } of values) {
    if (kind === 'STRING' || kind === 'PATTERN') continue;
    if (kind === 'TEXT' || !/^(?:request|target)\.\S/i.test(text)) throw refusals.valueUnquoted();
  }
}

function alias(kind: string, name: readonly Leaf[]): string {
  return `${kind.toLowerCase()} ${name.map(valueOf).join('/').toLowerCase()}`;
}
