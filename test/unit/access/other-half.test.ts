import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../server/src/access/evaluate.ts';
import { expand } from '../../../server/src/access/expand.ts';
import type { Request } from '../../../server/src/access/request.ts';
import { tenancyOf } from '../../../server/src/access/tenancy.ts';
import { createDocument } from '../../../server/src/language/document.ts';

const HERE = 'ocid1.tenancy.oc1..here';
const THERE = 'ocid1.tenancy.oc1..there';
const GUESTS = 'ocid1.group.oc1..guests';
const DEFINES = `define tenancy There as ${THERE}\ndefine group Guests as ${GUESTS}\n`;

const tenancy = (text: string, ocid?: string) =>
  tenancyOf([{ uri: 'a', document: createDocument(text) }], { ocid });

const told = (text: string, ocid?: string) => expand(tenancy(DEFINES + text, ocid)).expansions;

describe('what a statement across tenancies gives', () => {
  it.each<[string, string, string[]]>([
    [
      'endorse group A to read buckets in tenancy There',
      'There ocid1.tenancy.oc1..there',
      [
        'define tenancy <this-tenancy> as <ocid-of-this-tenancy>',
        'define group A as <ocid-of-group>',
        'admit group A of tenancy <this-tenancy> to read buckets in tenancy',
      ],
    ],
    [
      "endorse group A, Guests to {BUCKET_READ} in compartment Net:Web of tenancy There where request.region = 'iad'",
      'There ocid1.tenancy.oc1..there',
      [
        'define tenancy <this-tenancy> as <ocid-of-this-tenancy>',
        'define group A as <ocid-of-group-1>',
        `define group Guests as ${GUESTS}`,
        'admit group A, Guests of tenancy <this-tenancy> to {BUCKET_READ} in compartment Net:Web',
      ],
    ],
    [
      `endorse dynamic-group id ocid1.dynamicgroup.oc1..d to read buckets in any-tenancy`,
      ' any',
      [
        'define tenancy <this-tenancy> as <ocid-of-this-tenancy>',
        'define dynamic-group <alias-of-dynamic-group> as ocid1.dynamicgroup.oc1..d',
        'admit dynamic-group <alias-of-dynamic-group> of tenancy <this-tenancy> to read buckets in tenancy',
      ],
    ],
    [
      'endorse any-user to read buckets in tenancy Nowhere',
      'Nowhere ',
      [
        'define tenancy <this-tenancy> as <ocid-of-this-tenancy>',
        'admit any-user of tenancy <this-tenancy> to read buckets in tenancy',
      ],
    ],
    [
      'admit group Guests of tenancy There to read buckets in compartment Web',
      'There ocid1.tenancy.oc1..there',
      [
        'define tenancy <this-tenancy> as <ocid-of-this-tenancy>',
        `endorse group id ${GUESTS} to read buckets in compartment Web of tenancy <this-tenancy>`,
      ],
    ],
    [
      'admit group Strangers, Guests of tenancy There to read buckets in tenancy',
      'There ocid1.tenancy.oc1..there',
      [
        'define tenancy <this-tenancy> as <ocid-of-this-tenancy>',
        `endorse group <group-name-1>, id ${GUESTS} to read buckets in tenancy <this-tenancy>`,
      ],
    ],
    [
      'endorse group Guests to associate local-peering-gateways in compartment Net with local-peering-gateways in tenancy There',
      'There ocid1.tenancy.oc1..there',
      [
        'define tenancy <this-tenancy> as <ocid-of-this-tenancy>',
        `define group Guests as ${GUESTS}`,
        'admit group Guests of tenancy <this-tenancy> to associate local-peering-gateways in tenancy <this-tenancy> with local-peering-gateways in tenancy',
      ],
    ],
    ['deny endorse group A to read buckets in any-tenancy', ' any', []],
    ['deny admit group Guests of tenancy There to read buckets in tenancy', `There ${THERE}`, []],
  ])('%s', (statement, other, otherHalf) => {
    const [expansion, ...more] = told(statement);
    expect(more).toEqual([]);
    const { name = '', tenancy = '', otherHalf: found } = expansion?.across ?? {};
    expect([`${name} ${tenancy}`, found]).toEqual([other, otherHalf]);
  });

  it('is told with its permissions and operations, in the order of the text, as what stays at home', () => {
    const expansions = told(
      'endorse group A to read buckets in tenancy Nowhere\nallow group A to read buckets in tenancy\n',
    );
    expect(expansions.map(({ across }) => across?.kind)).toEqual(['endorse', undefined]);
    expect(expansions[0]?.permissions).toEqual(expansions[1]?.permissions);
    expect(expansions[0]?.operations).toContain('GetBucket');
  });

  it('is told of an association without permissions, with what it joins', () => {
    const [expansion] = told(
      'endorse group Guests to associate drgs in tenancy with remote-peering-connections in tenancy There',
    );
    expect(expansion).toMatchObject({
      permissions: [],
      mayMore: true,
      across: { joins: ['drgs', 'remote-peering-connections'] },
    });
  });

  const request = (more: Partial<Request>): Request => ({
    principal: { kind: 'user', groups: [{ name: 'Guests', ocid: GUESTS }] },
    ...{ action: 'BUCKET_READ', target: { path: ['Web'] }, facts: new Map() },
    ...more,
  });
  const theirs = { kind: 'user', groups: [{ ocid: GUESTS }], tenancy: THERE } as const;

  it.each<[string, Request]>([
    ['endorse group Guests to read buckets in tenancy There', request({ tenancy: THERE })],
    ['endorse any-group to read buckets in compartment Web of tenancy There', request({ tenancy: THERE })],
    [
      'admit group Guests of tenancy There to read buckets in compartment Web',
      request({ principal: theirs }),
    ],
    ['admit any-user of any-tenancy to read buckets in tenancy', request({ principal: theirs })],
  ])('what %s asks of the other tenancy is what makes it work', (statement, asked) => {
    const here = tenancy(DEFINES + statement, HERE);
    const half = expand(here)
      .expansions[0]?.across?.otherHalf.join('\n')
      .replaceAll('<this-tenancy>', 'Here');
    const document = createDocument(half ?? '');
    expect(document.items.flatMap(({ faults }) => faults)).toEqual([]);
    const there = tenancyOf([{ uri: 'b', document }], { ocid: THERE });
    expect(evaluate(here, asked, { other: tenancy('', THERE) }).outcome).toBe('denied');
    expect(evaluate(here, asked, { other: there }).outcome).toBe('allowed');
  });
});
