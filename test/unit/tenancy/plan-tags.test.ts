import { describe, expect, it } from 'vitest';
import type { TagKey, TagNamespace } from '../../../client/src/tenancy/objects.ts';
import { dynamicGroup, keys, plan, policy, ROOT } from './planning.ts';
import { linesOf } from './stage.ts';

describe('dynamic groups and tags', () => {
  const rule = "all { resource.type = 'fnfunc', resource.compartment.id = 'x' }";
  const namespace: TagNamespace = {
    ...{
      kind: 'tag-namespace',
      id: 'ns',
      name: 'Ops',
      compartmentId: ROOT,
      description: 'd',
      isRetired: false,
    },
    ...{ freeformTags: {}, definedTags: {} },
  };
  const key: TagKey = {
    ...{ kind: 'tag-key', id: 'k', namespaceId: 'ns', namespace: 'Ops', name: 'Level', description: 'd' },
    ...{ isRetired: false, freeformTags: {}, definedTags: {} },
  };
  const there = { tagNamespaces: [namespace], tagKeys: [key] };

  it.each([
    [rule, ` ALL {resource.compartment.id = 'X',resource.type='fnfunc'} `, []],
    [rule, "all { resource.type = 'fnfunc' }", ['update dynamic-group g']],
    [rule, 'what is this', ['update dynamic-group g']],
  ])('are compared by their rules: %s, %s', (wanted, stored, lines) => {
    const made = plan(`dynamic-group g matching ${wanted}`, { dynamicGroups: [dynamicGroup('g', stored)] });
    expect(linesOf(made)).toEqual(lines);
  });

  it('gain tags and keep others', () => {
    const text = `dynamic-group g tag ops.level = '2' matching ${rule}`;
    const before = dynamicGroup('g', rule, { Ops: { Level: '1', Owner: 'x' }, Oracle: { By: 'y' } });
    const [change] = plan(text, { ...there, dynamicGroups: [before] }).changes;
    expect(change).toMatchObject({
      ...{ fields: ['definedTags'], details: [{ what: 'tag', name: 'ops.level', before: '1', after: '2' }] },
      after: { definedTags: { Ops: { Level: '2', Owner: 'x' }, Oracle: { By: 'y' } } },
    });
  });

  it.each([
    [`dynamic-group g tag Ops.Rank = '2' matching ${rule}`, {}, ['stop.tagUnknown']],
    [
      `dynamic-group g tag Ops.Level = '2' matching ${rule}`,
      { tagKeys: [{ ...key, isRetired: true }] },
      ['stop.tagRetired'],
    ],
    [`dynamic-group 'Other'/g matching ${rule}`, {}, ['stop.domainNotWritten']],
    [`dynamic-group Ops matching ${rule}`, {}, ['stop.nameOfGroup']],
    [`dynamic-group g matching ${rule}\ndynamic-group G matching ${rule}`, {}, ['stop.dynamicGroupTwice']],
    ['tag-namespace Ops in compartment Labs { key Level }', {}, ['stop.tagNamespaceElsewhere']],
    ['tag-namespace Ops in tenancy { key Level key level }', {}, ['stop.tagKeyTwice']],
    ['tag-namespace New { key Level }', {}, ['stop.placeMissing']],
  ])('stop at %s', (text, parts, stops) => {
    expect(keys(plan(text, { ...there, ...parts }).stops)).toEqual(stops);
  });

  it('tell what is only there', () => {
    const text = `tag-namespace Ops in tenancy { }\ndynamic-group g matching ${rule}`;
    const made = plan(text, { ...there, dynamicGroups: [dynamicGroup('g', rule, { Ops: { Level: '1' } })] });
    expect([linesOf(made), keys(made.notes)]).toEqual([[], ['note.tagKeyOnlyThere', 'note.tagOnlyThere']]);
  });

  it('are deleted only when an apply created them and nobody names them', () => {
    const dynamicGroups = [
      dynamicGroup('mine', rule),
      dynamicGroup('used', rule),
      dynamicGroup('theirs', rule),
    ];
    const owned = new Set(dynamicGroups.slice(0, 2).map(({ id }) => id));
    const policies = [policy('p', ROOT, 'Allow dynamic-group Used to read buckets in tenancy')];
    const made = plan(
      `dynamic-group g matching ${rule}`,
      { dynamicGroups, policies },
      { delete: true, owned },
    );
    expect(linesOf(made)).toEqual(['create dynamic-group g', 'delete dynamic-group mine']);
    expect(made.notes).toMatchObject([{ key: 'note.dynamicGroupUsed', args: { name: 'used', policy: 'p' } }]);
  });
});
