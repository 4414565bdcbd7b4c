import { describe, expect, it } from 'vitest';
import { clientOf, compartment, refusal, sandbox } from './client.ts';
import { NOT_FOUND, RULE } from './kinds.ts';

describe('tags', () => {
  it('are defined in namespaces, retired, and deleted', async () => {
    const running = await sandbox({ seed: true });
    const client = clientOf(running);
    const compartmentId = compartment(running, 'labs');
    const createTagNamespaceDetails = { compartmentId, name: 'notebooks', description: 'd' };
    const { tagNamespace } = await client.createTagNamespace({ createTagNamespaceDetails });
    const tagNamespaceId = tagNamespace.id;
    expect((await client.getTagNamespace({ tagNamespaceId })).tagNamespace).toEqual(tagNamespace);
    expect(await refusal(client.createTagNamespace({ createTagNamespaceDetails }))).toBe(
      "409 TagNamespaceAlreadyExists: Tag namespace 'notebooks' already exists",
    );
    const listing = { compartmentId: running.tenancyId, includeSubcompartments: true };
    expect((await client.listTagNamespaces(listing)).items.map(({ name }) => name)).toEqual([
      'Operations',
      'notebooks',
    ]);

    const createTagDetails = { name: 'secret-id', description: 'd' };
    const { tag } = await client.createTag({ tagNamespaceId, createTagDetails });
    expect(tag).toMatchObject({
      tagNamespaceId,
      tagNamespaceName: 'notebooks',
      name: 'secret-id',
      isRetired: false,
    });
    expect(await refusal(client.createTag({ tagNamespaceId, createTagDetails }))).toMatch(/^409 /);
    expect((await client.listTags({ tagNamespaceId })).items.map(({ id }) => id)).toEqual([tag.id]);

    const tagName = 'Secret-Id';
    expect((await client.getTag({ tagNamespaceId, tagName })).tag).toEqual(tag);
    expect(await refusal(client.deleteTag({ tagNamespaceId, tagName }))).toMatch(/^409 IncorrectState: /);
    expect(await refusal(client.deleteTagNamespace({ tagNamespaceId }))).toMatch(/^409 IncorrectState: /);
    const retiring = { isRetired: true };
    const stale = { tagNamespaceId, tagName, ifMatch: 'stale' };
    expect(await refusal(client.updateTag({ ...stale, updateTagDetails: retiring }))).toMatch(/^412 /);
    await client.updateTag({ tagNamespaceId, tagName, updateTagDetails: retiring });
    await client.updateTagNamespace({ tagNamespaceId, updateTagNamespaceDetails: retiring });
    const late = client.createTag({ tagNamespaceId, createTagDetails: { name: 'second', description: 'd' } });
    expect(await refusal(late)).toMatch(/^409 IncorrectState: /);
    await client.deleteTag({ tagNamespaceId, tagName });
    await client.deleteTagNamespace({ tagNamespaceId });
    expect(await refusal(client.getTagNamespace({ tagNamespaceId }))).toBe(NOT_FOUND);
  });

  it('are put on things when their keys are known and allow the value', async () => {
    const running = await sandbox({ seed: true });
    const client = clientOf(running);
    const operations = running.state.resources.tagNamespaces[0]?.id ?? '';
    await client.createTag({
      tagNamespaceId: operations,
      createTagDetails: {
        ...{ name: 'Stage', description: 'd' },
        validator: { validatorType: 'ENUM', values: ['dev', 'prod'] } as never,
      },
    });
    const make = (definedTags: Record<string, Record<string, string>>) =>
      client.createDynamicGroup({
        createDynamicGroupDetails: {
          ...{ compartmentId: running.tenancyId, name: 'tagged', description: '', matchingRule: RULE },
          definedTags,
        },
      });
    expect(await refusal(make({ nope: { a: 'b' } }))).toBe(
      "400 RelatedResourceNotAuthorizedOrNotFound: The following tag namespaces / keys are not authorized or not found: 'nope'",
    );
    expect(await refusal(make({ Operations: { nope: 'b' } }))).toContain("not found: 'Operations.nope'");
    expect(await refusal(make({ Operations: { Stage: 'test' } }))).toMatch(/^400 InvalidParameter: /);
    const { dynamicGroup } = await make({ Operations: { Stage: 'dev', CostCenter: '42' } });
    expect(dynamicGroup.definedTags).toEqual({ Operations: { Stage: 'dev', CostCenter: '42' } });
  });
});
