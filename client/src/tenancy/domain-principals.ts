import type { Connection } from './connection.ts';
import { TenancyFailure } from './failure.ts';
import type { Domain, DomainPrincipal } from './objects.ts';

/** What the API of a domain calls them, and what of them is asked for: a matching rule comes only when it is named. */
const RESOURCES = {
  group: { path: 'Groups', attributes: 'displayName,ocid' },
  'dynamic-group': {
    path: 'DynamicResourceGroups',
    attributes: 'displayName,ocid,description,matchingRule',
  },
} as const;

/** The largest page. Source: Identity Domains REST API, parameter `count`. */
const PAGE = 1000;

/**
 * The groups or dynamic groups of a domain, over SCIM: the modules of the SDK that are used here have no client for it, so that its
 * signer is used and nothing else. Source: docs.oracle.com, Identity Domains REST API, Groups and DynamicResourceGroups.
 * @throws TenancyFailure
 */
export async function readPrincipals(
  { readAt }: Pick<Connection, 'readAt'>,
  domain: Domain,
  kind: DomainPrincipal['kind'],
): Promise<DomainPrincipal[]> {
  const { path, attributes } = RESOURCES[kind];
  const operation = `List${path}`;
  const base = domain.url.replace(/\/+$/, '');
  const found: DomainPrincipal[] = [];
  for (let startIndex = 1; ;) {
    const query = `attributes=${encodeURIComponent(attributes)}&startIndex=${startIndex}&count=${PAGE}`;
    const page = await readAt(operation, `${base}/admin/v1/${path}?${query}`);
    const { Resources: resources, totalResults } = page as Readonly<Record<string, unknown>>;
    if (!Array.isArray(resources) || typeof totalResults !== 'number')
      throw new TenancyFailure({ kind: 'garbled', message: 'no SCIM list', operation });
    for (const each of resources as Readonly<Record<string, unknown>>[]) {
      const text = (name: string) => (typeof each[name] === 'string' ? each[name] : undefined);
      const [name, id] = [text('displayName'), text('ocid')];
      if (name === undefined || id === undefined) continue;
      const matchingRule = text('matchingRule');
      found.push({
        ...{ kind, domain: domain.name, id, name, description: text('description') ?? '' },
        ...(matchingRule === undefined ? {} : { matchingRule }),
      });
    }
    startIndex += resources.length;
    if (resources.length === 0 || startIndex > totalResults) return found;
  }
}
