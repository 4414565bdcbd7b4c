import { loadCatalog } from '../../catalog/catalog.ts';
import type { PolicyDocument } from '../../language/document.ts';
import { valueOf } from '../../language/names.ts';
import type { NameKind } from '../names.ts';
import { keywordProposals, openerProposals, operatorProposals, styleOf, verbProposals } from './keywords.ts';
import { nameProposals, principalProposals, slotProposal } from './names.ts';
import type { Proposal } from './proposal.ts';
import type { Place, Slot } from './slot.ts';
import { templateProposals } from './templates.ts';
import { permissionProposals, resourceTypeProposals } from './types.ts';
import { ocidProposal, valueProposals } from './values.ts';
import { variableProposals } from './variables.ts';

/** What may stand in a slot, the likeliest first. */
export function proposalsFor(
  slot: Slot,
  document: PolicyDocument,
  documents: readonly PolicyDocument[],
): Proposal[] {
  const style = styleOf(document, slot.item);
  const beginning = slot.before.length === 0 || (slot.lineStart && slot.whole);
  const opening: Proposal[] = beginning ? openerProposals(style) : [];
  const templates = beginning && slot.typed.length > 0 ? templateProposals(documents) : [];
  if (slot.before.length === 0) return [...opening, ...templates];
  const keywords = keywordProposals(slot, style);
  const variable = slot.before.at(-1);
  const operators =
    slot.fits('=') && variable?.kind === 'ID'
      ? operatorProposals(variable.text, slot.kind === 'dynamic-group')
      : [];
  const inside = slot.place ? proposalsAt(slot.place, slot, documents) : [];
  const own = slot.place?.part === 'alias' ? [...keywords, ...inside] : [...inside, ...keywords];
  if (slot.kind === 'dynamic-group' && operators.length > 0) return [...operators, ...opening];
  const listed =
    operators.length > 0
      ? [...operators, ...keywords.filter(({ label }) => !/^(?:in|not|before|after|between)$/i.test(label))]
      : own;
  // On a line of its own behind a whole statement the next one is likelier than a clause.
  return slot.lineStart && slot.whole
    ? [...opening, ...listed, ...templates]
    : [...listed, ...opening, ...templates];
}

function proposalsAt(place: Place, slot: Slot, documents: readonly PolicyDocument[]): Proposal[] {
  const { node, part, tree, above, index } = place;
  switch (`${node.type}.${part}`) {
    case 'VerbGrant.verb': {
      const set: Proposal = { label: '{ }', kind: 'keyword', insert: '{$0}', snippet: true, goesOn: true };
      return [...verbProposals(slot.next?.text), set];
    }
    case 'VerbGrant.resourceType':
      return resourceTypeProposals(node.type === 'VerbGrant' ? node.verb.text : undefined, documents);
    case 'Association.resourceType':
    case 'Association.withResourceType':
      return resourceTypeProposals(undefined, documents);
    case 'PermissionSet.permissions': {
      const listed = node.type === 'PermissionSet' ? node.permissions.map((leaf) => leaf.text) : [];
      const behind = slot.item.tree && 'grant' in slot.item.tree ? slot.item.tree.grant : undefined;
      const later = behind?.type === 'PermissionSet' ? behind.permissions.map((leaf) => leaf.text) : [];
      const typed = slot.item.text.slice(slot.start, slot.end).toUpperCase();
      return permissionProposals(
        [...listed, ...later].filter((name) => name.toUpperCase() !== typed),
        documents,
      );
    }
    case 'Principal.name': {
      const subject = above.at(-1);
      const kind = subject?.type === 'NamedSubject' ? subject.kind.kind : 'group';
      if (node.type === 'Principal' && node.id) return [ocidProposal(kind)];
      return principalProposals(documents, kind);
    }
    case 'CompartmentLocation.path':
      if (node.type === 'CompartmentLocation' && node.id) return [ocidProposal('compartment')];
      return [
        ...nameProposals(documents, 'compartment'),
        ...(index === 0 ? [slotProposal('compartment-name')] : []),
      ];
    case 'CompartmentLocation.alias':
    case 'TenancyLocation.alias':
      return tree.type === 'Grant' || tree.type === 'PolicyHead' ? [] : nameProposals(documents, 'tenancy');
    case 'Define.ocid':
      return [ocidProposal(node.type === 'Define' ? node.kind.kind : 'tenancy')];
    case 'Define.name':
      return nameProposals(documents, (node.type === 'Define' ? node.kind.kind : 'tenancy') as NameKind);
    case 'QualifiedName.name': {
      const owner = above.at(-1);
      if (owner?.type === 'OtherActor') return principalProposals(documents, owner.kind.kind);
      return owner?.type === 'UserActor' ? nameProposals(documents, 'group') : [];
    }
    case 'Presence.variable':
    case 'Comparison.variable':
      return tree.type === 'DynamicGroup' ? matchingVariables() : variableProposals(tree, documents);
    case 'Comparison.values':
      return node.type === 'Comparison' ? comparedValues(node.variable.text, place, documents) : [];
    case 'TagValue.key':
      return nameProposals(documents, 'tag');
    case 'Expectation.action':
      return loadCatalog().operations.map(({ name, service }) => ({
        label: name,
        kind: 'operation',
        detail: service,
      }));
    case 'ResourceActor.resourceKind':
      return loadCatalog().principalTypes.map(({ value }) => ({ label: value, kind: 'value' }));
    case 'Attribute.key':
      return [
        ...(above.at(-1)?.type === 'ResourceActor' ? ['id', 'compartment'] : []).map((label): Proposal => ({
          label,
          kind: 'keyword',
        })),
        ...loadCatalog()
          .variables.filter(({ name, pattern }) => name.startsWith('target.') && pattern === undefined)
          .map(({ name }): Proposal => ({ label: name, kind: 'variable' })),
      ];
    default:
      return [];
  }
}

function matchingVariables(): Proposal[] {
  return loadCatalog().matchingVariables.map(({ name, tagged, type }) =>
    tagged
      ? {
          label: 'tag.<namespace>.<key>.value',
          kind: 'variable',
          insert: 'tag.${1:namespace}.${2:key}.value',
          snippet: true,
        }
      : { label: name, kind: 'variable', detail: type },
  );
}

/** Values that the same condition names already, in this list or beside it, come last. */
function comparedValues(variable: string, place: Place, documents: readonly PolicyDocument[]): Proposal[] {
  const taken = new Set<string>();
  for (const node of [...place.above, place.node]) {
    const siblings = node.type === 'Combination' ? node.conditions : [node];
    for (const each of siblings) {
      if (each.type !== 'Comparison' || each.variable.text.toLowerCase() !== variable.toLowerCase()) continue;
      for (const leaf of each.values) if (leaf.text !== '') taken.add(valueOf(leaf).toLowerCase());
    }
  }
  const all = valueProposals(variable, place.tree, documents);
  const isTaken = ({ label }: Proposal) => taken.has(label.replace(/^'|'$/g, '').toLowerCase());
  return [...all.filter((each) => !isTaken(each)), ...all.filter(isTaken)];
}
