import { describe, it } from 'vitest';
import { check, type Row } from './check.ts';

describe('splitting and merging', () => {
  const two = 'allow group A to {BUCKET_READ} in tenancy\nallow group x/B to {BUCKET_READ} in tenancy\n';

  it.each<Row>([
    [
      'subjects',
      'splitSubjects',
      "policy p {\r\n  allow group A,\r\n    'B c', id ocid1.group.oc1..x to| use keys in tenancy // z\r\n}",
      "policy p {\r\n  allow group A to use keys in tenancy\r\n  allow group 'B c' to use keys in tenancy\r\n  allow group id ocid1.group.oc1..x to use keys in tenancy // z\r\n}",
    ],
    [
      'permissions',
      'splitPermissions',
      'allow any-user to {BUCKET_READ,|BUCKET_INSPECT} in tenancy where target.id',
      'allow any-user to {BUCKET_READ} in tenancy where target.id\nallow any-user to {BUCKET_INSPECT} in tenancy where target.id',
    ],
    ['one subject', 'splitSubjects', 'allow group A to |use keys in tenancy', undefined],
    [
      'with a comment between the words',
      'splitSubjects',
      'allow group A, /* ! */ B to |use keys in tenancy',
      undefined,
    ],
    [
      'subjects again',
      'mergeSubjects',
      `|${two}// about c\nAllow group a, C to {bucket_read} in tenancy # c\n`,
      'allow group A, x/B, C to {BUCKET_READ} in tenancy\n// about c\n# c\n',
    ],
    [
      'those that are selected',
      'mergeSubjects',
      `${two.replace('allow group x', '|allow group x')}allow group C to {BUCKET_READ} in tenancy|\n`,
      'allow group A to {BUCKET_READ} in tenancy\nallow group x/B, C to {BUCKET_READ} in tenancy\n',
    ],
    [
      'permissions again',
      'mergePermissions',
      'allow any-user to {|BUCKET_READ} in tenancy\nallow any-user to {BUCKET_READ, BUCKET_INSPECT} in tenancy\n',
      'allow any-user to {BUCKET_READ, BUCKET_INSPECT} in tenancy\n',
    ],
    [
      'conditions: any of them',
      'mergeConditions',
      "allow group A to use keys in tenancy |where request.region = 'phx' // a\nallow group a to USE keys in tenancy where any {target.id,request.region='PHX'} // b\nallow group A to use keys in tenancy\n  where all { target.id,\n !target.key.id }\n",
      "allow group A to use keys in tenancy where any { request.region = 'PHX', target.id, all { target.id, !target.key.id } } // a\n// b\n",
    ],
    [
      'conditions: none covers all',
      'mergeConditions',
      "deny group A to |use keys in tenancy where request.region = 'phx' // a\ndeny group A to use keys in tenancy // b\n",
      'deny group A to use keys in tenancy // a\n// b\n',
    ],
    [
      'conditions: not the same one twice',
      'mergeConditions',
      "allow group A to |use keys in tenancy where request.region = 'phx'\nallow group A to use keys in tenancy where request.region = 'PHX'\n",
      undefined,
    ],
    [
      'verbs: the highest',
      'mergeVerbs',
      'allow group A to |inspect keys in tenancy\nallow group A to manage keys in tenancy\nallow group A to read vcns in tenancy\nallow group A to use keys in tenancy\n',
      'allow group A to manage keys in tenancy\nallow group A to read vcns in tenancy\n',
    ],
    [
      'verbs: of denials the lowest',
      'mergeVerbs',
      'deny group A to |use keys in tenancy\ndeny group A to manage keys in tenancy\ndeny group A to read keys in tenancy\n',
      'deny group A to read keys in tenancy\n',
    ],
    [
      'verbs: also of types that nobody knows',
      'mergeVerbs',
      'allow group A to use| thingies in tenancy\nallow group A to read thingies in tenancy\n',
      'allow group A to use thingies in tenancy\n',
    ],
    [
      'verbs: not under another condition',
      'mergeVerbs',
      'allow group A to |use keys in tenancy\nallow group A to manage keys in tenancy where target.id\n',
      undefined,
    ],
    [
      'locations: one that holds the other',
      'mergeLocations',
      'policy p {\n  allow group A to |use keys in compartment Labs:Dev\n  allow group A to use keys in compartment labs // l\n  allow group A to use keys in compartment Other\n}\n',
      'policy p {\n  allow group A to use keys in compartment labs\n  // l\n  allow group A to use keys in compartment Other\n}\n',
    ],
    [
      'locations: all of the tenancy',
      'mergeLocations',
      'policy p in tenancy {\n  allow group A to |use keys in tenancy\n  allow group A to use keys in compartment labs\n  allow group A to use keys in compartment id ocid1.compartment.oc1..x\n}\n',
      'policy p in tenancy {\n  allow group A to use keys in tenancy\n}\n',
    ],
    [
      'locations: not the tenancy where the policy hangs below it',
      'mergeLocations',
      'policy p in compartment Labs {\n  allow group A to |use keys in tenancy\n  allow group A to use keys in compartment Dev\n}\n',
      undefined,
    ],
    [
      'locations: not beside each other',
      'mergeLocations',
      'allow group A to |use keys in compartment Labs\nallow group A to use keys in compartment Labs2\n',
      undefined,
    ],
    [
      'locations: not of another tenancy',
      'mergeLocations',
      'allow group A to |use keys in tenancy\nallow group A to use keys in compartment Labs of tenancy Acme\n',
      undefined,
    ],
    [
      'not those with another condition',
      'mergePermissions',
      'allow any-user to {|BUCKET_READ} in tenancy\nallow any-user to {BUCKET_INSPECT} in tenancy where target.id\n',
      undefined,
    ],
    [
      'not what may hold the kind, too',
      'mergeSubjects',
      'allow <subject> to |use keys in tenancy\nallow group B to use keys in tenancy\n',
      undefined,
    ],
    ['nor is that split', 'splitSubjects', 'allow ${local.who}, B to |use keys in tenancy\n', undefined],
    [
      'not a group and a dynamic group',
      'mergeSubjects',
      'allow group A to |use keys in tenancy\nallow dynamic-group A to use keys in tenancy\n',
      undefined,
    ],
    [
      'not an allow and a deny',
      'mergeSubjects',
      'allow group A to |use keys in tenancy\ndeny group B to use keys in tenancy\n',
      undefined,
    ],
  ])('%s: %s', check);
});
