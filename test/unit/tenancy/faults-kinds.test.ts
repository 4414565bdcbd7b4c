import { beforeEach, describe, expect, it } from 'vitest';
import { resetSandbox } from '../../../client/src/sandbox/sandbox.ts';
import { explainFailure } from '../../../client/src/tenancy/service-errors.ts';
import {
  apply,
  preparePlan,
  prepareUndo,
  readJournal,
  tell,
  type Journal,
  type Tenancy,
} from '../../../client/src/tenancy/tenancy.ts';
import { sandboxForAll } from '../sandbox/client.ts';
import { FAULTS, type Write } from './fault-table.ts';
import { applyText, file, freshFolder, linesOf, stateOf, tenancyOf, yes } from './stage.ts';

const group = (id: string) =>
  `dynamic-group g\n  description "d"\n  matching resource.id = 'ocid1.fnfunc.oc1..${id}'\n`;
const namespace = (description: string, keys = '') =>
  `tag-namespace n in tenancy\n  description "${description}"\n{\n${keys}}\n`;

/** Of each kind but policies: what is there around it, its text, another text of it, and where the service has it. */
const KINDS = {
  'dynamic-group': { around: '', one: group('a'), other: group('b'), path: '/dynamicGroups' },
  'tag-namespace': { around: '', one: namespace('d'), other: namespace('e'), path: '/tagNamespaces' },
  'tag-key': {
    around: namespace('d'),
    one: namespace('d', '  key k description "d"\n'),
    other: namespace('d', '  key k description "e"\n'),
    path: '/tagNamespaces/*/tags',
  },
} as const;
const METHODS: Readonly<Record<Write, string>> = { create: 'POST', update: 'PUT', delete: 'DELETE' };
const CASES = (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((kind) =>
  (Object.keys(METHODS) as Write[]).map((write) => ({ kind, write })),
);

describe.each(CASES)('$write $kind under', ({ kind, write }) => {
  const running = sandboxForAll();
  const { around, one, other, path } = KINDS[kind];
  beforeEach(() => resetSandbox(running().folder));

  /** What is to be done: none of these is deleted by a plan, but all are by undoing what created them. */
  const prepared = (tenancy: Tenancy, made: Journal | undefined) =>
    write === 'delete' && made
      ? prepareUndo(tenancy, made)
      : preparePlan(tenancy, file(write === 'create' ? one : other));

  it.each(FAULTS)('%s: nothing lost, nothing doubled, told plainly', async (_, fault, comes) => {
    const tenancy = await tenancyOf(running(), fault.kind === 'stall' ? { timeoutMs: 250 } : {});
    const folder = freshFolder();
    if (around !== '') await applyText(tenancy, around, folder);
    const made = write === 'create' ? undefined : (await applyText(tenancy, one, folder)).applied.journal;
    const first = stateOf(running());
    const ready = await prepared(tenancy, made);
    expect(linesOf(ready.plan)).toEqual([
      `${write} ${kind} ${kind === 'dynamic-group' ? 'g' : kind === 'tag-key' ? 'n.k' : 'n'}`,
    ]);
    running().faults.add({ ...fault, method: METHODS[write], path: write === 'create' ? path : `${path}/*` });
    const applied = await apply(tenancy, ready, { confirm: yes, folder });
    running().faults.clear();

    expect(applied.outcome).toBe(comes[write]);
    const left = linesOf((await prepared(tenancy, made)).plan);
    const [status] = readJournal(folder, applied.journal?.id ?? '').entries.map((entry) => entry.status);
    if (applied.outcome === 'done') {
      // Once, and nothing else.
      expect([left, status]).toEqual([[], 'done']);
      const back = await prepareUndo(tenancy, applied.journal as Journal);
      expect((await apply(tenancy, back, { confirm: yes, folder })).outcome).toBe('done');
      if (write !== 'delete') expect(stateOf(running())).toEqual(first);
    } else {
      // What was said not to be done was not done, can be done again, and is told with our words.
      expect([stateOf(running()), left, status]).toEqual([first, linesOf(ready.plan), 'failed']);
      const failure = applied.failed?.failure;
      expect(failure && tell(explainFailure(failure, applied.failed?.change).saying)).toMatch(/^[A-Z].*\.$/);
    }
  });
});
