import { patternChecks } from '../../../server/src/checks/patterns.ts';
import { testChecks } from './table.ts';

const when = (condition: string, grant = 'read buckets') =>
  `allow group HR to ${grant} in tenancy where ${condition}`;

testChecks(patternChecks, {
  'wildcard-in-string': {
    faults: [
      {
        text: when("target.bucket.name = ‹'hr-*'›"),
        variant: 'pattern',
        fixed: when('target.bucket.name = /hr-*/'),
      },
      {
        text: when("target.bucket.name in (‹'*_archive'›, 'logs')"),
        variant: 'pattern',
        fixed: when("target.bucket.name in (/*_archive/, 'logs')"),
      },
      {
        text: when("request.operation != ‹'*Bucket*'›"),
        variant: 'pattern',
        fixed: when('request.operation != /*Bucket*/'),
      },
      { text: when("target.bucket.name = ‹'hr-*-logs'›") },
      {
        text: when("target.repo.name = ‹'team/*'›", 'read repos'),
        variant: 'pattern',
        fixed: when('target.repo.name = /team\\/*/', 'read repos'),
      },
    ],
    silent: [
      when('target.bucket.name = /hr-*/'),
      when("target.object.name = 'prod/*'", 'read objects'),
      when("target.resource.tag.hr.project = '*'"),
      when("target.bucket.name = 'hr-<name>*'"),
      when("target.dns-domain.name = '*.example.com'", 'manage dns-records'),
      when("target.bucket.name = '/hr-*/'"),
      when("request.utc-timestamp before '2026*'"),
    ],
  },
  'quoted-pattern': {
    faults: [
      { text: when("target.bucket.name = ‹'/hr*/'›"), fixed: when('target.bucket.name = /hr*/') },
      {
        text: when("target.bucket.name in (‹'/*hr*/'›, 'logs')"),
        fixed: when("target.bucket.name in (/*hr*/, 'logs')"),
      },
      { text: when("target.bucket.name != ‹'/hr/'›"), fixed: when('target.bucket.name != /hr/') },
    ],
    silent: [
      when("target.bucket.name = '/'"),
      when("target.bucket.name = '/a/b/'"),
      when("target.object.name = '/folder/'", 'read objects'),
      when("target.bucket.name = '/<name>/'"),
    ],
  },
  'pattern-unsupported': {
    faults: [
      {
        text: when('target.bucket.name = ‹/hr*logs/›'),
        fixed: when('all { target.bucket.name = /hr*/, target.bucket.name = /*logs/ }'),
      },
      {
        text: when("all { target.bucket.name = ‹/hr*logs/›, request.region = 'iad' }"),
        fixed: when(
          "all { target.bucket.name = /hr*/, target.bucket.name = /*logs/, request.region = 'iad' }",
        ),
      },
      { text: when('target.bucket.name != ‹/hr*logs/›') },
      { text: when('target.bucket.name = ‹/a*b*c/›') },
      {
        text: when('target.bucket.name = ‹/^hr.*$/›'),
        variant: 'regular',
        fixed: when('target.bucket.name = /hr*/'),
      },
      { text: when('target.bucket.name = ‹/hr-[0-9]*/›'), variant: 'regular' },
      {
        text: when('target.bucket.name = ‹/.*logs/›'),
        variant: 'regular',
        fixed: when('target.bucket.name = /*logs/'),
      },
      { text: when('target.bucket.name = ‹/hr?/›'), variant: 'regular' },
    ],
    silent: [
      when('target.bucket.name = /hr*/'),
      when('target.bucket.name = /*hr*/'),
      when('target.bucket.name = /hr.*/'),
      when('target.bucket.name = /${var.project}_network/'),
      when('target.object.name = /report[1]*/', 'read objects'),
      when("target.bucket.name = 'a*b'"),
    ],
  },
  'pattern-matches-everything': {
    faults: [
      { text: when('target.bucket.name = ‹/*/›') },
      {
        text: when("all { target.bucket.name = ‹/*/›, target.bucket.name != 'hr' }"),
        fixed: when("all { target.bucket.name != 'hr' }"),
      },
      {
        text: when("all { request.region = 'iad', target.bucket.name != 'hr', target.bucket.name = ‹/*/› }"),
        fixed: when("all { request.region = 'iad', target.bucket.name != 'hr' }"),
      },
      { text: when("all { request.region = 'iad', target.bucket.name = ‹/*/› }") },
      { text: when('target.bucket.name != ‹/*/›'), variant: 'never', severity: 'warning' },
    ],
    silent: [
      when('target.bucket.name = /*a*/'),
      when('target.resource.tag.hr.project = /*/'),
      when("target.resource.tag.hr.project = '*'"),
    ],
  },
});
