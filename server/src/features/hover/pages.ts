import type { Catalog, Service, Source } from '../../catalog/catalog.ts';
import type { Say } from '../words/words.ts';
import { plain } from './markdown.ts';

/** A page of Oracle's documentation: its title and its place below https://docs.oracle.com/. */
export interface Page {
  readonly title: string;
  readonly path: string;
}

const identity = (title: string, path: string): Page => ({
  title,
  path: `iaas/Content/Identity/${path}.htm`,
});

/** The pages that tell of the language itself. */
export const PAGES = {
  syntax: identity('Policy Syntax', 'Concepts/policysyntax'),
  subjects: identity('Subjects', 'policysyntax/subject'),
  locations: identity('Locations', 'policysyntax/location'),
  conditions: identity('Conditions', 'policysyntax/conditions'),
  deny: identity('Deny Policies', 'policysyntax/denypolicies'),
  verbs: identity('Verbs', 'policieshow/Verbs'),
  crossTenancy: identity('Cross-Tenancy Access Policies', 'policieshow/iam-cross-domain'),
  policies: identity('How Policies Work', 'Concepts/policies'),
  permissions: identity('Permissions', 'policies/permissions'),
  time: identity('Restricting Access to Resources Based on Time Frame', 'policies/scoping-policy-by-time'),
  scope: identity(
    'Scoping Access with Permissions or API Operations',
    'policies/scoping-access-with-permissions-or-api-operations',
  ),
  matchingRules: identity(
    'Writing Matching Rules to Define Dynamic Groups',
    'dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups',
  ),
  variables: identity(
    'General Variables for All Requests',
    'policyreference/policyreference_topic-General_Variables_for_All_Requests',
  ),
  tags: {
    title: 'Using Tags to Manage Access',
    path: 'iaas/Content/Tagging/Tasks/managingaccesswithtags.htm',
  },
  identifiers: { title: 'Resource Identifiers', path: 'iaas/Content/General/Concepts/identifiers.htm' },
  regions: { title: 'Regions and Availability Domains', path: 'iaas/Content/General/Concepts/regions.htm' },
} satisfies Readonly<Record<string, Page>>;

/** What a service's facts may be about; a service whose reference is spread over pages has one for each. */
export type Subject = 'types' | 'verbs' | 'operations' | 'variables';

const ABOUT: Readonly<Record<Subject, RegExp>> = {
  types: /ResourceTypes/,
  verbs: /Verb__ResourceType/,
  operations: /Permissions_Required/,
  variables: /Supported_Variables/,
};

/** A link to a page. */
export function linkTo(page: Page, say: Say): string {
  return say('source/page', { title: plain(page.title), address: `https://docs.oracle.com/${page.path}` });
}

/** Where the facts of services come from, with a link where the source is a page of Oracle's. */
export function sourcesOf(
  services: readonly (string | undefined)[],
  about: Subject,
  { catalog, say }: { readonly catalog: Catalog; readonly say: Say },
): string {
  return [...new Set(services)]
    .flatMap((name) => (name === undefined ? [] : (catalog.service(name) ?? [])))
    .slice(0, 3)
    .map((service) => sourceOf(service, about, say))
    .join(' · ');
}

function sourceOf(service: Service, about: Subject, say: Say): string {
  const { evidence, title, sources } = service;
  const source = sources.find(({ document }) => ABOUT[about].test(document)) ?? sources[0];
  if (!source) return '';
  // What somebody else copied from a page does not stand on that page for certain.
  const path = evidence === 'third-party' ? undefined : pathIn(source);
  const dated = source.updated === undefined ? '' : say('source/updated', { date: source.updated });
  const named =
    path === undefined
      ? say('source/named', { document: plain(source.document.replace(/^seed: /, '')) })
      : linkTo({ title: evidence === 'names-only' ? 'Policy Reference' : title, path }, say);
  return `${named}${dated}${CAUTION[evidence] ? ` ${say(CAUTION[evidence])}` : ''}`;
}

const CAUTION: Readonly<Partial<Record<Service['evidence'], Parameters<Say>[0]>>> = {
  'third-party': 'source/third-party',
  'oracle-excerpt': 'source/excerpt',
  'names-only': 'source/names-only',
};

/** The path of a page of docs.oracle.com that a source names, if it names one. */
function pathIn({ document }: Source): string | undefined {
  return /(?:^|[\s:])((?:iaas|en\/cloud)\/[\w./-]+\.html?)/.exec(document)?.[1];
}
