/** The answer as a client gets it: what is sent once for all, what is left out, what is asked for again. */
import { describe, expect, it } from 'vitest';
import type { ItemDefaults } from '../../../server/src/features/completion.ts';
import { isWanted } from '../../../server/src/features/completion/filter.ts';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { listIn } from './check.ts';

const ALL: ReadonlySet<ItemDefaults> = new Set<ItemDefaults>(['editRange', 'commitCharacters', 'data']);
const grant = 'allow group Ops to manage ‹|›';

describe('what a client takes once for all items', () => {
  it('is sent once', () => {
    const { itemDefaults, items } = listIn('allow group Ops to manage bu‹|›', {}, ALL);
    expect(itemDefaults).toEqual({
      editRange: { start: { line: 0, character: 26 }, end: { line: 0, character: 28 } },
      commitCharacters: [' '],
      data: { node: 'VerbGrant', verb: 'manage' },
    });
    expect(items[0]).toEqual({
      label: 'buckets',
      kind: 7,
      sortText: '0000',
      detail: 'Object Storage and Archive Storage',
    });
  });

  it('is sent with each item when the client takes none of it', () => {
    const { itemDefaults, items } = listIn('allow group Ops to manage bu‹|›');
    expect(itemDefaults).toBeUndefined();
    expect(items[0]).toEqual({
      ...{
        label: 'buckets',
        kind: 7,
        sortText: '0000',
        detail: 'Object Storage and Archive Storage',
        commitCharacters: [' '],
      },
      textEdit: {
        range: { start: { line: 0, character: 26 }, end: { line: 0, character: 28 } },
        newText: 'buckets',
      },
      data: { node: 'VerbGrant', verb: 'manage' },
    });
  });

  it.each<[marked: string, label: string, own: object]>([
    ['allow ‹|›', 'group', { textEditText: 'group ' }],
    [
      'allow group Ops to use vnics in tenancy where a‹|›',
      'all',
      { textEditText: 'all { $0 }', commitCharacters: [] },
    ],
    [
      'allow group Ops to manage data-science-notebook-sessions in tenancy where ‹|›',
      'target.notebook-session.id',
      { data: { node: 'Presence', missingIn: ['CreateNotebookSession'] } },
    ],
  ])('at %s is not what %s has of its own', (marked, label, own) => {
    const { items } = listIn(marked, {}, ALL);
    expect(items.find((item) => item.label === label)).toMatchObject(own);
  });

  it('makes the answer a fraction of what it would be', () => {
    const size = (supported?: ReadonlySet<ItemDefaults>) =>
      JSON.stringify(listIn(grant, {}, supported)).length;
    expect(size(ALL)).toBeLessThan(size() / 2);
  });
});

describe('the order', () => {
  it.each([grant, 'allow group Ops to {‹|›}', 'allow group Ops to use vnics in tenancy where ‹|›'])(
    'at %s is told by the sort texts',
    (marked) => {
      const { items } = listIn(marked);
      const texts = items.map(({ sortText }) => sortText ?? '');
      expect(texts).toEqual([...texts].sort());
      expect(new Set(texts).size).toBe(texts.length);
    },
  );
});

describe('a long list', () => {
  it('is cut, and the client asks again when more is typed', () => {
    const all = listIn('allow group Ops to {‹|›}');
    expect(all.isIncomplete).toBe(true);
    expect(all.items).toHaveLength(400);
    const some = listIn('allow group Ops to {waas_‹|›}');
    expect(some.isIncomplete).toBe(false);
    expect(some.items.length).toBeGreaterThan(0);
  });

  it.each(['d', 'da', 'i', 'se', 'v', 'w'])('has whatever begins with what is typed: %s', (typed) => {
    const { items } = listIn(`allow group Ops to manage ${typed}‹|›`);
    const labels = items.map(({ label }) => label);
    const beginning = listIn(grant)
      .items.map(({ label }) => label)
      .filter((label) => label.startsWith(typed));
    expect(labels).toEqual(expect.arrayContaining(beginning));
    expect(labels.filter((label) => !isWanted(label, typed))).toEqual([]);
  });
});

describe('a document that is not open', () => {
  it('has no proposals', () => {
    const service = createPolicyService();
    expect(service.completion('file:///none', { line: 0, character: 0 })).toEqual({
      isIncomplete: false,
      items: [],
    });
  });
});
