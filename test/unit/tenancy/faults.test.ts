import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../client/src/sandbox/sandbox.ts';
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

type Kind = Pick<Fault, 'kind' | 'done' | 'times'>;

/** Each fault, and whether the apply gets through it. `twice`: more often than it is tried again. */
const FAULTS: readonly (readonly [
  name: string,
  fault: Kind,
  comes: Readonly<Record<keyof typeof WRITES, 'done' | 'stopped'>>,
])[] = [
  ['429 once', { kind: { status: 429 } }, { create: 'done', update: 'done', delete: 'done' }],
  [
    '429 for ever',
    { kind: { status: 429 }, times: 99 },
    { create: 'stopped', update: 'stopped', delete: 'stopped' },
  ],
  ['500 once', { kind: { status: 500 } }, { create: 'done', update: 'done', delete: 'done' }],
  [
    '500 once, done all the same',
    { kind: { status: 500 }, done: true },
    { create: 'done', update: 'done', delete: 'done' },
  ],
  [
    '503 for ever, done all the same',
    { kind: { status: 503 }, done: true, times: 99 },
    { create: 'done', update: 'done', delete: 'done' },
  ],
  [
    '503 for ever',
    { kind: { status: 503 }, times: 99 },
    { create: 'stopped', update: 'stopped', delete: 'stopped' },
  ],
  ['a stall', { kind: 'stall' }, { create: 'done', update: 'done', delete: 'done' }],
  [
    'a stall, done all the same',
    { kind: 'stall', done: true },
    { create: 'done', update: 'done', delete: 'done' },
  ],
  ['a cut answer', { kind: 'cut' }, { create: 'done', update: 'done', delete: 'done' }],
  ['a lost connection', { kind: 'reset' }, { create: 'done', update: 'done', delete: 'done' }],
  [
    'a lost connection, done all the same',
    { kind: 'reset', done: true },
    { create: 'done', update: 'done', delete: 'done' },
  ],
  [
    'lost connections for ever',
    { kind: 'reset', times: 99 },
    { create: 'stopped', update: 'stopped', delete: 'stopped' },
  ],
  [
    '403',
    { kind: { status: 403, code: 'NotAuthorized' } },
    { create: 'stopped', update: 'stopped', delete: 'stopped' },
  ],
  [
    '400',
    { kind: { status: 400, code: 'InvalidParameter', message: 'No permissions found' } },
    { create: 'stopped', update: 'stopped', delete: 'stopped' },
  ],
  ['412', { kind: { status: 412 } }, { create: 'stopped', update: 'stopped', delete: 'stopped' }],
];

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
