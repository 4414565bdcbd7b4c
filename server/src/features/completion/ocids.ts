import { ocidTypesOf } from '../../access/variables.ts';
import type { Proposal } from './proposal.ts';

/** Types of OCIDs without a region: what they identify is in all regions. Source: Oracle's page "Resource Identifiers". */
const EVERYWHERE: ReadonlySet<string> = new Set([
  ...[
    'tenancy',
    'compartment',
    'user',
    'group',
    'dynamicgroup',
    'policy',
    'domain',
    'tagnamespace',
    'networksource',
  ],
]);

/** The beginning of the OCID that stands behind `id` or `as`, with a tab stop for the rest. */
export function ocidProposal(kind: string): Proposal {
  return skeleton(kind === 'dynamic-group' ? 'dynamicgroup' : kind, '');
}

/** The beginning of the OCID that a variable holds, in quotes; undefined where its type cannot be told. */
export function ocidValueProposal(variable: string): Proposal | undefined {
  const type = ocidTypesOf(variable)?.[0] ?? typeInName(variable.toLowerCase());
  return type === undefined ? undefined : skeleton(type, "'");
}

function skeleton(type: string, quote: string): Proposal {
  const head = `${quote}ocid1.${type}.oc1.`;
  const isRegional = !EVERYWHERE.has(type);
  return {
    ...{ label: `${head}${isRegional ? '<region>' : ''}.<unique-id>${quote}`, kind: 'value', quotable: true },
    ...{
      insert: `${head}${isRegional ? '${1:<region>}' : ''}.\${2:<unique-id>}${quote}`,
      snippet: true,
      filter: head,
    },
  };
}

/** Variables of a service are named after what they hold: `target.boot-volume.id`. */
function typeInName(name: string): string | undefined {
  if (name === 'instance.id') return 'instance';
  const [, subject] = /^target\.([\w-]+)\.(?:id|ocid)$/.exec(name) ?? [];
  return subject?.replaceAll('-', '');
}
