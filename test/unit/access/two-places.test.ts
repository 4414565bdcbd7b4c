import { describe, expect, it } from 'vitest';
import { answer, prepare, read } from '../../../server/src/features/access/questions.ts';

const POLICIES = `allow group Net to manage subnets in compartment Dev
allow group Net to manage subnets in compartment Prod where request.region = 'iad'
allow group Store to manage volume-family in compartment Storage
allow group Store to use instance-family in compartment Compute
allow group Boss to manage all-resources in compartment Top
allow group Wide to manage subnets in tenancy
deny group Wide to manage subnets in compartment Prod
allow group Half to use all-resources in tenancy
`;

const tenancy = prepare(read([{ uri: 'a', text: POLICIES }]));

/** `Net ChangeSubnetCompartment in Dev to Prod at instances=Compute where …` */
function ask(question: string) {
  const [, group = '', action = '', where, to, at, facts] =
    /^(\w+) (\w+)(?: in (\S+))?(?: to (\S+))?(?: at (\S+))?(?: where (.+))?$/.exec(question) ?? [];
  const elsewhere = at === undefined ? undefined : at.split(',');
  return answer(tenancy, { who: `group ${group}`, action, where, to, elsewhere, facts }, 'en');
}

describe('what touches two compartments', () => {
  it.each([
    ['Net ChangeSubnetCompartment in Dev', 'unknown', 'What moves something is checked where it goes'],
    ['Net ChangeSubnetCompartment in Test', 'denied', 'SUBNET_MOVE is given by no statement'],
    ['Net ChangeSubnetCompartment in Dev to Dev:Web', 'allowed', ''],
    ['Net ChangeSubnetCompartment in Dev to Test', 'denied', 'SUBNET_MOVE is needed in compartment Test,'],
    ['Net ChangeSubnetCompartment in Test to Dev', 'denied', 'SUBNET_MOVE is given by no statement'],
    ['Net ChangeSubnetCompartment in Dev to Prod', 'unknown', 'What the request carries as request.region'],
    ["Net ChangeSubnetCompartment in Dev to Prod where request.region = 'iad'", 'allowed', ''],
    [
      "Net ChangeSubnetCompartment in Dev to Prod where request.region = 'phx'",
      'denied',
      'in compartment Prod',
    ],
    ['Net SUBNET_MOVE in Dev', 'allowed', ''],
    ['Net SUBNET_MOVE in Dev to Test', 'denied', ''],
    ['Wide ChangeSubnetCompartment in Dev', 'unknown', 'checked where it goes as well'],
    [
      'Wide ChangeSubnetCompartment in Dev to Prod',
      'denied',
      'SUBNET_MOVE is needed in compartment Prod, and taken',
    ],
    ['Wide ChangeSubnetCompartment in Dev to Test', 'allowed', ''],
    ['Administrators ChangeSubnetCompartment in Dev', 'allowed', ''],
    ['Store AttachVolume in Storage', 'denied', 'INSTANCE_ATTACH_VOLUME'],
    ['Store AttachVolume in Storage at instances=Compute', 'allowed', ''],
    [
      'Store AttachVolume in Storage at instance-family=Compute',
      'denied',
      'VOLUME_ATTACHMENT_CREATE is needed',
    ],
    [
      'Store AttachVolume in Storage at instances=Compute,volume-attachments=Compute',
      'denied',
      'VOLUME_ATTACHMENT_CREATE is needed in compartment Compute,',
    ],
    ['Boss MoveCompartment in Top:A', 'unknown', 'manage all-resources'],
    ['Boss MoveCompartment in Top:A to Top:B', 'allowed', ''],
    ['Boss MoveCompartment in Top to Top:B:C', 'allowed', ''],
    ['Boss MoveCompartment in Top:A to Other', 'denied', 'manage all-resources is needed in tenancy,'],
    ['Boss MoveCompartment in tenancy', 'denied', ''],
    ['Half MoveCompartment in Top:A to Top:B', 'denied', ''],
    ['Nobody MoveCompartment in Top:A to Top:B', 'denied', ''],
    ['Administrators MoveCompartment in Top:A', 'allowed', ''],
  ])('%s: %s', (question, outcome, reason) => {
    const found = ask(question);
    if ('misread' in found) throw new Error(found.misread);
    expect(found.outcome).toBe(outcome);
    expect(found.reasons.map(({ text }) => text).join('\n')).toContain(reason);
  });

  it.each([
    ['to', 'Net ChangeSubnetCompartment in Dev to A::B'],
    ['elsewhere', 'Net AttachVolume in Dev at nonsense=A'],
    ['elsewhere', 'Net AttachVolume in Dev at instances'],
  ])('a part that cannot be read is told: %s in %s', (misread, question) => {
    expect(ask(question)).toEqual({ misread });
  });
});

describe('an operation of which it is not known what it needs', () => {
  it.each(['GetWorkRequest', 'CreateJob', 'ListJavaFamilies'])(
    '%s is neither allowed nor denied',
    (action) => {
      expect(ask(`Nobody ${action} in Dev`)).toMatchObject({ outcome: 'unknown' });
    },
  );
});
