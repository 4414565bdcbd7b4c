import { describe } from 'vitest';
import { denyChecks } from '../../../server/src/checks/deny.ts';
import { denyTargetChecks } from '../../../server/src/checks/deny-targets.ts';
import { testChecks } from './table.ts';

testChecks(denyChecks, {
  'deny-verb-inversion': {
    faults: [
      {
        text: 'deny group A to ‹manage buckets› in tenancy',
        fixed: 'deny group A to inspect buckets in tenancy',
      },
      {
        text: "deny group A to ‹USE made-up-things› in compartment C where request.region = 'phx'",
        fixed: "deny group A to inspect made-up-things in compartment C where request.region = 'phx'",
      },
      {
        text: 'deny endorse group A to ‹manage object-family› in any-tenancy',
        fixed: 'deny endorse group A to inspect object-family in any-tenancy',
      },
      {
        text: 'deny group A to ‹manage all-resources› in tenancy',
        fixed: 'deny group A to inspect all-resources in tenancy',
      },
    ],
    silent: [
      'deny group A to inspect buckets in tenancy',
      'deny group A to read buckets in tenancy',
      'deny group A to {BUCKET_DELETE} in tenancy',
      'allow group A to manage buckets in tenancy',
      'deny group A to manage <type> in tenancy',
      "deny group A to manage buckets in tenancy where request.permission = 'BUCKET_DELETE'",
      // The verbs below give nothing of it.
      'deny group A to use stream-push in tenancy',
      // It has a graver fault.
      'deny any-user to manage buckets in tenancy',
    ],
  },
  'deny-too-wide': {
    faults: [
      { text: 'deny ‹any-user to inspect all-resources in tenancy›' },
      { text: 'deny ‹group A to inspect all-resources in tenancy›' },
      { text: 'deny ‹any-group to inspect all-resources in compartment C›' },
      { text: 'deny ‹any-group to {BUCKET_DELETE} in tenancy›' },
      { text: 'deny ‹any-user to manage buckets in tenancy›' },
    ],
    silent: [
      'allow any-user to inspect all-resources in tenancy',
      'deny group A to inspect all-resources in compartment C',
      'deny any-user to {BUCKET_DELETE} in compartment C',
      'deny group A to {BUCKET_DELETE} in tenancy',
      "deny any-user to inspect all-resources in tenancy where request.user.name = 'x'",
      "deny any-group to {BUCKET_DELETE} in tenancy where target.bucket.name = 'x'",
    ],
  },
  'deny-variable-ignored': {
    faults: [
      { text: "deny group A to inspect dynamic-groups in tenancy where ‹target.dynamicgroup.name› = 'Fns'" },
      {
        text: "deny group A to inspect dynamic-groups in tenancy where all {request.region = 'phx', ‹target.dynamicGroup.id› = 'ocid1.dynamicgroup.oc1..a'}",
      },
      { text: 'deny group A to inspect dynamic-groups in tenancy where !‹target.dynamicgroup.name›' },
      {
        text: 'deny group A to inspect groups in tenancy where target.group.name = ‹target.dynamicgroup.name›',
      },
    ],
    silent: [
      "allow group A to use dynamic-groups in tenancy where target.dynamicgroup.name = 'Fns'",
      "deny group A to inspect groups in tenancy where target.group.name = 'Fns'",
      "deny group A to inspect dynamic-groups in tenancy where request.user.name = 'target.dynamicgroup.name'",
    ],
  },
  'deny-absent-variable': {
    faults: [
      {
        text: "deny group A to inspect buckets in tenancy where ‹request.networkSource.name != 'corp'›",
        fixed:
          "deny group A to inspect buckets in tenancy where any {!request.networkSource.name, request.networkSource.name != 'corp'}",
      },
      {
        text: "deny any-user to inspect buckets in tenancy where any {request.region = 'phx', ‹request.user.name not in ('a', 'b')›}",
        fixed:
          "deny any-user to inspect buckets in tenancy where any {request.region = 'phx', !request.user.name, request.user.name not in ('a', 'b')}",
      },
      {
        text: "deny group A to inspect buckets in tenancy where all {request.region = 'phx', ‹request.principal.group.tag.ops.team != 'x'›}",
        fixed:
          "deny group A to inspect buckets in tenancy where all {request.region = 'phx', any {!request.principal.group.tag.ops.team, request.principal.group.tag.ops.team != 'x'}}",
      },
      {
        text: "deny group A to inspect buckets in tenancy where ‹target.resource.tag.ops.env != 'x'›",
        fixed:
          "deny group A to inspect buckets in tenancy where any {!target.resource.tag.ops.env, target.resource.tag.ops.env != 'x'}",
      },
    ],
    silent: [
      "deny group A to inspect buckets in tenancy where request.networkSource.name = 'corp'",
      "deny group A to inspect buckets in tenancy where request.region != 'phx'",
      "deny group A to inspect buckets in tenancy where any {!request.networkSource.name, request.networkSource.name != 'corp'}",
      "allow group A to inspect buckets in tenancy where request.networkSource.name != 'corp'",
      // A member of a group is a user, and the request of a user names it.
      "deny group A to inspect buckets in tenancy where request.user.name != 'x'",
      "deny any-user to inspect buckets in tenancy where request.principal.type != 'user'",
      "deny group A to inspect buckets in tenancy where target.bucket.name != 'x'",
    ],
  },
  'deny-domain-roles': {
    faults: [
      { text: 'deny group A to inspect ‹users› in tenancy' },
      { text: 'deny any-group to manage ‹groups› in compartment C' },
      { text: 'deny group A to {VCN_READ, ‹USER_UPDATE›} in tenancy' },
    ],
    silent: [
      'allow group A to manage users in tenancy',
      'deny group A to manage dynamic-groups in tenancy',
      "deny group A to manage users in tenancy where target.user.name = 'x'",
      'deny endorse group A to manage users in any-tenancy',
      'deny group A to {VCN_READ} in tenancy',
    ],
  },
  'deny-set-comparison': {
    faults: [
      {
        text: "allow group A to manage policies in tenancy where target.policy.type ‹= 'allow'›",
        fixed: "allow group A to manage policies in tenancy where target.policy.type != 'deny'",
      },
      {
        text: "deny group A to manage policies in tenancy where all {request.region = 'iad', target.policy.type‹='deny'›}",
        fixed:
          "deny group A to manage policies in tenancy where all {request.region = 'iad', target.policy.type!= 'allow'}",
      },
      {
        text: "allow group A to manage policies in compartment C where TARGET.POLICY.TYPE ‹= 'DENY'›",
        fixed: "allow group A to manage policies in compartment C where TARGET.POLICY.TYPE != 'allow'",
      },
    ],
    silent: [
      "allow group A to manage policies in tenancy where target.policy.type != 'allow'",
      "allow group A to manage policies in tenancy where target.policy.name = 'allow'",
      "allow group A to manage policies in tenancy where target.policy.type = '<type>'",
    ],
  },
});

describe('beside other statements', () => {
  testChecks(denyTargetChecks, {
    'deny-without-target': {
      faults: [
        {
          text: 'allow group A to read buckets in tenancy\n‹deny group A to inspect vcns› in tenancy\n',
          fixed: 'allow group A to read buckets in tenancy\n',
        },
        {
          text: '‹deny group A to {BUCKET_DELETE}› in tenancy\nallow group A to read buckets in tenancy\n',
          fixed: 'allow group A to read buckets in tenancy\n',
        },
        {
          text: 'allow group A to {VCN_READ, BUCKET_READ} in tenancy\n‹deny group A to manage buckets› in compartment C\n',
          fixed: 'allow group A to {VCN_READ, BUCKET_READ} in tenancy\n',
        },
        {
          text: 'allow group A to {VCN_READ} in tenancy\n‹deny group A to {BUCKET_READ}› in compartment C\n',
          fixed: 'allow group A to {VCN_READ} in tenancy\n',
        },
      ],
      silent: [
        'deny group A to inspect vcns in tenancy',
        'allow group A to manage vcns in tenancy\ndeny group B to manage vcns in tenancy',
        'allow group A to manage virtual-network-family in tenancy\ndeny group A to {VCN_DELETE} in tenancy',
        'allow group A to manage all-resources in tenancy\ndeny group A to inspect vcns in tenancy',
        'allow group A to read vcns in tenancy\ndeny group A to manage all-resources in tenancy',
        // What it gives is not known.
        'allow group A to read data-science-work-requests in tenancy\ndeny group A to manage data-science-work-requests in tenancy',
        'allow group A to manage dataflow-family in tenancy\ndeny group A to {MADE_UP} in tenancy',
        'allow group A frobnicates in tenancy\nallow group A to read vcns in tenancy\ndeny group A to inspect buckets in tenancy',
      ],
    },
  });
});
