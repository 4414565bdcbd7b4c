import { valueChecks } from '../../../server/src/checks/values.ts';
import { testChecks } from './table.ts';

/** A statement under a condition. */
const when = (condition: string, grant = 'manage volumes') =>
  `allow group Builders to ${grant} in tenancy where ${condition}`;

testChecks(valueChecks, {
  'value-type-mismatch': {
    faults: [
      {
        text: when("target.compartment.id = ‹'Prod'›"),
        variant: 'name',
        fixed: when("target.compartment.name = 'Prod'"),
      },
      {
        text: when("all { TARGET.Compartment.ID != ‹'Prod'›, request.region = 'IAD' }"),
        variant: 'name',
        fixed: when("all { target.compartment.name != 'Prod', request.region = 'IAD' }"),
      },
      { text: when("target.compartment.id in (‹'Prod'›, 'ocid1.compartment.oc1..aaaa')"), variant: 'name' },
      {
        text: when("target.compartment.name = ‹'ocid1.compartment.oc1..aaaa'›"),
        variant: 'ocid',
        fixed: when("target.compartment.id = 'ocid1.compartment.oc1..aaaa'"),
      },
      { text: when("target.key.id = ‹'master'›", 'use keys') },
      { text: when("request.user.id = ‹'my_ocid'›") },
      {
        text: when("request.principal.compartment.id = ‹'target.compartment.id'›"),
        variant: 'variable',
        fixed: when('request.principal.compartment.id = target.compartment.id'),
      },
      {
        text: when("target.user.name = ‹'request.user.name'›", 'use users'),
        variant: 'variable',
        severity: 'warning',
        fixed: when('target.user.name = request.user.name', 'use users'),
      },
      {
        text: when("request.user.mfaTotpVerified = ‹'yes'›"),
        variant: 'boolean',
        fixed: when("request.user.mfaTotpVerified = 'true'"),
      },
      { text: when("request.user.mfaTotpVerified = ‹'maybe'›"), variant: 'boolean' },
      {
        text: when("target.bastion.ocid = ‹'jump'›", 'use bastion'),
        variant: 'name',
        severity: 'warning',
        fixed: when("target.bastion.name = 'jump'", 'use bastion'),
      },
    ],
    silent: [
      when("target.compartment.id = 'ocid1.compartment.oc1..aaaa'"),
      when("target.compartment.id = '<compartment>'"),
      when("target.compartment.id = '${var.compartment}'"),
      when('target.compartment.id = request.principal.compartment.id'),
      when('target.compartment.id = /ocid1.compartment.*/'),
      when("target.compartment.id = 'ocid1.compartment.oc1..*'"),
      when("target.compartment.name = 'Prod'"),
      when("target.bucket.name = 'ocid1.tenancy.oc1..aaaa'", 'manage buckets'),
      when("request.user.mfaTotpVerified = 'TRUE'"),
      when("target.unheard-of.id = 'x'"),
      "dynamic-group D matching resource.compartment.id = 'Prod'",
    ],
  },
  'value-ocid-type-mismatch': {
    faults: [
      { text: when("target.compartment.id = ‹'ocid1.vcn.oc1.iad.aaaa'›") },
      { text: when("target.key.id in ('ocid1.key.oc1..a', ‹'ocid1.vault.oc1..a'›)", 'use keys') },
      { text: when("request.groups.id = ‹'ocid1.user.oc1..aaaa'›") },
      { text: when("request.user.id = ‹'ocid1.group.oc1..aaaa'›") },
      { text: when("target.secret.id = ‹'OCID1.VAULT.OC1.IAD.AAAA'›", 'read secrets') },
    ],
    silent: [
      when("target.compartment.id = 'ocid1.tenancy.oc1..aaaa'"),
      when("request.principal.compartment.id = 'ocid1.compartment.oc1..aaaa'"),
      when("request.user.id = 'ocid1.saml2idp.oc1..aaaa'"),
      when("request.user.id = 'ocid1.cluster.oc1.iad.aaaa'"),
      when("request.principal.id = 'ocid1.cluster.oc1.iad.aaaa'"),
      when("target.secret.id = 'ocid1.vaultsecret.oc1..aaaa'", 'read secrets'),
      when("target.compartment.id = 'ocid1.<type>.oc1..aaaa'"),
      when("target.compartment.id = 'Prod'"),
    ],
  },
  'value-not-in-enumeration': {
    faults: [
      {
        text: when("request.utc-timestamp.day-of-week = ‹'Mon'›"),
        variant: 'meant',
        fixed: when("request.utc-timestamp.day-of-week = 'Monday'"),
      },
      {
        text: when("request.utc-timestamp.day-of-week in ('tuesday', ‹'wendesday'›)"),
        variant: 'meant',
        fixed: when("request.utc-timestamp.day-of-week in ('tuesday', 'Wednesday')"),
      },
      { text: when("request.utc-timestamp.month-of-year = ‹'13'›") },
      {
        text: when("request.utc-timestamp.month-of-year = ‹'June'›"),
        variant: 'meant',
        fixed: when("request.utc-timestamp.month-of-year = '6'"),
      },
      {
        text: when("request.utc-timestamp.month-of-year = ‹'06'›"),
        variant: 'zero',
        severity: 'hint',
        fixed: when("request.utc-timestamp.month-of-year = '6'"),
      },
      { text: when("request.utc-timestamp.day-of-month != ‹'0'›") },
      { text: when("request.region = ‹'xyz'›"), variant: 'region', severity: 'hint' },
    ],
    silent: [
      when("request.utc-timestamp.day-of-week in ('monday', 'TUESDAY')"),
      when("request.utc-timestamp.month-of-year in ('1', '12')"),
      when("request.utc-timestamp.day-of-month = '31'"),
      when("request.utc-timestamp.day-of-week = '<day>'"),
      when("request.region in ('iad', 'PHX')"),
      when("request.region = 'us-ashburn-1'"),
      when("target.workrequest.type = 'SOMETHING_NEW'"),
    ],
  },
  'region-name-for-key': {
    faults: [
      {
        text: when("request.region = ‹'us-ashburn-1'›"),
        variant: 'meant',
        fixed: when("request.region = 'IAD'"),
      },
      {
        text: when("request.region in (‹'US-Phoenix-1'›, 'iad')"),
        variant: 'meant',
        fixed: when("request.region in ('PHX', 'iad')"),
      },
      { text: when("request.region != ‹'xx-nowhere-1'›") },
    ],
    silent: [
      when("request.region = 'IAD'"),
      when('request.region = /i*/'),
      when("request.region = '<region>'"),
      when("target.bucket.name = 'us-ashburn-1'", 'manage buckets'),
    ],
  },
});
