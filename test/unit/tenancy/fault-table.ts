import type { Fault } from '../../../client/src/sandbox/sandbox.ts';

/** What a plan does with an object. */
export type Write = 'create' | 'update' | 'delete';

type Kind = Pick<Fault, 'kind' | 'done' | 'times'>;

/** Each fault, and whether the apply gets through it. `twice`: more often than it is tried again. */
export const FAULTS: readonly (readonly [
  name: string,
  fault: Kind,
  comes: Readonly<Record<Write, 'done' | 'stopped'>>,
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
