/** What an apply changes in who may do what, over a tenancy of the sandbox. */
import { describe, expect, it } from 'vitest';
import { preparePlan, prepareUndo, tell, type Journal } from '../../../client/src/tenancy/tenancy.ts';
import { sandboxForAll } from '../sandbox/client.ts';
import { applyText, file, freshFolder, tenancyOf } from './stage.ts';

const block = (...statements: string[]) =>
  `policy p in compartment labs\n  description "d"\n{\n${statements.map((each) => `  ${each}\n`).join('')}}\n`;
const READ = 'allow group Analysts to read repos in compartment labs';
const INSPECT = 'allow group Analysts to inspect repos in compartment labs';

describe('the access that a plan changes', () => {
  const running = sandboxForAll({ seed: true });
  const said = async (text: string) => {
    const { plan } = await preparePlan(await tenancyOf(running()), file(text));
    const { gained = [], lost = [], open = [] } = plan.access ?? {};
    return { access: plan.access, lines: [...gained, ...lost, ...open].map((each) => tell(each)) };
  };

  it('is gained, lost, or the same, and an undo is the other way about', async () => {
    const folder = freshFolder();
    const tenancy = await tenancyOf(running());
    const created = await said(block(INSPECT));
    expect(created.lines).toEqual([
      'Gained: REPOSITORY_INSPECT. For example: group Analysts can REPOSITORY_INSPECT in compartment labs.',
    ]);
    const { applied } = await applyText(tenancy, block(INSPECT), folder);

    const more = await said(block(READ));
    expect(more.lines).toEqual([
      'Gained: REPOSITORY_READ. For example: group Analysts can REPOSITORY_READ in compartment labs.',
    ]);
    expect(more.access?.lost).toEqual([]);

    // The same in two statements: nothing is gained by saying it twice.
    const twice = await said(
      block(INSPECT, 'allow group Analysts to {REPOSITORY_INSPECT} in compartment labs'),
    );
    expect(twice.access).toEqual({ gained: [], lost: [], open: [] });
    expect((await said(block(INSPECT))).access).toBeUndefined();

    const undo = await prepareUndo(tenancy, applied.journal as Journal);
    expect(undo.plan.access?.lost.map((each) => tell(each))).toEqual([
      'Lost: REPOSITORY_INSPECT. No longer: group Analysts can REPOSITORY_INSPECT in compartment labs.',
    ]);
  });
});
