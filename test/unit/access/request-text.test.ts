import { expect, it } from 'vitest';
import { requestText } from '../../../server/src/access/request-text.ts';
import { tenancyOf } from '../../../server/src/access/tenancy.ts';
import { readQuestion } from '../../../server/src/features/access/read-question.ts';

const tenancy = tenancyOf([]);

it.each([
  'user ana in group Analysts, Sales/Leads can GetBucket in compartment Finance:Prod',
  "user 'ocid1.user.oc1..ana' can GetBucket in tenancy where request.region = 'iad'",
  'group Analysts can BUCKET_READ',
  "group 'Night Shift' can GetBucket in compartment id ocid1.compartment.oc1..x",
  "resource fnfunction { id = 'ocid1.fnfunc.oc1..x', compartment = 'a:b', tag.ops.env = 'prod' } can GetBucket in tenancy",
  "dynamic-group robots can GetBucket in compartment A where target.bucket.name = ''",
  'service faas can GetBucket in compartment A where target.bucket.name = request.principal.id',
  "group A can GetBucket in tenancy where request.utc-timestamp = '2026-04-01T15:00:00.000Z'",
])('%s', (text) => {
  const [, who = '', action = '', where, facts] =
    /^(.*) can (\S+)(?: in (.*?))?(?: where (.*))?$/.exec(text) ?? [];
  const request = readQuestion({ who, action, where, facts }, tenancy);
  if ('misread' in request) throw new Error(request.misread);
  expect(requestText(request).toLowerCase()).toBe(
    text.replace("user 'ocid1.user.oc1..ana'", 'user ocid1.user.oc1..ana').toLowerCase(),
  );
});
