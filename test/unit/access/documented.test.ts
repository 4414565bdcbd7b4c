/** What Oracle's pages say of permissions and conditions, on their own examples. */
import { expect, it } from 'vitest';
import { answer, prepare, read } from '../../../server/src/features/access/questions.ts';

function check(policy: string, action: string, facts?: string) {
  const tenancy = prepare(read([{ uri: 'a', text: policy }]));
  const found = answer(tenancy, { who: 'group G', action, where: 'A', facts }, 'en');
  return 'misread' in found ? found : found.outcome;
}

const ATTACH =
  'allow group G to {VOLUME_WRITE, VOLUME_ATTACHMENT_CREATE, INSTANCE_ATTACH_VOLUME} in compartment A';
const groups = (condition: string) => `allow group G to manage groups in tenancy where ${condition}`;
const BY_FILTER = groups("any {request.permission = 'GROUP_INSPECT', request.permission = 'GROUP_UPDATE'}");
const BY_OPERATION = groups("all {request.permission = 'GROUP_UPDATE', request.operation = 'UpdateGroup'}");
const SECOND = 'deny group G to manage volumes in compartment A';

it.each<[string, string, string, string | undefined, string]>([
  ['permissions of several types are needed together', ATTACH, 'AttachVolume', undefined, 'allowed'],
  [
    '… and may come from several statements',
    'allow group G to use volumes in compartment A\nallow group G to use instances in tenancy\nallow group G to manage volume-attachments in compartment A',
    'AttachVolume',
    undefined,
    'allowed',
  ],
  [
    '… of which none may be missing',
    ATTACH.replace('VOLUME_WRITE, ', ''),
    'AttachVolume',
    undefined,
    'denied',
  ],
  ['a filter on permissions is a set of permissions', BY_FILTER, 'GROUP_UPDATE', undefined, 'allowed'],
  ['… and gives no other', BY_FILTER, 'DeleteGroup', undefined, 'denied'],
  [
    'one permission at a time is looked at',
    groups("all {request.permission = 'GROUP_INSPECT', request.permission = 'GROUP_UPDATE'}"),
    'GROUP_UPDATE',
    undefined,
    'denied',
  ],
  ['a filter on an operation lets that one through', BY_OPERATION, 'GROUP_UPDATE', undefined, 'unknown'],
  ['… and not the list that the console calls', BY_OPERATION, 'ListGroups', undefined, 'denied'],
  [
    'a denial of manage leaves what lower verbs give',
    `allow group G to manage volumes in tenancy\n${SECOND}`,
    'VOLUME_WRITE',
    undefined,
    'allowed',
  ],
  [
    '… and takes what manage adds',
    `allow group G to manage volumes in tenancy\n${SECOND}`,
    'VOLUME_DELETE',
    undefined,
    'denied',
  ],
  [
    'a variable that is absent makes a comparison false',
    groups("request.networkSource.name != 'corp'"),
    'DeleteGroup',
    "request.networkSource.name = ''",
    'denied',
  ],
  [
    '… and one that is not told leaves it open',
    groups("request.networkSource.name != 'corp'"),
    'DeleteGroup',
    undefined,
    'unknown',
  ],
  [
    'all-resources is everything',
    'allow group G to manage all-resources in tenancy',
    'TERMINATE_EVERYTHING',
    undefined,
    'allowed',
  ],
  [
    'a denied set is just that set',
    'allow group G to manage groups in tenancy\ndeny group G to {GROUP_DELETE} in tenancy',
    'GROUP_UPDATE',
    undefined,
    'allowed',
  ],
])('%s', (_, policy, action, facts, outcome) => {
  expect(check(policy, action, facts)).toBe(outcome);
});
