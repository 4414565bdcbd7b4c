import type { PolicyDocument } from '../../language/document.ts';
import { valueOf } from '../../language/names.ts';
import { policiesOf } from './policies.ts';
import { terraformString, writePolicies } from './to.ts';

/**
 * The policies and dynamic groups of a document as resources of Terraform's provider for OCI; what the text does not say is left to be
 * filled in. Empty for a document without any.
 */
export function terraformResources(document: PolicyDocument): string {
  const labels = new Set<string>();
  const labelOf = (name: string) => {
    const plain = name.replace(/[^\w-]+/g, '_').replace(/^(?=[\d-])/, '_') || 'policy';
    let label = plain;
    for (let number = 2; labels.has(label); number++) label = `${plain}_${number}`;
    labels.add(label);
    return label;
  };
  const policies = policiesOf(document).map((policy) => {
    const { name = 'policy', description = name, compartment } = policy;
    const list = writePolicies([policy], 'terraform').trim().replaceAll('\n', '\n  ');
    return [
      `resource "oci_identity_policy" "${labelOf(name)}" {`,
      `  compartment_id = ${compartment === undefined ? 'var.compartment_ocid' : terraformString(compartment)}`,
      `  name           = ${terraformString(name)}`,
      `  description    = ${terraformString(description)}`,
      `  statements     = ${list}`,
      '}',
    ].join('\n');
  });
  const groups = document.items.flatMap(({ tree, faults, text }) => {
    if (tree?.type !== 'DynamicGroup' || faults.length > 0) return [];
    const name = tree.name.slice(-1).map(valueOf).join('');
    const rule = text.slice(tree.rule.start, tree.rule.end).replace(/\s*[\r\n]+\s*/g, ' ');
    const [description] = tree.descriptions;
    return [
      [
        `resource "oci_identity_dynamic_group" "${labelOf(name)}" {`,
        '  compartment_id = var.tenancy_ocid',
        `  name           = ${terraformString(name)}`,
        `  description    = ${terraformString(description ? valueOf(description) : name)}`,
        `  matching_rule  = ${terraformString(rule)}`,
        '}',
      ].join('\n'),
    ];
  });
  return [...policies, ...groups].map((block) => `${block}\n`).join('\n');
}
