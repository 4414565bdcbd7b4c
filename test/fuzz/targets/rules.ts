import fc from 'fast-check';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { checkRule } from '../../../client/src/sandbox/matching-rule.ts';
import { Refusal } from '../../../client/src/sandbox/refusal.ts';
import { holds, type Target } from '../target.ts';
import { spoiled } from '../texts.ts';

const comparison = fc
  .tuple(
    fc.constantFrom(
      'resource.id',
      'resource.type',
      'resource.compartment.id',
      'instance.id',
      'instance.compartment.id',
      'tag.ops.env.value',
      'request.region',
      'x',
    ),
    fc.constantFrom(' = ', '=', ' != ', '!=', ' in '),
    fc.constantFrom(
      "'ocid1.instance.oc1..a'",
      "'fnfunc'",
      "'a''b'",
      "''",
      "('a', 'b')",
      'fnfunc',
      '/a*/',
      "'x",
    ),
  )
  .map((parts) => parts.join(''));

const rule = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    comparison,
    fc
      .tuple(
        fc.constantFrom('any', 'all', 'ANY', 'All', 'any '),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.constantFrom(', ', ',', ' , ', ' '),
      )
      .map(([operator, parts, comma]) => `${operator} {${parts.join(comma)}}`),
  ),
})).tree;

/** Matching rules: the sandbox takes one or refuses it; what it takes the editor calls no slip. */
export const rules: Target<string> = {
  name: 'matching rules',
  values: fc.oneof(rule, spoiled(rule)),
  check: (text) => {
    const found = checkDocument(createDocument(`dynamic-group g matching ${text}`));
    let isTaken = true;
    try {
      checkRule(text, 100_000);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      isTaken = false;
    }
    if (!isTaken) return;
    const slips = createDocument(`dynamic-group rule matching ${text}`).items.flatMap(({ faults }) => faults);
    holds(
      `the service takes what is a slip to the editor: ${slips.map(({ code }) => code).join()}`,
      slips.length === 0,
    );
    holds(
      'findings are told',
      found.every(({ finding }) => finding.code !== ''),
    );
  },
};
