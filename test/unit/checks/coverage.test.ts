import { coverageChecks } from '../../../server/src/checks/coverage.ts';
import { testChecks } from './table.ts';

const group = (rest: string) => `allow group A to ${rest}`;
const anyUser = (rest: string) => `allow any-user to ${rest}`;

testChecks(coverageChecks, {
  'verb-grants-nothing': {
    faults: [
      {
        text: group('‹inspect› stream-push in tenancy'),
        fixed: group('use stream-push in tenancy'),
      },
      {
        text: group("‹READ› key-delegate in compartment Keys where target.key.id = '<key-ocid>'"),
        fixed: group("use key-delegate in compartment Keys where target.key.id = '<key-ocid>'"),
      },
      {
        text: group('‹inspect› audit-events in compartment id <compartment-ocid>'),
        fixed: group('read audit-events in compartment id <compartment-ocid>'),
      },
      // `manage` grants far more than `read` was meant to.
      { text: group('‹read› objectstorage-namespaces in tenancy'), variant: 'free' },
      {
        text: anyUser(
          "‹read› objectstorage-namespaces in tenancy where all {request.principal.type = 'aidataplatform', any {request.permission = 'OBJECTSTORAGE_NAMESPACE_READ'}}",
        ),
        variant: 'free',
        fixed: anyUser(
          "manage objectstorage-namespaces in tenancy where all {request.principal.type = 'aidataplatform', any {request.permission = 'OBJECTSTORAGE_NAMESPACE_READ'}}",
        ),
      },
      { text: group('‹use› on-demand-probe in tenancy') },
    ],
    silent: [
      group('read buckets in tenancy'),
      group('use policies in tenancy'),
      group('manage data-science-work-requests in tenancy'),
      group('inspect made-up-things in tenancy'),
      group('inspect all-resources in tenancy'),
      'deny group A to inspect stream-push in tenancy',
      group('<verb> stream-push in tenancy'),
    ],
  },
  'verb-no-extra': {
    faults: [
      { text: group('‹read› compartments in tenancy'), fixed: group('inspect compartments in tenancy') },
      { text: group('‹use› policies in tenancy'), fixed: group('inspect policies in tenancy') },
      { text: group('‹MANAGE› vnics in compartment Net'), fixed: group('use vnics in compartment Net') },
      {
        text: 'endorse group A to ‹read› groups in any-tenancy',
        fixed: 'endorse group A to inspect groups in any-tenancy',
      },
    ],
    silent: [
      group('read buckets in tenancy'),
      group('manage policies in tenancy'),
      group('inspect compartments in tenancy'),
      'allow service vulnerability-scanning-service to read compartments in tenancy',
      anyUser("manage vnics in tenancy where request.principal.type = 'aidataplatform'"),
      group('read objectstorage-namespaces in tenancy'),
      'deny group A to read compartments in tenancy',
      // Without a table, nothing is known of what a verb adds.
      group('use data-science-work-requests in tenancy'),
    ],
  },
  'permission-set-is-verb': {
    faults: [
      {
        text: group('‹{BUCKET_INSPECT}› in tenancy'),
        fixed: group('inspect buckets in tenancy'),
      },
      {
        text: 'allow group A to‹{BUCKET_INSPECT}›in tenancy',
        fixed: group('inspect buckets in tenancy'),
      },
      {
        text: group('‹{ instance_image_read, INSTANCE_IMAGE_INSPECT }› in compartment C'),
        fixed: group('read instance-images in compartment C'),
      },
      {
        text: group("‹{GROUP_INSPECT, GROUP_UPDATE}› in tenancy where target.group.name != 'Administrators'"),
        fixed: group("use groups in tenancy where target.group.name != 'Administrators'"),
      },
    ],
    silent: [
      anyUser("{TAG_NAMESPACE_USE} in tenancy where request.principal.type = 'aidataplatform'"),
      group('{BUCKET_READ} in tenancy'),
      group('{DATA_SCIENCE_MODEL_DEPLOYMENT_PREDICT} in tenancy'),
      group('{BUCKET_INSPECT, GROUP_INSPECT} in tenancy'),
      group('{BUCKET_INSPECT, <permission>} in tenancy'),
      'deny group A to {BUCKET_INSPECT} in tenancy',
      group('{} in tenancy'),
    ],
  },
  'permission-filter-is-set': {
    faults: [
      {
        text: anyUser(
          "‹manage buckets› in tenancy where all { request.principal.type='aidataplatform', any {request.permission = 'BUCKET_CREATE', request.permission = 'BUCKET_READ'}}",
        ),
        fixed: anyUser(
          "{BUCKET_CREATE, BUCKET_READ} in tenancy where request.principal.type='aidataplatform'",
        ),
      },
      {
        text: group(
          "‹manage buckets› in tenancy\n  where any {request.permission = 'BUCKET_READ', request.permission = 'BUCKET_UPDATE'}",
        ),
        fixed: group('{BUCKET_READ, BUCKET_UPDATE} in tenancy'),
      },
      {
        text: group(
          "‹manage buckets› in tenancy where request.permission in ('BUCKET_READ', 'bucket_update')",
        ),
        fixed: group('{BUCKET_READ, BUCKET_UPDATE} in tenancy'),
      },
      {
        text: group(
          "‹use groups› in tenancy where all {target.group.name = 'B', request.region = 'iad', any {any {request.permission = 'GROUP_UPDATE'}, request.permission = 'GROUP_INSPECT'}}",
        ),
        fixed: group(
          "{GROUP_UPDATE, GROUP_INSPECT} in tenancy where all {target.group.name = 'B', request.region = 'iad'}",
        ),
      },
      {
        // The same rest beside each permission.
        text: group(
          "‹use groups› in tenancy where any {all {request.permission = 'GROUP_UPDATE', request.region = 'iad'}, all {request.permission = 'GROUP_INSPECT', request.region = 'iad'}}",
        ),
        fixed: group("{GROUP_UPDATE, GROUP_INSPECT} in tenancy where request.region = 'iad'"),
      },
    ],
    silent: [
      group("use volume-backups in tenancy where request.permission = 'VOLUME_BACKUP_COPY'"),
      group("manage groups in tenancy where request.permission != 'GROUP_DELETE'"),
      group(
        "use groups in tenancy where any {all {request.permission = 'GROUP_UPDATE', request.region = 'iad'}, request.permission = 'GROUP_INSPECT'}",
      ),
      group(
        "manage buckets in tenancy where any {request.permission = 'BUCKET_READ', request.region = 'iad'}",
      ),
      group(
        "use buckets in tenancy where any {request.permission = 'BUCKET_READ', request.permission = 'BUCKET_DELETE'}",
      ),
      group(
        "manage buckets in tenancy where any {request.permission = 'BUCKET_READ', request.permission = '<permission>'}",
      ),
      group('manage buckets in tenancy where request.permission = /BUCKET_*/'),
      "deny group A to manage buckets in tenancy where any {request.permission = 'BUCKET_CREATE', request.permission = 'BUCKET_DELETE'}",
    ],
  },
  'resource-type-tenancy-only': {
    faults: [
      {
        text: group('manage tenancies in ‹compartment Finance›'),
        fixed: group('manage tenancies in tenancy'),
      },
      {
        text: group("manage network-sources in ‹compartment Security:Edge› where request.region = 'iad'"),
        fixed: group("manage network-sources in tenancy where request.region = 'iad'"),
      },
      {
        text: group('inspect identity-providers in ‹compartment id ocid1.compartment.oc1..a›'),
        fixed: group('inspect identity-providers in tenancy'),
      },
    ],
    silent: [
      group('manage tenancies in tenancy'),
      group('manage groups in compartment Finance'),
      group('manage domains in compartment Finance'),
      group('manage network-sources in compartment <root-compartment>'),
      group('manage network-sources in compartment id ocid1.tenancy.oc1..a'),
      group('read objectstorage-namespaces in compartment Finance'),
    ],
  },
  'permission-filter-outside-grant': {
    faults: [
      {
        text: group("use buckets in tenancy where request.permission = ‹'BUCKET_DELETE'›"),
        fixed: group("manage buckets in tenancy where request.permission = 'BUCKET_DELETE'"),
      },
      {
        text: anyUser(
          "read objectstorage-namespaces in tenancy where all {request.principal.type = 'aidataplatform', any {request.permission = ‹'OBJECTSTORAGE_NAMESPACE_READ'›}}",
        ),
        fixed: anyUser(
          "manage objectstorage-namespaces in tenancy where all {request.principal.type = 'aidataplatform', any {request.permission = 'OBJECTSTORAGE_NAMESPACE_READ'}}",
        ),
      },
      // The higher verb would give everything to the other branch.
      {
        text: group(
          "use buckets in tenancy where any {request.permission = ‹'BUCKET_DELETE'›, target.bucket.name = 'logs'}",
        ),
      },
      {
        text: group(
          "manage buckets in tenancy where any {request.permission = ‹'GROUP_INSPECT'›, request.permission = 'GROUP_UPDATE', request.permission = 'BUCKET_READ'}",
        ),
        variant: 'never',
      },
      {
        text: group(
          "{BUCKET_READ} in tenancy where request.permission in ('BUCKET_READ', ‹'BUCKET_UPDATE'›)",
        ),
        variant: 'set',
      },
    ],
    silent: [
      group("manage buckets in tenancy where request.permission = 'BUCKET_DELETE'"),
      group("use buckets in tenancy where request.permission != 'BUCKET_DELETE'"),
      group("use buckets in tenancy where request.permission = 'BUCKET_ERASE'"),
      group("use buckets in tenancy where request.permission = '<permission>'"),
      group('use buckets in tenancy where request.permission = /BUCKET_D*/'),
      group("use data-science-family in tenancy where request.permission = 'DATA_SCIENCE_MODEL_CREATE'"),
      group("inspect all-resources in tenancy where request.permission = 'BUCKET_DELETE'"),
      "deny group A to manage buckets in tenancy where request.permission = 'BUCKET_READ'",
    ],
  },
  'open-ended-permission-exclusion': {
    faults: [
      {
        text: group("manage groups in tenancy where ‹request.permission != 'GROUP_DELETE'›"),
        fixed: group('{GROUP_INSPECT, GROUP_UPDATE, GROUP_CREATE} in tenancy'),
      },
      {
        text: group(
          "manage groups in tenancy where all {target.group.name != 'B', ‹request.permission != 'GROUP_DELETE'›, request.permission != 'GROUP_CREATE'}",
        ),
        fixed: group("{GROUP_INSPECT, GROUP_UPDATE} in tenancy where target.group.name != 'B'"),
      },
      {
        text: group(
          "manage data-science-family in tenancy where ‹request.permission !='DATA_SCIENCE_PROJECT_DELETE'›",
        ),
      },
      {
        text: group(
          "manage groups in tenancy where all {all {‹request.permission not in ('GROUP_DELETE', 'GROUP_CREATE')›}}",
        ),
        fixed: group('{GROUP_INSPECT, GROUP_UPDATE} in tenancy'),
      },
      // Longer than a person would read.
      { text: group("manage users in tenancy where ‹request.permission != 'USER_DELETE'›") },
    ],
    silent: [
      group("manage groups in tenancy where request.permission = 'GROUP_DELETE'"),
      group(
        "manage groups in tenancy where any {request.permission != 'GROUP_DELETE', request.permission != 'GROUP_CREATE'}",
      ),
      group(
        "manage groups in tenancy where all {request.permission = 'GROUP_UPDATE', request.permission != 'GROUP_DELETE'}",
      ),
      group(
        "manage groups in tenancy where any {request.permission != 'GROUP_DELETE', target.group.name = 'B'}",
      ),
      group("{GROUP_UPDATE, GROUP_DELETE} in tenancy where request.permission != 'GROUP_DELETE'"),
      group("manage groups in tenancy where request.permission != '<permission>'"),
      "deny group A to manage groups in tenancy where request.permission != 'GROUP_DELETE'",
    ],
  },
});
