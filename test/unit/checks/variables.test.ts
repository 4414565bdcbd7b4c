import { variableChecks } from '../../../server/src/checks/variables.ts';
import { testChecks } from './table.ts';

const when = (grant: string, condition: string, subject = 'group Staff') =>
  `allow ${subject} to ${grant} in tenancy where ${condition}`;

testChecks(variableChecks, {
  'variable-not-for-resource-type': {
    faults: [
      { text: when('manage vcns', "‹target.bucket.name› = 'logs'") },
      {
        text: when(
          'use virtual-network-family',
          "all { request.region = 'iad', ‹target.key.id› = 'ocid1.key.oc1..a' }",
        ),
      },
      { text: when('{VCN_READ, SUBNET_READ}', "‹target.secret.name› = 'x'") },
      {
        text: when('manage vcns', "any { request.region = 'iad', ‹target.bucket.name› = 'logs' }"),
        variant: 'branch',
        fixed: when('manage vcns', "any { request.region = 'iad' }"),
      },
    ],
    silent: [
      when('manage object-family', "target.bucket.name = 'logs'"),
      when('use users', "target.group.name != 'Administrators'"),
      when('manage all-resources', "target.bucket.name = 'logs'"),
      when('manage things-unheard-of', "target.bucket.name = 'logs'"),
      when('{VCN_READ, UNHEARD_OF}', "target.bucket.name = 'logs'"),
      when('manage vcns', "target.compartment.name = 'net'"),
      when('manage vcns', "target.resource.tag.ops.project = 'x'"),
      when('manage vcns', "target.bastion.name = 'x'"),
      when('manage <type>', "target.bucket.name = 'logs'"),
    ],
  },
  'variable-deprecated': {
    faults: [
      {
        text: when('read buckets', "‹request.ipv4.ipaddress› = '192.0.2.1'"),
        fixed: when('read buckets', "request.networkSource.name = '<network-source>'"),
      },
      {
        text: when(
          'read buckets',
          "all { request.region = 'iad', ‹request.vcn.id› != 'ocid1.vcn.oc1.iad.a' }",
        ),
        fixed: when(
          'read buckets',
          "all { request.region = 'iad', request.networkSource.name != '<network-source>' }",
        ),
      },
      { text: when('read buckets', "‹request.vcn.id› in ('ocid1.vcn.oc1.iad.a', 'ocid1.vcn.oc1.iad.b')") },
      {
        text: when('read buckets', "‹request.user.mfaTotpVerified› = 'true'"),
        variant: 'sign-on-policy',
        severity: 'hint',
      },
    ],
    silent: [
      when('read buckets', "request.networkSource.name = 'office'"),
      when('read buckets', "request.user.name = 'alice'"),
      when('manage vcns', "target.vcn.id = 'ocid1.vcn.oc1.iad.a'"),
    ],
  },
  'absent-variable-inequality': {
    faults: [
      { text: when('read buckets', "‹request.networkSource.name› != 'guests'") },
      { text: when('read buckets', "‹request.networkSource.name› not in ('guests', 'lab')") },
      {
        text: when(
          'use instances',
          "all { request.region = 'iad', ‹target.resource.tag.ops.env› != 'prod' }",
        ),
      },
      { text: when('read buckets', "‹request.user.name› != 'alice'", 'any-user') },
    ],
    silent: [
      when('read buckets', "any { !request.networkSource.name, request.networkSource.name != 'guests' }"),
      when('read buckets', "request.networkSource.name = 'guests'"),
      when('manage groups', "request.permission != 'GROUP_DELETE'"),
      when('use instances', 'target.resource.tag.ops.env != request.principal.group.tag.ops.env'),
      when('use users', "target.group.name != 'Administrators'"),
      when('read buckets', "request.user.name != 'alice'"),
      when('read buckets', "request.principal.type != 'user'", 'any-user'),
      "deny group Staff to read buckets in tenancy where request.networkSource.name != 'office'",
    ],
  },
  'multi-valued-comparison': {
    faults: [
      { text: when('read secret-bundles', '‹target.secret.id = request.principal.group.tag.lab.secret-id›') },
      { text: when('read secret-bundles', '‹target.secret.id=request.principal.group.tag.<NS>.<KEY>›') },
      {
        text: when('use instances', '‹request.principal.group.tag.a.b != target.resource.tag.a.b›'),
        variant: 'not',
      },
      { text: when('use groups', '‹request.groups.id = target.group.id›') },
    ],
    silent: [
      when('read buckets', "request.groups.id = 'ocid1.group.oc1..a'"),
      when('read buckets', "request.principal.group.tag.a.b = 'x'"),
      when('read buckets', "request.principal.group.tag.a.b in ('x', /y*/)"),
      when('use users', 'request.user.id = target.user.id'),
      when('use instances', 'request.principal.compartment.tag.a.b = target.resource.tag.a.b'),
    ],
  },
  'list-not-filtered': {
    faults: [
      { text: when('inspect buckets', "‹target.bucket.name› = 'hr'") },
      { text: when('inspect buckets', '‹target.bucket.name› = /hr*/') },
      {
        text: when(
          'inspect vaults',
          "all { request.region = 'iad', ‹target.vault.id› = 'ocid1.vault.oc1..a' }",
        ),
      },
    ],
    silent: [
      when('read buckets', "target.bucket.name = 'hr'"),
      when('inspect objects', "target.bucket.name = 'hr'"),
      when('inspect object-family', "target.bucket.name = 'hr'"),
      when('inspect vaults', "target.compartment.name = 'hr'"),
      when('inspect groups', "target.group.name = 'hr'"),
    ],
  },
});
