import { loadCatalog } from '../../catalog/catalog.ts';
import type { ItemKind } from '../../language/cut.ts';
import type { Leaf } from '../../language/tree.ts';
import { valueOf } from '../../language/names.ts';
import type { NameKind } from '../names.ts';
import { keywordProposals } from './keywords.ts';
import { nameProposals, ocidProposals, placeholderProposal, principalProposals } from './names.ts';
import { openerProposals } from './openers.ts';
import { operationProposals } from './operations.ts';
import { operatorProposals } from './operators.ts';
import { permissionProposals } from './permissions.ts';
import type { Place } from './place.ts';
import type { Proposal, Surroundings } from './proposal.ts';
import { resourceTypeProposals } from './resource-types.ts';
import { templateProposals } from './templates.ts';
import { factProposals, matchingVariableProposals, variableProposals } from './variables.ts';
import { valueProposals } from './values.ts';
import { verbProposals } from './verbs.ts';

/** What may stand in a slot, the likeliest first. */
export function proposalsFor(surroundings: Surroundings): Proposal[] {
  const { slot } = surroundings;
  const isStart = slot.before.length === 0;
  const own = isStart ? [] : slotProposals(surroundings);
  if (!isStart && !slot.lineStart) return own;
  const openers = openerProposals(surroundings);
  if (!isStart && !slot.whole) return [...own, ...openers];
  // On a line of its own behind what could end there, a new statement is likelier than a clause.
  return [...openers, ...own, ...(slot.typed === '' ? [] : templateProposals(surroundings))];
}

function slotProposals(surroundings: Surroundings): Proposal[] {
  const { slot, style } = surroundings;
  const variable = slot.before.at(-1);
  if (variable?.kind === 'ID' && slot.fits('=')) {
    const operators = operatorProposals(variable.text, slot.kind === 'dynamic-group');
    return slot.fits('!=') ? operators : operators.filter(({ label }) => label === '=');
  }
  const keywords = [...keywordProposals(slot, style), ...blockProposals(surroundings)];
  if (!slot.place) return keywords;
  const words = wordProposals(slot.place, surroundings);
  return comesFirst(surroundings) ? [...keywords, ...words] : [...words, ...keywords];
}

/** Keywords come before names that may be left out, and `any` and `all` before the first variable of a condition. */
function comesFirst({ slot }: Surroundings): boolean {
  if (slot.place?.part === 'alias') return slot.kind !== 'endorse';
  return ['where', 'matching'].includes(slot.before.at(-1)?.kind ?? '');
}

/** The braces of a declaration that has said everything else. */
function blockProposals({ slot }: Surroundings): Proposal[] {
  if (!slot.fits('{') || !BLOCKS.has(slot.kind)) return [];
  const insert = slot.kind === 'policy' ? '{\n  $0\n}' : '{ $0 }';
  return [{ label: '{ }', kind: 'keyword', insert, snippet: true, goesOn: true }];
}

const BLOCKS: ReadonlySet<ItemKind> = new Set(['policy', 'tag-namespace', 'test']);

/** The words of a slot that are no keywords. */
function wordProposals(place: Place, surroundings: Surroundings): Proposal[] {
  const { node, part, tree, above, index } = place;
  const { slot, style } = surroundings;
  const owner = above.at(-1);
  switch (node.type) {
    case 'VerbGrant':
      if (part === 'resourceType') return resourceTypeProposals(node.verb.text, surroundings);
      return [...verbProposals(slot.next?.text, style), PERMISSION_SET];
    case 'Association':
      return resourceTypeProposals(undefined, surroundings);
    case 'PermissionSet':
      return permissionProposals(otherPermissions(surroundings), surroundings);
    case 'Principal': {
      const kind = owner?.type === 'NamedSubject' ? owner.kind.kind : 'group';
      if (node.id) return ocidProposals(kind, surroundings);
      const listed = owner?.type === 'NamedSubject' ? owner.principals.flatMap(({ name }) => name) : [];
      return principals(kind, listed, surroundings);
    }
    case 'QualifiedName':
      if (owner?.type === 'UserActor') return nameProposals('group', surroundings);
      return owner?.type === 'OtherActor' ? principals(owner.kind.kind, [], surroundings) : [];
    case 'ResourceSubject':
      return part === 'resourceKind' ? RESOURCE_SUBJECTS : [];
    case 'CompartmentLocation':
      if (part === 'alias') return nameProposals('tenancy', surroundings);
      if (node.id) return ocidProposals('compartment', surroundings);
      return compartments(index, surroundings);
    case 'TenancyLocation':
      return slot.kind === 'endorse' || slot.kind === 'admit' ? nameProposals('tenancy', surroundings) : [];
    case 'Define':
      if (part === 'ocid') return ocidProposals(node.kind.kind, surroundings);
      return nameProposals(node.kind.kind as NameKind, surroundings);
    case 'Presence':
    case 'Comparison':
      if (part === 'values')
        return node.type === 'Comparison' ? valueProposals(node.variable.text, place, surroundings) : [];
      return tree.type === 'DynamicGroup'
        ? matchingVariableProposals(surroundings)
        : variableProposals(place, surroundings);
    case 'TagValue':
      return part === 'key' ? nameProposals('tag', surroundings) : [];
    case 'TestCase':
      return part === 'tenancy' ? nameProposals('tenancy', surroundings) : [];
    case 'UserActor':
      return part === 'name' ? nameProposals('user', surroundings) : [];
    case 'ResourceActor':
      return loadCatalog().principalTypes.map(({ value }) => ({ label: value, kind: 'value' }));
    case 'Attribute':
      if (part === 'value') return attributeValues(node.key, place, surroundings);
      return owner?.type === 'ResourceActor' ? ATTRIBUTES : factProposals(surroundings);
    case 'Expectation':
      return operationProposals(undefined, surroundings);
    default:
      return [];
  }
}

const PERMISSION_SET: Proposal = {
  label: '{ }',
  kind: 'keyword',
  insert: '{$0}',
  snippet: true,
  goesOn: true,
};

/** Kinds of resources that statements name as their subject. Source: Oracle's pages of Process Automation and of identity domains. */
const RESOURCE_SUBJECTS: Proposal[] = ['iam-domain', 'psmrp'].map((label) => ({ label, kind: 'value' }));

/** What a test says of a resource that asks. */
const ATTRIBUTES: Proposal[] = ['id', 'compartment'].map((label) => ({ label, kind: 'keyword' }));

/** The permissions of the set at the cursor, before and behind it, but for the one that is being typed. */
function otherPermissions({ slot, item }: Surroundings): string[] {
  const grants = [slot.place?.tree, item.tree].map((tree) =>
    tree && 'grant' in tree ? tree.grant : undefined,
  );
  return grants
    .flatMap((grant) => (grant?.type === 'PermissionSet' ? grant.permissions : []))
    .filter(({ start }) => start !== slot.start)
    .map(({ text }) => text);
}

function principals(kind: string, listed: readonly Leaf[], surroundings: Surroundings): Proposal[] {
  if (kind !== 'group' && kind !== 'dynamic-group' && kind !== 'service') return [];
  const taken = new Set(listed.flatMap((leaf) => (leaf.text === '' ? [] : [leaf.text.toLowerCase()])));
  return principalProposals(kind, taken, surroundings);
}

function compartments(index: number, surroundings: Surroundings): Proposal[] {
  const names = nameProposals('compartment', surroundings);
  return index === 0 ? [...names, placeholderProposal('compartment-name')] : names;
}

/** A compartment of a test is named without quotes; every other value is one of conditions. */
function attributeValues(key: Leaf, place: Place, surroundings: Surroundings): Proposal[] {
  return valueOf(key).toLowerCase() === 'compartment'
    ? nameProposals('compartment', surroundings)
    : valueProposals(key.text, place, surroundings);
}
