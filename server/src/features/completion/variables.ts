import { loadCatalog, type Variable } from '../../catalog/catalog.ts';
import { grantedBy, type Granted } from '../../access/grant.ts';
import { permissionsFor } from '../../access/operations.ts';
import type { PolicyDocument } from '../../language/document.ts';
import type { ItemTree } from '../../language/tree.ts';
import { namesIn } from '../names.ts';
import type { Proposal } from './proposal.ts';

/** General variables in the order of their use. */
// prettier-ignore
const FIRST = [
  'request.principal.type', 'request.permission', 'request.operation', 'request.user.id', 'request.user.name', 'request.region',
  'request.groups.id', 'request.principal.id', 'request.principal.compartment.id', 'target.compartment.id', 'target.compartment.name',
  'request.networkSource.name', 'request.utc-timestamp', 'request.utc-timestamp.day-of-week', 'request.utc-timestamp.time-of-day',
  'request.ad',
];
const TAG_PREFIXES = [
  'target.resource.tag.',
  'target.resource.compartment.tag.',
  'request.principal.group.tag.',
  'request.principal.compartment.tag.',
];

/**
 * The variables that requests of a statement carry: those of its resource types first, then the general ones, then tags with
 * the keys that the documents know. One that no granted operation carries is left out; one that some lack is marked.
 */
export function variableProposals(tree: ItemTree, documents: readonly PolicyDocument[]): Proposal[] {
  const granted = 'grant' in tree ? grantedBy(tree.grant) : undefined;
  const catalog = loadCatalog();
  const own: Proposal[] = [];
  for (const variable of catalog.variables) {
    if (variable.general || variable.pattern !== undefined || !granted || !isCarried(variable, granted))
      continue;
    const missing = operationsWithout(variable, granted);
    if (missing === 'all') continue;
    own.push({
      ...{ label: variable.name, kind: 'variable', detail: variable.type },
      ...(missing.length > 0
        ? { caution: { key: 'variable-missing', args: { operations: missing.join(', ') } } }
        : {}),
    });
  }
  const general = catalog.variables
    .filter((variable) => variable.general && variable.pattern === undefined)
    .sort((a, b) => placeOf(a) - placeOf(b) || (a.name < b.name ? -1 : 1))
    .map((variable): Proposal => ({ label: variable.name, kind: 'variable', detail: variable.type }));
  const keys = namesIn(documents, 'tag');
  const tags = TAG_PREFIXES.flatMap((prefix): Proposal[] => [
    ...keys.map((key): Proposal => ({ label: prefix + key, kind: 'variable', detail: 'String' })),
    {
      label: `${prefix}<namespace>.<key>`,
      kind: 'variable',
      insert: `${prefix}\${1:namespace}.\${2:key}`,
      snippet: true,
    },
  ]);
  return [...own.sort(byName), ...general, ...tags];
}

const byName = (a: Proposal, b: Proposal) => (a.label < b.label ? -1 : 1);

function placeOf(variable: Variable): number {
  const index = FIRST.indexOf(variable.name);
  return index < 0 ? FIRST.length : index;
}

function isCarried(variable: Variable, granted: Granted): boolean {
  if (granted.everything) return true;
  if (!variable.resourceTypes) return variable.services.some((service) => granted.services.includes(service));
  return variable.resourceTypes.some((type) => granted.resourceTypes.includes(type));
}

/** The operations without the variable that the grant opens; 'all' when it opens nothing else that is known. */
function operationsWithout(variable: Variable, granted: Granted): 'all' | string[] {
  const missing: string[] = [];
  let left = granted.permissions ? new Set(granted.permissions) : undefined;
  for (const operation of variable.notAvailableFor ?? []) {
    const needed = permissionsFor(operation);
    const opens =
      granted.everything ||
      (needed.length > 0 && needed.every((name) => granted.permissions?.has(name) ?? true));
    if (!opens) continue;
    missing.push(operation);
    if (left) left = new Set([...left].filter((name) => !needed.includes(name)));
  }
  return missing.length > 0 && left?.size === 0 ? 'all' : missing;
}
