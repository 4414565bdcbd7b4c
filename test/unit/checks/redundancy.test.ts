import { redundancyChecks } from '../../../server/src/checks/redundancy.ts';
import { testChecks } from './table.ts';

const READ = 'allow group Ops to read buckets in tenancy';
const policy = (head: string, ...statements: string[]) =>
  `policy ${head}\n  description "Teams"\n{\n${statements.map((each) => `  ${each}\n`).join('')}}\n`;

testChecks(redundancyChecks, {
  'duplicate-statement': {
    faults: [
      { text: `${READ}\n‹allow group ops TO READ Buckets IN tenancy›\n`, fixed: `${READ}\n` },
      {
        text: `// one\n${READ} // first\n// two\n‹${READ}› // second\n// three\n`,
        fixed: `// one\n${READ} // first\n// two\n// three\n`,
      },
      {
        text: "allow group A, B to {BUCKET_READ, VCN_READ} in tenancy where all {request.region = 'phx', target.bucket.name in ('x')}\n‹allow group b, a to {vcn_read, bucket_read} in tenancy where all {target.bucket.name = 'X', request.region='PHX'}›",
        fixed:
          "allow group A, B to {BUCKET_READ, VCN_READ} in tenancy where all {request.region = 'phx', target.bucket.name in ('x')}\n",
      },
      {
        text: `allow group Default/Ops to read buckets in compartment Labs\n‹allow group Ops read buckets in compartment 'labs'›\n`,
        fixed: 'allow group Default/Ops to read buckets in compartment Labs\n',
      },
      {
        text: policy('a in tenancy', READ, `‹${READ}›`, 'allow group Ops to read vcns in tenancy'),
        fixed: policy('a in tenancy', READ, 'allow group Ops to read vcns in tenancy'),
      },
      {
        text: policy('a in tenancy', READ, `‹${READ}›`),
        fixed: policy('a in tenancy', READ),
      },
      { text: `${READ} ‹${READ}›`, fixed: `${READ} ` },
      {
        text: `${READ}\n‹allow group Ops\n  to read buckets\n  in tenancy›\n${READ.replace('read', 'inspect').replace('Ops', 'Dev')}\n`,
        fixed: `${READ}\n${READ.replace('read', 'inspect').replace('Ops', 'Dev')}\n`,
      },
      {
        text: 'allow group <group> to read buckets in compartment <c>\n‹allow group <group> to read buckets in compartment <c>›\n',
        fixed: 'allow group <group> to read buckets in compartment <c>\n',
      },
      {
        text: 'define tenancy T as ocid1.tenancy.oc1..t\nendorse group A to read buckets in tenancy T\n‹endorse group a to read buckets in tenancy t›\n',
        fixed: 'define tenancy T as ocid1.tenancy.oc1..t\nendorse group A to read buckets in tenancy T\n',
      },
      {
        text:
          policy('a in tenancy', 'allow group Ops to read buckets in compartment Shop:Web') +
          policy('b in compartment Shop', '‹allow group Ops to read buckets in compartment Web›'),
        fixed:
          policy('a in tenancy', 'allow group Ops to read buckets in compartment Shop:Web') +
          policy('b in compartment Shop'),
      },
    ],
    silent: [
      `${READ}\nallow group Ops to read buckets in compartment Labs2`,
      `${READ}\nallow dynamic-group Ops to read buckets in tenancy`,
      'allow group Corp/Ops to read buckets in tenancy\nallow group Ops to read buckets in tenancy',
      'allow group <group> to read buckets in tenancy\nallow group <Group> to read buckets in tenancy',
      "allow group '%s' to read buckets in tenancy\nallow group '%s' to read buckets in tenancy",
      'allow group Ops to read buckets in <location>\nallow group Ops to read buckets in <location>',
      // The same words mean another compartment each.
      policy('a in compartment A', 'allow group Ops to read buckets in compartment Web') +
        policy('b in compartment B', 'allow group Ops to read buckets in compartment Web'),
      // The same alias is another tenancy each.
      policy(
        'a in tenancy',
        'define tenancy T as ocid1.tenancy.oc1..a',
        'endorse group A to read buckets in tenancy T',
      ) +
        policy(
          'b in tenancy',
          'define tenancy T as ocid1.tenancy.oc1..b',
          'endorse group A to read buckets in tenancy T',
        ),
      // What was meant is not certain.
      'allow group A to read buckets, vcns in tenancy\nallow group A to read buckets, objects in tenancy',
    ],
  },
  'statement-subsumed': {
    faults: [
      {
        text: `‹allow group Ops to inspect buckets in tenancy›\n${READ}\n`,
        fixed: `${READ}\n`,
      },
      {
        text: `${READ}\n‹allow group Ops to read buckets in compartment Labs:Dev›\n`,
        fixed: `${READ}\n`,
      },
      {
        text: "allow group Ops, Dev to manage object-family in compartment Labs\n‹allow group Dev to use buckets in compartment labs:dev where target.bucket.name = 'x'›\n",
        fixed: 'allow group Ops, Dev to manage object-family in compartment Labs\n',
      },
      {
        text: "allow any-user to read buckets in tenancy where request.region = 'phx'\n‹allow group Ops to read buckets in tenancy where all {request.region='PHX', target.bucket.name = 'x'}›\n",
        fixed: "allow any-user to read buckets in tenancy where request.region = 'phx'\n",
      },
      {
        text: `allow any-group to manage all-resources in tenancy\n‹${READ}›\n`,
        fixed: 'allow any-group to manage all-resources in tenancy\n',
      },
      {
        text: '‹allow group Ops to {BUCKET_READ} in tenancy›\nallow group Ops to {BUCKET_READ, BUCKET_INSPECT} in tenancy\n',
        fixed: 'allow group Ops to {BUCKET_READ, BUCKET_INSPECT} in tenancy\n',
      },
      {
        text: '‹allow group Ops to {BUCKET_READ, bucket_inspect} in compartment Labs›\nallow group Ops to use buckets in tenancy\n',
        fixed: 'allow group Ops to use buckets in tenancy\n',
      },
      {
        text: '‹allow group Ops to inspect buckets in tenancy›\nallow group Ops to {BUCKET_READ, BUCKET_INSPECT} in tenancy\n',
        fixed: 'allow group Ops to {BUCKET_READ, BUCKET_INSPECT} in tenancy\n',
      },
      {
        text: 'allow group <group> to manage data-science-family in compartment <c>\n‹allow group <group> to manage data-science-work-requests in compartment <c>›\n',
        fixed: 'allow group <group> to manage data-science-family in compartment <c>\n',
      },
      {
        text: 'allow group Ops to use made-up-things in tenancy\n‹allow group Ops to read made-up-things in tenancy›\n',
        fixed: 'allow group Ops to use made-up-things in tenancy\n',
      },
    ],
    silent: [
      `${READ}\nallow group Ops to use buckets in compartment Labs`,
      `${READ}\nallow group Ops, Dev to inspect buckets in tenancy`,
      `${READ} where target.bucket.name = 'x'\nallow group Ops to inspect buckets in tenancy`,
      "allow group Ops to read buckets in tenancy where target.bucket.name = 'x'\nallow group Ops to inspect buckets in tenancy where target.bucket.name = 'y'",
      'allow group Ops to read buckets in compartment Labs:Dev\nallow group Ops to use buckets in compartment Dev',
      'allow group Ops to read buckets in compartment Lab\nallow group Ops to read buckets in compartment Labs',
      'allow any-group to read buckets in tenancy\nallow service cloudguard to read buckets in tenancy',
      'allow group Ops to use object-family in tenancy\nallow group Ops to manage objects in tenancy',
      'allow group Ops to {BUCKET_READ} in tenancy\nallow group Ops to read objects in tenancy',
      'allow group Ops to {BUCKET_READ, VCN_READ} in tenancy\nallow group Ops to read buckets in tenancy',
      // Without a table nobody knows what a verb of it gives.
      'allow group Ops to {DATA_SCIENCE_WORK_REQUEST_READ} in tenancy\nallow group Ops to read data-science-work-requests in tenancy',
      'deny group Ops to read buckets in tenancy\nallow group Ops to inspect buckets in tenancy',
      // Where the bare statements will hang is not known.
      `allow group Ops to manage buckets in compartment Labs\n${policy('a in tenancy', 'allow group Ops to read buckets in compartment Labs')}`,
      // In a policy below the root, "tenancy" is a fault of its own.
      policy('a in compartment A', READ.replace('read', 'manage')) +
        policy('b in tenancy', 'allow group Ops to read buckets in compartment B'),
    ],
  },
  'deny-shadows-allow': {
    faults: [
      {
        text: '‹allow group Interns to read vcns in tenancy›\ndeny group Interns to inspect vcns in tenancy\n',
        fixed: 'deny group Interns to inspect vcns in tenancy\n',
      },
      {
        text: "deny any-group to inspect virtual-network-family in compartment Labs\n‹allow group A, B to manage vcns in compartment Labs:Dev where target.vcn.id = 'ocid1.vcn.oc1..x'›\n",
        fixed: 'deny any-group to inspect virtual-network-family in compartment Labs\n',
      },
      {
        text: '‹allow group A to {BUCKET_DELETE} in tenancy›\ndeny group A to manage buckets in tenancy\n',
        fixed: 'deny group A to manage buckets in tenancy\n',
      },
      {
        text: '‹allow group A to {BUCKET_DELETE} in tenancy›\ndeny group A, B to {BUCKET_CREATE, BUCKET_DELETE} in tenancy\n',
        fixed: 'deny group A, B to {BUCKET_CREATE, BUCKET_DELETE} in tenancy\n',
      },
      {
        text: "‹allow group A to inspect buckets in tenancy›\nallow group A to read buckets in tenancy where request.region = 'phx'\ndeny any-user to inspect all-resources in tenancy where request.principal.type = 'user'\ndeny group A to {BUCKET_INSPECT} in tenancy\n",
        fixed:
          "allow group A to read buckets in tenancy where request.region = 'phx'\ndeny any-user to inspect all-resources in tenancy where request.principal.type = 'user'\ndeny group A to {BUCKET_INSPECT} in tenancy\n",
      },
    ],
    silent: [
      'allow group A to read buckets in tenancy\ndeny group A to manage buckets in tenancy',
      'allow group A to read buckets in tenancy\ndeny group A to read buckets in tenancy',
      'allow group A to read buckets in tenancy\ndeny group B to inspect buckets in tenancy',
      'allow group A to read buckets in tenancy\ndeny group A to inspect buckets in compartment Labs',
      "allow group A to read buckets in tenancy\ndeny group A to inspect buckets in tenancy where request.region = 'phx'",
      'allow group A to manage object-family in tenancy\ndeny group A to inspect buckets in tenancy',
      'allow group A to use buckets in tenancy\ndeny group A to {BUCKET_READ} in tenancy',
      // No denial holds for them.
      'allow group Administrators to read vcns in tenancy\ndeny any-user to inspect vcns in tenancy',
    ],
  },
  'statements-mergeable': {
    faults: [
      {
        text: 'allow group Ops to read vcns in tenancy\nallow ‹group Dev› to read vcns in tenancy\n',
        variant: 'subjects',
        fixed: 'allow group Ops, Dev to read vcns in tenancy\n',
      },
      {
        text: policy(
          'a in tenancy',
          "allow dynamic-group A, 'B c'/D to {VCN_READ} in compartment X where request.region = 'phx' // all",
          "allow ‹dynamic-group E, a› to {vcn_read} in compartment x where request.region='PHX'",
        ),
        variant: 'subjects',
        fixed: policy(
          'a in tenancy',
          "allow dynamic-group A, 'B c'/D, E to {VCN_READ} in compartment X where request.region = 'phx' // all",
        ),
      },
      {
        text: 'allow group Ops to {VCN_READ} in tenancy\nallow group Ops to ‹{VCN_UPDATE, SUBNET_READ}› in tenancy\n',
        variant: 'permissions',
        fixed: 'allow group Ops to {VCN_READ, VCN_UPDATE, SUBNET_READ} in tenancy\n',
      },
      {
        text: 'deny group id ocid1.group.oc1..a to inspect vcns in tenancy\ndeny ‹group id ocid1.group.oc1..b› to inspect vcns in tenancy\n',
        variant: 'subjects',
        fixed: 'deny group id ocid1.group.oc1..a, id ocid1.group.oc1..b to inspect vcns in tenancy\n',
      },
    ],
    silent: [
      'allow group Ops to read vcns in tenancy\nallow dynamic-group Dev to read vcns in tenancy',
      'allow group Ops to read vcns in tenancy\nallow group Dev to read subnets in tenancy',
      'allow group Ops to read vcns in tenancy\nallow group Dev to read vcns in compartment Labs',
      "allow group Ops to read vcns in tenancy\nallow group Dev to read vcns in tenancy where request.region = 'phx'",
      'allow group Ops to read vcns in tenancy\nallow group id ocid1.group.oc1..b to read vcns in tenancy',
      'allow service faas to read vcns in tenancy\nallow service cloudguard to read vcns in tenancy',
      'allow group Ops to read vcns in tenancy\ndeny group Dev to read vcns in tenancy',
      'allow group Ops to read vcns in tenancy\nallow group Ops to read subnets in tenancy\nallow group Dev to read vcns in tenancy',
      policy('a in tenancy', 'allow group Ops to read vcns in tenancy') +
        policy('b in tenancy', 'allow group Dev to read vcns in tenancy'),
      // The second one is to be deleted.
      'allow group Ops to read vcns in tenancy\nallow group Ops, Ops to read vcns in tenancy',
    ],
  },
});
