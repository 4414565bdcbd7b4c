import { describe, expect, it } from 'vitest';
import { formatText } from './check.ts';

const CASES: readonly (readonly [name: string, text: string, formatted: string])[] = [
  [
    'a clean file stays',
    'allow group A to read buckets in tenancy\n',
    'allow group A to read buckets in tenancy\n',
  ],
  ['nothing stays nothing', '', ''],
  [
    'no line end is added to a last line',
    'allow  group A to read buckets in tenancy',
    'allow group A to read buckets in tenancy',
  ],
  [
    'case, blanks, permissions',
    'ALLOW  Group A TO {vcn_read,VCN_CREATE} IN Tenancy\n',
    'allow group A to {VCN_READ, VCN_CREATE} in tenancy\n',
  ],
  [
    'a statement over lines that fits one',
    'allow group A\n  to read buckets\n  in tenancy\n',
    'allow group A to read buckets in tenancy\n',
  ],
  [
    'names keep their case',
    "allow group 'My Ops' to read Buckets in compartment LABS\n",
    "allow group 'My Ops' to read Buckets in compartment LABS\n",
  ],
  [
    'what stands for a whole part has no word before it, and its letter case',
    "Allow  <subject> to {${local.more},vcn_read} in  <location>\nAllow ${var.who} to use keys in ${var.place} where request.region = 'phx'\n",
    "allow <subject> to {${local.more}, VCN_READ} in <location>\nallow ${var.who} to use keys in ${var.place} where request.region = 'phx'\n",
  ],
  [
    'a comment behind a statement stays there',
    'allow group A to read buckets in tenancy   // why\n',
    'allow group A to read buckets in tenancy // why\n',
  ],
  [
    'comments above stay above',
    '   // one\n// two\nallow group A to read buckets in tenancy\n',
    '// one\n// two\nallow group A to read buckets in tenancy\n',
  ],
  [
    'a comment inside a statement keeps it',
    'allow group A // who\n  to  read buckets in tenancy\n',
    'allow group A // who\n  to  read buckets in tenancy\n',
  ],
  [
    'a slip keeps its statement',
    'allow group A  read buckets in tenancy\n',
    'allow group A  read buckets in tenancy\n',
  ],
  [
    'empty lines are reduced to one',
    'define tenancy A as ocid1.tenancy.oc1..a\n\n\n\ndefine tenancy B as ocid1.tenancy.oc1..b\n\n\n',
    'define tenancy A as ocid1.tenancy.oc1..a\n\ndefine tenancy B as ocid1.tenancy.oc1..b\n',
  ],
  [
    'statements of a block are indented',
    'policy p in compartment L {\nallow group A to read buckets in tenancy\n// next\n      allow group B to read buckets in tenancy\n   }\n',
    'policy p in compartment L {\n  allow group A to read buckets in tenancy\n  // next\n  allow group B to read buckets in tenancy\n}\n',
  ],
  [
    'a block on one line is opened',
    'policy p in compartment L { allow group A to read buckets in tenancy }\n',
    'policy p in compartment L {\n  allow group A to read buckets in tenancy\n}\n',
  ],
  [
    'a description has a line of its own',
    'policy p in compartment L description "d" {\n}\n',
    'policy p in compartment L\n  description "d"\n{\n}\n',
  ],
  [
    'line ends stay what they were',
    'allow  group A to read buckets in tenancy\r\n\r\n\r\nallow group B to read buckets in tenancy\r\n',
    'allow group A to read buckets in tenancy\r\n\r\nallow group B to read buckets in tenancy\r\n',
  ],
  [
    'a long condition is broken',
    "allow any-user to manage buckets in tenancy where all {request.principal.type='aidataplatform', any {request.permission='BUCKET_CREATE', request.permission='BUCKET_READ'}}\n",
    "allow any-user to manage buckets in tenancy\n  where all {\n    request.principal.type = 'aidataplatform',\n    any { request.permission = 'BUCKET_CREATE', request.permission = 'BUCKET_READ' }\n  }\n",
  ],
];

describe('formatting', () => {
  it.each(CASES)('%s', (_, text, formatted) => {
    expect(formatText(text)).toBe(formatted);
  });

  it.each(CASES)('twice is once: %s', (_, text) => {
    expect(formatText(formatText(text))).toBe(formatText(text));
  });
});
