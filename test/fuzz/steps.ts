import fc from 'fast-check';
import { ASKINGS } from './asking.ts';
import { hostFile } from './host-files.ts';
import { anyChange, anyJson, policyText, type AnyChange } from './texts.ts';

// What the client of a conversation does, as data.

/** The documents of a conversation, and what an editor calls their languages. */
export const URIS = [
  'file:///a.ocipolicy',
  'untitled:Untitled-1',
  'vscode-vfs://github/x/b.ocipolicy',
  'file:///c.tf',
  'file:///d.json',
  'file:///e.md',
  ...['file:///f.yaml', 'file:///g.sh'],
];
export const IDS = [
  'ocipolicy',
  'ocipolicy',
  'ocipolicy',
  'terraform',
  'json',
  'markdown',
  'yaml',
  'shellscript',
];

export type Step =
  | { readonly do: 'open'; readonly doc: number; readonly text: string }
  | { readonly do: 'change'; readonly doc: number; readonly changes: readonly AnyChange[] }
  | { readonly do: 'close'; readonly doc: number }
  | {
      readonly do: 'ask';
      readonly doc: number;
      readonly which: number;
      readonly at: number;
      readonly to: number;
      readonly taken: boolean;
    }
  | { readonly do: 'settle' }
  | { readonly do: 'hold'; readonly holds: boolean }
  | { readonly do: 'file'; readonly number: number; readonly text: string | null }
  | { readonly do: 'names'; readonly names: unknown }
  | { readonly do: 'nonsense'; readonly method: string; readonly params: unknown };

const doc = fc.nat({ max: URIS.length - 1 });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const text = fc.oneof(
  { weight: 3, arbitrary: policyText },
  { weight: 1, arbitrary: hostFile.map((file) => file.text) },
);
const METHODS = [
  ...[
    'textDocument/didOpen',
    'textDocument/didChange',
    'textDocument/didClose',
    'ocipolicy/files',
    '$/cancelRequest',
    '$/setTrace',
  ],
  ...[
    'workspace/didChangeConfiguration',
    'textDocument/didSave',
    'workspace/didChangeWatchedFiles',
    'nonsense',
    '$/progress',
  ],
];
const params = anyJson([
  'textDocument',
  'uri',
  'version',
  'text',
  'contentChanges',
  'range',
  'start',
  'end',
  'line',
  'character',
  'files',
  'id',
  'settings',
]);

/** Anything that a client may do. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), doc, text }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      doc,
      changes: fc.array(anyChange, { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), doc }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      doc,
      which: fc.nat({ max: ASKINGS.length - 1 }),
      at: part,
      to: part,
      taken: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold' as const), holds: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      number: fc.nat({ max: 3 }),
      text: fc.option(policyText, { nil: null }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('names' as const),
      names: fc.constantFrom<unknown>({ group: ['Ops'], compartment: ['Labs'] }, null, { group: [7] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('nonsense' as const),
      method: fc.constantFrom(...METHODS),
      params,
    }),
  },
);
