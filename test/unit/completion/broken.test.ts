/** Proposals in statements that are unfinished or broken before the cursor, and in files of any style. */
import { describe, expect, it } from 'vitest';
import { expectProposals, labelsIn, shownIn } from './check.ts';

type Row = readonly [marked: string, proposals: string];

const tables: Readonly<Record<string, readonly Row[]>> = {
  'slips before the cursor': [
    ['alow group Ops to ‹|›', 'inspect | read | use | manage | { }'],
    ['Permit group Ops to read ‹|›', 'all-resources | buckets | …'],
    ['allow group Ops manage ‹|›', 'all-resources | buckets | …'],
    ['allow dynamic group Robots ‹|›', 'to'],
    ['allow group Ops to manage vnics tenancy ‹|›', 'where'],
    ['allow group Ops to read, manage ‹|›', 'all-resources | buckets | …'],
    ['allow group Ops to manage vnics, subnets in ‹|›', 'compartment | tenancy'],
    ['allow users Ops to ‹|›', 'inspect | read | use | manage | { }'],
    ["allow group Ops to read buckets in tenancy where all {target.bucket.name = 'a' ‹|›", ''],
    [
      "allow group Ops to read buckets in tenancy where all {target.bucket.name = 'a' request.region = ‹|›",
      "'syd' | …",
    ],
    ['allow group Ops to read buckets in tenancy where any {a = b and ‹|›', 'target.bucket.name | …'],
    ['allow group Ops to read buckets in tenancy where request.region == ‹|›', "'syd' | …"],
    ['* allow group Ops to ‹|›', 'inspect | read | use | manage | { }'],
    ['endorse group Ops too read ‹|›', 'all-resources | buckets | …'],
  ],
  'words behind the cursor': [
    [
      'allow ‹|› Ops to use vnics in tenancy',
      'group | dynamic-group | any-user | any-group | service | resource',
    ],
    ['allow group Ops ‹|› use vnics in tenancy', 'to'],
    ['allow group Ops to us‹|› vnics in tenancy', 'use'],
    ['allow group Ops to use vnics ‹|› tenancy', 'in'],
    ['allow group Ops to use vnics in ‹|› where a = b', 'compartment | tenancy'],
    ['allow group Ops to ‹|›, use vnics in tenancy', 'inspect | read | use | manage | { }'],
  ],
  'statements before and behind': [
    [
      'allow group Ops to use vnics in\n‹|›',
      'compartment | tenancy | allow | deny | define | endorse | admit | policy | dynamic-group | tag-namespace | test',
    ],
    [
      'allow group Ops to ‹|›\nallow group Dev to read vnics in tenancy',
      'inspect | read | use | manage | { }',
    ],
    [
      'allow group Ops to {VNIC_READ, vnic_at‹|›\nallow group Dev to read vnics in tenancy',
      'VNIC_ATTACH | …',
    ],
    [
      "allow group Ops to read buckets in tenancy where any {a = 'b',\nallow ‹|›",
      'group | dynamic-group | …',
    ],
    ["allow group Ops to read buckets in tenancy where any {a = 'b',\nal‹|›", 'all | allow'],
    ['allow group Ops to use vnics in tenancy\ndynamic-group Robots ‹|›', 'matching | description | tag'],
    ['some words of a heading\nallow group Ops to ‹|›', 'inspect | read | use | manage | { }'],
    ['policy p in tenancy {\n  allow group Ops to ‹|›\n}', 'inspect | read | use | manage | { }'],
    ['allow group Ops\n  to manage buckets\n  in ‹|›', 'compartment | tenancy'],
  ],
  'line ends of two characters': [
    [
      'allow group Ops to use vnics in tenancy\r\nallow group Dev\r\n  to ‹|›',
      'inspect | read | use | manage | { }',
    ],
    ['// a comment\r\n‹|›', 'allow | deny | …'],
    ['// a comment ‹|›\r\nallow group Ops to use vnics in tenancy', ''],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  it.each(rows)('%s', (marked, proposals) => expectProposals(marked, proposals));
});

describe('nothing is proposed', () => {
  it.each([
    ['in a line comment', '// al‹|›'],
    ['at the end of a line comment', '# allow group Ops to ‹|›'],
    ['behind a statement, in a comment', 'allow group Ops to use vnics in tenancy // ‹|›'],
    ['in a block comment', '/* al‹|› */'],
    ['in a block comment that is open', 'allow group Ops /* to ‹|›'],
    ['in a block comment between words', 'allow group Ops /* ‹|› */ to use vnics in tenancy'],
    ['in a description', 'policy p in tenancy description "al‹|›" {'],
    ['in a description that is open', 'policy p in tenancy description "al‹|›'],
    ['in the name of a test', 'test "al‹|›" {'],
    ['in a pattern', 'allow group Ops to read buckets in tenancy where target.bucket.name = /lo‹|›gs*/'],
    [
      'right behind a pattern',
      'allow group Ops to read buckets in tenancy where target.bucket.name = /logs*/‹|›',
    ],
    ['right behind a closing quote', "allow group 'Ops'‹|›"],
    ['right behind a closing brace', 'allow group Ops to {VNIC_READ}‹|›'],
    ['in a line of prose', 'The ad‹|›ministrators decide'],
    ['behind a line of prose', 'The administrators decide ‹|›'],
  ])('%s', (_, marked) => expect(labelsIn(marked)).toEqual([]));
});

describe('a comment that has ended is none', () => {
  it.each([
    ['/* a */ ‹|›'],
    ['// see /* there\n‹|›'],
    ['/* a */\n‹|›'],
    ["allow group 'a // b' to use vnics in tenancy\n‹|›"],
  ])('%s', (marked) => expect(labelsIn(marked)).toContain('allow'));
});

describe('keywords are written as the file writes them', () => {
  const upper = 'ALLOW GROUP Ops TO MANAGE buckets IN TENANCY\n';
  const capital = 'Allow group Ops to manage buckets in tenancy\n';

  it.each([
    [`${upper}‹|›`, 'ALLOW'],
    [`${upper}ALLOW ‹|›`, 'DYNAMIC-GROUP'],
    [`${upper}ALLOW GROUP Dev ‹|›`, 'TO'],
    [`${upper}ALLOW GROUP Dev TO ‹|›`, 'MANAGE'],
    [`${upper}ALLOW GROUP Dev TO MANAGE vnics IN ‹|›`, 'COMPARTMENT'],
    [`${upper}ALLOW GROUP Dev TO MANAGE vnics IN TENANCY WHERE ‹|›`, 'ALL'],
    [`${upper}ALLOW GROUP Dev TO MANAGE ‹|›`, 'buckets'],
    ['ALLOW GROUP Dev ‹|›', 'TO'],
    [`${upper}allow group Dev ‹|›`, 'to'],
    [`${upper.replace('MANAGE', 'manage')}ALLOW GROUP Dev TO ‹|›`, 'manage'],
    [`${capital}‹|›`, 'Allow'],
    [`${capital}${upper}${capital}‹|›`, 'Allow'],
    [`${capital}Allow group Dev ‹|›`, 'to'],
    ['‹|›', 'allow'],
  ])('%s: %s', (marked, label) => expect(labelsIn(marked)).toContain(label));

  it('also in templates', () => {
    const [template] = shownIn(`${upper}all-res‹|›`).filter(({ label }) => label === 'all-resources');
    const newText = template?.textEdit?.newText;
    expect(newText).toBe(
      'ALLOW ${1|GROUP,DYNAMIC-GROUP,SERVICE|} ${2:<name>} TO ${3|INSPECT,READ,USE,MANAGE|} all-resources IN ${4|TENANCY,COMPARTMENT <name>|}',
    );
  });
});
