import { describe, expect, it } from 'vitest';
import {
  apply,
  listJournals,
  preparePlan,
  prepareUndo,
  type Journal,
} from '../../../client/src/tenancy/tenancy.ts';
import { clientOf, sandbox, sandboxForAll } from '../sandbox/client.ts';
import { applyText, file, freshFolder, linesOf, stateOf, tenancyOf, yes } from './stage.ts';

const block = (name: string, statement: string, place = 'compartment labs') =>
  `policy ${name} in ${place}\n  description "d"\n{\n  ${statement}\n}\n`;
const READ = 'allow group Analysts to read buckets in compartment labs';
const USE = 'allow group Analysts to use buckets in compartment labs';

describe('an apply', () => {
  const running = sandboxForAll({ seed: true });

  it('leaves alone what somebody else has changed since the plan, and shows it', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    const first = await applyText(tenancy, block('p', READ), folder);
    const prepared = await preparePlan(tenancy, file(block('p', USE) + block('q', USE)));
    const id = prepared.plan.changes.find(({ before }) => before)?.before?.id ?? '';
    const theirs = ['Allow group Analysts to inspect buckets in compartment labs'];
    await clientOf(running()).updatePolicy({ policyId: id, updatePolicyDetails: { statements: theirs } });

    const applied = await apply(tenancy, prepared, { confirm: yes, folder });
    expect(applied).toMatchObject({
      outcome: 'stopped',
      failed: { isConflict: true, current: { statements: theirs } },
    });
    expect(applied.failed?.failure).toMatchObject({ status: 412 });
    expect([applied.done, applied.notDone.map(({ name }) => name)]).toEqual([[], ['p', 'q']]);

    // Undoing would destroy their change.
    const undo = await prepareUndo(tenancy, first.applied.journal as Journal);
    expect(undo.plan.stops.map(({ key }) => key)).toEqual(['stop.changedSince']);
    expect(await apply(tenancy, undo, { confirm: yes, folder })).toMatchObject({ outcome: 'refused' });
    await applyText(tenancy, block('left', READ), folder, { delete: true });
  });

  it('takes things of one name in one place for what they are: a dynamic group, a policy, a tag namespace', async () => {
    const tenancy = await tenancyOf(running());
    const text = `tag-namespace same in tenancy description "d" { key k description "d" }
dynamic-group same description "d" tag same.k = 'v' matching resource.type = 'datasciencenotebooksession'
${block('same', 'allow dynamic-group same to read buckets in tenancy', 'tenancy')}`;
    const folder = freshFolder();
    const prepared = await preparePlan(tenancy, file(text));
    const applied = await apply(tenancy, prepared, { confirm: yes, folder });
    expect(applied).toMatchObject({ outcome: 'done', differs: [] });
    expect((await preparePlan(tenancy, file(text))).plan.changes).toEqual([]);
  });

  it('writes nothing when a person says no, and shows the plan first', async () => {
    const tenancy = await tenancyOf(running());
    const before = stateOf(running());
    const prepared = await preparePlan(tenancy, file(block('no', READ)));
    const shown: string[][] = [];
    const applied = await apply(tenancy, prepared, {
      folder: freshFolder(),
      confirm: (plan) => {
        shown.push(linesOf(plan));
        return Promise.resolve(false);
      },
    });
    expect({ outcome: applied.outcome, shown }).toEqual({
      outcome: 'declined',
      shown: [['create policy no']],
    });
    expect(stateOf(running())).toEqual(before);
  });

  it('ends between two writes when it is cancelled', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    const prepared = await preparePlan(tenancy, file(block('c1', READ) + block('c2', READ)));
    const stop = new AbortController();
    const applied = await apply(tenancy, prepared, {
      ...{ confirm: yes, folder, signal: stop.signal },
      onProgress: ({ phase }) => phase === 'done' && stop.abort(),
    });
    expect(applied).toMatchObject({ outcome: 'stopped', isCancelled: true });
    expect([applied.done, applied.notDone].map((each) => each.map(({ name }) => name))).toEqual([
      ['c1'],
      ['c2'],
    ]);
    const undo = await prepareUndo(tenancy, applied.journal as Journal);
    expect(linesOf(undo.plan)).toEqual(['delete policy c1']);
    await apply(tenancy, undo, { confirm: yes, folder });
  });

  it('goes on after a failure when that is chosen', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    running().faults.add({ kind: { status: 403 }, method: 'POST', path: '/policies' });
    const failures: string[] = [];
    const { applied } = await applyText(tenancy, block('g1', READ) + block('g2', READ), folder, {
      onFailure: ({ change }) => {
        failures.push(change.name);
        return Promise.resolve('on');
      },
    });
    expect({ failures, outcome: applied.outcome }).toEqual({ failures: ['g1'], outcome: 'done' });
    expect(applied.journal?.entries.map(({ name, status }) => [name, status])).toEqual([
      ['g1', 'done'],
      ['g2', 'done'],
    ]);
    await apply(tenancy, await prepareUndo(tenancy, applied.journal as Journal), { confirm: yes, folder });
  });

  it('moves a policy: there is one afterwards, and one before when the move fails', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    await applyText(tenancy, block('m', READ), folder);
    const before = stateOf(running());
    const moved = block(
      'm',
      'allow group Analysts to read buckets in compartment science',
      'compartment science',
    );
    const places = () =>
      running()
        .state.resources.policies.filter(({ name }) => name === 'm')
        .map(
          ({ compartmentId }) =>
            running().state.resources.compartments.find(({ id }) => id === compartmentId)?.name,
        );
    running().faults.add({ kind: { status: 403 }, method: 'POST', path: '/policies', times: 1 });
    const failed = await applyText(tenancy, moved, folder);
    expect(linesOf(failed.prepared.plan)).toEqual(['replace policy m']);
    expect(failed.prepared.plan.questions.map(({ key }) => key)).toEqual(['question.policyMoves']);
    expect([failed.applied.outcome, places()]).toEqual(['stopped', ['labs']]);
    expect(stateOf(running())).toEqual(before);

    const { applied } = await applyText(tenancy, moved, folder);
    expect([applied.outcome, places()]).toEqual(['done', ['science']]);
    const undo = await prepareUndo(tenancy, applied.journal as Journal);
    expect(undo.plan.questions.map(({ key }) => key)).toEqual(['question.goneAgain']);
    const undone = await apply(tenancy, undo, { confirm: yes, folder });
    expect([undone.failed?.failure.message, places()]).toEqual([undefined, ['labs']]);
    await applyText(tenancy, block('left', READ), folder, { delete: true });
  });

  it('says so when nobody can tell whether something was written, and undoes what was', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    const before = stateOf(running());
    const prepared = await preparePlan(tenancy, file(block('u', READ)));
    running().faults.add({ kind: 'reset', done: true, times: 99 });
    const applied = await apply(tenancy, prepared, { confirm: yes, folder });
    running().faults.clear();
    expect(applied).toMatchObject({
      outcome: 'stopped',
      failed: { isUnknown: true, failure: { kind: 'network' } },
    });
    expect(applied.journal?.entries.map(({ status }) => status)).toEqual(['unknown']);
    // It had been written; the journal never learnt its OCID.
    const undo = await prepareUndo(tenancy, applied.journal as Journal);
    expect(linesOf(undo.plan)).toEqual(['delete policy u']);
    expect((await apply(tenancy, undo, { confirm: yes, folder })).outcome).toBe('done');
    expect(stateOf(running())).toEqual(before);
    const nothing = await prepareUndo(tenancy, applied.journal as Journal);
    expect([linesOf(nothing.plan), nothing.plan.notes.map(({ key }) => key)]).toEqual([
      [],
      ['note.nothingToUndo', 'note.alreadyBack'],
    ]);
  });

  it('notes each write before it is done, so that it can be undone when the program ends in between', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    const prepared = await preparePlan(tenancy, file(block('b', READ)));
    const noted: unknown[] = [];
    const api = {
      ...tenancy.api,
      create: (...args: Parameters<typeof tenancy.api.create>) => {
        noted.push(
          ...listJournals(folder).map(({ entries }) => entries.map(({ name, status }) => [name, status])),
        );
        return tenancy.api.create(...args);
      },
    };
    const applied = await apply({ ...tenancy, api }, prepared, { confirm: yes, folder });
    expect(noted).toEqual([[['b', 'begun']]]);
    const journal = applied.journal as Journal;
    const entries = journal.entries.map((entry) => ({
      ...entry,
      after: prepared.plan.changes[0]?.after,
      status: 'begun' as const,
    }));
    const undo = await prepareUndo(tenancy, { ...journal, entries });
    expect(linesOf(undo.plan)).toEqual(['delete policy b']);
    await apply(tenancy, undo, { confirm: yes, folder });
  });

  it('is not confused by lists that lag behind', async () => {
    const own = await sandbox({ seed: true });
    const tenancy = await tenancyOf(own);
    own.delayLists(3);
    own.faults.add({ kind: { status: 503 }, done: true, times: 99, method: 'POST', path: '/policies' });
    const { applied } = await applyText(tenancy, block('lag', READ), freshFolder());
    expect(applied.outcome).toBe('done');
    expect(own.state.resources.policies.filter(({ name }) => name === 'lag')).toHaveLength(1);
  });
});
