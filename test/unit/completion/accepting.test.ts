/** The text after a proposal is taken: no blank and no quote twice, nothing lost of what stands around. */
import { describe, expect, it } from 'vitest';
import { accepted, shownIn } from './check.ts';

const condition = 'allow group Ops to read buckets in tenancy where';

describe('taking a proposal', () => {
  it.each([
    ['at the end of a line', 'al‹|›', 'allow', 'allow ‹|›'],
    [
      'before a line end',
      'al‹|›\nallow any-user to use vnics in tenancy',
      'allow',
      'allow ‹|›\nallow any-user to use vnics in tenancy',
    ],
    [
      'before a line end of two characters',
      'allow group Ops t‹|›\r\n  read vnics',
      'to',
      'allow group Ops to ‹|›\r\n  read vnics',
    ],
    ['before a blank', 'allow gr‹|› Ops', 'group', 'allow group‹|› Ops'],
    ['before a blank at the end of a line', 'allow gr‹|› ', 'group', 'allow group‹|› '],
    ['in the middle of a word', 'allow dyn‹|›group Ops', 'dynamic-group', 'allow dynamic-group‹|› Ops'],
    [
      'in the middle of a resource type',
      'allow group Ops to read data-sci‹|›-jobs in tenancy',
      'data-science-jobs',
      'allow group Ops to read data-science-jobs‹|› in tenancy',
    ],
    [
      'in front of another word',
      'allow group Ops to ‹|›vnics in tenancy',
      'use',
      'allow group Ops to use ‹|›vnics in tenancy',
    ],
    [
      'with letters in the wrong case',
      'allow group Ops to {vnic_r‹|›}',
      'VNIC_READ',
      'allow group Ops to {VNIC_READ‹|›}',
    ],
    [
      'before a comma',
      'allow group Ops to {vnic_r‹|›, VNIC_ATTACH}',
      'VNIC_READ',
      'allow group Ops to {VNIC_READ‹|›, VNIC_ATTACH}',
    ],
    ['a set', 'allow group Ops to ‹|›', '{ }', 'allow group Ops to {‹|›}'],
    ['a combination', `${condition} ‹|›`, 'all', `${condition} all { ‹|› }`],
    [
      'an operator in a combination',
      `${condition} all { request.region ‹|› }`,
      '=',
      `${condition} all { request.region = ‹|› }`,
    ],
    [
      'an operator before a value',
      `${condition} request.region ‹|› 'phx'`,
      '!=',
      `${condition} request.region !=‹|› 'phx'`,
    ],
    ['a list', `${condition} request.region ‹|›`, 'not in', `${condition} request.region not in (‹|›)`],
    [
      'a span of time',
      `${condition} request.utc-timestamp.time-of-day ‹|›`,
      'between',
      `${condition} request.utc-timestamp.time-of-day between '‹|›00:00:00Z' and '00:00:00Z'`,
    ],
    ['a value', `${condition} request.region = ‹|›`, "'phx'", `${condition} request.region = 'phx'‹|›`],
    [
      'a value without a quote before',
      `${condition} request.region = ph‹|›`,
      "'phx'",
      `${condition} request.region = 'phx'‹|›`,
    ],
    [
      'a value behind an open quote',
      `${condition} request.region = 'ph‹|›`,
      "'phx'",
      `${condition} request.region = 'phx'‹|›`,
    ],
    [
      'a value between quotes',
      `${condition} request.region = '‹|›'`,
      "'phx'",
      `${condition} request.region = 'phx'‹|›`,
    ],
    [
      'a value in quotes',
      `${condition} request.region = 'i‹|›ad'`,
      "'iad'",
      `${condition} request.region = 'iad'‹|›`,
    ],
    [
      'a value in double quotes',
      `${condition} request.region = "ph‹|›"`,
      "'phx'",
      `${condition} request.region = 'phx'‹|›`,
    ],
    [
      'a value behind an open quote before more',
      `${condition} all {request.region = 'ph‹|›, request.user.id = 'x'}`,
      "'phx'",
      `${condition} all {request.region = 'phx'‹|›, request.user.id = 'x'}`,
    ],
    [
      'an OCID',
      'allow group id ‹|›',
      'ocid1.group.oc1..<unique-id>',
      'allow group id ocid1.group.oc1..‹|›<unique-id>',
    ],
    [
      'an OCID in quotes',
      `${condition} target.compartment.id = '‹|›'`,
      "'ocid1.compartment.oc1..<unique-id>'",
      `${condition} target.compartment.id = 'ocid1.compartment.oc1..‹|›<unique-id>'`,
    ],
    [
      'a tag',
      `${condition} target.res‹|›`,
      'target.resource.tag.<namespace>.<key>',
      `${condition} target.resource.tag.‹|›<namespace>.<key>`,
    ],
    ['a placeholder', 'allow group ‹|›', '<group-name>', 'allow group ‹|›<group-name>'],
    [
      'a placeholder whose bracket is there',
      'allow group <gr‹|›',
      '<group-name>',
      'allow group ‹|›<group-name>',
    ],
    [
      'a placeholder whose brackets are there',
      'allow group <gr‹|›>',
      '<group-name>',
      'allow group ‹|›<group-name>',
    ],
    [
      'a service in each region',
      'allow service obj‹|›',
      'objectstorage-<region>',
      'allow service objectstorage-‹|›us-ashburn-1',
    ],
    [
      'a declaration',
      'dyn‹|›',
      'dynamic-group',
      'dynamic-group ‹|›<name>\n  description ""\n  matching all {  }',
    ],
    ['a template', 'repos‹|›', 'repos', 'allow ‹|›group <name> to inspect repos in tenancy'],
    ['a description', 'policy p in tenancy ‹|›', 'description', 'policy p in tenancy description "‹|›"'],
    ['the braces of a policy', 'policy p in tenancy ‹|›', '{ }', 'policy p in tenancy {\n  ‹|›\n}'],
  ])('%s', (_, marked, label, text) => expect(accepted(marked, label)).toBe(text));

  it.each([
    [
      "allow group 'Sales Team' to use vnics in tenancy\nallow group '‹|›'",
      "'Sales Team'",
      "allow group 'Sales Team'‹|›",
    ],
    [
      "allow group 'Sales Team' to use vnics in tenancy\nallow group sal‹|›",
      "'Sales Team'",
      "allow group 'Sales Team'‹|›",
    ],
    [
      "allow group 'Sales Team' to use vnics in tenancy\nallow group 'Sal‹|› Team' to",
      "'Sales Team'",
      "allow group 'Sales Team'‹|› to",
    ],
    [
      "allow group 'O\\'Neil' to use vnics in tenancy\nallow group ‹|›",
      "'O\\'Neil'",
      "allow group 'O\\'Neil'‹|›",
    ],
    ['allow group Staff/Ops to use vnics in tenancy\nallow group ‹|›', 'Staff/', 'allow group Staff/‹|›'],
    [
      'allow group Staff/Ops to use vnics in tenancy\nallow group Staff/‹|›',
      'Ops',
      'allow group Staff/Ops‹|›',
    ],
  ])('a name: %s', (marked, label, lastLine) => {
    expect(accepted(marked, label).split('\n').at(-1)).toBe(lastLine);
  });
});

describe('what happens besides', () => {
  const of = (marked: string, label: string) => shownIn(marked).find((item) => item.label === label);

  it.each([
    ['allow group Ops to ‹|›', 'manage', true],
    ['allow group Ops to ‹|› vnics in tenancy', 'manage', false],
    ['allow group Ops to manage vnics in ‹|›', 'compartment', true],
    ['allow group Ops to manage vnics in ‹|›', 'tenancy', false],
    ['allow group Ops to manage ‹|›', 'vnics', false],
    [`${condition} all { request.region ‹|› }`, '=', true],
    ['allow ‹|›', 'any-user', true],
  ])('%s: after %s the next proposals are asked for: %s', (marked, label, isAsked) => {
    const item = of(marked, label);
    expect(item?.command?.command).toBe(isAsked ? 'editor.action.triggerSuggest' : undefined);
  });

  it.each([
    ['allow group Ops to manage v‹|›', 'vnics', [' ']],
    ['allow group Ops to {b‹|›}', 'BUCKET_CREATE', [',', '}']],
    [`${condition} t‹|›`, 'target.bucket.name', [' ', '=']],
    // Before the first letter a blank too many would write what nobody has chosen.
    ['allow group Ops to manage ‹|›', 'vnics', undefined],
    ['allow group Ops to {‹|›}', 'BUCKET_CREATE', undefined],
    [`${condition} ‹|›`, 'target.bucket.name', undefined],
    ['allow group Ops to ‹|›', 'manage', undefined],
    ['allow group ‹|›', '<group-name>', undefined],
    [`${condition} ‹|›`, 'target.resource.tag.<namespace>.<key>', undefined],
  ])('%s: %s is taken by %j', (marked, label, characters) => {
    expect(of(marked, label)?.commitCharacters).toEqual(characters);
  });

  it('a blank never takes a proposal that brings a blank of its own', () => {
    const marks = [
      '‹|›',
      'allow ‹|›',
      'allow group Ops to ‹|›',
      'allow group Ops to use vnics in ‹|›',
      `${condition} ‹|›`,
    ];
    for (const item of marks.flatMap((marked) => shownIn(marked)))
      if (item.commitCharacters?.includes(' ')) expect(item.textEdit?.newText).not.toMatch(/ $/);
  });

  it.each([
    [
      'inspect',
      'allow group Ops to ‹|› data-science-projects in tenancy',
      '+1: DATA_SCIENCE_PROJECT_INSPECT',
    ],
    ['use', 'allow group Ops to ‹|› data-science-projects in tenancy', '+1: DATA_SCIENCE_PROJECT_UPDATE'],
    [
      'manage',
      'allow group Ops to ‹|› data-science-projects in tenancy',
      '+3: DATA_SCIENCE_PROJECT_CREATE, DATA_SCIENCE_PROJECT_DELETE, DATA_SCIENCE_PROJECT_MOVE',
    ],
    ['manage', 'allow group Ops to ‹|›', undefined],
    ['data-science-projects', 'allow group Ops to manage ‹|›', 'Data Science'],
    [
      'DATA_SCIENCE_PROJECT_MOVE',
      'allow group Ops to {DATA_SCIENCE_PROJECT_READ, ‹|›}',
      'manage data-science-projects',
    ],
    ["'phx'", `${condition} request.region = '‹|›'`, 'US West (Phoenix)'],
  ])('%s says behind its label, at %s: %s', (label, marked, detail) =>
    expect(of(marked, label)?.detail).toBe(detail),
  );
});
