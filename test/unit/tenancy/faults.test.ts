import { describe, expect, it } from 'vitest';
import {
  apply,
  preparePlan,
  prepareUndo,
  readJournal,
  type Journal,
} from '../../../client/src/tenancy/tenancy.ts';
import { makePlan } from '../../../client/src/tenancy/plan.ts';
import { makeUndoPlan } from '../../../client/src/tenancy/undo.ts';
import { readWanted } from '../../../client/src/tenancy/wanted.ts';
import { sandboxForAll } from '../sandbox/client.ts';
import { FAULTS } from './fault-table.ts';
import { applyText, file, freshFolder, linesOf, stateOf, tenancyOf, yes } from './stage.ts';

const block = (name: string, ...statements: string[]) =>
  `policy ${name} in tenancy\n  description "d"\n{\n${statements.join('\n')}\n}\n`;
const READ = 'allow any-user to read buckets in tenancy';
const USE = 'allow any-user to use buckets in tenancy';

/** What the tenancy has before, and what is then wanted of it. */
const WRITES = {
  create: {
    before: block('other', READ),
    after: block('other', READ) + block('fresh', USE),
    method: 'POST',
    path: '/policies',
  },
  update: { before: block('fresh', READ), after: block('fresh', USE), method: 'PUT', path: '/policies/*' },
  delete: {
    before: block('other', READ) + block('fresh', USE),
    after: block('other', READ),
    method: 'DELETE',
    path: '/policies/*',
  },
} as const;

describe.each(Object.keys(WRITES) as (keyof typeof WRITES)[])('%s under', (write) => {
  const { before, after, method, path } = WRITES[write];
  // Without the teaching tenancy: each compartment costs a request.
  const running = sandboxForAll();

  it.each(FAULTS)('%s: nothing lost, nothing doubled, told plainly', async (_, fault, comes) => {
    // A stall is told by the deadline; everything else comes at once.
    const tenancy = await tenancyOf(running(), fault.kind === 'stall' ? { timeoutMs: 250 } : {});
    const folder = freshFolder();
    const setUp = await applyText(tenancy, before, folder);
    const first = stateOf(running());
    const prepared = await preparePlan(tenancy, file(after), { delete: true });
    expect(linesOf(prepared.plan)).toEqual([`${write} policy fresh`]);
    running().faults.add({ ...fault, method, path });
    const applied = await apply(tenancy, prepared, { confirm: yes, folder });
    running().faults.clear();

    expect(applied.outcome).toBe(comes[write]);
    const snapshot = await tenancy.snapshot();
    const left = makePlan(readWanted(file(after)), snapshot, { delete: true });
    if (applied.outcome === 'done') {
      expect(linesOf(left)).toEqual([]);
      expect([applied.done.length, applied.notDone.length]).toEqual([1, 0]);
    } else {
      // What was said not to be done was not done, and the object is as it was.
      expect(linesOf(left)).toEqual([`${write} policy fresh`]);
      expect(stateOf(running())).toEqual(first);
      expect([applied.done.length, applied.notDone.length]).toEqual([0, 1]);
      expect(applied.failed?.failure.message).not.toBe('');
    }
    // The journal says the same, and undoing it gives what was there.
    const journal = readJournal(folder, applied.journal?.id ?? '');
    expect(journal.entries.map(({ status }) => status)).toEqual([
      applied.outcome === 'done' ? 'done' : 'failed',
    ]);
    await apply(tenancy, await prepareUndo(tenancy, journal), { confirm: yes, folder });
    const now = await tenancy.snapshot();
    expect(linesOf(makePlan(readWanted(file(before)), now, { delete: true }))).toEqual([]);
    const empty = makeUndoPlan(setUp.applied.journal as Journal, now);
    await apply(tenancy, { plan: empty, snapshot: now }, { confirm: yes, folder });
  });
});
