import { principalChecks } from '../../../server/src/checks/principals.ts';
import { testChecks } from './table.ts';

const any = (condition: string, grant = 'read secret-bundles') =>
  `allow any-user to ${grant} in tenancy where ${condition}`;
const type = "request.principal.type = '<principal-type>'";

testChecks(principalChecks, {
  'any-user-unconditional': {
    faults: [
      {
        text: 'allow ‹any-user› to use metrics in tenancy',
        fixed: `allow any-user to use metrics in tenancy where ${type}`,
      },
      {
        text: "Allow ‹any-user› to read buckets in compartment labs where target.bucket.name = 'x'",
        variant: 'condition',
        fixed: `Allow any-user to read buckets in compartment labs where all { ${type}, target.bucket.name = 'x' }`,
      },
      {
        text: "allow ‹any-user› to read buckets in tenancy where all { request.region = 'iad' }",
        variant: 'condition',
        fixed: `allow any-user to read buckets in tenancy where all { ${type}, request.region = 'iad' }`,
      },
      {
        text: "allow ‹any-user› to read buckets in tenancy where any { request.principal.type = 'cluster', request.region = 'iad' }",
        variant: 'condition',
        fixed: `allow any-user to read buckets in tenancy where all { ${type}, any { request.principal.type = 'cluster', request.region = 'iad' } }`,
      },
    ],
    silent: [
      any("request.principal.type = 'cluster'"),
      any("all { request.region = 'iad', request.user.name = 'alice' }"),
      any("any { request.principal.id = '<ocid>', request.groups.id = 'ocid1.group.oc1..a' }"),
      any('target.secret.id = request.principal.group.tag.labs.secret-id'),
      any('${local.condition}'),
      any("request.unheard-of = 'x'"),
      any("target.group.member = 'true'", 'use groups'),
      'allow any-user to inspect users in tenancy',
      'allow any-group to use metrics in tenancy',
      'deny any-user to use metrics in tenancy',
      'admit any-user of tenancy T to read buckets in tenancy',
    ],
  },
  'any-user-indirect-principal': {
    faults: [
      {
        text: 'allow ‹any-user› to read secret-bundles in tenancy where target.secret.id=request.principal.group.tag.<NS>.<KEY>',
        fixed: any(`all { ${type}, target.secret.id=request.principal.group.tag.<NS>.<KEY> }`),
      },
      {
        text: "allow ‹any-user› to manage buckets in tenancy where all { request.principal.id = target.resource.tag.a.b, request.region = 'iad' }",
        fixed: `allow any-user to manage buckets in tenancy where all { ${type}, request.principal.id = target.resource.tag.a.b, request.region = 'iad' }`,
      },
      {
        text: "allow ‹any-user› to use subnets in tenancy where any { request.principal.id = target.resource.tag.a.b, request.principal.type = 'cluster' }",
        fixed: `allow any-user to use subnets in tenancy where all { ${type}, any { request.principal.id = target.resource.tag.a.b, request.principal.type = 'cluster' } }`,
      },
    ],
    silent: [
      any(
        "all { request.principal.type = 'cluster', request.principal.compartment.id = target.compartment.id }",
      ),
      any('request.user.id = target.user.id', 'use users'),
      any("request.principal.id = 'ocid1.cluster.oc1.iad.a'"),
      any("request.principal.group.tag.a.b = 'x'"),
      'allow group G to read secret-bundles in tenancy where target.secret.id = request.principal.group.tag.a.b',
    ],
  },
  'prefer-any-group': {
    faults: [
      {
        text: 'allow ‹any-user› to inspect users in tenancy',
        fixed: 'allow any-group to inspect users in tenancy',
      },
      {
        text: 'ALLOW ‹ANY-USER› TO INSPECT compartments IN TENANCY',
        fixed: 'ALLOW any-group TO INSPECT compartments IN TENANCY',
      },
      {
        text: 'allow ‹any-user› to inspect groups in compartment labs',
        fixed: 'allow any-group to inspect groups in compartment labs',
      },
    ],
    silent: [
      'allow any-group to inspect users in tenancy',
      'allow any-user to read users in tenancy',
      "allow any-user to inspect users in tenancy where request.principal.type = 'service'",
      'deny any-user to inspect users in tenancy',
    ],
  },
  'duplicate-subject': {
    faults: [
      {
        text: 'allow group Admins, Ops, ‹admins› to read buckets in tenancy',
        fixed: 'allow group Admins, Ops to read buckets in tenancy',
      },
      {
        text: "allow group A, ‹'Default'/'a'›, B to read buckets in tenancy",
        fixed: 'allow group A, B to read buckets in tenancy',
      },
      {
        text: 'allow group id ocid1.group.oc1..a, ‹id ocid1.group.oc1..a› to read buckets in tenancy',
        fixed: 'allow group id ocid1.group.oc1..a to read buckets in tenancy',
      },
      {
        text: 'allow dynamic-group D, ‹D› to read buckets in tenancy',
        fixed: 'allow dynamic-group D to read buckets in tenancy',
      },
    ],
    silent: [
      'allow group A, B to read buckets in tenancy',
      "allow group 'One'/'A', 'Two'/'A' to read buckets in tenancy",
      'allow group <group>, <group> to read buckets in tenancy',
      'allow group Default to read buckets in tenancy',
    ],
  },
  'resource-subject-unverified': {
    faults: [
      { text: 'allow ‹resource iam-domain Default› to read secrets in tenancy' },
      { text: 'Allow ‹resource psmrp psm› to inspect vcns in compartment labs' },
      { text: 'allow ‹resource iam-domain <domain>› to read secrets in tenancy' },
    ],
    silent: [
      'allow group resource to read secrets in tenancy',
      'allow service faas to use virtual-network-family in tenancy',
      'allow dynamic-group resource to read secrets in tenancy',
    ],
  },
  'principal-type-conflicts-subject': {
    faults: [
      {
        text: "allow group A to use subnets in tenancy where ‹request.principal.type = 'cluster'›",
        fixed: "allow any-user to use subnets in tenancy where request.principal.type = 'cluster'",
      },
      {
        text: "allow group A, B to use subnets in tenancy where all { request.region = 'iad', ‹request.principal.type in ('cluster', 'nodepool')› }",
        fixed:
          "allow any-user to use subnets in tenancy where all { request.region = 'iad', request.principal.type in ('cluster', 'nodepool') }",
      },
      { text: "allow dynamic-group D to use subnets in tenancy where ‹request.principal.type = 'User'›" },
      { text: "deny group A to use subnets in tenancy where ‹request.principal.type = 'cluster'›" },
      { text: "allow service faas to use subnets in tenancy where ‹request.principal.type = 'cluster'›" },
    ],
    silent: [
      "allow group A to use subnets in tenancy where request.principal.type = 'user'",
      "allow group A to use subnets in tenancy where request.principal.type != 'cluster'",
      "allow group A to use subnets in tenancy where any { request.principal.type = 'cluster', request.region = 'iad' }",
      "allow group A to use subnets in tenancy where request.principal.type = '<type>'",
      "allow any-user to use subnets in tenancy where request.principal.type = 'cluster'",
      "allow any-group to use keys in tenancy where request.principal.type = 'service'",
      "allow dynamic-group D to use subnets in tenancy where request.principal.type = 'instance'",
    ],
  },
  'workload-condition-incomplete': {
    faults: [
      {
        text: any("all { ‹request.principal.type = 'workload'›, request.principal.namespace = 'web' }"),
        fixed: any(
          "all { request.principal.type = 'workload', request.principal.service_account = '<service-account>', request.principal.cluster_id = '<cluster-ocid>', request.principal.namespace = 'web' }",
        ),
      },
      {
        text: any("‹request.principal.type = 'workload'›"),
        fixed: any(
          "all { request.principal.type = 'workload', request.principal.namespace = '<namespace>', request.principal.service_account = '<service-account>', request.principal.cluster_id = '<cluster-ocid>' }",
        ),
      },
      {
        text: any(
          "all { ‹request.principal.type = 'workload'›, request.principal.service_account = 'web', request.principal.cluster_id = 'ocid1.cluster.oc1.iad.a' }",
        ),
        severity: 'hint',
        fixed: any(
          "all { request.principal.type = 'workload', request.principal.namespace = '<namespace>', request.principal.service_account = 'web', request.principal.cluster_id = 'ocid1.cluster.oc1.iad.a' }",
        ),
      },
      {
        text: any(
          "all { request.region = 'iad', any { request.principal.cluster_id = 'ocid1.cluster.oc1.iad.a', ‹request.principal.type = 'workload'› } }",
        ),
        fixed: any(
          "all { request.region = 'iad', any { request.principal.cluster_id = 'ocid1.cluster.oc1.iad.a', all { request.principal.type = 'workload', request.principal.namespace = '<namespace>', request.principal.service_account = '<service-account>', request.principal.cluster_id = '<cluster-ocid>' } } }",
        ),
      },
    ],
    silent: [
      any(
        "all { request.principal.type = 'workload', request.principal.namespace = 'web', request.principal.service_account = 'web', request.principal.cluster_id = 'ocid1.cluster.oc1.iad.a' }",
      ),
      any(
        "all { request.principal.type = 'workload', request.principal.cluster_id = 'ocid1.cluster.oc1.iad.a', request.principal.service_account = 'web', any { request.principal.namespace = 'a', request.principal.namespace = 'b' } }",
      ),
      any("request.principal.type = 'cluster'"),
      any("all { request.principal.type = 'workload', ${local.rest} }"),
    ],
  },
});
