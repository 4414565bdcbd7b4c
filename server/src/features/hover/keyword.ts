import type { Kind } from '../../language/kinds.ts';
import type { Leaf, TreeNode } from '../../language/tree.ts';
import type { WordKey } from '../words/words.ts';
import { paragraphs } from './markdown.ts';
import { PAGES, linkTo, type Page } from './pages.ts';
import type { Answer, Question } from './question.ts';

interface Meaning {
  readonly key: WordKey;
  /** Undefined for what belongs to the document format and not to Oracle's language. */
  readonly page?: Page;
}

const {
  syntax,
  subjects,
  locations,
  conditions,
  deny,
  verbs,
  crossTenancy,
  time,
  tags,
  matchingRules,
  policies,
} = PAGES;

/** Every keyword and sign in the sense that it has most often. */
const MEANINGS: Readonly<Record<Kind, Meaning>> = {
  allow: { key: 'keyword/allow', page: syntax },
  deny: { key: 'keyword/deny', page: deny },
  define: { key: 'keyword/define', page: crossTenancy },
  endorse: { key: 'keyword/endorse', page: crossTenancy },
  admit: { key: 'keyword/admit', page: crossTenancy },
  'any-user': { key: 'keyword/any-user', page: subjects },
  'any-group': { key: 'keyword/any-group', page: subjects },
  group: { key: 'keyword/group', page: subjects },
  'dynamic-group': { key: 'keyword/dynamic-group', page: subjects },
  service: { key: 'keyword/service', page: subjects },
  resource: { key: 'keyword/resource', page: subjects },
  id: { key: 'keyword/id', page: syntax },
  to: { key: 'keyword/to', page: syntax },
  in: { key: 'keyword/in', page: locations },
  where: { key: 'keyword/where', page: conditions },
  of: { key: 'keyword/of', page: crossTenancy },
  as: { key: 'keyword/as', page: crossTenancy },
  with: { key: 'keyword/with', page: crossTenancy },
  associate: { key: 'keyword/associate', page: crossTenancy },
  inspect: { key: 'keyword/inspect', page: verbs },
  read: { key: 'keyword/read', page: verbs },
  use: { key: 'keyword/use', page: verbs },
  manage: { key: 'keyword/manage', page: verbs },
  tenancy: { key: 'keyword/tenancy', page: locations },
  'any-tenancy': { key: 'keyword/any-tenancy', page: crossTenancy },
  compartment: { key: 'keyword/compartment', page: locations },
  any: { key: 'keyword/any', page: conditions },
  all: { key: 'keyword/all', page: conditions },
  not: { key: 'keyword/not', page: conditions },
  '!': { key: 'keyword/absent', page: conditions },
  and: { key: 'keyword/and', page: time },
  before: { key: 'keyword/before', page: time },
  after: { key: 'keyword/after', page: time },
  between: { key: 'keyword/between', page: time },
  '=': { key: 'keyword/equals', page: conditions },
  '!=': { key: 'keyword/differs', page: conditions },
  policy: { key: 'keyword/policy', page: policies },
  description: { key: 'keyword/description' },
  'tag-namespace': { key: 'keyword/tag-namespace', page: tags },
  key: { key: 'keyword/key', page: tags },
  tag: { key: 'keyword/tag', page: tags },
  matching: { key: 'keyword/matching', page: matchingRules },
  test: { key: 'keyword/test' },
  user: { key: 'keyword/user' },
  can: { key: 'keyword/can' },
  cannot: { key: 'keyword/cannot' },
  '{': { key: 'keyword/braces', page: syntax },
  '}': { key: 'keyword/braces', page: syntax },
  '(': { key: 'keyword/list', page: conditions },
  ')': { key: 'keyword/list', page: conditions },
  ',': { key: 'keyword/comma', page: syntax },
  ':': { key: 'keyword/colon', page: locations },
  '/': { key: 'keyword/slash', page: subjects },
};

/** A keyword in a place where it means something else; the innermost node decides. */
const ELSEWHERE: Readonly<Partial<Record<TreeNode['type'], Readonly<Record<Kind, Meaning>>>>> = {
  Comparison: {
    in: { key: 'keyword/in-list', page: conditions },
    not: { key: 'keyword/not-in', page: conditions },
  },
  Presence: { not: { key: 'keyword/absent', page: conditions } },
  Call: { 'sets-equal': { key: 'keyword/sets-equal', page: deny } },
  Define: {
    tenancy: { key: 'keyword/define-tenancy', page: crossTenancy },
    group: { key: 'keyword/define-group', page: crossTenancy },
    'dynamic-group': { key: 'keyword/define-group', page: crossTenancy },
  },
  Endorse: {
    '{': { key: 'keyword/permission-set', page: PAGES.permissions },
    deny: { key: 'keyword/deny-endorse', page: deny },
  },
  Admit: {
    '{': { key: 'keyword/permission-set', page: PAGES.permissions },
    deny: { key: 'keyword/deny-admit', page: deny },
  },
  PermissionSet: {
    '{': { key: 'keyword/permission-set', page: PAGES.permissions },
    '}': { key: 'keyword/permission-set', page: PAGES.permissions },
  },
  Combination: {
    '{': { key: 'keyword/conditions', page: conditions },
    '}': { key: 'keyword/conditions', page: conditions },
  },
  DynamicGroup: { 'dynamic-group': { key: 'keyword/dynamic-group-block', page: matchingRules } },
  PolicyHead: { '{': { key: 'keyword/block' }, in: { key: 'keyword/attached', page: policies } },
  BlockEnd: { '}': { key: 'keyword/block' } },
  TagNamespace: {
    '{': { key: 'keyword/block' },
    '}': { key: 'keyword/block' },
    in: { key: 'keyword/kept-in', page: tags },
  },
  Test: { '{': { key: 'keyword/block' }, '}': { key: 'keyword/block' }, as: { key: 'keyword/as-actor' } },
  TestCase: { as: { key: 'keyword/as-actor' } },
  UserActor: { in: { key: 'keyword/in-group' }, group: { key: 'keyword/in-group' } },
  ResourceActor: {
    resource: { key: 'keyword/resource-actor' },
    '{': { key: 'keyword/attributes' },
    '}': { key: 'keyword/attributes' },
  },
  OtherActor: {
    group: { key: 'keyword/other-actor' },
    'dynamic-group': { key: 'keyword/other-actor' },
    service: { key: 'keyword/other-actor' },
  },
  Expectation: { where: { key: 'keyword/where-facts' } },
};

/** A tenancy with a name behind it is another one. */
const FOREIGN: Meaning = { key: 'keyword/foreign-tenancy', page: crossTenancy };

/** What a keyword or a sign means where it stands; `above` are the nodes around it, outermost first. */
export function keywordHover(word: Leaf, above: readonly TreeNode[], { say }: Question): Answer {
  const meaning = meaningOf(word, above);
  return meaning && paragraphs(say(meaning.key), meaning.page && linkTo(meaning.page, say));
}

function meaningOf({ kind, text }: Leaf, above: readonly TreeNode[]): Meaning | undefined {
  const inner = above.at(-1);
  if (kind === 'tenancy' && inner?.type === 'TenancyLocation' && inner.alias) return FOREIGN;
  const special = (inner && ELSEWHERE[inner.type]) ?? {};
  const own = (meanings: Readonly<Record<string, Meaning>>, word: string) =>
    Object.hasOwn(meanings, word) ? meanings[word] : undefined;
  return own(special, kind) ?? own(special, text.toLowerCase()) ?? own(MEANINGS, kind);
}

/** The kinds of words that mean something of their own. For tests. */
export const EXPLAINED: ReadonlySet<Kind> = new Set(Object.keys(MEANINGS));
