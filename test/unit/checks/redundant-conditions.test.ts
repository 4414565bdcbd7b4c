import { redundantConditionChecks } from '../../../server/src/checks/redundant-conditions.ts';
import { testChecks } from './table.ts';

const when = (condition: string) => `allow group HR to read buckets in tenancy where ${condition}`;
const name = 'target.bucket.name';

testChecks(redundantConditionChecks, {
  'duplicate-condition': {
    faults: [
      {
        text: when(`any { ${name} = 'a', ‹${name} = 'A'› }`),
        fixed: when(`any { ${name} = 'a' }`),
      },
      {
        text: when(`all { request.region = 'iad', ${name} = 'a', ‹REQUEST.region='IAD'› }`),
        fixed: when(`all { request.region = 'iad', ${name} = 'a' }`),
      },
      {
        text: when(`all { any { ${name} = 'a', ${name} = 'b' }, ‹any { ${name} = 'B', ${name} = 'A' }› }`),
        fixed: when(`all { any { ${name} = 'a', ${name} = 'b' } }`),
      },
      {
        text: when(`${name} in ('a', 'b', ‹'A'›, 'c')`),
        variant: 'value',
        fixed: when(`${name} in ('a', 'b', 'c')`),
      },
      {
        text: "dynamic-group D matching any { resource.id = 'x', ‹resource.id = 'x'› }",
        fixed: "dynamic-group D matching any { resource.id = 'x' }",
      },
    ],
    silent: [
      when(`any { ${name} = 'a', ${name} = 'b' }`),
      when(`any { ${name} = 'a', ${name} != 'a' }`),
      when(`any { ${name} = 'a', ${name} = /a/ }`),
      when(`any { ${name} = '<name>', ${name} = '<name>' }`),
      when(`all { any { ${name} = 'a', ${name} = 'b' }, any { ${name} = 'b', ${name} = 'c' } }`),
      when(`all { ${name} = 'a', any { ${name} = 'a', request.region = 'iad' } }`),
      when("any { target.bucket.name = 'request.user.name', target.bucket.name = request.user.name }"),
    ],
  },
  'subsumed-condition': {
    faults: [
      {
        text: when(`any { ${name} = /hr*/, ‹${name} = 'HR-pay'› }`),
        fixed: when(`any { ${name} = /hr*/ }`),
      },
      {
        text: when(`all { ‹${name} = /hr*/›, ${name} = 'hr-pay' }`),
        variant: 'all',
        fixed: when(`all { ${name} = 'hr-pay' }`),
      },
      {
        text: when(`any { ‹${name} = 'b'›, ${name} in ('a', 'b'), request.region = 'iad' }`),
        fixed: when(`any { ${name} in ('a', 'b'), request.region = 'iad' }`),
      },
      {
        text: when(`any { ${name} = /*pay*/, ‹${name} = /*-pay/›, ${name} = 'x' }`),
        fixed: when(`any { ${name} = /*pay*/, ${name} = 'x' }`),
      },
    ],
    silent: [
      when(`any { ${name} = /hr*/, ${name} = 'it-pay' }`),
      when(`any { ${name} = /hr*/, target.compartment.name = 'hr' }`),
      when(`any { ${name} = /hr*/, ${name} != 'hr-pay' }`),
      when(`any { ${name} = /hr*/, ${name} = 'hr-*' }`),
      when(`any { ${name} = /hr*/, ${name} = 'hr-<name>' }`),
      when(`any { ${name} = /h*r/, ${name} = 'hr' }`),
    ],
  },
});
