import { VERBS } from '../../catalog/catalog.ts';
import type { Proposal, Surroundings } from './proposal.ts';
import { resourceTypeProposals } from './resource-types.ts';
import { styled } from './style.ts';

/** Whole statements by what they are about, for a person who types a resource type or a verb first. */
export function templateProposals(surroundings: Surroundings): Proposal[] {
  const { opener, word, verb } = surroundings.style;
  const [allow, to, inside] = [styled('allow', opener), styled('to', word), styled('in', word)];
  const verbs = VERBS.map((each) => styled(each, verb));
  const who = `\${1|${['group', 'dynamic-group', 'service'].map((each) => styled(each, word)).join(',')}|} \${2:<name>}`;
  const where = `${inside} \${4|${styled('tenancy', word)},${styled('compartment', word)} <name>|}`;
  const template = (label: string, grant: string, detail: string): Proposal => ({
    ...{ label, kind: 'template', detail, snippet: true },
    insert: `${allow} ${who} ${to} ${grant} ${where}`,
  });
  return [
    ...verbs.map((each) => template(each, `${each} \${3:<resource-type>}`, `${allow} … ${to} ${each} …`)),
    ...resourceTypeProposals(undefined, surroundings).map(({ label, detail }) => {
      const about = detail === undefined ? '' : ` (${detail})`;
      return template(label, `\${3|${verbs.join(',')}|} ${label}`, `${allow} … ${label}${about}`);
    }),
  ];
}
