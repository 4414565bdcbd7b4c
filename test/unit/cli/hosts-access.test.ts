import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, ocipolicy } from './stage.ts';

const MAIN = `resource "oci_identity_policy" "lab" {
  name       = "lab"
  statements = concat(local.statements, [
    "Allow group \${var.group} to read buckets in compartment \${local.place}",
    "Allow dynamic-group \${oci_identity_dynamic_group.jobs.name} to manage objects in tenancy",
  ])
}

resource "oci_identity_dynamic_group" "jobs" {
  name          = "jobs"
  matching_rule = "ALL {resource.type = 'fnfunc'}"
}

locals {
  place      = "\${var.root}:labs"
  statements = ["Allow group Auditors to inspect all-resources in tenancy"]
}
`;
const VARIABLES = `variable "group" {
  default = "Analysts"
}
variable "root" {
  default = "Finance"
}
`;

describe('what Terraform files grant', () => {
  it('is told with the values that the module gives, and these are named', async () => {
    const cwd = folder({ 'main.tf': MAIN, 'variables.tf': VARIABLES });
    const told = await ocipolicy(
      ['can', 'user ana in group Analysts', 'GetBucket', 'main.tf', '--in', 'Finance:labs'],
      { cwd },
    );
    expect(told.stdout).toContain(
      'main.tf:4:6: allow group Analysts to read buckets in compartment Finance:labs',
    );
    expect(told.stderr).toContain('var.group = Analysts (its default; another value may be given)');
    expect(told.stderr).toContain('local.place = Finance:labs');
    expect(told.exitCode).toBe(0);
  });

  it('counts what is known only when it runs', async () => {
    const cwd = folder({
      'a.tf':
        'resource "oci_identity_policy" "p" {\n  statements = concat(var.more, ["${var.one}", "Allow group A to read buckets in tenancy"])\n}\n',
    });
    const { stdout, stderr } = await ocipolicy(['explain', '--hosts', '.'], { cwd });
    expect(stdout).toContain('a.tf:2:49 allow group A to read buckets in tenancy');
    expect(stderr).toContain('2 statements are known only when Terraform or the program runs');
  });

  it('is tested by the tests of policy files beside', async () => {
    const cwd = folder({
      'main.tf': MAIN,
      'variables.tf': VARIABLES,
      'lab.ocipolicy':
        'test "analysts" {\n  as user ana in group Analysts\n  can GetBucket in compartment Finance:labs\n  cannot DeleteBucket in compartment Finance:labs\n}\n',
    });
    expect(await ocipolicy(['test', '--hosts', '.'], { cwd })).toMatchObject({ exitCode: 0 });
    expect(await ocipolicy(['test', 'lab.ocipolicy'], { cwd })).toMatchObject({ exitCode: 1 });
  });

  it('is told of files of other hosts, too', async () => {
    const cwd = folder({
      'p.yaml': 'statements:\n  - allow group A to read buckets in tenancy\n',
      'p.json': '["allow group A to read vcns in tenancy"]',
      'p.md': '```ocipolicy\nallow group A to read instances in tenancy\n```\n',
      'p.sh': `oci iam policy create --statements '["allow group A to read volumes in tenancy"]'\n`,
    });
    const { stdout } = await ocipolicy(['explain', '--hosts'], { cwd });
    for (const place of ['p.yaml:2:5 ', 'p.json:1:3 ', 'p.md:2:1 ', 'p.sh:1:39 '])
      expect(stdout).toContain(place);
  });
});

describe('what changes in Terraform files', () => {
  const inGit = (files: Readonly<Record<string, string>>) => {
    const cwd = folder(files);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    return cwd;
  };

  it('is told against a revision, also when only a default changes', async () => {
    const cwd = inGit({ 'main.tf': MAIN, 'variables.tf': VARIABLES });
    expect(await ocipolicy(['diff', '--hosts', '.'], { cwd })).toMatchObject({ exitCode: 0 });
    writeFileSync(join(cwd, 'variables.tf'), VARIABLES.replace('Analysts', 'Interns'));
    const { stdout, exitCode } = await ocipolicy(['diff', 'main.tf', '--fail-on-gain'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      '+ main.tf:4:6: allow group Interns to read buckets in compartment Finance:labs',
    );
    expect(stdout).toContain(
      '- main.tf:4:6: allow group Analysts to read buckets in compartment Finance:labs',
    );
  });
});

const plan = (changes: readonly object[]) =>
  JSON.stringify({ format_version: '1.2', resource_changes: changes });
const policy = (before: readonly string[] | null, after: readonly string[] | null, unknown: object = {}) => ({
  address: 'module.iam.oci_identity_policy.lab',
  mode: 'managed',
  type: 'oci_identity_policy',
  change: {
    before: before && { statements: before },
    after: after && { statements: after },
    after_unknown: unknown,
  },
});
const READ = 'Allow group A to read buckets in tenancy';
const MANAGE = 'Allow group A to manage buckets in tenancy';

describe('what a Terraform plan changes', () => {
  it.each<[about: string, text: string, exitCode: number, told: string]>([
    ['nothing', plan([policy([READ], [READ])]), 0, 'same'],
    [
      'less',
      plan([policy([MANAGE], [READ])]),
      0,
      '- module.iam.oci_identity_policy.lab:1:1: allow group A to manage',
    ],
    [
      'more',
      plan([policy([READ], [READ, MANAGE])]),
      1,
      '+ module.iam.oci_identity_policy.lab:2:1: allow group A to manage',
    ],
    ['a policy that goes', plan([policy([READ], null)]), 0, '- module.iam.oci_identity_policy.lab:1:1'],
    ['what is not known yet', plan([policy([READ], [], { statements: true })]), 1, ''],
    ['a plan without changes', JSON.stringify({ format_version: '1.2', planned_values: {} }), 0, 'same'],
    ['a data source', plan([{ ...policy(null, [MANAGE]), mode: 'data' }]), 0, 'same'],
  ])('%s', async (_, text, exitCode, told) => {
    const played = await ocipolicy(['diff', '--plan', '-', '--fail-on-gain'], { stdin: text });
    expect(played).toMatchObject({ exitCode, stdout: expect.stringContaining(told) as string });
  });

  it('refuses what is no plan, and files beside it', async () => {
    for (const text of ['{}', 'x', '[]', '{"format_version": "1.0", "values": {}}'])
      expect(await ocipolicy(['diff', '--plan', '-'], { stdin: text })).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining('is no plan') as string,
      });
    const both = await ocipolicy(['diff', 'a.tf', '--plan', '-'], { stdin: plan([]) });
    expect(both).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--plan') as string });
  });

  it('knows the dynamic groups of a plan', async () => {
    const group = (rule: string) => ({ name: 'jobs', matching_rule: rule });
    const change = {
      ...{ address: 'oci_identity_dynamic_group.jobs', mode: 'managed', type: 'oci_identity_dynamic_group' },
      change: {
        before: group("ALL {resource.type = 'fnfunc'}"),
        after: group("ALL {resource.type = 'instance'}"),
      },
    };
    const grants = policy(
      ['Allow dynamic-group jobs to read buckets in tenancy'],
      ['Allow dynamic-group jobs to read buckets in tenancy'],
    );
    const { exitCode } = await ocipolicy(['diff', '--plan', '-'], { stdin: plan([change, grants]) });
    expect(exitCode).toBe(1);
  });
});
