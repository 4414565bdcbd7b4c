import { expect, it } from 'vitest';
import { ruleMeaningChecks } from '../../../server/src/checks/rules-meaning.ts';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { LABS, rows, rule, RUNS, SESSIONS, SHOP } from './rule-tables.ts';
import { testChecks } from './table.ts';

testChecks(
  ruleMeaningChecks.filter(({ code }) => code !== 'rule-too-long'),
  {
    'rule-ocid-type': {
      faults: rows(
        [
          "instance.id = ‹'ocid1.compartment.oc1..labs'›",
          "instance.compartment.id = 'ocid1.compartment.oc1..labs'",
          'meant',
        ],
        [
          `all {${RUNS}, resource.compartment.id = ‹'ocid1.datasciencejobrun.oc1..f'›}`,
          `all {${RUNS}, resource.id = 'ocid1.datasciencejobrun.oc1..f'}`,
          'meant',
        ],
        [
          "any {instance.compartment.id = ‹'ocid1.instance.oc1.phx.x'›}",
          "any {instance.id = 'ocid1.instance.oc1.phx.x'}",
          'meant',
        ],
        ["instance.compartment.id = ‹'ocid1.fnfunc.oc1..f'›"],
        [
          "resource.id = ‹'ocid1.compartment.oc1..<x>'›",
          "resource.compartment.id = 'ocid1.compartment.oc1..<x>'",
          'meant',
        ],
        [`all {${RUNS}, resource.id = ‹'ocid1.fnfunc.oc1..f'›}`, undefined, 'beside'],
      ),
      silent: [
        rule("instance.compartment.id = 'ocid1.tenancy.oc1..t'"),
        rule("all {resource.id = 'ocid1.datasciencejobrun.oc1..r', resource.type = 'DataScienceJobRun'}"),
        rule("instance.id = '<ocid>'"),
        rule("resource.id = 'ocid1.instance.oc1.phx.x'"),
        rule("any {resource.type = 'fnfunc', resource.id = 'ocid1.datasciencejobrun.oc1..r'}"),
        "allow group A to read vcns in tenancy where target.compartment.id = 'ocid1.vcn.oc1..x'",
      ],
    },
    'rule-contradiction': {
      faults: rows(
        [`all {${RUNS}, ‹${SESSIONS}›}`, `any {${RUNS}, ${SESSIONS}}`],
        [`all {${RUNS}, all {${LABS}, ‹${SHOP}›}}`],
        [
          `any {tag.a.b.value = 'x', ALL {${LABS}, ‹${SHOP}›}}`,
          `any {tag.a.b.value = 'x', any {${LABS}, ${SHOP}}}`,
        ],
      ),
      silent: [
        rule(`any {all {${RUNS}, ${LABS}}, all {${SESSIONS}, ${LABS}}}`),
        rule(`all {${LABS}, any {${RUNS}, ${SESSIONS}}}`),
        rule(`all {${RUNS}, ${RUNS}, ${LABS}}`),
        rule(`all {resource.type != 'a', resource.type != 'b', ${LABS}}`),
        rule("all {tag.a.b.value = 'x', tag.a.b.value = 'y'}"),
        rule("all {resource.compartment.id = '<one>', resource.compartment.id = '<two>'}"),
      ],
    },
    'rule-instance-resource-mixed': {
      faults: rows(
        [
          `all {instance.compartment.id = 'ocid1.compartment.oc1..c', ‹${RUNS}›}`,
          `all {resource.compartment.id = 'ocid1.compartment.oc1..c', ${RUNS}}`,
        ],
        [`all {instance.id = 'ocid1.instance.oc1..i', ‹${LABS}›}`],
        [`all {${RUNS}, all {‹instance.id != 'ocid1.instance.oc1..i'›}}`],
      ),
      silent: [
        rule(`any {instance.compartment.id = 'ocid1.compartment.oc1..c', ${LABS}}`),
        rule(`all {${LABS}, ${RUNS}}`),
        rule("all {instance.compartment.id = 'ocid1.compartment.oc1..c', resource.type = 'instance'}"),
        rule(`any {all {instance.id = 'ocid1.instance.oc1..i'}, all {${LABS}, ${RUNS}}}`),
      ],
    },
    'rule-redundant': {
      faults: rows(
        [
          `all {‹${RUNS}›, resource.id = 'ocid1.datasciencejobrun.oc1..r'}`,
          "all {resource.id = 'ocid1.datasciencejobrun.oc1..r'}",
        ],
        [
          `all {resource.id = 'ocid1.DataScienceJobRun.oc1..r', ${LABS}, ‹${RUNS}›}`,
          `all {resource.id = 'ocid1.DataScienceJobRun.oc1..r', ${LABS}}`,
        ],
        [
          `all {all {‹${RUNS}›}, all {resource.id = 'ocid1.datasciencejobrun.oc1..<x>'}}`,
          "all {all {resource.id = 'ocid1.datasciencejobrun.oc1..<x>'}}",
        ],
      ),
      silent: [
        rule(`any {${RUNS}, resource.id = 'ocid1.datasciencejobrun.oc1..r'}`),
        rule(`all {${RUNS}, resource.id = '<ocid>'}`),
        rule(`all {${RUNS}, ${LABS}}`),
        rule(`all {${SESSIONS}, resource.id = 'ocid1.datasciencejobrun.oc1..r'}`),
      ],
    },
  },
);

it('a rule of more than 100,000 characters is refused', () => {
  const codes = (length: number) => {
    const text = rule(`resource.id = '${'x'.repeat(length - "resource.id = ''".length)}'`);
    return checkDocument(createDocument(text)).flatMap(({ finding: { code, severity, args } }) =>
      code === 'rule-too-long' ? [{ severity, args }] : [],
    );
  };
  expect(codes(100_000)).toEqual([]);
  expect(codes(100_001)).toEqual([{ severity: 'error', args: { length: '100001', most: '100000' } }]);
  expect(codes(200_000)).toHaveLength(1);
});
