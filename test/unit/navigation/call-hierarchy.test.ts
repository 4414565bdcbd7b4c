import { describe, expect, it } from 'vitest';
import type { CallHierarchyItem } from 'vscode-languageserver-types';
import { callItemsAt, incomingCalls, outgoingCalls } from '../../../server/src/features/call-hierarchy.ts';
import {
  createDocument,
  offsetAt,
  positionIn,
  type PolicyDocument,
  type Range,
} from '../../../server/src/language/document.ts';

const URI = 'file:///lab.ocipolicy';
const OTHER = 'file:///other.ocipolicy';

/** Documents, and the place that `|` marks in the first. */
function marked(text: string, other: string) {
  const offset = text.indexOf('|');
  const plain = text.replace('|', '');
  const { items } = createDocument(plain);
  const item = items.findLast(({ start }) => start <= offset);
  const documents = new Map([
    [OTHER, createDocument(other)],
    [URI, createDocument(plain)],
  ]);
  return { documents, position: item ? positionIn(item, offset - item.start) : { line: 0, character: 0 } };
}

const textAt = (document: PolicyDocument | undefined, { start, end }: Range) =>
  document ? textOf(document).slice(offsetAt(document, start), offsetAt(document, end)) : '';
const textOf = ({ items }: PolicyDocument) => items.map(({ text }) => text).join('');

/** The hierarchy from a place, two calls deep: an item a line, with the words that call it in brackets. */
function hierarchy(direction: 'out' | 'in', text: string, other = ''): string[] {
  const { documents, position } = marked(text, other);
  const lines = (item: CallHierarchyItem, depth: number): string[] => {
    if (depth > 2) return [];
    const calls =
      direction === 'out'
        ? outgoingCalls(documents, item).map(({ to, fromRanges }) => ({ each: to, fromRanges, at: item.uri }))
        : incomingCalls(documents, item).map(({ from, fromRanges }) => ({
            each: from,
            fromRanges,
            at: from.uri,
          }));
    return calls.flatMap(({ each, fromRanges, at }) => {
      const words = fromRanges.map((range) => textAt(documents.get(at), range)).join(' + ');
      const told = `${each.name}${each.detail ? ` – ${each.detail}` : ''} [${words}]`;
      return [`${'  '.repeat(depth)}${told}`, ...lines(each, depth + 1)];
    });
  };
  return callItemsAt(documents, URI, position).flatMap((root) => [root.name, ...lines(root, 1)]);
}

type Row = [what: string, direction: 'out' | 'in', text: string, expected: string[], other?: string];

const check = (_: string, direction: 'out' | 'in', text: string, expected: string[], other?: string) =>
  expect(hierarchy(direction, text, other)).toEqual(expected);

describe('who calls, and what', () => {
  it.each<Row>([
    [
      'a group: its statements, and the types that they reach',
      'out',
      `allow group |Ops, Lab to read buckets in compartment labs
allow group Other to read vcns in tenancy
deny group ops to manage buckets in tenancy where request.region = 'phx'
`,
      [
        'group Ops',
        '  read buckets – in compartment labs [Ops]',
        '    buckets – BUCKET_INSPECT, BUCKET_READ [buckets]',
        "  deny manage buckets – in tenancy where request.region = 'phx' [ops]",
        '    buckets – BUCKET_CREATE, BUCKET_DELETE, PAR_MANAGE, RETENTION_RULE_MANAGE, RETENTION_RULE_LOCK [buckets]',
      ],
    ],
    [
      'a dynamic group, where it is declared',
      'out',
      `dynamic-group |vox matching all { resource.type = 'fnfunc' }
allow dynamic-group vox to {object_read, NO_SUCH} in compartment labs
`,
      [
        'dynamic-group vox',
        '  {object_read, NO_SUCH} – in compartment labs [vox]',
        '    OBJECT_READ – objects [object_read]',
        '    NO_SUCH [NO_SUCH]',
        '  read repos – in tenancy [vox]',
        '    repos – REPOSITORY_INSPECT, REPOSITORY_READ [repos]',
      ],
      'allow dynamic-group Default/VOX to read repos in tenancy\n',
    ],
    [
      'any-user',
      'out',
      'allow |any-user to read repos in tenancy\nallow any-group to read buckets in tenancy\n',
      [
        'any-user',
        '  read repos – in tenancy [any-user]',
        '    repos – REPOSITORY_INSPECT, REPOSITORY_READ [repos]',
      ],
    ],
    [
      'an OCID',
      'out',
      'allow group id |ocid1.group.oc1..a to read thingies in tenancy\nallow group id ocid1.group.oc1..b to read vcns in tenancy\n',
      [
        'group ocid1.group.oc1..a',
        '  read thingies – in tenancy [id ocid1.group.oc1..a]',
        '    thingies [thingies]',
      ],
    ],
    [
      'a group across tenancies',
      'out',
      `define tenancy Acme as ocid1.tenancy.oc1..acme
define group |Ops as ocid1.group.oc1..ops
admit group Ops of tenancy Acme to manage vcns in compartment labs
endorse group Ops to associate local-peering-gateways in tenancy with local-peering-gateways in tenancy Acme
`,
      [
        'group Ops',
        '  admit to manage vcns – in compartment labs [Ops]',
        expect.stringMatching(/^ {4}vcns – VCN_READ, .* \[vcns\]$/) as unknown as string,
        '  endorse to associate local-peering-gateways in tenancy with local-peering-gateways in tenancy Acme [Ops]',
        '    local-peering-gateways [local-peering-gateways]',
        '    local-peering-gateways [local-peering-gateways]',
      ],
    ],
    ['a keyword that names nobody', 'out', 'define| group Ops as ocid1.group.oc1..ops\n', []],
    ['no statement', 'in', '// al|low\nallow group Ops to read buckets in tenancy\n', []],
  ])('%s', check);
});

describe('what is called, and by whom', () => {
  it.each<Row>([
    [
      'a resource type: by its name, its family, all there is, a permission of it',
      'in',
      `allow group Ops, Lab to read |buckets in compartment labs
allow group A to manage object-family in tenancy
allow group B to inspect all-resources in tenancy
deny group C to {BUCKET_DELETE, VCN_READ} in tenancy
allow group D to read vcns in tenancy
`,
      [
        'buckets',
        '  group Ops, Lab – read buckets in compartment labs [buckets]',
        '    group Ops [Ops]',
        '    group Lab [Lab]',
        '  group A – manage object-family in tenancy [object-family]',
        '    group A [A]',
        '  group B – inspect all-resources in tenancy [all-resources]',
        '    group B [B]',
        '  group C – deny {BUCKET_DELETE, VCN_READ} in tenancy [BUCKET_DELETE]',
        '    group C [C]',
      ],
    ],
    [
      'a family: by its members too',
      'in',
      'allow group A to read |object-family in tenancy\nallow group B to read buckets in tenancy\n',
      [
        'object-family',
        '  group A – read object-family in tenancy [object-family]',
        '    group A [A]',
        '  group B – read buckets in tenancy [buckets]',
        '    group B [B]',
      ],
    ],
    [
      'a permission: by the verbs that give or take it',
      'in',
      `allow group A to {|bucket_delete} in tenancy
allow group B to use buckets in tenancy
allow group C to manage all-resources in tenancy
deny group D to use buckets in tenancy
allow group E to read all-resources in tenancy
`,
      [
        'bucket_delete',
        '  group A – {bucket_delete} in tenancy [bucket_delete]',
        '    group A [A]',
        '  group C – manage all-resources in tenancy [all-resources]',
        '    group C [C]',
        '  group D – deny use buckets in tenancy [buckets]',
        '    group D [D]',
      ],
    ],
    [
      'a type that the catalogue has not',
      'in',
      'allow group A to read |thingies in tenancy\nallow group B to use Thingies in tenancy\nallow group C to read buckets in tenancy\n',
      [
        'thingies',
        '  group A – read thingies in tenancy [thingies]',
        '    group A [A]',
        '  group B – use Thingies in tenancy [Thingies]',
        '    group B [B]',
      ],
    ],
    [
      'a statement: whom it names',
      'in',
      'allow| group A, B to read buckets in tenancy\n',
      [
        'allow group A, B to read buckets in tenancy',
        '  group A [A]',
        '    read buckets – in tenancy [A]',
        '  group B [B]',
        '    read buckets – in tenancy [B]',
      ],
    ],
    [
      'a group: the statements that name it, of other files too',
      'in',
      'allow group |A, B to read buckets in tenancy\n',
      [
        'group A',
        '  read buckets – in tenancy [A]',
        '    group A [A]',
        '    group B [B]',
        '  deny use keys – in tenancy [a]',
        '    group a [a]',
      ],
      'deny group a to use keys in tenancy\n',
    ],
  ])('%s', check);

  it('leads from a member of a family on to all that reach that member', () => {
    const { documents, position } = marked(
      'allow group A to |manage object-family in tenancy\nallow group B to read buckets in tenancy\nallow group C to read objects in tenancy\n',
      '',
    );
    const [statement] = callItemsAt(documents, URI, position);
    const members = statement ? outgoingCalls(documents, statement).map(({ to }) => to) : [];
    expect(members.map(({ name }) => name)).toContain('objects');
    const objects = members.find(({ name }) => name === 'objects');
    const who = objects ? incomingCalls(documents, objects).map(({ from }) => from.name) : [];
    expect(who).toEqual(['group A', 'group C']);
  });

  it('says nothing of what is there no more', () => {
    const { documents, position } = marked('allow group |A to read buckets in tenancy\n', '');
    const [item] = callItemsAt(documents, URI, position);
    if (!item) throw new Error('a group stands there');
    const changed = new Map([[URI, createDocument('// nothing\n')]]);
    expect([outgoingCalls(changed, item), incomingCalls(changed, item)]).toEqual([[], []]);
    expect([outgoingCalls(new Map(), item), incomingCalls(new Map(), item)]).toEqual([[], []]);
  });
});
