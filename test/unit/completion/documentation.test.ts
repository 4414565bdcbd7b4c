/** What is told of a proposal when the client asks for it: what a hover says. */
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import type { ItemDefaults } from '../../../server/src/features/completion.ts';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { listIn } from './check.ts';

const DEFAULTS: ReadonlySet<ItemDefaults> = new Set<ItemDefaults>(['editRange', 'commitCharacters', 'data']);
const [english, portuguese, japanese] = (['en', 'pt-br', 'ja'] as const).map((locale) =>
  createPolicyService({ locale }),
);

/** The documentation of the proposal with this label, asked for as a client does that takes `data` once for all. */
function told(marked: string, label: string, service = english): string | undefined {
  const { items, itemDefaults } = listIn(marked, {}, DEFAULTS);
  const item = items.find((each) => each.label === label);
  if (!item) throw new Error(`${label} is not proposed`);
  const { documentation } = service?.documented({ data: itemDefaults?.data as unknown, ...item }) ?? {};
  return typeof documentation === 'object' ? documentation.value : documentation;
}

describe('the documentation of a proposal', () => {
  it.each([
    [
      'a resource type with the row of the verb',
      'allow group Ops to use ‹|›',
      'data-science-projects',
      [/\*\*use\*\* `data-science-projects`/, /DATA_SCIENCE_PROJECT_UPDATE/],
    ],
    ['a family with its members', 'allow group Ops to read ‹|›', 'object-family', [/`buckets`/, /`objects`/]],
    ['all resources', 'allow group Ops to read ‹|›', 'all-resources', [/all-resources/]],
    ['a denied resource type', 'deny group Ops to use ‹|›', 'data-science-projects', [/\*\*deny\*\*/]],
    [
      'a verb for the type behind it',
      'allow group Ops to ‹|› data-science-projects in tenancy',
      'manage',
      [/\*\*manage\*\* `data-science-projects`/],
    ],
    ['a verb', 'allow group Ops to ‹|›', 'manage', [/^All permissions/, /docs\.oracle\.com/]],
    ['a permission', 'allow group Ops to {‹|›}', 'BUCKET_CREATE', [/`BUCKET_CREATE`/, /manage buckets/]],
    [
      'a permission as a value',
      'allow group Ops to manage buckets in tenancy where request.permission = ‹|›',
      "'BUCKET_CREATE'",
      [/`BUCKET_CREATE`/],
    ],
    [
      'an operation',
      "allow group Ops to manage buckets in tenancy where request.operation = '‹|›'",
      "'GetBucket'",
      [/`GetBucket`/],
    ],
    ['an operation of a test', 'test "a" { as user Ann can GetBuc‹|› }', 'GetBucket', [/`GetBucket`/]],
    [
      'a variable',
      'allow group Ops to manage buckets in tenancy where ‹|›',
      'target.bucket.name',
      [/`target\.bucket\.name`/],
    ],
    [
      'a variable with a caution',
      'allow group Ops to manage data-science-notebook-sessions in tenancy where ‹|›',
      'target.notebook-session.id',
      [/^⚠ .*`CreateNotebookSession`/, /`target\.notebook-session\.id`/],
    ],
    [
      'a variable of tags',
      'allow group Ops to manage buckets in tenancy where ‹|›',
      'target.resource.tag.<namespace>.<key>',
      [/target\.resource\.tag/],
    ],
    [
      'a variable of matching rules',
      'dynamic-group d matching ‹|›',
      'resource.compartment.id',
      [/`resource\.compartment\.id`/],
    ],
    [
      'a variable on the right-hand side',
      'allow group Ops to use data-science-notebook-sessions in tenancy where target.notebook-session.createdBy = ‹|›',
      'request.user.id',
      [/`request\.user\.id`/],
    ],
    [
      'a principal type',
      'allow any-user to use vnics in tenancy where request.principal.type = ‹|›',
      "'datasciencejobrun'",
      [/`datasciencejobrun`/],
    ],
    [
      'a resource type of rules',
      'dynamic-group d matching resource.type = ‹|›',
      "'datasciencejobrun'",
      [/`datasciencejobrun`/],
    ],
    ['a region', 'allow group Ops to use vnics in tenancy where request.region = ‹|›', "'phx'", [/Phoenix/]],
    ['a service', 'allow service ‹|›', 'datascience', [/datascience/]],
    ['a keyword', 'allow group Ops to use vnics in ‹|›', 'compartment', [/docs\.oracle\.com/]],
    ['the first word', '‹|›', 'endorse', [/tenanc/i]],
    ['an operator', 'allow group Ops to use vnics in tenancy where request.region ‹|›', '!=', [/./]],
    ['a template', 'data-science-pro‹|›', 'data-science-projects', [/`data-science-projects`/]],
  ])('tells of %s', (_, marked, label, expected) => {
    const text = told(marked, label);
    for (const pattern of expected) expect(text).toMatch(pattern);
  });

  it('speaks the language of the client', () => {
    const texts = [english, portuguese, japanese].map((service) =>
      told('allow group Ops to use vnics in ‹|›', 'compartment', service),
    );
    expect(new Set(texts).size).toBe(3);
    expect(texts[2]).toMatch(/[ぁ-ん]/);
  });

  it('tells operators in the sense that they have in a condition', () => {
    const [location, list] = [
      told('allow group Ops to use vnics ‹|›', 'in'),
      told('allow group Ops to use vnics in tenancy where request.region ‹|›', 'in'),
    ];
    expect(list).toBeDefined();
    expect(list).not.toBe(location);
  });

  it('has no breaks in tables for a client that does not know them', () => {
    const item: CompletionItem = { label: 'data-science-projects', kind: CompletionItemKind.Class };
    const value = (showsBreaks: boolean) => JSON.stringify(english?.documented(item, showsBreaks));
    expect(value(true)).toContain('<br>');
    expect(value(false)).not.toContain('<br>');
  });

  it.each<[what: string, item: CompletionItem]>([
    ['a name', { label: 'Ops', kind: CompletionItemKind.Reference }],
    ['an unknown resource type', { label: 'no-such-type', kind: CompletionItemKind.Class }],
    ['an item of another kind', { label: 'x', kind: CompletionItemKind.File }],
    ['an item without a kind', { label: 'x' }],
    [
      'data of another form',
      { label: 'no-such-type', kind: CompletionItemKind.Class, data: { verb: 7, missingIn: 'x' } },
    ],
    ['no data', { label: 'x', kind: CompletionItemKind.Value, data: null as unknown }],
  ])('leaves %s as it is', (_, item) => expect(english?.documented(item)).toEqual(item));
});
