import { loadCatalog } from '../../catalog/catalog.ts';
import { grantedBy } from '../../access/grant.ts';
import type { PolicyDocument } from '../../language/document.ts';
import type { ItemTree } from '../../language/tree.ts';
import { namesIn } from '../names.ts';
import type { Proposal } from './proposal.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Variables that a variable is compared with, the expected one first. Sources: seeds 000 and 001. */
const COUNTERPARTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/createdBy$/i, ['request.user.id']],
  [/^target\.user\.id$/i, ['request.user.id']],
  [/^request\.user\.id$/i, ['target.user.id', 'target.notebook-session.createdBy']],
  [/^request\.principal\.id$/i, ['target.resource.tag.']],
  [/^target\.secret\.id$/i, ['request.principal.group.tag.']],
];

/** The values that may stand behind the operator of a comparison with `variable`. */
export function valueProposals(
  variable: string,
  tree: ItemTree,
  documents: readonly PolicyDocument[],
): Proposal[] {
  const name = variable.toLowerCase();
  const values = knownValues(name, tree, documents);
  const skeleton = ocidSkeleton(name);
  const counterparts = COUNTERPARTS.filter(([pattern]) => pattern.test(variable)).flatMap(
    ([, names]) => names,
  );
  return [
    ...counterparts
      .filter((each) => !each.endsWith('.'))
      .map((label): Proposal => ({ label, kind: 'variable' })),
    ...counterparts
      .filter((each) => each.endsWith('.'))
      .flatMap((prefix) =>
        namesIn(documents, 'tag').map((key): Proposal => ({ label: prefix + key, kind: 'variable' })),
      ),
    ...values.map(({ value, detail }): Proposal => ({
      label: `'${value}'`,
      kind: 'value',
      ...(detail ? { detail } : {}),
    })),
    ...(skeleton ? [skeleton] : []),
  ];
}

interface Value {
  readonly value: string;
  readonly detail?: string;
}

function knownValues(name: string, tree: ItemTree, documents: readonly PolicyDocument[]): Value[] {
  const catalog = loadCatalog();
  const granted = 'grant' in tree ? grantedBy(tree.grant) : undefined;
  switch (name) {
    case 'request.permission': {
      const own = granted?.permissions ?? new Set<string>();
      return own.size > 0
        ? [...own].map((value) => ({ value }))
        : catalog.permissions.map(({ name: value }) => ({ value }));
    }
    case 'request.operation': {
      const ofServices = catalog.operations.filter(({ service }) => granted?.services.includes(service));
      const operations = ofServices.length > 0 ? ofServices : catalog.operations;
      return [...new Set(operations.map((operation) => operation.name))].map((value) => ({ value }));
    }
    case 'request.principal.type':
      return catalog.principalTypes.map(({ value, service }) => ({
        value,
        detail: catalog.service(service)?.title ?? service,
      }));
    case 'request.region':
    case 'target.region':
      return catalog.regions.map(({ key, displayName }) => ({ value: key, detail: displayName }));
    case 'request.utc-timestamp.day-of-week':
      return DAYS.map((value) => ({ value }));
    case 'request.utc-timestamp.month-of-year':
      return Array.from({ length: 12 }, (_, month) => ({ value: String(month + 1) }));
    case 'resource.type':
      return catalog.matchingResourceTypes.map(({ value, service }) => ({
        value,
        ...(service ? { detail: catalog.service(service)?.title ?? service } : {}),
      }));
    case 'target.compartment.name':
      return namesIn(documents, 'compartment').map((value) => ({ value }));
    case 'target.group.name':
      return namesIn(documents, 'group').map((value) => ({ value }));
    default:
      return (catalog.variable(name)?.values ?? []).map((value) => ({ value }));
  }
}

/** The beginning of the OCID that a variable `….id` holds, with a tab stop for the rest. */
function ocidSkeleton(name: string): Proposal | undefined {
  const type = ocidType(name);
  if (type === undefined) return undefined;
  const isGlobal = ['compartment', 'group', 'user', 'tenancy', 'dynamicgroup', 'policy'].includes(type);
  const head = `ocid1.${type}.oc1.`;
  return {
    ...{ label: `'${head}${isGlobal ? '' : '<region>'}.<unique-id>'`, kind: 'value' as const, snippet: true },
    insert: `'${head}${isGlobal ? '' : '${1:region}'}.\${2:unique-id}'`,
    filter: `'${head}`,
  };
}

/** The type segment of the OCIDs that a variable holds, where it can be told. */
function ocidType(name: string): string | undefined {
  const [, subject] = /^(?:target|request)\.([\w-]+)\.id$/.exec(name) ?? [];
  const special: Readonly<Record<string, string>> = {
    ...{
      groups: 'group',
      secret: 'vaultsecret',
      'notebook-session': 'datasciencenotebooksession',
      principal: 'resource',
    },
    ...{ 'dynamic-group': 'dynamicgroup', dynamicgroup: 'dynamicgroup', networksource: 'networksource' },
  };
  if (name === 'resource.compartment.id' || name === 'instance.compartment.id') return 'compartment';
  if (name === 'instance.id') return 'instance';
  if (subject === undefined || subject === 'principal') return undefined;
  return special[subject] ?? subject.replaceAll('-', '');
}

/** An OCID of the kind that stands behind `id`. */
export function ocidProposal(kind: string): Proposal {
  const type = kind === 'dynamic-group' ? 'dynamicgroup' : kind;
  return {
    ...{ label: `ocid1.${type}.oc1..<unique-id>`, kind: 'value', snippet: true },
    ...{ insert: `ocid1.${type}.oc1..\${1:unique-id}`, filter: `ocid1.${type}` },
  };
}
