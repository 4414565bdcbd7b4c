import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../server/src/checks/run.ts';
import english from '../../../server/src/checks/words/coverage.en.json';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { messageKey, messageOf } from '../../../server/src/checks/words/words.ts';
import { createDocument } from '../../../server/src/language/document.ts';

const when = (grant: string, condition: string) => `allow group A to ${grant} in tenancy where ${condition}`;

/** A text that draws each message. */
const TEXTS: Readonly<Record<keyof typeof english, string>> = {
  'verb-grants-nothing': 'allow group A to inspect stream-push in tenancy',
  'verb-grants-nothing/free': 'allow group A to read objectstorage-namespaces in tenancy',
  'verb-no-extra': 'allow group A to read compartments in tenancy',
  'permission-set-is-verb': 'allow group A to {BUCKET_INSPECT} in tenancy',
  'permission-filter-is-set': when(
    'manage buckets',
    "request.permission in ('BUCKET_READ', 'BUCKET_UPDATE')",
  ),
  'resource-type-tenancy-only': 'allow group A to manage tenancies in compartment C',
  'permission-filter-outside-grant': when('use buckets', "request.permission = 'BUCKET_DELETE'"),
  'permission-filter-outside-grant/never': when('use buckets', "request.permission = 'GROUP_INSPECT'"),
  'permission-filter-outside-grant/set': when('{BUCKET_READ}', "request.permission = 'BUCKET_UPDATE'"),
  'open-ended-permission-exclusion': when('manage groups', "request.permission != 'GROUP_DELETE'"),
  'any-of-inequalities': when('manage groups', "any {request.region != 'iad', request.region != 'phx'}"),
  'any-of-inequalities/carried': when(
    'manage groups',
    "any {target.group.name != 'B', target.group.name != 'C'}",
  ),
  'all-of-equalities': when('manage groups', "all {request.region = 'iad', request.region = 'phx'}"),
  'condition-always-false': when('manage groups', "all {request.region = 'iad', request.region != 'iad'}"),
  'condition-always-false/branch': when(
    'manage groups',
    "any {target.group.name = 'B', all {request.region = 'iad', request.region != 'iad'}}",
  ),
  'condition-always-true': when('manage groups', "any {request.region = 'iad', request.region != 'iad'}"),
  'condition-always-true/carried': when(
    'manage groups',
    "any {target.group.name = 'B', target.group.name != 'B'}",
  ),
  'statement-never-grants/condition': when('use buckets', "request.permission = 'BUCKET_DELETE'"),
  'incomplete-operation': 'allow group A to {DATA_SCIENCE_NOTEBOOK_SESSION_CREATE} in tenancy',
  'operation-not-granted': when('manage buckets', "request.operation = 'CreateGroup'"),
  'operation-not-granted/meant': when('inspect groups', "request.operation = 'CreateGroup'"),
  'operation-filter-starves': when('manage groups', "request.operation = 'UpdateGroup'"),
  'variable-not-for-operation': when(
    'manage data-science-notebook-sessions',
    'target.notebook-session.createdBy = request.user.id',
  ),
  'variable-not-for-operation/alone': when(
    '{DATA_SCIENCE_NOTEBOOK_SESSION_CREATE}',
    'target.notebook-session.createdBy = request.user.id',
  ),
  'variable-not-for-operation/list': when('manage groups', "target.group.name = 'B'"),
  'variable-not-for-operation/only': when(
    'manage instances',
    "request.instanceOptions.areLegacyEndpointsDisabled = 'true'",
  ),
};

describe('a text draws each message, with nothing left open', () => {
  it.each(Object.entries(TEXTS))('%s', (key, text) => {
    const found = checkDocument(createDocument(text)).map(({ finding }) => finding);
    const finding = found.find((each) => messageKey(each) === key);
    expect(found.map(messageKey)).toContain(key);
    for (const locale of finding ? LOCALES : []) {
      const slots = [...english[key as keyof typeof english].matchAll(/\{(\w+)\}/g)].map(
        ([, name = '']) => name,
      );
      expect(slots.filter((slot) => !finding?.args[slot])).toEqual([]);
      expect(finding && messageOf(finding, locale)).not.toMatch(/\{[a-z]+\}/);
    }
  });

  it('each', () => {
    expect(Object.keys(TEXTS).sort()).toEqual(Object.keys(english).sort());
  });
});
