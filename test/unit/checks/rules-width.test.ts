import { ruleWidthChecks } from '../../../server/src/checks/rules-width.ts';
import { LABS, rows, rule, RUNS, SESSIONS, SHOP } from './rule-tables.ts';
import { testChecks } from './table.ts';

const MORE = "resource.compartment.id = '<compartment-ocid>'";

testChecks(ruleWidthChecks, {
  'rule-any-too-wide': {
    faults: rows(
      [`‹any› {${RUNS}, ${LABS}}`, `all {${RUNS}, ${LABS}}`],
      [`all {tag.a.b.value, ‹ANY› {${LABS}, ${RUNS}}}`, `all {tag.a.b.value, all {${LABS}, ${RUNS}}}`],
      [`‹any› {${RUNS}, ${SESSIONS}, ${LABS}}`],
    ),
    silent: [
      rule(`all {${RUNS}, ${LABS}}`),
      rule(`any {${LABS}, ${SHOP}}`),
      rule(`any {all {${RUNS}, ${LABS}}, ${SHOP}}`),
      rule(
        "any {instance.id = 'ocid1.instance.oc1..i', instance.compartment.id = 'ocid1.compartment.oc1..c'}",
      ),
    ],
  },
  'rule-tenancy-wide': {
    faults: rows(
      [`‹${RUNS}›`, `all { ${RUNS}, ${MORE} }`],
      [`all {‹${RUNS}›}`, `all {${RUNS}, ${MORE}}`],
      [`any {‹${RUNS}›, ${SESSIONS}}`, `all { any {${RUNS}, ${SESSIONS}}, ${MORE} }`],
      [
        `any {all {${RUNS}, ${LABS}}, ‹${SESSIONS}›}`,
        `any {all {${RUNS}, ${LABS}}, all { ${SESSIONS}, ${MORE} }}`,
      ],
      [
        `all {‹${RUNS}›, resource.id != 'ocid1.datasciencejobrun.oc1..r'}`,
        `all {${RUNS}, resource.id != 'ocid1.datasciencejobrun.oc1..r', ${MORE}}`,
      ],
    ),
    silent: [
      rule(`all {${RUNS}, ${LABS}}`),
      rule(`all {${RUNS}, resource.id = 'ocid1.datasciencejobrun.oc1..r'}`),
      rule(`all {${RUNS}, tag.a.b.value}`),
      rule(`all {${LABS}, any {${RUNS}, ${SESSIONS}}}`),
      rule(`any {${RUNS}, ${LABS}}`),
      rule("instance.compartment.id = 'ocid1.compartment.oc1..c'"),
    ],
  },
  'dg-matches-nearly-everything': {
    faults: rows(
      [
        "‹instance.id != 'ocid1.instance.oc1..i'›",
        "all { instance.id != 'ocid1.instance.oc1..i', instance.compartment.id = '<compartment-ocid>' }",
      ],
      [
        `all {‹resource.type != 'x'›, resource.type != 'y'}`,
        `all {resource.type != 'x', resource.type != 'y', ${MORE}}`,
      ],
      [
        "any {instance.compartment.id = 'ocid1.compartment.oc1..c', ‹instance.id != 'ocid1.instance.oc1..i'›}",
        "any {instance.compartment.id = 'ocid1.compartment.oc1..c', all { instance.id != 'ocid1.instance.oc1..i', instance.compartment.id = '<compartment-ocid>' }}",
      ],
    ),
    silent: [
      rule(
        "all {instance.compartment.id = 'ocid1.compartment.oc1..c', instance.id != 'ocid1.instance.oc1..i'}",
      ),
      rule("all {tag.a.b.value, instance.id != 'ocid1.instance.oc1..i'}"),
      rule("instance.id = 'ocid1.instance.oc1..i'"),
    ],
  },
});
