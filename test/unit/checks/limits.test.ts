import { describe, expect, it } from 'vitest';
import { attachmentChecks } from '../../../server/src/checks/attachment.ts';
import { dynamicGroupNameChecks } from '../../../server/src/checks/dynamic-group-names.ts';
import { limitChecks } from '../../../server/src/checks/limits.ts';
import { nameChecks } from '../../../server/src/checks/names.ts';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/checks/settings.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { testChecks } from './table.ts';

const statements = (count: number, from = 1) =>
  Array.from(
    { length: count },
    (_, index) => `  allow group G${from + index} to read vcns in compartment C${from + index}\n`,
  ).join('');
const policy = (head: string, text = statements(1)) => `policy ${head} description "D" {\n${text}}\n`;
/** A name, marked where it is to be told. */
const named = (name: string, isMarked: boolean) => (isMarked ? `‹${name}›` : name);
/** Policies of fifty statements each, all of them different. */
const filled = (count: number, place: string, marked: readonly number[] = [], letter = 'p') =>
  Array.from({ length: count }, (_, index) =>
    policy(
      `${named(`${letter}${index}`, marked.includes(index))} in ${place}`,
      statements(50, letter.charCodeAt(0) * 1000 + index * 50),
    ),
  ).join('');
/** Policies of one statement each. */
const several = (count: number, marked: readonly number[] = []) =>
  Array.from({ length: count }, (_, index) =>
    policy(`${named(`p${index}`, marked.includes(index))} in tenancy`, statements(1, index)),
  ).join('');
const long = (length: number) => 'x'.repeat(length);

describe('limits', () => {
  testChecks(limitChecks, {
    'too-many-statements': {
      faults: [
        {
          text: policy('‹p› in tenancy', statements(51)),
          fixed:
            policy('p in tenancy', statements(50)).replace(/}\n$/, '') +
            `}\n\n${policy('p-2 in tenancy', statements(1, 51))}`,
        },
        {
          text: policy('p-2 in tenancy') + policy("‹'p'› in compartment A", statements(120, 100)),
          fixed:
            policy('p-2 in tenancy') +
            policy("'p' in compartment A", statements(50, 100)) +
            `\n${policy("'p-3' in compartment A", statements(50, 150))}\n${policy("'p-4' in compartment A", statements(20, 200))}`,
        },
        {
          text: `${statements(50)}  ‹allow group G51 to read vcns in compartment C51›\n${statements(2, 52)}`,
          variant: 'bare',
          severity: 'warning',
        },
        {
          // The aliases would not hold in the second half.
          text: policy('‹p› in tenancy', `define group G1 as ocid1.group.oc1..a\n${statements(50)}`),
        },
      ],
      silent: [
        policy('p in tenancy', statements(50)),
        policy('p in tenancy', statements(30)) + policy('q in tenancy', statements(30, 31)),
        statements(50) + policy('q in tenancy', statements(30, 51)),
      ],
    },
    'policy-name-duplicate': {
      faults: [
        {
          text: policy('p in tenancy') + policy('‹P› in tenancy', statements(1, 2)),
          fixed: policy('p in tenancy') + policy('P-2 in tenancy', statements(1, 2)),
        },
        {
          text:
            policy('p in tenancy') +
            policy('p-2 in compartment A', statements(1, 2)) +
            policy("‹'p'› in compartment B", statements(1, 3)),
          fixed:
            policy('p in tenancy') +
            policy('p-2 in compartment A', statements(1, 2)) +
            policy("'p-3' in compartment B", statements(1, 3)),
        },
        {
          text: `${statements(1)}${policy('net.a')}${policy('‹Net.A›', statements(1, 2))}`,
          fixed: `${statements(1)}${policy('net.a')}${policy('Net.A-2', statements(1, 2))}`,
        },
      ],
      silent: [
        policy('p in tenancy') + policy('q in tenancy', statements(1, 2)),
        policy('<name> in tenancy') + policy('<name> in tenancy', statements(1, 2)),
        policy('p in tenancy') + "dynamic-group p matching resource.id = 'ocid1.cluster.oc1..a'",
      ],
    },
    'hierarchy-statement-limit': {
      faults: [
        { text: filled(11, 'tenancy', [10]), variant: 'root' },
        { text: filled(4, 'tenancy') + filled(7, 'compartment A:B', [6], 's') },
        // The policy that makes it too much is told, wherever it hangs.
        { text: filled(6, 'compartment A') + filled(5, 'tenancy', [4], 's') },
      ],
      silent: [
        filled(10, 'tenancy'),
        filled(9, 'tenancy') + filled(1, 'compartment A', [], 's') + filled(1, 'compartment B', [], 't'),
        filled(6, 'compartment A') + filled(6, 'compartment B', [], 's'),
        filled(6, 'compartment id ocid1.compartment.oc1..a') + filled(6, 'tenancy', [], 's'),
      ],
    },
    'too-many-policies': {
      faults: [
        { text: several(101, [100]) },
        { text: several(130, [100]) },
        { text: `${statements(1, 900)}${several(102, [100])}` },
      ],
      silent: [
        several(100),
        `${statements(1, 900)}${several(100)}`,
        `${several(100)}dynamic-group d matching resource.id = 'ocid1.cluster.oc1..a'`,
      ],
    },
  });

  it('tells a path that is too full once, not again for what lies below', () => {
    const text =
      filled(11, 'tenancy') + filled(1, 'compartment A', [], 's') + filled(1, 'compartment A:B', [], 't');
    const codes = checkDocument(createDocument(text)).map(({ finding }) => finding.code);
    expect(codes.filter((code) => code === 'hierarchy-statement-limit')).toHaveLength(1);
  });

  it('are those of the settings', () => {
    const settings = { ...DEFAULT_SETTINGS, limits: { ...DEFAULT_SETTINGS.limits, statementsPerPolicy: 2 } };
    const codes = (count: number) =>
      checkDocument(createDocument(policy('p in tenancy', statements(count))), { settings })
        .map(({ finding }) => finding.code)
        .filter((code) => code === 'too-many-statements');
    expect([codes(2), codes(3)]).toEqual([[], ['too-many-statements']]);
  });
});

describe('names', () => {
  testChecks(nameChecks, {
    'name-illegal': {
      faults: [
        { text: 'allow group ‹A$1› to read vcns in tenancy', severity: 'warning' },
        { text: "allow dynamic-group D/‹'A#1'› to read vcns in tenancy", severity: 'warning' },
        { text: 'allow group A to read vcns in compartment Labs:‹Dev$1›' },
        { text: `allow group ‹${long(101)}› to read vcns in tenancy`, variant: 'long' },
        { text: `allow group A to read vcns in compartment ‹${long(101)}›`, variant: 'long' },
        { text: "dynamic-group ‹'A?'› matching resource.id = 'ocid1.cluster.oc1..a'", severity: 'warning' },
      ],
      silent: [
        `allow group ${long(100)} to read vcns in compartment ${long(100)}`,
        "allow group 'Net Ops', a.b_c-d+e@f.g, Équipe to read vcns in compartment 'A b':C.d_e-1",
        'allow group <group-name> to read vcns in compartment ${var.c}',
        "allow group 'Default/Admins' to read vcns in tenancy",
        'allow service faas$x to read vcns in tenancy',
        'allow group id ocid1.group.oc1..a to read vcns in compartment id ocid1.compartment.oc1..a',
      ],
    },
    'policy-name-invalid': {
      faults: [
        { text: policy("‹'My Policy'› in tenancy"), variant: 'meant', fixed: policy('My-Policy in tenancy') },
        {
          text: policy("‹'Política de rede'› in tenancy"),
          variant: 'meant',
          fixed: policy('Politica-de-rede in tenancy'),
        },
        {
          text: policy(`‹${long(101)}› in tenancy`),
          variant: 'meant',
          fixed: policy(`${long(100)} in tenancy`),
        },
        { text: policy("‹'日本'› in tenancy") },
      ],
      silent: [policy('a.b_c-D1 in tenancy'), policy(`${long(100)} in tenancy`), policy('<name> in tenancy')],
    },
    'policy-description': {
      faults: [
        {
          text: `policy ‹p› in tenancy {\n${statements(1)}}\n`,
          fixed: `policy p in tenancy\n  description "<what this policy is for>" {\n${statements(1)}}\n`,
        },
        {
          text: `policy ‹p›{\n${statements(1)}}\n`,
          fixed: `policy p\n  description "<what this policy is for>"\n{\n${statements(1)}}\n`,
        },
        {
          text: `policy ‹p›\n  in compartment A:B // note\n{\n}\n`,
          fixed: `policy p\n  in compartment A:B\n  description "<what this policy is for>" // note\n{\n}\n`,
        },
        {
          text: `policy p in tenancy description ‹"${long(401)}"› {\n}\n`,
          variant: 'long',
        },
      ],
      silent: [
        policy('p in tenancy'),
        `policy p in tenancy description "${long(400)}" {\n}\n`,
        statements(1),
      ],
    },
  });
});

describe('names of dynamic groups', () => {
  const group = (name: string) => `dynamic-group ${name} matching resource.id = 'ocid1.cluster.oc1..a'\n`;
  testChecks(dynamicGroupNameChecks, {
    'dg-name-clash': {
      faults: [
        { text: group('jobs') + group('‹Jobs›'), fixed: group('jobs') + group('Jobs-2') },
        {
          text: group("'jobs'") + group("‹'Jobs'›") + group('jobs-2'),
          fixed: group("'jobs'") + group("'Jobs-3'") + group('jobs-2'),
        },
        {
          text: `${group('jobs')}allow group ‹Jobs› to read vcns in tenancy\n`,
          ...{ variant: 'kind', severity: 'warning' },
          fixed: `${group('jobs')}allow dynamic-group Jobs to read vcns in tenancy\n`,
        },
        {
          text: `allow group Ops, ‹Default/jobs› to read vcns in tenancy\n${group('jobs')}`,
          ...{ variant: 'kind', severity: 'warning' },
        },
      ],
      silent: [
        group('jobs') + group('runs'),
        group('D/jobs') + group('jobs'),
        group('<name>') + group('<name>'),
        `${group('jobs')}allow dynamic-group jobs to read vcns in tenancy`,
        `${group('D/jobs')}allow group jobs to read vcns in tenancy`,
        `define group jobs as ocid1.group.oc1..a\nallow group jobs to read vcns in tenancy\n${group('jobs')}`,
      ],
    },
  });
});

describe('attachments', () => {
  const at = (where: string, text: string) =>
    policy(`p in ${where}`, `  allow group A to read vcns in ${text}\n`);
  testChecks(attachmentChecks, {
    'compartment-path-not-relative': {
      faults: [
        { text: at('compartment A', 'compartment ‹A:B:C›'), fixed: at('compartment A', 'compartment B:C') },
        {
          text: at('compartment A:B', "compartment ‹a:'b':C›"),
          fixed: at('compartment A:B', 'compartment C'),
        },
        { text: at('compartment A:B', 'compartment ‹A:B›'), fixed: at('compartment A:B', 'compartment B') },
      ],
      silent: [
        at('compartment A', 'compartment A'),
        at('compartment A', 'compartment B:A'),
        at('compartment A:B', 'compartment B:C'),
        at('tenancy', 'compartment A:B'),
        'allow group A to read vcns in compartment A:B',
        at('compartment A', 'compartment AB:C'),
        at('compartment id ocid1.compartment.oc1..a', 'compartment A:B'),
      ],
    },
    'tenancy-below-root': {
      faults: [
        { text: at('compartment A:B', '‹tenancy›'), fixed: at('compartment A:B', 'compartment B') },
        {
          text: at('compartment id ocid1.compartment.oc1..a', '‹TENANCY›'),
          fixed: at('compartment id ocid1.compartment.oc1..a', 'compartment id ocid1.compartment.oc1..a'),
        },
        {
          text: at('compartment A', "‹tenancy› where request.region = 'phx'"),
          fixed: at('compartment A', "compartment A where request.region = 'phx'"),
        },
      ],
      silent: [
        at('tenancy', 'tenancy'),
        at('compartment A', 'compartment A'),
        policy('p', '  allow group A to read vcns in tenancy\n'),
        'allow group A to read vcns in tenancy',
        at('compartment id ocid1.tenancy.oc1..a', 'tenancy'),
      ],
    },
    'cross-tenancy-not-root': {
      faults: [
        { text: policy('p in compartment A', '  ‹endorse› group A to read vcns in any-tenancy\n') },
        {
          text: policy(
            'p in compartment A:B',
            '  ‹deny admit› any-user of any-tenancy to read vcns in tenancy\n',
          ),
        },
        {
          text: policy(
            'p in compartment id ocid1.compartment.oc1..a',
            '  ‹admit› any-user of any-tenancy to read vcns in tenancy\n',
          ),
        },
      ],
      silent: [
        policy('p in tenancy', '  endorse group A to read vcns in any-tenancy\n'),
        'endorse group A to read vcns in any-tenancy',
        policy('p', '  endorse group A to read vcns in any-tenancy\n'),
        policy('p in compartment A', '  allow group A to read vcns in compartment A\n'),
      ],
    },
    'compartment-depth': {
      faults: [
        { text: 'allow group A to read vcns in ‹compartment A:B:C:D:E:F:G›' },
        { text: at('compartment A:B:C', '‹compartment D:E:F:G›') },
        { text: at('compartment A:B:C', '‹compartment C:D:E:F:G›') },
      ],
      silent: [
        'allow group A to read vcns in compartment A:B:C:D:E:F',
        at('compartment A:B:C', 'compartment D:E:F'),
        at('compartment A:B:C', 'compartment C:D:E:F'),
        'allow group A to read vcns in compartment A:B:C:D:E:F:<name>',
      ],
    },
  });
});
