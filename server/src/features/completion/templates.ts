import { VERBS } from '../../catalog/catalog.ts';
import type { PolicyDocument } from '../../language/document.ts';
import { resourceTypeProposals } from './types.ts';
import type { Proposal } from './proposal.ts';

const WHO = '${1|group,dynamic-group,service|} ${2:<name>}';
const WHERE = '${4|tenancy,compartment <name>|}';

/** Whole statements by what they are about: a resource type or a verb that is typed first. */
export function templateProposals(documents: readonly PolicyDocument[]): Proposal[] {
  const types = resourceTypeProposals(undefined, documents).map(({ label, detail }): Proposal => ({
    ...{ label, kind: 'template', snippet: true, detail: `allow … ${label}${detail ? ` (${detail})` : ''}` },
    insert: `allow ${WHO} to \${3|${VERBS.join(',')}|} ${label} in ${WHERE}`,
  }));
  const verbs = VERBS.map((verb): Proposal => ({
    ...{ label: verb, kind: 'template', snippet: true, detail: `allow … to ${verb} …` },
    insert: `allow ${WHO} to ${verb} \${3:<resource-type>} in ${WHERE}`,
  }));
  return [...verbs, ...types];
}
