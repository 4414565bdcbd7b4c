import fc from 'fast-check';
import { HOST_NAMES, type HostName } from '../../server/src/hosts/endings.ts';
import { policyText, spoiled } from './texts.ts';

/** What the names of files of each host end in. */
export const ENDINGS: Readonly<Record<HostName, string>> = {
  ...{ terraform: 'tf', json: 'json', yaml: 'yaml', markdown: 'md' },
  ...{ shell: 'sh', python: 'py', javascript: 'ts' },
};

const hcl = (text: string) => JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&');
const listed = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text)).join(', ');
const indented = (text: string, by: string) => text.replaceAll('\n', `\n${by}`);

/** Lines of a file of each host that holds statements, in the ways in which it can. */
const WRITE: Readonly<Record<HostName, (texts: readonly string[], first: string) => readonly string[]>> = {
  terraform: (texts, first) => [
    ...['resource "oci_identity_policy" "p" {', `  statements = [${texts.map(hcl).join(',\n')}]`, '}'],
    ...[
      'resource "oci_identity_dynamic_group" "g" {',
      '  matching_rule = "any {resource.id = \'${x.y.id}\'}"',
      '}',
    ],
    ...['locals {', '  s = <<-EOT', `    ${first}`, '  EOT', '}'],
  ],
  json: (texts) => [JSON.stringify({ statements: texts, matchingRule: "resource.id = 'x'" }, undefined, 1)],
  yaml: (texts, first) => [
    ...[
      '- oci_identity_policy:',
      '    statements:',
      ...texts.map((text) => `      - ${JSON.stringify(text)}`),
    ],
    ...['      - >-', `        ${indented(first, '        ')}`, `      - '${first.replaceAll("'", "''")}'`],
    ...['    matching_rule: |', "      any {resource.id = 'x'}"],
  ],
  markdown: (texts, first) => [
    ...['# Policies', '', '```ocipolicy', ...texts, '```', ''],
    ...['> - ```ocipolicy', `>   ${first}`, '>   ```', '', 'Allow it.'],
  ],
  shell: (texts, first) => [
    `oci iam policy create --name p --statements '${JSON.stringify(texts).replaceAll("'", String.raw`'\''`)}'`,
    ...['cat <<EOF > statements.json', JSON.stringify(texts), 'EOF', `echo "${first}"`],
  ],
  python: (texts, first) => [
    `details = CreatePolicyDetails(statements=[${listed(texts)}])`,
    ...[`more = f"""${first}"""`, `rule = r'any {resource.id = "x"}' '${first}'`],
  ],
  javascript: (texts, first) => [
    ...[
      `const details = { statements: [${listed(texts)}] }; // ${first}`,
      `const one = \`${first} \${name}\`;`,
    ],
  ],
};

export interface HostFile {
  readonly host: HostName;
  readonly text: string;
}

/** A file of a host, good or bad. */
export const hostFile: fc.Arbitrary<HostFile> = fc.constantFrom(...HOST_NAMES).chain((host) => {
  const texts = fc.array(policyText, { minLength: 1, maxLength: 3 });
  const file = texts.map((all) => `${WRITE[host](all, all[0] ?? '').join('\n')}\n`);
  return spoiled(file, 4).map((text) => ({ host, text }));
});
