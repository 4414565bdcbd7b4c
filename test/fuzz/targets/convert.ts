import fc from 'fast-check';
import { statementsFrom } from '../../../server/src/features/convert/from.ts';
import { policiesOf } from '../../../server/src/features/convert/policies.ts';
import { TARGETS, writePolicies } from '../../../server/src/features/convert/to.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { same, type Target } from '../target.ts';
import { policyText, spoiled } from '../texts.ts';

const PASTED = [
  '["allow group A to read buckets in tenancy", "allow group B to use vcns in compartment C"]',
  '{"data": [{"name": "p", "description": "d", "compartment-id": "ocid1.compartment.oc1..a", "statements": ["allow group A to read buckets in tenancy"]}]}',
  'resource "oci_identity_policy" "p" {\n  name = "p"\n  compartment_id = var.c\n  statements = [\n    "allow group ${var.g} to read buckets in tenancy",\n    "allow any-user to use vcns in tenancy where request.region = \'phx\'",\n  ]\n}\n',
  'oci iam policy create --compartment-id ocid1.compartment.oc1..a --name p --description "it\'s" --statements \'["allow group A to read buckets in tenancy"]\'\n',
  'oci iam policy update --policy-id x --statements "[\\"allow group A to read buckets in tenancy\\"]" \\\n  --force',
  '1. To let A read, write:\n   • Allow group A to read buckets in tenancy.\nThen:\nAllow group B to use\nvcns in compartment C where\n  any {request.region = “phx”}\n',
];

/** What is pasted, and what is copied: statements come out as statements that read the same when they come in again. */
export const convert: Target<{ pasted: string; text: string }> = {
  name: 'convert',
  values: fc.record({ pasted: fc.oneof(spoiled(fc.constantFrom(...PASTED)), policyText), text: policyText }),
  check: ({ pasted, text }) => {
    for (const bare of [false, true]) {
      const statements = statementsFrom(pasted, bare);
      if (statements !== undefined) createDocument(statements);
    }
    const document = createDocument(text);
    const policies = policiesOf(document);
    for (const target of TARGETS) writePolicies(policies, target);
    const [only, ...others] = policies;
    if (!only || others.length > 0 || only.statements.length === 0) return;
    const json = JSON.parse(writePolicies(policies, 'json')) as string[];
    same('the statements as JSON', json, only.statements);
  },
};
