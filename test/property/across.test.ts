import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAcross } from '../../server/src/checks/across.ts';
import { createDocument, editDocument, type PolicyDocument } from '../../server/src/language/document.ts';

/*
 * What statements have to do with each other is kept in indexes that each change brings up to date. Few words make many
 * statements alike, so that duplicates, coverage, denials and placeholders come and go with each edit.
 */
const one = (...texts: string[]) => fc.constantFrom(...texts);

const subject = one(
  ...['any-user', 'any-group', 'group A', 'group A, B', 'group B', 'dynamic-group A', 'service s'],
  ...['group <net-ops>', 'group <netOps>', 'group <group-name>', 'group <group_name>', 'group Default/a'],
);
const grant = one(
  ...['inspect buckets', 'read buckets', 'manage buckets', 'manage object-family', 'read all-resources'],
  ...['{BUCKET_READ}', '{BUCKET_READ, BUCKET_INSPECT}', 'manage all-resources', 'use made-up', 'read vcns'],
);
const place = one(
  ...[
    'tenancy',
    'compartment C',
    'compartment C:D',
    'compartment c',
    'compartment id ocid1.compartment.oc1..c',
  ],
  ...['compartment <name>', 'compartment <NAME>', 'compartment <labs>', 'compartment id <x-LabsId>'],
);
const where = one(
  '',
  '',
  '',
  " where target.bucket.name = 'x'",
  " where all {request.region = 'phx', target.bucket.name = 'X'}",
);

const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(one('allow', 'allow', 'allow', 'deny'), subject, grant, place, where)
      .map(([effect, who, what, at, when]) => `${effect} ${who} to ${what} in ${at}${when}`),
  },
  {
    weight: 2,
    arbitrary: one(
      ...['policy p in compartment C description "d" {', 'policy P in tenancy {', 'policy q {', '}', '}', ''],
      ...['define tenancy T as ocid1.tenancy.oc1..t', 'define tenancy T as ocid1.tenancy.oc1..u'],
      ...['define group A as ocid1.group.oc1..a', 'define compartment C as ocid1.compartment.oc1..c'],
      ...[
        'endorse group A to read buckets in tenancy T',
        'admit group A of tenancy T to read buckets in tenancy',
      ],
      ...[
        "dynamic-group A matching resource.id = 'x'",
        'dynamic-group b matching any {',
        '// note',
        'Allow it all',
      ],
      ...['allow group A frobnicate', 'allow group A read buckets in tenancy.', 'allow'],
    ),
  },
);

/** Statements that differ in little but the spelling of their placeholders. */
const unfilled = fc
  .tuple(
    one('group <group-name>', 'group <group_name>', 'any-user'),
    one('inspect', 'read', 'use'),
    one('<name>', '<NAME>', '<<name>>', 'id <x-LabsId>', 'id <labsId>'),
  )
  .map(([who, verb, at]) => `allow ${who} to ${verb} buckets in compartment ${at}`);

/** A number of a line, and what is to be done with it. */
const changeOf = (line: fc.Arbitrary<string>) =>
  fc.record({
    at: fc.nat(60),
    what: fc.constantFrom('replace', 'insert', 'delete', 'type', 'erase', 'move', 'paste'),
    text: line,
    many: fc.array(line, { minLength: 33, maxLength: 45 }),
    column: fc.nat(50),
    typed: one('x', ' ', '\n', '}', "'", '{', '<', 'in ', '//'),
  });

type Change = ReturnType<typeof changeOf> extends fc.Arbitrary<infer T> ? T : never;

function editsOf(text: string, { at, what, text: added, many, column, typed }: Change) {
  const lines = text.split('\n');
  const number = at % lines.length;
  const start = lines.slice(0, number).join('\n').length + (number > 0 ? 1 : 0);
  const length = lines[number]?.length ?? 0;
  const end = start + length;
  const place = start + (length === 0 ? 0 : column % length);
  switch (what) {
    case 'replace':
      return [{ start, end, text: added }];
    case 'insert':
      return [{ start, end: start, text: `${added}\n` }];
    case 'paste':
      return [{ start, end, text: many.join('\n') }];
    case 'delete':
      return [{ start, end: Math.min(text.length, end + 1), text: '' }];
    case 'type':
      return [{ start: place, end: place, text: typed }];
    case 'erase':
      return [{ start: place, end: Math.min(text.length, place + 1), text: '' }];
    default:
      return [
        { start, end: Math.min(text.length, end + 1), text: '' },
        { start: 0, end: 0, text: `${lines[number] ?? ''}\n` },
      ];
  }
}

/** Findings with the place of their item, which says more than the whole item when two differ. */
const told = (document: PolicyDocument) =>
  checkAcross(document).map(({ item, finding }) => ({ at: item.start, text: item.text, ...finding }));

describe('what is found between items', () => {
  it.each([
    ['any statements', line],
    ['statements with placeholders', unfilled],
  ])('is, after any changes of %s, what is found in the text as a whole', (_, part) => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 25 }),
        fc.array(changeOf(part), { maxLength: 12 }),
        (lines, changes) => {
          let text = lines.join('\n');
          const document = createDocument(text);
          checkAcross(document);
          for (const each of changes) {
            if (each.what === 'paste' && text.length > 8_000) continue;
            for (const edit of editsOf(text, each)) {
              editDocument(document, edit.start, edit.end, edit.text);
              text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
            }
            expect(told(document)).toEqual(told(createDocument(text)));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is told of the first definition, also when a head that goes leaves one to another policy', () => {
    const head = 'policy p in compartment C description "d" {';
    const [T, U] = ['t', 'u'].map((name) => `define tenancy T as ocid1.tenancy.oc1..${name}`);
    const use = 'endorse group A to read buckets in tenancy T';
    const before = [head, T, '}', U, head, use, '}'].join('\n');
    const document = createDocument(before);
    checkAcross(document);
    editDocument(document, 0, head.length, 'allow group A to read vcns in tenancy');
    const after = `allow group A to read vcns in tenancy${before.slice(head.length)}`;
    expect(told(document).map(({ code }) => code)).toContain('define-in-other-policy');
    expect(told(document)).toEqual(told(createDocument(after)));
  });

  it('stands in the order of the text, in its item, and its fixes in the text', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const document = createDocument(lines.join('\n'));
        const found = checkAcross(document);
        const places = found.map(({ item, finding }) => item.start + finding.start);
        expect(places).toEqual([...places].sort((a, b) => a - b));
        for (const { item, finding } of found) {
          expect(document.items).toContain(item);
          expect(finding.end).toBeLessThanOrEqual(item.text.length);
          for (const { start, end } of finding.fix ?? []) {
            expect(item.start + start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(item.start + end).toBeLessThanOrEqual(document.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
