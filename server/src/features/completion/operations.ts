import { loadCatalog, type Verb } from '../../catalog/catalog.ts';
import type { Proposal, Surroundings } from './proposal.ts';
import { inBuckets } from './ranking.ts';
import type { Reach } from './reach.ts';
import { usedIn } from './tally.ts';

/**
 * API operations: those of the resource types that are reached, then the others of their services; where the services are
 * not known or have none, all, those of the services first that the documents use.
 */
export function operationProposals(reach: Reach | undefined, { documents, item }: Surroundings): Proposal[] {
  const catalog = loadCatalog();
  const names = new Set<string>();
  for (const type of reach?.resourceTypes ?? []) {
    for (const name of catalog.operationsOf(type, HIGHEST)) names.add(name);
    for (const { operation } of catalog.partialOperationsOf(type, HIGHEST)) names.add(operation);
  }
  const services = new Set(reach?.services);
  for (const { name, service } of catalog.operations) if (services.has(service)) names.add(name);
  const used = new Set(usedIn(documents, 'used-service', item).map(({ word }) => word));
  const isUsed = (name: string) => catalog.operation(name).some(({ service }) => used.has(service));
  const all =
    names.size > 0 ? [...names] : inBuckets(catalog.operationNames, (name) => (isUsed(name) ? 0 : 1));
  return all.map((label): Proposal => {
    const service = catalog.operation(label)[0]?.service;
    return {
      label,
      kind: 'operation',
      ...(service === undefined ? {} : { detail: catalog.service(service)?.title ?? service }),
    };
  });
}

/** The verb that allows whatever the others do. */
const HIGHEST: Verb = 'manage';
