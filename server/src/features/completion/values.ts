import { loadCatalog } from '../../catalog/catalog.ts';
import { valueOf } from '../../language/names.ts';
import { wordsAgain } from './names.ts';
import { ocidValueProposal } from './ocids.ts';
import { operationProposals } from './operations.ts';
import { permissionProposal, permissionProposals } from './permissions.ts';
import type { Place } from './place.ts';
import type { Proposal, Surroundings } from './proposal.ts';
import { inBuckets, singledOut } from './ranking.ts';
import { reachAt } from './reach.ts';

/**
 * Variables that a variable is compared with; one that ends in a period stands for a tag. Sources: "Data Science Policies" (who
 * created a notebook session), "Using Tags to Manage Access" (the secret of one's group, the bucket of one's platform).
 */
const COUNTERPARTS: readonly (readonly [variable: RegExp, counterpart: string])[] = [
  [/\.createdBy$/i, 'request.user.id'],
  [/^target\.user\.id$/i, 'request.user.id'],
  [/^request\.user\.id$/i, 'target.user.id'],
  [/^target\.secret\.id$/i, 'request.principal.group.tag.'],
  [/^request\.principal\.id$/i, 'target.resource.tag.'],
  [/^target\.(?:resource|bucket)\.(?:system-)?tag\./i, 'request.principal.id'],
  [/^target\.compartment\.id$/i, 'request.principal.compartment.id'],
];

/** What a variable may be compared with; what the same condition names already, in this list or beside it, comes last. */
export function valueProposals(variable: string, place: Place, surroundings: Surroundings): Proposal[] {
  const taken = takenBeside(variable, place);
  const ocid = ocidValueProposal(variable);
  const used = wordsAgain(`= ${variable.toLowerCase()}`, surroundings);
  const all: Proposal[] = [
    ...counterparts(variable, surroundings),
    ...used.map((label): Proposal => ({ label, kind: label.startsWith("'") ? 'value' : 'variable' })),
    ...knownValues(variable.toLowerCase(), place, surroundings),
    ...(ocid ? [ocid] : []),
  ];
  return inBuckets(all, ({ label }) => (taken.has(label.toLowerCase()) ? 1 : 0));
}

/** The values, in quotes, that comparisons of the variable beside the place have, and those of the same list. */
function takenBeside(variable: string, { node, above }: Place): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const around of [...above, node]) {
    for (const each of around.type === 'Combination' ? around.conditions : [around]) {
      if (each.type !== 'Comparison' || each.variable.text.toLowerCase() !== variable.toLowerCase()) continue;
      for (const leaf of each.values) if (leaf.text !== '') taken.add(`'${valueOf(leaf).toLowerCase()}'`);
    }
  }
  return taken;
}

function counterparts(variable: string, surroundings: Surroundings): Proposal[] {
  return COUNTERPARTS.filter(([pattern]) => pattern.test(variable)).flatMap(([, counterpart]): Proposal[] => {
    if (!counterpart.endsWith('.')) return [{ label: counterpart, kind: 'variable' }];
    const keys = wordsAgain('tag', surroundings).map((key): Proposal => ({
      label: counterpart + key,
      kind: 'variable',
    }));
    const insert = `${counterpart}\${1:<namespace>}.\${2:<key>}`;
    return [...keys, { label: `${counterpart}<namespace>.<key>`, kind: 'variable', insert, snippet: true }];
  });
}

/** The values that the catalogue or the documents know for a variable, the likeliest first. */
function knownValues(variable: string, place: Place, surroundings: Surroundings): Proposal[] {
  const catalog = loadCatalog();
  const title = (service: string | undefined) => service && (catalog.service(service)?.title ?? service);
  switch (variable) {
    case 'request.permission':
      return grantedPermissions(place, surroundings).map(inQuotes);
    case 'request.operation':
      return operationProposals(reachAt(place.tree, []), surroundings).map(inQuotes);
    case 'request.principal.type':
      return catalog.principalTypes.map(({ value, service }) => valueProposal(value, title(service)));
    case 'resource.type':
      return catalog.matchingResourceTypes.map(({ value, service }) => valueProposal(value, title(service)));
    case 'request.region':
    case 'target.region':
      return inBuckets(catalog.regions, ({ listedForRequestRegion }) => (listedForRequestRegion ? 0 : 1)).map(
        ({ key, displayName }) => valueProposal(key.toLowerCase(), displayName),
      );
    case 'target.compartment.name':
      return wordsAgain('compartment', surroundings).map((name) => valueProposal(name));
    case 'target.group.name':
      return wordsAgain('group', surroundings).map((name) => valueProposal(name));
    case 'request.networksource.name':
      return (surroundings.tenancy['network-source'] ?? []).map((name) => valueProposal(name));
    case 'target.tag-namespace.name':
      return wordsAgain('tag-namespace', surroundings).map((name) => valueProposal(name));
    default: {
      const known = catalog.variable(variable);
      if (known?.tag) return tagValues(`${known.tag.namespace}.${known.tag.key}`, surroundings);
      if (known?.type === 'Boolean') return ['true', 'false'].map((value) => valueProposal(value));
      return (known?.values ?? []).map((value) => valueProposal(value));
    }
  }
}

/** The values that a tag takes in the tenancy that was read, where its key has a list of them. */
function tagValues(tag: string, { tenancy }: Surroundings): Proposal[] {
  const before = `${tag.toLowerCase()}=`;
  const allowed = (tenancy['tag-value'] ?? []).filter((each) => each.toLowerCase().startsWith(before));
  return allowed.map((each) => valueProposal(each.slice(before.length)));
}

/**
 * The permissions that the statement grants, those first that a lower verb would not; where no table says which it grants,
 * all, those of its resource types first.
 */
function grantedPermissions({ tree }: Place, surroundings: Surroundings): Proposal[] {
  const catalog = loadCatalog();
  const reach = reachAt(tree, []);
  if (reach?.permissions?.size) {
    const granted = [...reach.permissions].map(
      (name) => catalog.permission(name) ?? { name, verb: undefined, resourceTypes: [] },
    );
    return inBuckets(granted, ({ verb }) => singledOut(verb)).map(permissionProposal);
  }
  const types = new Set(reach?.resourceTypes);
  return inBuckets(permissionProposals([], surroundings), ({ label }) =>
    catalog.permission(label)?.resourceTypes.some((type) => types.has(type)) ? 0 : 1,
  );
}

function valueProposal(value: string, detail?: string): Proposal {
  const label = `'${value.replaceAll("'", "\\'")}'`;
  return { label, kind: 'value', ...(detail === undefined ? {} : { detail }) };
}

function inQuotes(proposal: Proposal): Proposal {
  return { ...proposal, label: `'${proposal.label}'` };
}
