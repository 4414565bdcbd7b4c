import type { Evidence, Verb } from '../../catalog/catalog.ts';

/*
 * What comes first among what fits: what the documents use already, then what belongs to the services that they use,
 * then what administrators write most, then what is known best.
 */

/** What administrators write most, by their own telling and by Oracle's page "Common Policies". */
// prettier-ignore
const COMMON = [
  'all-resources', 'buckets', 'objects', 'object-family', 'instance-family', 'instances', 'virtual-network-family', 'vcns', 'subnets',
  'volume-family', 'database-family', 'autonomous-database-family', 'data-science-family', 'ai-data-platforms', 'secret-family', 'secrets',
  'secret-bundles', 'keys', 'vaults', 'compartments', 'policies', 'groups', 'users', 'dynamic-groups', 'tag-namespaces', 'log-groups',
  'log-content', 'logging-family', 'metrics', 'alarms', 'ons-topics', 'functions-family', 'cluster-family', 'clusters', 'repos', 'load-balancers',
  'file-family', 'file-systems', 'mount-targets', 'dns', 'network-security-groups', 'vnics', 'stream-family', 'cloudevents-rules', 'tenancies',
  'cloud-shell', 'dataflow-family', 'data-safe-family', 'data-catalog-family', 'instance-pools', 'instance-images', 'volumes', 'volume-attachments',
  'data-science-projects', 'data-science-notebook-sessions', 'data-science-models', 'data-science-model-deployments', 'data-science-jobs',
  'data-science-job-runs', 'data-science-pipelines', 'data-science-work-requests',
];
const places = new Map(COMMON.map((name, index) => [name, index]));

/** How common a resource type or family is: the lower, the more; all that are not common have the same number. */
export function commonness(type: string): number {
  return places.get(type) ?? COMMON.length;
}

/** What is known with its tables comes before what is a bare name. */
export function trust(evidence: Evidence): number {
  return evidence === 'names-only' || evidence === 'oracle-excerpt' ? 1 : 0;
}

/** Of permissions that are named one by one, those of the highest verb come first: for those of the lowest, a verb is written. */
export function singledOut(verb: Verb | undefined): number {
  return verb === undefined ? HIGHEST_FIRST.length : HIGHEST_FIRST.indexOf(verb);
}

const HIGHEST_FIRST: readonly Verb[] = ['manage', 'use', 'read', 'inspect'];

/** Things in buckets by their number, the lowest first; within a bucket they stay in their order. */
export function inBuckets<T>(things: readonly T[], bucketOf: (thing: T) => number): T[] {
  const buckets: T[][] = [];
  for (const thing of things) (buckets[bucketOf(thing)] ??= []).push(thing);
  return buckets.flat();
}
