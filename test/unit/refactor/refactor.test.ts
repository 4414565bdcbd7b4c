import { describe, expect, it } from 'vitest';
import { loadCatalog, VERBS } from '../../../server/src/catalog/catalog.ts';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { commentsOf, grantsOf, marked, refactored } from './grants.ts';

/** The text after the refactoring of that id; `undefined` when it is not offered. */
function after(text: string, id: string): string | undefined {
  const { text: plain, range } = marked(text);
  const found = refactored(plain, range).find(({ refactoring }) => refactoring.id === id);
  if (found) {
    expect(grantsOf(found.after)).toEqual(grantsOf(plain));
    expect(commentsOf(found.after)).toEqual(commentsOf(plain));
  }
  return found?.after;
}

/** `id` at the place marked in `before` gives `expected`, or is not offered. */
type Row = [what: string, id: string, before: string, expected: string | undefined];

const check = (_: string, id: string, before: string, expected: string | undefined) =>
  expect(after(before, id)).toBe(expected);

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

describe('splitting and merging', () => {
  const two = 'allow group A to {BUCKET_READ} in tenancy\nallow group x/B to {BUCKET_READ} in tenancy\n';

  it.each<Row>([
    [
      'subjects',
      'splitSubjects',
      "policy p {\r\n  allow group A,\r\n    'B c', id ocid1.group.oc1..x to| use keys in tenancy // z\r\n}",
      "policy p {\r\n  allow group A to use keys in tenancy\r\n  allow group 'B c' to use keys in tenancy\r\n  allow group id ocid1.group.oc1..x to use keys in tenancy // z\r\n}",
    ],
    [
      'permissions',
      'splitPermissions',
      'allow any-user to {BUCKET_READ,|BUCKET_INSPECT} in tenancy where target.id',
      'allow any-user to {BUCKET_READ} in tenancy where target.id\nallow any-user to {BUCKET_INSPECT} in tenancy where target.id',
    ],
    ['one subject', 'splitSubjects', 'allow group A to |use keys in tenancy', undefined],
    [
      'with a comment between the words',
      'splitSubjects',
      'allow group A, /* ! */ B to |use keys in tenancy',
      undefined,
    ],
    [
      'subjects again',
      'mergeSubjects',
      `|${two}// about c\nAllow group a, C to {bucket_read} in tenancy # c\n`,
      'allow group A, x/B, C to {BUCKET_READ} in tenancy\n// about c\n# c\n',
    ],
    [
      'those that are selected',
      'mergeSubjects',
      `${two.replace('allow group x', '|allow group x')}allow group C to {BUCKET_READ} in tenancy|\n`,
      'allow group A to {BUCKET_READ} in tenancy\nallow group x/B, C to {BUCKET_READ} in tenancy\n',
    ],
    [
      'permissions again',
      'mergePermissions',
      'allow any-user to {|BUCKET_READ} in tenancy\nallow any-user to {BUCKET_READ, BUCKET_INSPECT} in tenancy\n',
      'allow any-user to {BUCKET_READ, BUCKET_INSPECT} in tenancy\n',
    ],
    [
      'conditions: any of them',
      'mergeConditions',
      "allow group A to use keys in tenancy |where request.region = 'phx' // a\nallow group a to USE keys in tenancy where any {target.id,request.region='PHX'} // b\nallow group A to use keys in tenancy\n  where all { target.id,\n !target.key.id }\n",
      "allow group A to use keys in tenancy where any { request.region = 'PHX', target.id, all { target.id, !target.key.id } } // a\n// b\n",
    ],
    [
      'conditions: none covers all',
      'mergeConditions',
      "deny group A to |use keys in tenancy where request.region = 'phx' // a\ndeny group A to use keys in tenancy // b\n",
      'deny group A to use keys in tenancy // a\n// b\n',
    ],
    [
      'conditions: not the same one twice',
      'mergeConditions',
      "allow group A to |use keys in tenancy where request.region = 'phx'\nallow group A to use keys in tenancy where request.region = 'PHX'\n",
      undefined,
    ],
    [
      'verbs: the highest',
      'mergeVerbs',
      'allow group A to |inspect keys in tenancy\nallow group A to manage keys in tenancy\nallow group A to read vcns in tenancy\nallow group A to use keys in tenancy\n',
      'allow group A to manage keys in tenancy\nallow group A to read vcns in tenancy\n',
    ],
    [
      'verbs: of denials the lowest',
      'mergeVerbs',
      'deny group A to |use keys in tenancy\ndeny group A to manage keys in tenancy\ndeny group A to read keys in tenancy\n',
      'deny group A to read keys in tenancy\n',
    ],
    [
      'verbs: also of types that nobody knows',
      'mergeVerbs',
      'allow group A to use| thingies in tenancy\nallow group A to read thingies in tenancy\n',
      'allow group A to use thingies in tenancy\n',
    ],
    [
      'verbs: not under another condition',
      'mergeVerbs',
      'allow group A to |use keys in tenancy\nallow group A to manage keys in tenancy where target.id\n',
      undefined,
    ],
    [
      'locations: one that holds the other',
      'mergeLocations',
      'policy p {\n  allow group A to |use keys in compartment Labs:Dev\n  allow group A to use keys in compartment labs // l\n  allow group A to use keys in compartment Other\n}\n',
      'policy p {\n  allow group A to use keys in compartment labs\n  // l\n  allow group A to use keys in compartment Other\n}\n',
    ],
    [
      'locations: all of the tenancy',
      'mergeLocations',
      'policy p in tenancy {\n  allow group A to |use keys in tenancy\n  allow group A to use keys in compartment labs\n  allow group A to use keys in compartment id ocid1.compartment.oc1..x\n}\n',
      'policy p in tenancy {\n  allow group A to use keys in tenancy\n}\n',
    ],
    [
      'locations: not the tenancy where the policy hangs below it',
      'mergeLocations',
      'policy p in compartment Labs {\n  allow group A to |use keys in tenancy\n  allow group A to use keys in compartment Dev\n}\n',
      undefined,
    ],
    [
      'locations: not beside each other',
      'mergeLocations',
      'allow group A to |use keys in compartment Labs\nallow group A to use keys in compartment Labs2\n',
      undefined,
    ],
    [
      'locations: not of another tenancy',
      'mergeLocations',
      'allow group A to |use keys in tenancy\nallow group A to use keys in compartment Labs of tenancy Acme\n',
      undefined,
    ],
    [
      'not those with another condition',
      'mergePermissions',
      'allow any-user to {|BUCKET_READ} in tenancy\nallow any-user to {BUCKET_INSPECT} in tenancy where target.id\n',
      undefined,
    ],
    [
      'not what may hold the kind, too',
      'mergeSubjects',
      'allow <subject> to |use keys in tenancy\nallow group B to use keys in tenancy\n',
      undefined,
    ],
    ['nor is that split', 'splitSubjects', 'allow ${local.who}, B to |use keys in tenancy\n', undefined],
    [
      'not a group and a dynamic group',
      'mergeSubjects',
      'allow group A to |use keys in tenancy\nallow dynamic-group A to use keys in tenancy\n',
      undefined,
    ],
    [
      'not an allow and a deny',
      'mergeSubjects',
      'allow group A to |use keys in tenancy\ndeny group B to use keys in tenancy\n',
      undefined,
    ],
  ])('%s: %s', check);
});

describe('sorting', () => {
  it.each<Row>([
    [
      'takes comments along and groups by subject',
      'sort',
      'policy p {\n  // section\n\n  |allow group B to use keys in tenancy // b1\n  // about a\n  // in two lines\n  allow group A to read vcns in compartment X\n\n  allow group B to read vcns in compartment X\n  define group B as ocid1.group.oc1..b\n  deny any-user to manage keys in tenancy\n}\n',
      'policy p {\n  // section\n\n  define group B as ocid1.group.oc1..b\n\n  deny any-user to manage keys in tenancy\n\n  // about a\n  // in two lines\n  allow group A to read vcns in compartment X\n\n  allow group B to read vcns in compartment X\n  allow group B to use keys in tenancy // b1\n}\n',
    ],
    [
      'leaves sections in their places',
      'sort',
      '|allow group B to use keys in tenancy\nallow group A to use keys in tenancy\n\n// the rest\n\nallow group B to read vcns in tenancy\nallow group A to read vcns in tenancy',
      'allow group A to use keys in tenancy\n\nallow group B to use keys in tenancy\n\n// the rest\n\nallow group A to read vcns in tenancy\n\nallow group B to read vcns in tenancy',
    ],
    ['is not offered for one statement', 'sort', '|allow group B to use keys in tenancy\n', undefined],
    [
      'is not offered where there is a slip',
      'sort',
      '|allow group B to use keys in tenancy\nallow group A use keys in tenancy\n',
      undefined,
    ],
  ])('%s: %s', check);
});

describe('a policy block', () => {
  it.each<Row>([
    [
      'is put around statements',
      'wrap',
      '// first\n|allow group B to use keys\n  in tenancy // b\n\n/* a\nb */\nallow group A to use keys in tenancy // a\n// end\n',
      '// first\npolicy <policy-name> in tenancy\n  description "<what it is for>"\n{\n  allow group B to use keys\n    in tenancy // b\n\n  /* a\n  b */\n  allow group A to use keys in tenancy // a\n}\n// end\n',
    ],
    [
      'is put around those that are selected',
      'wrap',
      'allow group B to use keys in tenancy\n|allow group A to use keys in tenancy\nallow group C to use keys in tenancy|',
      'allow group B to use keys in tenancy\npolicy <policy-name> in tenancy\n  description "<what it is for>"\n{\n  allow group A to use keys in tenancy\n  allow group C to use keys in tenancy\n}',
    ],
    ['is not put into another', 'wrap', 'policy p {\n|allow group B to use keys in tenancy\n}', undefined],
    [
      'is not put around a declaration',
      'wrap',
      "|allow group B to use keys in tenancy\ndynamic-group v matching resource.type = 'fnfunc'\nallow group C to use keys in tenancy|",
      undefined,
    ],
  ])('%s: %s', (_, id, before, expected) => {
    const found = after(before, id);
    expect(found).toBe(expected);
  });
});

describe('refactorings as code actions', () => {
  const URI = 'file:///a.ocipolicy';
  const { text, range } = marked('allow group A, B to |read buckets in tenancy\n');
  const service = createPolicyService({ locale: 'en' });
  service.open(URI, text);

  it('have their kinds and names', () => {
    const actions = service.codeActions(URI, range, { only: ['refactor'], explains: false });
    expect(actions.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'refactor.rewrite: Write out the permissions of verb and type (2)',
      'refactor.rewrite: Split into 2 statements, one for each subject',
      'refactor.extract: Put the statements into a policy block',
    ]);
    expect(actions.every(({ edit }) => edit !== undefined)).toBe(true);
  });

  it('are those of the kind that is asked for', () => {
    const actions = service.codeActions(URI, range, { only: ['refactor.extract'], explains: false });
    expect(actions.map(({ kind }) => kind)).toEqual(['refactor.extract']);
  });

  it('get their edits when one is chosen', () => {
    const [action] = service.codeActions(URI, range, { only: ['refactor'], explains: false, resolves: true });
    expect(action && 'edit' in action).toBe(false);
    const resolved = action && service.resolveAction(action);
    expect(resolved?.edit?.changes?.[URI]?.map(({ newText }) => newText)).toEqual([
      '{BUCKET_INSPECT, BUCKET_READ}',
    ]);
  });
});
