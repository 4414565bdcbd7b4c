import fc from 'fast-check';
import { compareAccess } from '../../../server/src/access/compare.ts';
import {
  answer,
  choicesAt,
  compareReport,
  explainReport,
  prepare,
  read,
  testReport,
  whoCanReport,
} from '../../../server/src/features/access/access.ts';
import { same, type Target } from '../target.ts';
import { policyText, spoiled } from '../texts.ts';

const who = spoiled(
  fc.constantFrom(
    'user ana in group Ops, Dev',
    "resource fnfunc { id = 'x', compartment = labs }",
    'service faas',
    "user 'a b'",
    'any',
  ),
  1,
);
const action = spoiled(fc.constantFrom('GetBucket', 'BUCKET_READ', 'ListGroups', 'manage'), 1);
const where = fc.option(
  fc.constantFrom(
    'tenancy',
    'compartment Labs:Dev',
    'compartment id ocid1.compartment.oc1..a',
    'A:B',
    '',
    "'",
  ),
  { nil: undefined },
);
const facts = fc.option(
  spoiled(fc.constantFrom("request.region = 'phx'", "target.id = 'x', request.user.name = 'a'", ''), 2),
  { nil: undefined },
);

/** Questions of access: every one gets an answer, and a file compared with itself has no change. */
export const access: Target<{
  one: string;
  other: string;
  who: string;
  action: string;
  where?: string | undefined;
  facts?: string | undefined;
}> = {
  name: 'access',
  values: fc.record({ one: policyText, other: policyText, who, action, where, facts }),
  check: ({ one, other, ...question }) => {
    const uri = 'file:///a.ocipolicy';
    const documents = read([{ uri, text: one }]);
    const [before, after] = [prepare(documents), prepare(read([{ uri, text: other }]))];
    const first = answer(before, question, 'en');
    same('the answer, asked again', answer(prepare(documents), question, 'en'), first);
    whoCanReport(before, question, 'en');
    explainReport(before, [uri]);
    testReport(documents, before, 'en', [uri]);
    choicesAt(documents, before, uri, { line: 0, character: 3 });
    compareReport(before, after, 'en');
    same(
      'changes against itself',
      compareAccess(before, prepare(read([{ uri, text: one }]))).changes.length,
      0,
    );
  },
};
