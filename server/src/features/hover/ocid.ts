import { tableOf } from '../../catalog/table.ts';
import { ocidOf } from '../../language/names.ts';
import type { WordKey } from '../words/words.ts';
import { code, paragraphs, plain } from './markdown.ts';
import { PAGES, linkTo } from './pages.ts';
import type { Answer, Question } from './question.ts';
import { regionName } from './region.ts';

/** What an OCID says of itself: what it names, its realm and its region; undefined for what is no OCID. */
export function ocidHover(text: string, question: Question): Answer {
  const { say } = question;
  const ocid = ocidOf(text);
  if (!ocid) return undefined;
  const key = TYPES.get(ocid.type);
  return paragraphs(
    say('ocid/title', { thing: key ? say(key) : serviceThing(ocid.type, question) }),
    `${realmOf(ocid.realm, question)} ${regionOf(ocid.region, question)}`,
    linkTo(PAGES.identifiers, say),
  );
}

/** The types of OCIDs that policies name most. Source: the policy reference, 1.3 and its examples. */
const TYPES: ReadonlyMap<string, WordKey> = tableOf<WordKey>({
  tenancy: 'ocid/tenancy',
  compartment: 'ocid/compartment',
  group: 'ocid/group',
  dynamicgroup: 'ocid/dynamicgroup',
  user: 'ocid/user',
  policy: 'ocid/policy',
  vault: 'ocid/vault',
  vaultsecret: 'ocid/vaultsecret',
  key: 'ocid/key',
  instance: 'ocid/instance',
  vcn: 'ocid/vcn',
  subnet: 'ocid/subnet',
  domain: 'ocid/domain',
});

function serviceThing(type: string, { say, catalog }: Question): string {
  const principal = catalog.principalType(type);
  const service = principal && catalog.service(principal.service)?.title;
  return service
    ? say('ocid/of-service', { type: code(type), service: plain(service) })
    : say('ocid/other', { type: code(type) });
}

function realmOf(realm: string, { say }: Question): string {
  return say(realm === 'oc1' ? 'ocid/realm-commercial' : 'ocid/realm', { realm: plain(realm.toUpperCase()) });
}

function regionOf(region: string, { say, catalog }: Question): string {
  if (region === '') return say('ocid/no-region');
  const known = catalog.region(region);
  return say('ocid/region', { region: known ? regionName(known) : code(region) });
}
