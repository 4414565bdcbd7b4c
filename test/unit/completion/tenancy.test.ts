import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { readTenancyNames } from '../../../server/src/features/tenancy-names.ts';

const URI = 'file:///a.ocipolicy';
const NAMES = {
  group: ['Analysts', 'Interns of 2026'],
  'dynamic-group': ['notebooks'],
  compartment: ['labs'],
  tag: ['lab.owner'],
  'tag-value': ['lab.owner=ana', 'lab.owner=tomo'],
  'network-source': ['office'],
};

/** The labels proposed at `|` by a service that knows the names of a tenancy. */
function check(marked: string, names: unknown = NAMES): string[] {
  const service = createPolicyService();
  service.knowTenancy(readTenancyNames(names));
  const at = marked.indexOf('|');
  service.open(URI, marked.replace('|', ''));
  const before = marked.slice(0, at).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return service.completion(URI, position).items.map(({ label }) => label);
}

describe('the names of a tenancy', () => {
  it.each([
    ['allow group |', 'Analysts'],
    ['allow group |', "'Interns of 2026'"],
    ['allow dynamic-group | to read buckets in tenancy', 'notebooks'],
    ['allow group A to read buckets in compartment |', 'labs'],
    ['allow group A to read buckets in tenancy where target.resource.tag.|', 'target.resource.tag.lab.owner'],
    ['allow group A to read buckets in tenancy where request.networkSource.name = |', "'office'"],
    ['allow group A to read buckets in tenancy where target.resource.tag.lab.owner = |', "'ana'"],
  ])('are proposed: %s', (marked, label) => {
    expect(check(marked)).toContain(label);
  });

  it('come behind those of the file, and each once', () => {
    const labels = check('allow group analysts, Zebras to read buckets in tenancy\nallow group |');
    const names = ['analysts', 'Zebras', "'Interns of 2026'"];
    expect(labels.filter((label) => names.includes(label) || label === 'Analysts')).toEqual(names);
  });

  it.each([[null], ['x'], [{ group: 'A' }], [{ group: [1] }], [[]]])('are none in %j', (told) => {
    expect(check('allow group |', told)).not.toContain('Analysts');
  });
});
