/** Names, OCIDs and placeholders that have been written before are proposed again. */
import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { expectProposals } from './check.ts';

const file = [
  "allow group Ops, 'Sales Team' to use vnics in compartment Prod:Web",
  'allow group Staff/Dev to use vnics in compartment id ocid1.compartment.oc1..aaaa',
  'allow group id ocid1.group.oc1..bbbb to use vnics in compartment <shared>',
  'allow dynamic-group Robots to use vnics in tenancy',
  '',
].join('\n');

describe('names', () => {
  it.each([
    ['allow group ‹|›', "Dev | Ops | 'Sales Team' | Staff/ | <group-name> | id"],
    ["allow group '‹|›'", "'Dev' | 'Ops' | 'Sales Team' | '<group-name>'"],
    ["allow group 'sa‹|›'", "'Sales Team'"],
    ['allow group sal‹|›', "'Sales Team'"],
    ['allow group Ops, ‹|›', "Dev | 'Sales Team' | Staff/ | <group-name> | id"],
    ['allow group id ‹|›', 'ocid1.group.oc1..bbbb | ocid1.group.oc1..<unique-id>'],
    ['allow dynamic-group ‹|›', 'Robots | Staff/ | <dynamic-group-name> | id'],
    ['allow group Ops to use vnics in compartment ‹|›', 'Prod | Web | <shared> | <compartment-name> | id'],
    ['allow group Ops to use vnics in compartment Prod:‹|›', 'Prod | Web | <shared>'],
    [
      'allow group Ops to use vnics in compartment id ‹|›',
      'ocid1.compartment.oc1..aaaa | ocid1.compartment.oc1..<unique-id>',
    ],
    ['test "a" { as user Ann in group ‹|› }', "Dev | Ops | 'Sales Team'"],
    ['test "a" { as dynamic-group ‹|› }', 'Robots | Staff/ | <dynamic-group-name>'],
    [
      'test "a" { as user Ann can GetVnic in compartment ‹|› }',
      'Prod | Web | <shared> | <compartment-name> | id',
    ],
    ['test "a" { as resource instance { compartment = ‹|› } }', 'Prod | Web | <shared>'],
  ])('%s', (marked, proposals) => expectProposals(file + marked, proposals));

  it('come from files of the workspace that nobody has opened', () => {
    const service = createPolicyService();
    service.file('file:///closed.ocipolicy', 'allow group Owls to use vnics in compartment Barn\n');
    service.open('file:///a.ocipolicy', 'allow group ');
    const { items } = service.completion('file:///a.ocipolicy', { line: 0, character: 12 });
    expect(items.map(({ label }) => label)).toContain('Owls');
  });

  it('come from every open document, those that are declared first', () => {
    const others = {
      'file:///a.ocipolicy': 'allow group Zebra to use vnics in tenancy',
      'file:///b.ocipolicy': "dynamic-group Yak matching resource.id = 'x'",
    };
    expectProposals('allow group ‹|›', 'Zebra | <group-name> | id', others);
    expectProposals(
      'allow dynamic-group Bee to use vnics in tenancy\nallow dynamic-group ‹|›',
      'Bee | Yak | <dynamic-group-name> | id',
      others,
    );
  });

  it('of what stands just above come first, then those declared, then those used most', () => {
    const far = Array.from({ length: 15 }, () => 'allow group Often to use vnics in tenancy\n').join('');
    const once = 'allow group Once to use vnics in tenancy\n';
    const filler = 'allow any-user to use vnics in tenancy\n'.repeat(15);
    const declared = 'define group Declared as ocid1.group.oc1..x\n';
    const near = 'allow group Near to use vnics in tenancy\nallow group Nearest to use vnics in tenancy\n';
    expectProposals(
      `${declared}${once}${far}${filler}${near}allow group ‹|›`,
      'Nearest | Near | Declared | Often | Once | <group-name> | id',
    );
  });

  it('are not those of the word that is being written', () => {
    expectProposals('allow group Ne‹|›', '<group-name>');
    expectProposals(
      'allow group Ne‹|›w to use vnics in tenancy\nallow group Newer to use vnics in tenancy',
      'Newer | <group-name>',
    );
  });

  it.each([
    [
      'define tenancy Acme as ocid1.tenancy.oc1..x\nendorse group Ops to read buckets in tenancy ‹|›',
      'Acme | where',
    ],
    ['define tenancy Acme as ocid1.tenancy.oc1..x\nadmit group Ops of tenancy ‹|›', 'to | Acme'],
    ['define group Guests as ocid1.group.oc1..x\nadmit group ‹|›', 'Guests | <group-name> | id'],
    ['endorse group Ops to read buckets in tenancy Acme\ndefine tenancy ‹|›', 'Acme'],
  ])('of tenancies: %s', (marked, proposals) => expectProposals(marked, proposals));

  it('are counted anew as the document changes', () => {
    const service = createPolicyService();
    const uri = 'file:///changing.ocipolicy';
    const labels = () => {
      const { items } = service.completion(uri, { line: 2, character: 12 });
      return items.map(({ label }) => label).filter((label) => /^[A-Z]/.test(label));
    };
    service.open(
      uri,
      'allow group One to use vnics in tenancy\nallow group Two to use vnics in tenancy\nallow group ',
    );
    expect(labels()).toEqual(['Two', 'One']);
    const line = (number: number) => ({
      start: { line: number, character: 12 },
      end: { line: number, character: 15 },
    });
    service.change(uri, [{ range: line(0), text: 'Six' }]);
    expect(labels()).toEqual(['Two', 'Six']);
    service.change(uri, [{ range: line(1), text: 'Six' }]);
    expect(labels()).toEqual(['Six']);
  });
});
