import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';

const URI = 'file:///a.ocipolicy';
const CODES = /^(?:group|dynamic-group|compartment|tag|identity-domain)-unknown$|^subject-kind-mismatch$/;
const NAMES = {
  group: ['Analysts', 'Administrators'],
  'dynamic-group': ['notebooks'],
  domain: ['Default', 'Employees'],
  compartment: ['labs', 'Finance', 'Prod'],
  tag: ['lab.owner'],
};

/** What is said of the names of a text, in a service that knows those of a tenancy; the marked word is where. */
function check(marked: string, names: object = NAMES, others: readonly string[] = []): string[] {
  const service = createPolicyService();
  others.forEach((text, index) => service.file(`file:///other${index}.ocipolicy`, text));
  service.open(URI, marked.replace(/[‹›]/g, ''));
  service.knowTenancy(names);
  return service
    .findings(URI)
    .filter(({ code }) => CODES.test(code))
    .map(({ code, severity }) => `${severity} ${code}`);
}

describe('a name that the tenancy lacks', () => {
  it.each([
    ['allow group Interns to read buckets in tenancy', 'group-unknown'],
    ["allow group Default/'Interns' to read buckets in tenancy", 'group-unknown'],
    ['allow dynamic-group jobs to read buckets in tenancy', 'dynamic-group-unknown'],
    ['allow group notebooks to read buckets in tenancy', 'subject-kind-mismatch'],
    ['allow dynamic-group Analysts to read buckets in tenancy', 'subject-kind-mismatch'],
    ['allow group Partners/Ops to read buckets in tenancy', 'identity-domain-unknown'],
    ['allow group Analysts to read buckets in compartment Attic', 'compartment-unknown'],
    ['allow group Analysts to read buckets in compartment Finance:Test', 'compartment-unknown'],
    [
      "allow group Analysts to read buckets in tenancy where target.resource.tag.lab.team = 'a'",
      'tag-unknown',
    ],
  ])('is told: %s', (text, code) => {
    expect(check(text)).toEqual([`warning ${code}`]);
  });

  it.each([
    ['allow group analysts, Administrators to read buckets in compartment finance:PROD'],
    ['allow group Employees/Anybody to read buckets in compartment labs'],
    [
      'allow group <group-name>, id ocid1.group.oc1..a to read buckets in compartment id ocid1.compartment.oc1..a',
    ],
    ['allow any-user to read buckets in compartment ${var.compartment}'],
    [
      "dynamic-group jobs matching resource.id = 'ocid1.x.oc1..a'\nallow dynamic-group jobs to read buckets in tenancy",
    ],
    [
      'define group Partners as ocid1.group.oc1..p\ndefine tenancy Other as ocid1.tenancy.oc1..o\nadmit group Partners of tenancy Other to read buckets in tenancy',
    ],
    ["allow group Analysts to read buckets in tenancy where target.resource.tag.lab.owner = 'a'"],
    ["allow group Analysts to read buckets in tenancy where target.resource.tag.Oracle-Tags.CreatedBy = 'a'"],
  ])('is not meant by %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  it('is passed over where the tenancy was not read, or not wholly', () => {
    const text = 'allow group Interns to read buckets in compartment Attic';
    expect(check(text, {})).toEqual([]);
    expect(check(text, { compartment: ['labs'] })).toEqual(['warning compartment-unknown']);
  });

  it('may be made by another file', () => {
    const other = "dynamic-group jobs matching resource.id = 'ocid1.x.oc1..a'";
    const text = 'allow dynamic-group jobs to read buckets in tenancy';
    expect(check(text, NAMES, [other])).toEqual([]);
  });

  it('is mended to the nearest one', () => {
    const service = createPolicyService();
    service.knowTenancy(NAMES);
    service.open(URI, 'allow group Analists to read buckets in compartment lab');
    const place = { line: 0, character: 14 };
    const actions = service.codeActions(
      URI,
      { start: place, end: place },
      { only: ['quickfix'], explains: false },
    );
    expect(actions[0]?.title).toBe('Replace “Analists” with “Analysts”');
  });
});
