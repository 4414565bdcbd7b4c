import { logicChecks } from '../../../server/src/checks/logic.ts';
import { testChecks } from './table.ts';

const when = (condition: string, grant = 'manage groups') =>
  `allow group A to ${grant} in tenancy where ${condition}`;

testChecks(logicChecks, {
  'any-of-inequalities': {
    faults: [
      {
        text: when("‹any› {request.permission != 'GROUP_DELETE', request.permission != 'GROUP_CREATE'}"),
        fixed: when("all {request.permission != 'GROUP_DELETE', request.permission != 'GROUP_CREATE'}"),
      },
      {
        text: when("‹ANY› {target.group.name != 'B', target.group.name!='C'}"),
        variant: 'carried',
        fixed: when("ALL {target.group.name != 'B', target.group.name!='C'}"),
      },
      {
        text: when('‹any› {request.operation != /Create*/, request.operation != /Update*/}'),
        fixed: when('all {request.operation != /Create*/, request.operation != /Update*/}'),
      },
      {
        text: when(
          "‹any› {request.region != 'iad', target.group.name = 'B', request.region not in ('phx', 'fra')}",
        ),
        fixed: when(
          "any {all {request.region != 'iad', request.region not in ('phx', 'fra')}, target.group.name = 'B'}",
        ),
      },
      {
        text: when(
          "all {target.group.name = 'B', ‹any› {request.region != 'iad', any {any {request.region != 'phx'}}}}",
        ),
      },
      {
        text: "deny group A to manage groups in tenancy where ‹any› {request.region != 'iad', request.region != 'phx'}",
        fixed:
          "deny group A to manage groups in tenancy where all {request.region != 'iad', request.region != 'phx'}",
      },
    ],
    silent: [
      when("all {request.permission != 'GROUP_DELETE', request.permission != 'GROUP_CREATE'}"),
      when("any {request.permission != 'GROUP_DELETE', request.permission != 'group_delete'}"),
      when("any {request.permission != 'GROUP_DELETE', target.group.name != 'B'}"),
      when('any {request.operation != /Create*/, request.operation != /Creates*/}'),
      when('any {request.operation != /*Group/, request.operation != /Create*/}'),
      // A request may come from several sources, carry several groups, and tags of several groups.
      when("any {request.networkSource.name != 'a', request.networkSource.name != 'b'}"),
      when("any {request.groups.id != 'ocid1.group.oc1..a', request.groups.id != 'ocid1.group.oc1..b'}"),
      when("any {request.principal.group.tag.ns.key != 'a', request.principal.group.tag.ns.key != 'b'}"),
      when("any {target.group.name != '<one>', target.group.name != '<other>'}"),
      when("any {request.user.email != 'a', request.user.email != 'b'}"),
      when("any {target.group.name != 'A-*', target.group.name != 'B-*'}"),
      when("any {!target.group.name, target.group.name != 'B'}"),
    ],
  },
  'all-of-equalities': {
    faults: [
      {
        text: when("‹all› {request.operation = 'ListGroups', request.operation = 'GetGroup'}"),
        fixed: when("any {request.operation = 'ListGroups', request.operation = 'GetGroup'}"),
      },
      {
        text: when("‹all› {target.group.name = 'B', request.region = 'iad', target.group.name = 'C'}"),
        fixed: when("all {any {target.group.name = 'B', target.group.name = 'C'}, request.region = 'iad'}"),
      },
      {
        text: when("‹all› {target.group.name = 'B', all {request.region = 'iad', target.group.name = 'C'}}"),
      },
      {
        text: when('‹all› {target.group.name = /a*/, target.group.name = /b*/}'),
        fixed: when('any {target.group.name = /a*/, target.group.name = /b*/}'),
      },
      {
        text: when("‹all› {request.region in ('iad', 'phx'), request.region = 'fra'}"),
        fixed: when("any {request.region in ('iad', 'phx'), request.region = 'fra'}"),
      },
      { text: when("‹all› {target.group.name = 'B', any {target.group.name = 'C'}}") },
      {
        text: when("‹all› {target.group.name = /a*/, target.group.name = /*b/, target.group.name = 'ac'}"),
        fixed: when("any {target.group.name = /a*/, target.group.name = /*b/, target.group.name = 'ac'}"),
      },
      {
        text: when("any {target.group.name = 'Z', ‹all› {target.group.name = 'B', target.group.name = 'C'}}"),
        fixed: when("any {target.group.name = 'Z', any {target.group.name = 'B', target.group.name = 'C'}}"),
      },
    ],
    silent: [
      when("any {request.operation = 'ListGroups', request.operation = 'GetGroup'}"),
      when("all {target.group.name = 'B', target.group.name = 'b'}"),
      when("all {target.group.name = /a*/, target.group.name = 'ab'}"),
      when('all {target.group.name = /a*/, target.group.name = /*b/}'),
      when("all {target.group.name = /a*/, target.group.name = /*b/, target.group.name = 'acb'}"),
      when("all {request.region in ('iad', 'phx'), request.region in ('phx', 'fra')}"),
      when("all {request.groups.id = 'ocid1.group.oc1..a', request.groups.id = 'ocid1.group.oc1..b'}"),
      when("all {target.resource.tag.ns.key = 'a', target.resource.tag.ns.key = 'b'}"),
      when("all {target.group.name = '<one>', target.group.name = 'B'}"),
      when("all {target.group.name = 'B', any {target.group.name = 'C', request.region = 'iad'}}"),
      when("all {target.user.id = request.user.id, target.user.id = 'ocid1.user.oc1..a'}", 'manage users'),
      "dynamic-group d\n  matching all {resource.type = 'a', resource.type = 'b'}",
    ],
  },
  'condition-always-false': {
    faults: [
      {
        text: when(
          "‹all {request.utc-timestamp after '2026-01-01T00:00:00Z', request.utc-timestamp before '2025-01-01T00:00Z'}›",
        ),
      },
      { text: when("‹all {target.group.name = 'B', target.group.name != 'b'}›") },
      { text: when('‹all {target.group.name, !target.group.name}›') },
      { text: when("‹all {!target.group.name, target.group.name != 'B'}›") },
      {
        text: when(
          "‹all {request.utc-timestamp.time-of-day between '08:00:00Z' and '12:00:00Z', request.utc-timestamp.time-of-day between '22:00:00Z' and '02:00:00Z'}›",
        ),
      },
      {
        text: when(
          "‹request.utc-timestamp.day-of-week not in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')›",
        ),
      },
      {
        text: when(
          "any {request.region = 'iad', ‹all {target.group.name = 'B', target.group.name != 'B'}›, request.region = 'phx'}",
        ),
        variant: 'branch',
        fixed: when("any {request.region = 'iad', request.region = 'phx'}"),
      },
      {
        text: when("any {request.region = 'iad', ‹all {target.group.name = 'B', target.group.name != 'B'}›}"),
        variant: 'branch',
        fixed: when("request.region = 'iad'"),
      },
      { text: when("‹all {request.region = 'iad', any {request.region = 'phx', request.region = 'fra'}}›") },
    ],
    silent: [
      when(
        "all {request.utc-timestamp after '2025-01-01T00:00:00Z', request.utc-timestamp before '2026-01-01T00:00Z'}",
      ),
      // That neither bound is included is not documented.
      when(
        "all {request.utc-timestamp after '2025-01-01T00:00:00Z', request.utc-timestamp before '2025-01-01T00:00Z'}",
      ),
      when(
        "all {request.utc-timestamp.time-of-day between '08:00:00Z' and '12:00:00Z', request.utc-timestamp.time-of-day between '22:00:00Z' and '09:00:00Z'}",
      ),
      when("all {target.group.name = 'B', target.group.name = 'C'}"),
      when("all {target.group.name != 'B', target.group.name != 'C'}"),
      when('all {target.group.name = /B*/, target.group.name != /Ba*/}'),
      when("all {request.utc-timestamp after '<begin>', request.utc-timestamp before '2025-01-01T00:00Z'}"),
      when("all {request.region = 'iad', any {request.region = 'phx', target.group.name = 'B'}}"),
      when("all {target.resource.tag.ns.key = 'a', target.resource.tag.ns.key != 'a'}", 'manage buckets'),
      when('sets-intersect(request.groups.id, target.group.name)'),
      'allow group A to manage groups in tenancy',
    ],
  },
  'condition-always-true': {
    faults: [
      {
        text: when("‹any {request.region = 'iad', request.region != 'iad'}›"),
        fixed: 'allow group A to manage groups in tenancy',
      },
      {
        text: when(
          "all {target.group.name = 'B', ‹any {request.permission = 'GROUP_UPDATE', request.permission != 'group_update'}›}",
        ),
        fixed: when("target.group.name = 'B'"),
      },
      {
        text: when("‹any {target.group.name = 'B', any {request.region = 'iad', request.region != 'iad'}}›"),
        fixed: 'allow group A to manage groups in tenancy',
      },
      {
        text: when("‹any {target.group.name = 'B', target.group.name != 'B'}›"),
        variant: 'carried',
        fixed: when('target.group.name'),
      },
      {
        text: when(
          "‹any {request.utc-timestamp before '2026-01-01T00:00:00Z', request.utc-timestamp after '2025-01-01T00:00:00Z'}›",
        ),
        fixed: 'allow group A to manage groups in tenancy',
      },
      { text: when('‹request.permission›'), fixed: 'allow group A to manage groups in tenancy' },
    ],
    silent: [
      when("any {request.region = 'iad', request.region != 'phx'}"),
      when("any {request.permission != 'GROUP_DELETE', request.permission != 'GROUP_CREATE'}"),
      when("any {!target.group.name, target.group.name != 'B'}"),
      when("any {target.resource.tag.ns.key = 'a', target.resource.tag.ns.key != 'a'}", 'manage buckets'),
      when("any {request.region = '<region>', request.region != 'iad'}"),
      when(
        "any {request.utc-timestamp before '2025-01-01T00:00:00Z', request.utc-timestamp after '2026-01-01T00:00:00Z'}",
      ),
    ],
  },
  'statement-never-grants': {
    faults: [
      { text: when("‹request.permission = 'BUCKET_DELETE'›", 'use buckets'), variant: 'condition' },
      { text: when("‹request.permission = 'BUCKET_UPDATE'›", '{BUCKET_READ}'), variant: 'condition' },
      {
        text: when(
          "‹all {target.group.name = 'B', request.permission != 'GROUP_INSPECT', request.permission != 'GROUP_UPDATE'}›",
          'use groups',
        ),
        variant: 'condition',
      },
      {
        text: when(
          "‹all { request.principal.type='aidataplatform', any {request.permission = 'OBJECTSTORAGE_NAMESPACE_READ'}}›",
          'read objectstorage-namespaces',
        ),
        variant: 'condition',
      },
      { text: 'allow group A to ‹{}› in tenancy' },
    ],
    silent: [
      when("request.permission = 'BUCKET_UPDATE'", 'use buckets'),
      when("any {request.permission = 'BUCKET_DELETE', request.permission = 'BUCKET_READ'}", 'use buckets'),
      when("all {request.permission = 'BUCKET_READ', request.permission = 'BUCKET_INSPECT'}", 'use buckets'),
      when("request.region = 'iad'", 'read objectstorage-namespaces'),
      when("request.permission != 'BUCKET_READ'", 'read objectstorage-namespaces'),
      when("request.permission = '<permission>'", 'use buckets'),
      when("request.permission = 'DATA_SCIENCE_MODEL_CREATE'", 'use data-science-family'),
      "deny group A to use buckets in tenancy where request.permission = 'BUCKET_DELETE'",
    ],
  },
});
