/** A file that a resource of a plan is written as: a statement a line. */
import { tableOf } from '../catalog/table.ts';
export interface PlannedFile {
  /** The address of the resource, such as `module.iam.oci_identity_policy.admins`. */
  readonly uri: string;
  readonly text: string;
}

/** The policies and dynamic groups of a Terraform plan, as they are and as they will be. */
export interface TerraformPlan {
  readonly before: readonly PlannedFile[];
  readonly after: readonly PlannedFile[];
  /** How many texts are known only when the plan is carried out. */
  readonly left: number;
}

/**
 * Reads what `terraform show -json PLAN` prints; undefined for anything else.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format (format_version 1)
 */
export function readTerraformPlan(text: string): TerraformPlan | undefined {
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { format_version: version, resource_changes: changes } = record(plan);
  // A plan that changes nothing at all has no list of changes.
  if (typeof version !== 'string' || !(changes === undefined || Array.isArray(changes))) return undefined;
  if (changes === undefined && record(plan)['planned_values'] === undefined) return undefined;
  const before: PlannedFile[] = [];
  const after: PlannedFile[] = [];
  let left = 0;
  for (const each of changes ?? []) {
    const { address, type, mode, change } = record(each);
    const write = mode === 'data' ? undefined : WRITERS.get(String(type));
    if (!write || typeof address !== 'string') continue;
    const { before: old, after: fresh, after_unknown: unknown } = record(change);
    if (old) before.push({ uri: address, text: write(record(old)).text });
    if (!fresh) continue;
    const written = write(record(fresh), record(unknown));
    after.push({ uri: address, text: written.text });
    left += written.left;
  }
  return { before, after, left };
}

interface Written {
  readonly text: string;
  readonly left: number;
}
type Values = Readonly<Record<string, unknown>>;
type Write = (values: Values, unknown?: Values) => Written;

const policy: Write = ({ statements }, unknown) => {
  const texts = Array.isArray(statements) ? (statements as unknown[]) : [];
  const open = unknown?.['statements'];
  // Unknown as a whole, or some of its texts.
  const left = open === true ? 1 : Array.isArray(open) ? open.filter((each) => each === true).length : 0;
  return { text: texts.map((each) => `${typeof each === 'string' ? oneLine(each) : ''}\n`).join(''), left };
};

const dynamicGroup =
  (key: string): Write =>
  ({ [key]: name, matching_rule: rule }, unknown) => {
    const isOpen = unknown?.[key] === true || unknown?.['matching_rule'] === true;
    if (isOpen || typeof name !== 'string' || typeof rule !== 'string')
      return { text: '', left: isOpen ? 1 : 0 };
    return { text: `dynamic-group '${name.replaceAll("'", '')}' matching ${oneLine(rule)}\n`, left: 0 };
  };

const WRITERS: ReadonlyMap<string, Write> = tableOf<Write>({
  oci_identity_policy: policy,
  oci_identity_dynamic_group: dynamicGroup('name'),
  oci_identity_domains_dynamic_resource_group: dynamicGroup('display_name'),
});

const oneLine = (text: string) => text.trim().replace(/\s*[\r\n]+\s*/g, ' ');

function record(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}
