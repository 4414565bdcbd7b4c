import { operationChecks } from '../../../server/src/checks/operations.ts';
import { testChecks } from './table.ts';

const group = (rest: string) => `allow group A to ${rest}`;
const creating = '{DATA_SCIENCE_NOTEBOOK_SESSION_CREATE} in compartment Lab';
const projects = 'read data-science-projects in compartment Lab';

testChecks(operationChecks, {
  'operation-not-granted': {
    faults: [
      {
        text: group("inspect groups in tenancy where request.operation = ‹'CreateGroup'›"),
        fixed: group("manage groups in tenancy where request.operation = 'CreateGroup'"),
      },
      {
        text: group("inspect groups in tenancy where request.operation in ('GetGroup', ‹'updategroup'›)"),
        fixed: group("use groups in tenancy where request.operation in ('GetGroup', 'updategroup')"),
      },
      {
        text: group(
          "use buckets in tenancy where all {target.bucket.name = 'logs', any {request.operation = ‹'DeleteBucket'›}}",
        ),
        fixed: group(
          "manage buckets in tenancy where all {target.bucket.name = 'logs', any {request.operation = 'DeleteBucket'}}",
        ),
      },
      // The higher verb would give everything to the other branch.
      {
        text: group(
          "use buckets in tenancy where any {target.bucket.name = 'logs', request.operation = ‹'DeleteBucket'›}",
        ),
      },
      { text: group("manage buckets in tenancy where request.operation = ‹'CreateGroup'›") },
      { text: group("{GROUP_INSPECT} in tenancy where request.operation = ‹'CreateGroup'›") },
    ],
    silent: [
      group("manage groups in tenancy where request.operation = 'CreateGroup'"),
      group("inspect groups in tenancy where request.operation != 'CreateGroup'"),
      group("inspect groups in tenancy where request.operation = 'MakeGroup'"),
      group("inspect groups in tenancy where request.operation = '<operation>'"),
      group('inspect groups in tenancy where request.operation = /Create*/'),
      // One of the permissions is given: the rest may come from elsewhere.
      group("use vnics in tenancy where request.operation = 'LaunchInstance'"),
      group(
        "read repos in tenancy where any {request.operation='ReadDockerRepositoryMetadata', request.operation='PullDockerLayer'}",
      ),
      group("read objectstorage-namespaces in tenancy where request.operation = 'GetNamespace'"),
      group("inspect all-resources in tenancy where request.operation = 'CreateGroup'"),
      "deny group A to inspect groups in tenancy where request.operation = 'CreateGroup'",
    ],
  },
  'incomplete-operation': {
    faults: [
      {
        text: group('{‹DATA_SCIENCE_NOTEBOOK_SESSION_CREATE›} in compartment Lab'),
        fixed: `${group(projects)}\n${group(creating)}`,
      },
      {
        text: 'allow group A to{‹DATA_SCIENCE_NOTEBOOK_SESSION_CREATE›}in compartment Lab',
        fixed: `${group(projects)}\nallow group A to{DATA_SCIENCE_NOTEBOOK_SESSION_CREATE}in compartment Lab`,
      },
      {
        text: `policy p in tenancy {\r\n\tAllow group <G> to {‹DATA_SCIENCE_MODEL_CREATE›}\r\n\t\tin compartment <C>\r\n}`,
        fixed: `policy p in tenancy {\r\n\tAllow group <G> to read data-science-projects\r\n\t\tin compartment <C>\r\n\tAllow group <G> to {DATA_SCIENCE_MODEL_CREATE}\r\n\t\tin compartment <C>\r\n}`,
      },
      {
        text: group(
          "manage instances in tenancy where all {request.region = 'iad', target.image.id = 'ocid1.image.oc1..a', request.operation = ‹'LaunchInstance'›}",
        ),
        fixed: `${group("{INSTANCE_IMAGE_READ, VNIC_CREATE, VNIC_ATTACH, SUBNET_ATTACH} in tenancy where request.region = 'iad'")}\n${group("manage instances in tenancy where all {request.region = 'iad', target.image.id = 'ocid1.image.oc1..a', request.operation = 'LaunchInstance'}")}`,
      },
      {
        // Of what is needed, one part is there.
        text: `${group('use vnics in tenancy')}\n${group("manage instances in tenancy where request.operation = ‹'LaunchInstance'›")}`,
        fixed: `${group('use vnics in tenancy')}\n${group('{INSTANCE_IMAGE_READ, SUBNET_ATTACH} in tenancy')}\n${group("manage instances in tenancy where request.operation = 'LaunchInstance'")}`,
      },
      {
        text: `${group('read data-science-projects in compartment Other')}\n${group('{‹DATA_SCIENCE_NOTEBOOK_SESSION_CREATE›} in compartment Lab')}`,
        fixed: `${group('read data-science-projects in compartment Other')}\n${group(projects)}\n${group(creating)}`,
      },
      {
        text: `allow group B to ${projects}\nallow group A, B to {‹DATA_SCIENCE_NOTEBOOK_SESSION_CREATE›} in compartment Lab`,
        fixed: `allow group B to ${projects}\nallow group A, B to ${projects}\nallow group A, B to ${creating}`,
      },
      // Who anybody is, is said by a condition that does not fit the other grant.
      {
        text: "allow any-user to {‹DATA_SCIENCE_NOTEBOOK_SESSION_CREATE›} in compartment Lab where target.compartment.name = 'Lab'",
      },
    ],
    silent: [
      `${group(creating)}\n${group(projects)}`,
      `${group(projects)}\n${group(creating)}`,
      `${group('manage data-science-family in tenancy')}\n${group(creating)}`,
      `allow any-user to read all-resources in tenancy\n${group(creating)}`,
      `allow group default/a to {data_science_project_read} in compartment LAB\n${group(creating)}`,
      `${group(projects)}\n${group('{DATA_SCIENCE_NOTEBOOK_SESSION_CREATE} in compartment Lab:Team')}`,
      group('{DATA_SCIENCE_NOTEBOOK_SESSION_CREATE, DATA_SCIENCE_PROJECT_READ} in compartment Lab'),
      group('{DATA_SCIENCE_MODEL_DEPLOYMENT_PREDICT} in compartment Lab'),
      group('{BUCKET_CREATE} in compartment Lab'),
      // Not what the permission is named after.
      group('{VNIC_CREATE, SUBNET_READ} in tenancy'),
      group('manage data-science-notebook-sessions in compartment Lab'),
      group("manage groups in tenancy where request.operation = 'UpdateGroup'"),
      // That nothing is created at all is told instead.
      group(`${creating} where target.notebook-session.createdBy = request.user.id`),
      `deny group A to ${creating}`,
    ],
  },
  'operation-filter-starves': {
    faults: [
      {
        text: group("manage groups in tenancy where request.operation = ‹'UpdateGroup'›"),
        fixed: `${group('inspect groups in tenancy')}\n${group("manage groups in tenancy where request.operation = 'UpdateGroup'")}`,
      },
      {
        text: group(
          "MANAGE Buckets in compartment C where all {request.region = 'iad', target.bucket.name = 'logs', request.operation in (‹'CreateBucket'›, 'DeleteBucket')}",
        ),
        fixed: `${group("inspect Buckets in compartment C where request.region = 'iad'")}\n${group("MANAGE Buckets in compartment C where all {request.region = 'iad', target.bucket.name = 'logs', request.operation in ('CreateBucket', 'DeleteBucket')}")}`,
      },
      {
        text: `allow group B to inspect groups in tenancy\n${group("manage groups in tenancy where any {request.operation = ‹'UpdateGroup'›, request.operation = 'DeleteGroup'}")}`,
        fixed: `allow group B to inspect groups in tenancy\n${group('inspect groups in tenancy')}\n${group("manage groups in tenancy where any {request.operation = 'UpdateGroup', request.operation = 'DeleteGroup'}")}`,
      },
    ],
    silent: [
      `${group('inspect groups in tenancy')}\n${group("manage groups in tenancy where request.operation = 'UpdateGroup'")}`,
      group(
        "manage groups in tenancy where any {request.operation = 'UpdateGroup', request.operation = 'ListGroups'}",
      ),
      group(
        "manage groups in tenancy where any {request.operation = 'UpdateGroup', target.group.name = 'B'}",
      ),
      group("manage groups in tenancy where request.operation != 'UpdateGroup'"),
      group("manage groups in tenancy where request.operation = 'MakeGroup'"),
      // A dynamic group has no console.
      "allow dynamic-group D to manage groups in tenancy where request.operation = 'UpdateGroup'",
      // That nothing is granted at all is told instead.
      group("inspect groups in tenancy where request.operation = 'UpdateGroup'"),
      group("{GROUP_UPDATE} in tenancy where request.operation = 'UpdateGroup'"),
    ],
  },
});
