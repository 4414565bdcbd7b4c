import { expect, it } from 'vitest';
import { terraformResources } from '../../../server/src/features/convert/resources.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { check, hosted } from './check.ts';

const POLICIES = `policy lab in compartment labs
  description "What the \\"lab\\" may do"
{
  allow group A to read buckets in compartment \${var.place} where target.bucket.name = 'x'
}

dynamic-group jobs
  matching all { resource.type = 'fnfunc',
    resource.compartment.id = 'ocid1.compartment.oc1..aaaaexample' }

allow group B to manage objects in tenancy
`;

it('policies become resources of Terraform, in which they are found again', async () => {
  const text = terraformResources(createDocument(POLICIES));
  expect(text).toContain('resource "oci_identity_policy" "lab" {');
  expect(text).toContain('resource "oci_identity_dynamic_group" "jobs" {');
  await check('a.tf', text, []);
  const service = await hosted('a.tf', text);
  expect(service.hosted?.extracted('a.tf')).toBe(`policy 'lab' {
  allow group A to read buckets in compartment \${var.place} where target.bucket.name = 'x'
}
policy 'policy' {
  allow group B to manage objects in tenancy
}
dynamic-group 'jobs'
  matching all { resource.type = 'fnfunc', resource.compartment.id = 'ocid1.compartment.oc1..aaaaexample' }
`);
});

it('nothing is written for nothing', () => {
  expect(terraformResources(createDocument('// nothing\n'))).toBe('');
});
