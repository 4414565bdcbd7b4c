import { describe, expect, it } from 'vitest';
import { loadCatalog, VERBS } from '../../../server/src/catalog/catalog.ts';
import { after, check, type Row } from './check.ts';
import { grantsOf, marked, refactored } from './grants.ts';

describe('verb and type, and permissions', () => {
  it.each<Row>([
    [
      'a verb',
      'to-permission-set',
      'allow group A to |READ buckets in tenancy // why\n',
      'allow group A to {BUCKET_INSPECT, BUCKET_READ} in tenancy // why\n',
    ],
    [
      'a denied verb, which works upwards',
      'to-permission-set',
      'deny group A to |use buckets in tenancy',
      'deny group A to {BUCKET_UPDATE, BUCKET_CREATE, BUCKET_DELETE, PAR_MANAGE, RETENTION_RULE_MANAGE, RETENTION_RULE_LOCK} in tenancy',
    ],
    ['all-resources', 'to-permission-set', 'allow group A to |read all-resources in tenancy', undefined],
    ['what is not known', 'to-permission-set', 'allow group A to |read thingies in tenancy', undefined],
    ['what has a slip', 'to-permission-set', 'allow group A |read buckets in tenancy', undefined],
    [
      'a comment between the words',
      'to-permission-set',
      'allow group A to |read /* all */ buckets in tenancy',
      undefined,
    ],
    [
      'permissions',
      'to-verb read buckets',
      "allow group A to {bucket_read, |BUCKET_INSPECT} in tenancy where request.region = 'phx'",
      "allow group A to read buckets in tenancy where request.region = 'phx'",
    ],
    [
      'denied permissions',
      'to-verb use buckets',
      'deny group A to {|BUCKET_UPDATE, BUCKET_CREATE, BUCKET_DELETE, PAR_MANAGE, RETENTION_RULE_MANAGE, RETENTION_RULE_LOCK} in tenancy',
      'deny group A to use buckets in tenancy',
    ],
    [
      'permissions that no verb gives',
      'to-verb read buckets',
      'allow group A to {|BUCKET_READ} in tenancy',
      undefined,
    ],
  ])('%s: %s', check);

  it('become each other again', () => {
    const catalog = loadCatalog();
    let seen = 0;
    for (const name of [...catalog.resourceTypes, ...catalog.families].map((each) => each.name)) {
      for (const effect of ['allow', 'deny']) {
        for (const verb of VERBS) {
          const set = after(`|${effect} group A to ${verb} ${name} in tenancy`, 'to-permission-set');
          if (set === undefined) continue;
          seen++;
          const text = { text: set, range: marked(`|${set}`).range };
          for (const { refactoring, after: back } of refactored(text.text, text.range))
            if (refactoring.id.startsWith('to-verb')) expect(grantsOf(back)).toEqual(grantsOf(set));
        }
      }
    }
    expect(seen).toBeGreaterThan(500);
  });
});

describe('families and members', () => {
  const family = loadCatalog().family('object-family');
  const members = family?.members ?? [];
  const each = (indent = '') =>
    members.map((name) => `${indent}allow group A to read ${name} in compartment Labs`).join('\n');

  it.each<Row>([
    [
      'a family',
      'to-members',
      '  allow group A to read |object-family in compartment Labs // x\n',
      `${each('  ')} // x\n`,
    ],
    ['a type', 'to-members', 'allow group A to read |buckets in tenancy', undefined],
    [
      'all members',
      'to-family object-family',
      `policy p {\n  |${each('  ').trimStart()} // last\n  // more\n  deny group A to read buckets in tenancy\n}\n`,
      'policy p {\n  allow group A to read object-family in compartment Labs\n  // last\n  // more\n  deny group A to read buckets in tenancy\n}\n',
    ],
    [
      'one member too few',
      'to-family object-family',
      `|${each().split('\n').slice(1).join('\n')}`,
      undefined,
    ],
    [
      'members of another block',
      'to-family object-family',
      `|allow group A to read ${members[0]} in compartment Labs\npolicy p {\n${each()}\n}`,
      undefined,
    ],
  ])('%s: %s', check);

  it('become each other again, for every family of which the tables are known', () => {
    let seen = 0;
    for (const { name } of loadCatalog().families) {
      for (const verb of VERBS) {
        const line = `allow group A to ${verb} ${name} in tenancy`;
        const split = after(`|${line}`, 'to-members');
        if (split === undefined) continue;
        seen++;
        expect(after(`|${split}`, `to-family ${name}`)).toBe(`${line}\n`);
      }
    }
    expect(seen).toBeGreaterThan(20);
  });
});
