import { describe, expect, it } from 'vitest';
import { EXPLAINED } from '../../../server/src/features/hover/keyword.ts';
import { WORDS, type WordKey } from '../../../server/src/features/words/words.ts';
import { KEYWORDS } from '../../../server/src/language/kinds.ts';
import { about, told } from './marked.ts';

/** Each keyword and sign where it stands most often, and the page that tells of it. */
const USUAL: readonly (readonly [keyword: string, marked: string, page: string | undefined])[] = [
  ['allow', '|allow any-user to use vcns in tenancy', 'policysyntax.htm'],
  ['deny', '|deny any-user to use vcns in tenancy', 'denypolicies.htm'],
  ['define', '|define tenancy t as ocid1.tenancy.oc1..t', 'iam-cross-domain.htm'],
  ['endorse', '|endorse group g to use vcns in any-tenancy', 'iam-cross-domain.htm'],
  ['admit', '|admit group g of tenancy t to use vcns in tenancy', 'iam-cross-domain.htm'],
  ['any-user', 'allow |any-user to use vcns in tenancy', 'subject.htm'],
  ['any-group', 'allow |any-group to use vcns in tenancy', 'subject.htm'],
  ['group', 'allow |group g to use vcns in tenancy', 'subject.htm'],
  ['dynamic-group', 'allow |dynamic-group g to use vcns in tenancy', 'subject.htm'],
  ['service', 'allow |service s to use vcns in tenancy', 'subject.htm'],
  ['resource', 'allow |resource psmrp psm to use vcns in tenancy', 'subject.htm'],
  ['id', 'allow group |id ocid1.group.oc1..g to use vcns in tenancy', 'policysyntax.htm'],
  ['to', 'allow group g |to use vcns in tenancy', 'policysyntax.htm'],
  ['in', 'allow group g to use vcns |in tenancy', 'location.htm'],
  ['where', "allow group g to use vcns in tenancy |where request.region = 'phx'", 'conditions.htm'],
  ['of', 'admit group g |of tenancy t to use vcns in tenancy', 'iam-cross-domain.htm'],
  ['as', 'define tenancy t |as ocid1.tenancy.oc1..t', 'iam-cross-domain.htm'],
  [
    'associate',
    'endorse group g to |associate vcns in tenancy with vcns in tenancy t',
    'iam-cross-domain.htm',
  ],
  ['with', 'endorse group g to associate vcns in tenancy |with vcns in tenancy t', 'iam-cross-domain.htm'],
  ['inspect', 'allow group g to |inspect flurbs in tenancy', 'Verbs.htm'],
  ['read', 'allow group g to |read flurbs in tenancy', 'Verbs.htm'],
  ['use', 'allow group g to |use flurbs in tenancy', 'Verbs.htm'],
  ['manage', 'allow group g to |manage flurbs in tenancy', 'Verbs.htm'],
  ['tenancy', 'allow group g to use vcns in |tenancy', 'location.htm'],
  ['any-tenancy', 'endorse group g to use vcns in |any-tenancy', 'iam-cross-domain.htm'],
  ['compartment', 'allow group g to use vcns in |compartment c', 'location.htm'],
  ['any', "allow group g to use vcns in tenancy where |any { request.region = 'phx' }", 'conditions.htm'],
  ['all', "allow group g to use vcns in tenancy where |all { request.region = 'phx' }", 'conditions.htm'],
  ['not', 'this is |not a statement', 'conditions.htm'],
  ['!', 'allow group g to use vcns in tenancy where |!request.user.id', 'conditions.htm'],
  [
    'and',
    "allow group g to use vcns in tenancy where request.utc-timestamp.time-of-day between '09:00:00Z' |and '17:00:00Z'",
    'scoping-policy-by-time.htm',
  ],
  [
    'before',
    "allow group g to use vcns in tenancy where request.utc-timestamp |before '2030-01-01Z'",
    'scoping-policy-by-time.htm',
  ],
  [
    'after',
    "allow group g to use vcns in tenancy where request.utc-timestamp |after '2030-01-01Z'",
    'scoping-policy-by-time.htm',
  ],
  [
    'between',
    "allow group g to use vcns in tenancy where request.utc-timestamp.time-of-day |between '09:00:00Z' and '17:00:00Z'",
    'scoping-policy-by-time.htm',
  ],
  ['=', "allow group g to use vcns in tenancy where request.region |= 'phx'", 'conditions.htm'],
  ['!=', "allow group g to use vcns in tenancy where request.region |!= 'phx'", 'conditions.htm'],
  ['policy', '|policy p in tenancy { allow group g to use vcns in tenancy }', 'policies.htm'],
  ['description', 'policy p |description "d" { allow group g to use vcns in tenancy }', undefined],
  ['tag-namespace', '|tag-namespace ns { key k }', 'managingaccesswithtags.htm'],
  ['key', 'tag-namespace ns { |key k }', 'managingaccesswithtags.htm'],
  ['tag', "dynamic-group d |tag ns.k = 'x' matching resource.id = 'x'", 'managingaccesswithtags.htm'],
  ['matching', "dynamic-group d |matching resource.id = 'x'", 'Writing_Matching_Rules'],
  ['test', '|test "t" { as user u can GetBucket in tenancy }', undefined],
  ['user', 'test "t" { as |user u can GetBucket in tenancy }', undefined],
  ['can', 'test "t" { as user u |can GetBucket in tenancy }', undefined],
  ['cannot', 'test "t" { as user u |cannot GetBucket in tenancy }', undefined],
  ['{', 'in |{ x }', 'policysyntax.htm'],
  ['}', 'in { x |}', 'policysyntax.htm'],
  ['(', "allow group g to use vcns in tenancy where request.region in |('phx', 'iad')", 'conditions.htm'],
  [')', "allow group g to use vcns in tenancy where request.region in ('phx', 'iad'|)", 'conditions.htm'],
  [',', 'allow group g|, h to use vcns in tenancy', 'policysyntax.htm'],
  [':', 'allow group g to use vcns in compartment a|:b', 'location.htm'],
  ['/', 'allow group d|/g to use vcns in tenancy', 'subject.htm'],
];

/** The words of the signs. */
const SIGNS: Readonly<Record<string, string>> = {
  ...{
    '!': 'absent',
    '=': 'equals',
    '!=': 'differs',
    '{': 'braces',
    '}': 'braces',
    '(': 'list',
    ')': 'list',
  },
  ...{ ',': 'comma', ':': 'colon', '/': 'slash' },
};

/** Keywords that mean something else where they stand. */
const SPECIAL: readonly (readonly [marked: string, key: WordKey])[] = [
  ["allow group g to use vcns in tenancy where request.region |in ('phx')", 'keyword/in-list'],
  ["allow group g to use vcns in tenancy where request.region |not in ('phx')", 'keyword/not-in'],
  ['allow group g to use vcns in tenancy where |not request.user.id', 'keyword/absent'],
  [
    'allow any-user to use vcns in tenancy where |sets-equal(request.groups.id, request.groups.id)',
    'keyword/sets-equal',
  ],
  ['allow group g to |{VCN_READ} in tenancy', 'keyword/permission-set'],
  ['allow group g to {VCN_READ|} in tenancy', 'keyword/permission-set'],
  ['endorse group g to |{VCN_READ} in any-tenancy', 'keyword/permission-set'],
  ["allow group g to use vcns in tenancy where any |{ request.region = 'phx' }", 'keyword/conditions'],
  ["allow group g to use vcns in tenancy where any { request.region = 'phx' |}", 'keyword/conditions'],
  ['|deny endorse group g to use vcns in any-tenancy', 'keyword/deny-endorse'],
  ['|deny admit group g of tenancy t to use vcns in tenancy', 'keyword/deny-admit'],
  ['define |tenancy t as ocid1.tenancy.oc1..t', 'keyword/define-tenancy'],
  ['define |group g as ocid1.group.oc1..g', 'keyword/define-group'],
  ['define |dynamic-group g as ocid1.dynamicgroup.oc1..g', 'keyword/define-group'],
  ['endorse group g to use vcns in |tenancy t', 'keyword/foreign-tenancy'],
  ['admit group g of |tenancy t to use vcns in tenancy', 'keyword/foreign-tenancy'],
  ['policy p |in tenancy { allow group g to use vcns in tenancy }', 'keyword/attached'],
  ['policy p in tenancy |{ allow group g to use vcns in tenancy }', 'keyword/block'],
  ['policy p in tenancy { allow group g to use vcns in tenancy\n|}', 'keyword/block'],
  ["|dynamic-group d matching resource.id = 'x'", 'keyword/dynamic-group-block'],
  ['tag-namespace ns |in compartment c { key k }', 'keyword/kept-in'],
  ['tag-namespace ns |{ key k }', 'keyword/block'],
  ['test "t" |{ as user u can GetBucket in tenancy }', 'keyword/block'],
  ['test "t" { |as user u can GetBucket in tenancy }', 'keyword/as-actor'],
  ['test "t" { as user u |in group g can GetBucket in tenancy }', 'keyword/in-group'],
  ['test "t" { as user u in |group g can GetBucket in tenancy }', 'keyword/in-group'],
  ['test "t" { as |resource instance { id = \'x\' } can GetBucket in tenancy }', 'keyword/resource-actor'],
  ['test "t" { as resource instance |{ id = \'x\' } can GetBucket in tenancy }', 'keyword/attributes'],
  ['test "t" { as |service s can GetBucket in tenancy }', 'keyword/other-actor'],
  [
    'test "t" { as user u can GetBucket in tenancy |where target.bucket.name = \'x\' }',
    'keyword/where-facts',
  ],
];

describe('a keyword', () => {
  it.each(USUAL)('%s', (keyword, marked, page) => {
    const key = `keyword/${SIGNS[keyword] ?? keyword}`;
    const [said, link = ''] = told(marked).split('\n\n');
    expect(said).toBe((WORDS.en as Readonly<Record<string, string>>)[key]);
    expect(about(marked)).toBe(keyword);
    if (page === undefined) expect(link).toBe('');
    else expect(link).toContain(page);
  });

  it('each one of the language is in the table', () => {
    expect([...KEYWORDS].filter((keyword) => !USUAL.some(([each]) => each === keyword))).toEqual([]);
    expect([...EXPLAINED].sort()).toEqual(USUAL.map(([keyword]) => keyword).sort());
  });

  it.each(SPECIAL)('%s', (marked, key) => {
    expect(told(marked).split('\n\n')[0]).toBe(WORDS.en[key]);
  });

  it('is one in any letter case', () => {
    expect(told('ALLOW ANY-USER |TO use vcns in tenancy')).toContain(WORDS.en['keyword/to']);
  });

  it('is a name where a name stands', () => {
    expect(told('allow group |tenancy to use vcns in tenancy')).toContain('`tenancy` — group of users');
    expect(told('allow group g to use vcns in compartment |id')).toContain('`id` — compartment');
  });

  it('is told in the language that is asked for', () => {
    expect(told('|allow any-user to use vcns in tenancy', 'ja')).toContain(
      '許可するステートメントを始めます',
    );
    expect(told('|allow any-user to use vcns in tenancy', 'pt-br')).toContain(
      'Inicia uma instrução que concede',
    );
  });
});
