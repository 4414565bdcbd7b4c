import { describe, expect, it } from 'vitest';
import { preparePlan, prepareUndo, apply, type Journal } from '../../../client/src/tenancy/tenancy.ts';
import { sandboxForAll } from '../sandbox/client.ts';
import { block, keys, plan, policy, ROOT } from './planning.ts';
import { applyText, file, freshFolder, linesOf, stateOf, tenancyOf, yes } from './stage.ts';

const allow = (type: string) => `allow group network-admins to manage ${type} in tenancy`;
const deny = (type: string) => `deny group network-admins to manage ${type} in tenancy`;
const described = (name: string, ...statements: string[]) =>
  block(name, 'tenancy', ...statements).replace('\n{', '\n  description "d"\n{');

describe('policies that gain denials and allowances at once', () => {
  const running = sandboxForAll({ seed: true, denyEnabled: true });
  const before =
    described('one', deny('vcns'), allow('buckets')) + described('two', deny('drgs'), allow('vaults'));
  const after =
    described('one', deny('keys'), allow('instances')) + described('two', deny('streams'), allow('volumes'));

  it('are written in steps that never let anybody do more, and undone in such steps too', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    const untouched = stateOf(running());
    const made = await applyText(tenancy, before, folder);
    expect(made.applied.done.map(({ name, action, step }) => [name, action, step?.number])).toEqual([
      ['one', 'create', 1],
      ['two', 'create', 1],
      ['one', 'update', 2],
      ['two', 'update', 2],
    ]);
    expect(keys(made.prepared.plan.notes)).toEqual(['note.steps', 'note.steps']);
    const first = stateOf(running());
    const changed = await applyText(tenancy, after, folder);
    expect(changed.prepared.plan.changes).toHaveLength(2);
    expect(changed.applied.outcome).toBe('done');
    expect(changed.applied.done.map(({ name, step }) => `${name} ${step?.number}/${step?.of}`)).toEqual([
      ...['one 1/3', 'two 1/3', 'one 2/3', 'two 2/3', 'one 3/3', 'two 3/3'],
    ]);
    expect(linesOf((await preparePlan(tenancy, file(after))).plan)).toEqual([]);
    const back = await prepareUndo(tenancy, changed.applied.journal as Journal);
    expect((await apply(tenancy, back, { confirm: yes, folder })).outcome).toBe('done');
    expect(stateOf(running())).toEqual(first);
    const gone = await prepareUndo(tenancy, made.applied.journal as Journal);
    expect((await apply(tenancy, gone, { confirm: yes, folder })).done.map(({ action }) => action)).toEqual([
      ...['update', 'update', 'delete', 'delete'],
    ]);
    expect(stateOf(running())).toEqual(untouched);
  });

  it('that fail in between are told, and can be gone on with', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    await applyText(tenancy, before, folder);
    const prepared = await preparePlan(tenancy, file(after));
    let failures = 0;
    const applied = await apply(tenancy, prepared, {
      ...{ confirm: yes, folder },
      onProgress: ({ index, phase }) => {
        // The third write, which is the second one of its policy.
        if (index === 2 && phase === 'begun' && failures === 0)
          running().faults.add({ kind: { status: 403, code: 'NotAuthorized' }, method: 'PUT' });
      },
      onFailure: ({ change, done }) => {
        failures++;
        expect([change.name, change.step, done.length]).toEqual(['one', { number: 2, of: 3 }, 2]);
        return Promise.resolve('on');
      },
    });
    expect([failures, applied.outcome]).toEqual([1, 'done']);
    expect(linesOf((await preparePlan(tenancy, file(after))).plan)).toEqual([]);
  });

  it('that somebody else changes in between are left alone', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    await applyText(tenancy, before, folder, { delete: true });
    const prepared = await preparePlan(tenancy, file(after));
    const change = prepared.plan.changes[0]?.before;
    let isMeddled = false;
    const applied = await apply(tenancy, prepared, {
      ...{ confirm: yes, folder },
      onProgress: ({ index, phase }) => {
        if (index !== 1 || phase !== 'done' || isMeddled || !change) return;
        isMeddled = true;
        const { resources } = running().state;
        const there = resources.policies.find(({ id }) => id === change.id);
        if (there) Object.assign(there, { etag: 'another' });
      },
    });
    expect([applied.outcome, applied.failed?.isConflict]).toEqual(['stopped', true]);
  });
});

describe('a policy that is renamed', () => {
  const running = sandboxForAll({ limits: { policies: 2 } });

  it('makes room for its new name where a limit leaves none, and is told so', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    const text = (name: string) => described(name, 'allow any-user to read vcns in tenancy');
    await applyText(tenancy, text('old'), folder);
    const { prepared, applied } = await applyText(tenancy, text('new'), folder, { delete: true });
    expect(keys(prepared.plan.questions)).toContain('question.policyRenamed');
    expect(applied.outcome).toBe('done');
    const writes = running().requests.filter(({ method }) => method !== 'GET');
    expect(writes.slice(-3).map(({ method, status }) => `${method} ${status}`)).toEqual([
      ...['POST 400', 'DELETE 204', 'POST 200'],
    ]);
  });
});

describe('the order of policies', () => {
  it('is found without steps where there is one', () => {
    const text =
      block('late', 'tenancy', allow('buckets'), deny('vcns')) + block('early', 'tenancy', deny('drgs'));
    const made = plan(text);
    expect(keys(made.notes)).toEqual([]);
    expect(linesOf(made)).toEqual(['create policy late', 'create policy early']);
  });

  it('that nothing can give is asked about', () => {
    const full = Array.from({ length: 49 }, (_, n) => `allow group Ops${n} to manage vcns in tenancy`);
    const policies = ['one', 'two'].map((name) => policy(name, ROOT, ...full, deny(`vcns`)));
    const text = ['one', 'two'].map((name) =>
      block(name, 'tenancy', ...full.slice(1), deny('drgs'), allow('buckets')),
    );
    // In between a policy would have more statements than one may have.
    expect(keys(plan(text.join(''), { policies }).questions)).toEqual(
      expect.arrayContaining(['question.orderMixed', 'question.orderMixed']),
    );
  });
});
