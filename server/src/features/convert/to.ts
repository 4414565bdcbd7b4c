import type { PlainPolicy } from './policies.ts';

/** What policies can be written as. */
export const TARGETS = ['json', 'terraform', 'cli', 'console'] as const;
export type Target = (typeof TARGETS)[number];

/**
 * Policies as other tools take them. One policy gives what that tool takes for its statements; of several, each is told apart
 * by its name. Empty for no policy.
 */
export function writePolicies(policies: readonly PlainPolicy[], to: Target): string {
  return policies.length === 0 ? '' : `${WRITERS[to](policies)}\n`;
}

const WRITERS: Readonly<Record<Target, (policies: readonly PlainPolicy[]) => string>> = {
  json: (policies) => {
    const [only, ...others] = policies;
    const value = others.length === 0 ? only?.statements : policies;
    return JSON.stringify(value, undefined, 2);
  },
  terraform: (policies) => each(policies, '#', terraformList),
  cli: (policies) => each(policies, '#', command),
  console: (policies) => each(policies, '//', ({ statements }) => statements.join('\n')),
};

function each(
  policies: readonly PlainPolicy[],
  comment: string,
  write: (policy: PlainPolicy) => string,
): string {
  if (policies.length === 1) return policies.map(write).join('');
  return policies
    .map((policy) => (policy.name === undefined ? '' : `${comment} ${policy.name}\n`) + write(policy))
    .join('\n\n');
}

function terraformList({ statements }: PlainPolicy): string {
  return `[\n${statements.map((text) => `  ${terraformString(text)},\n`).join('')}]`;
}

/**
 * A string of the HashiCorp Configuration Language. `${…}` stays: in a policy file it stands for what Terraform fills in.
 * Source: the language's specification, "Quoted literals".
 */
export function terraformString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('%{', '%%{')}"`;
}

/** The command that makes the policy; what the text does not say is left to be filled in. Source: Oracle's CLI reference, `iam policy create`. */
function command({ name, description, compartment, statements }: PlainPolicy): string {
  return [
    'oci iam policy create',
    `--compartment-id ${shellWord(compartment ?? '<compartment-ocid>')}`,
    `--name ${shellWord(name ?? '<policy-name>')}`,
    `--description ${shellWord(description ?? '<description>')}`,
    `--statements ${shellWord(JSON.stringify(statements))}`,
  ].join(' \\\n  ');
}

/** A word of a POSIX shell: in single quotes, which end for each single quote in it. */
function shellWord(text: string): string {
  return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
