import type { KnownNames } from './settings.ts';

/** A tenancy that was read, for the examples of the checks that need one. */
export const EXAMPLE_TENANCY: KnownNames = {
  compartment: ['Shop', 'Web', 'Finance', 'prod', 'Prod'],
  'compartment-path': ['Shop', 'Shop:Web', 'Finance', 'Finance:prod', 'Shop:Prod'],
  'compartment-id': ['ocid1.tenancy.oc1..root', 'ocid1.compartment.oc1..shop'],
  group: ['Analysts', 'Interns', 'auditors'],
  'dynamic-group': ['notebooks'],
  'domain-group': ['Partners/couriers', 'Partners/auditors'],
  'domain-dynamic-group': [],
  'empty-group': ['Interns'],
  domain: ['Default', 'Partners'],
  tag: ['lab.stage'],
  'retired-tag': ['lab.phase'],
  'tag-value': ['lab.stage=Prod', 'lab.stage=Test'],
  'network-source': ['office'],
  'policy-place': ['readers in Finance'],
  'denying-policy': [],
  'tenancy-name': ['acme'],
  realm: ['oc1'],
};
