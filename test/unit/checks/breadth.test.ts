import { breadthChecks } from '../../../server/src/checks/breadth.ts';
import { testChecks } from './table.ts';

testChecks(breadthChecks, {
  'manage-all-resources-tenancy': {
    faults: [
      {
        text: 'allow group Dev to ‹manage all-resources in tenancy›',
        fixed: 'allow group Dev to manage all-resources in compartment <compartment-name>',
      },
      {
        text: "allow any-user to ‹MANAGE ALL-RESOURCES IN TENANCY› where request.principal.type = 'aidataplatform'",
        fixed:
          "allow any-user to MANAGE ALL-RESOURCES IN compartment <compartment-name> where request.principal.type = 'aidataplatform'",
      },
      {
        text: 'allow group Administrators, Dev to ‹manage all-resources in tenancy›',
        fixed: 'allow group Administrators, Dev to manage all-resources in compartment <compartment-name>',
      },
    ],
    silent: [
      'allow group Administrators to manage all-resources in tenancy',
      "allow group 'Default'/administrators to manage all-resources in tenancy",
      'allow group Dev to read all-resources in tenancy',
      'allow group Dev to manage all-resources in compartment Labs',
      'allow group Dev to manage object-family in tenancy',
      "allow group Dev to manage all-resources in tenancy where target.compartment.name = 'Labs'",
      "allow group Dev to manage all-resources in tenancy where request.permission = 'VCN_READ'",
      'allow group Dev to manage all-resources in tenancy where <condition>',
      'deny group Dev to manage all-resources in tenancy',
    ],
  },
  'escalation-path': {
    faults: [
      { text: 'allow group Dev to ‹manage policies› in tenancy', variant: 'policies' },
      {
        text: 'allow group Dev to ‹manage groups› in tenancy',
        variant: 'groups',
        fixed: "allow group Dev to manage groups in tenancy where target.group.name != 'Administrators'",
      },
      { text: "allow group Dev to ‹manage users› in tenancy where request.region = 'iad'", variant: 'users' },
      { text: 'allow dynamic-group D to ‹manage dynamic-groups› in tenancy', variant: 'dynamic-groups' },
      { text: 'allow group Dev to ‹manage domains› in tenancy', variant: 'domains' },
      { text: 'allow group Dev to ‹{VCN_READ, policy_create}› in tenancy', variant: 'policies' },
    ],
    silent: [
      "allow group Dev to manage groups in tenancy where target.group.name != 'Administrators'",
      'allow group Dev to use groups in tenancy',
      'allow group Dev to manage policies in compartment Labs',
      'allow group Administrators to manage policies in tenancy',
      'allow group Dev to {POLICY_READ} in tenancy',
      'allow group Dev to manage buckets in tenancy',
      "allow group Dev to manage users in tenancy where any {request.operation = 'CreateUser', target.user.name = 'x'}",
      'deny group Dev to manage policies in tenancy',
    ],
  },
  'inspect-policies-reveals': {
    faults: [
      { text: 'allow group Dev to ‹inspect policies› in tenancy' },
      { text: 'Allow any-group to ‹INSPECT POLICIES› in compartment Labs' },
      { text: "allow group Dev to ‹inspect policies› in tenancy where request.region = 'iad'" },
    ],
    silent: [
      'allow group Dev to read policies in tenancy',
      'allow group Dev to inspect compartments in tenancy',
      'deny group Dev to inspect policies in tenancy',
      'allow group Dev to inspect <type> in tenancy',
    ],
  },
});
