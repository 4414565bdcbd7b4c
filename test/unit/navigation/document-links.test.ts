import { expect, it } from 'vitest';
import { documentLinksOf } from '../../../server/src/features/document-links.ts';
import { sayIn } from '../../../server/src/features/words/words.ts';
import { createDocument } from '../../../server/src/language/document.ts';

const unique = 'aaaaaaaaexampleuniqueid';
const console = 'https://cloud.oracle.com';

/** The links of a text, each as what it stands under and where it goes. */
function check(text: string): (readonly [string, string | undefined])[] {
  return documentLinksOf(createDocument(text), undefined, sayIn('en')).map(({ range, target }) => [
    text.split('\n')[range.start.line]?.slice(range.start.character, range.end.character) ?? '',
    target,
  ]);
}

it.each([
  ['compartment', '', `${console}/identity/compartments/`, ''],
  ['vault', 'iad', `${console}/security/kms/vaults/`, '?region=us-ashburn-1'],
  [
    'datasciencenotebooksession',
    'eu-frankfurt-1',
    `${console}/data-science/notebook-sessions/`,
    '?region=eu-frankfurt-1',
  ],
])('an OCID of a %s opens its page in the Console', (type, region, before, behind) => {
  const ocid = `ocid1.${type}.oc1.${region}.${unique}`;
  expect(check(`allow group g to read vcns in compartment id ${ocid}`)).toEqual([
    [ocid, before + ocid + behind],
  ]);
  expect(check(`// kept\nallow group g to read vcns in tenancy where target.x.id = '${ocid}'`)).toEqual([
    [ocid, before + ocid + behind],
  ]);
});

it.each([
  ['a type whose page is not known by the OCID alone', `ocid1.group.oc1..${unique}`],
  ['another realm, which has a console of its own', `ocid1.compartment.oc2..${unique}`],
  ['an OCID that is yet to be filled', 'ocid1.compartment.oc1..<unique-id>'],
  ['a name that no table of addresses may inherit', `ocid1.constructor.oc1..${unique}`],
])('%s has no link', (_, ocid) => {
  expect(check(`allow group g to read vcns in compartment id ${ocid}`)).toEqual([]);
});

it('links each OCID of a document once, in its blocks and rules too', () => {
  const ocid = `ocid1.compartment.oc1..${unique}`;
  const text = `dynamic-group d {\n  matching all {resource.type = 'instance', instance.compartment.id = '${ocid}'}\n}\ndefine compartment c as ${ocid}\n`;
  expect(check(text)).toEqual([
    [ocid, `${console}/identity/compartments/${ocid}`],
    [ocid, `${console}/identity/compartments/${ocid}`],
  ]);
});
