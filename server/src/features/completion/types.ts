import { loadCatalog, type Family, type ResourceType } from '../../catalog/catalog.ts';
import { grantedBy, verbOf } from '../../access/grant.ts';
import type { PolicyDocument } from '../../language/document.ts';
import type { ItemTree } from '../../language/tree.ts';
import type { Proposal } from './proposal.ts';

/** What administrators write most; they come first among equals. */
// prettier-ignore
const COMMON = [
  'all-resources', 'buckets', 'objects', 'object-family', 'instance-family', 'instances', 'virtual-network-family', 'vcns', 'subnets',
  'volume-family', 'database-family', 'autonomous-database-family', 'data-science-family', 'ai-data-platforms', 'secret-family', 'secrets',
  'secret-bundles', 'keys', 'vaults', 'compartments', 'policies', 'groups', 'users', 'dynamic-groups', 'tag-namespaces', 'log-groups',
  'log-content', 'logging-family', 'metrics', 'alarms', 'ons-topics', 'functions-family', 'cluster-family', 'clusters', 'repos', 'load-balancers',
  'file-family', 'file-systems', 'mount-targets', 'dns', 'network-security-groups', 'vnics', 'stream-family', 'cloudevents-rules', 'tenancies',
  'data-science-projects', 'data-science-notebook-sessions', 'data-science-models', 'data-science-model-deployments', 'data-science-jobs',
  'data-science-job-runs', 'data-science-pipelines', 'data-science-work-requests',
];
const rank = new Map(COMMON.map((name, index) => [name, index]));

/**
 * The resource types and families that fit behind a verb: those for which it grants something, or of which no table is
 * known. Types of the services that the document uses come first, then what is written most.
 */
export function resourceTypeProposals(
  verbWord: string | undefined,
  documents: readonly PolicyDocument[],
): Proposal[] {
  const catalog = loadCatalog();
  const verb = verbWord === undefined ? undefined : verbOf(verbWord);
  const used = servicesOf(documents);
  const fitting = [...catalog.resourceTypes, ...catalog.families].filter((type) => {
    if (!verb || !catalog.tablesKnown(type.name)) return true;
    return catalog.permissionsOf(type.name, verb).length > 0;
  });
  const score = (type: ResourceType | Family) =>
    (type.services.some((service) => used.has(service)) ? 0 : 80) + (rank.get(type.name) ?? 500);
  const ordered = fitting.sort((a, b) => score(a) - score(b) || (a.name < b.name ? -1 : 1));
  const proposals = ordered.map((type): Proposal => ({
    label: type.name,
    kind: 'members' in type ? 'family' : 'resource-type',
    detail: catalog.service(type.service)?.title ?? type.service,
  }));
  return [{ label: 'all-resources', kind: 'family' }, ...proposals];
}

const perTree = new WeakMap<ItemTree, readonly string[]>();

function servicesOf(documents: readonly PolicyDocument[]): Set<string> {
  const services = new Set<string>();
  for (const document of documents) {
    for (const { tree } of document.items) {
      if (!tree) continue;
      let own = perTree.get(tree);
      if (!own) {
        own = 'grant' in tree ? grantedBy(tree.grant).services.slice(0, 2) : [];
        perTree.set(tree, own);
      }
      for (const service of own) services.add(service);
    }
  }
  return services;
}

/** The permissions for a set: those of the types of the permissions already there first, none twice. */
export function permissionProposals(
  listed: readonly string[],
  documents: readonly PolicyDocument[],
): Proposal[] {
  const catalog = loadCatalog();
  const taken = new Set(listed.map((name) => name.toUpperCase()));
  const types = new Set<string>();
  const services = new Set<string>();
  for (const name of listed) {
    const known = catalog.permission(name);
    known?.resourceTypes.forEach((type) => types.add(type));
    known?.services.forEach((service) => services.add(service));
  }
  const used = servicesOf(documents);
  const order = ['inspect', 'read', 'use', 'manage', undefined];
  return catalog.permissions
    .filter((permission) => !taken.has(permission.name))
    .map((permission) => {
      const own = permission.resourceTypes.some((type) => types.has(type));
      const near = permission.services.some((service) => services.has(service));
      const seen = permission.services.some((service) => used.has(service));
      const common = Math.min(...permission.resourceTypes.map((type) => rank.get(type) ?? 400), 400);
      const score =
        (own ? 0 : near ? 10_000 : seen ? 20_000 : 30_000) + common * 8 + order.indexOf(permission.verb);
      return { permission, score };
    })
    .sort((a, b) => a.score - b.score || (a.permission.name < b.permission.name ? -1 : 1))
    .map(({ permission: { name, verb, resourceTypes } }) => ({
      label: name,
      kind: 'permission',
      ...(verb && resourceTypes[0] ? { detail: `${verb} ${resourceTypes[0]}` } : {}),
    }));
}
