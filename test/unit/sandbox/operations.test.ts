import { describe, expect, it } from 'vitest';
import { clientOf, refusal, sandboxForAll } from './client.ts';
import { KINDS, NOT_FOUND } from './kinds.ts';

describe.each(Object.entries(KINDS))('%s', (_, operations) => {
  const running = sandboxForAll();
  const at = () => operations(clientOf(running()), running().tenancyId);

  it('are created, got, listed, changed and deleted', async () => {
    const things = at();
    const { thing, etag } = await things.create('first');
    expect(thing).toMatchObject({
      name: 'first',
      description: 'first',
      lifecycleState: 'ACTIVE',
      freeformTags: {},
    });
    expect(await things.get(thing.id)).toEqual({ thing, etag });
    expect((await things.list()).at(-1)).toEqual(thing);
    const changed = await things.update(thing.id, 'second', etag);
    expect(changed.thing).toEqual({ ...thing, description: 'second' });
    await things.delete(thing.id, changed.etag);
    expect((await things.list()).map(({ id }) => id)).not.toContain(thing.id);
    for (const act of [
      () => things.get(thing.id),
      () => things.update(thing.id, 'x'),
      () => things.delete(thing.id),
    ])
      expect(await refusal(act())).toBe(NOT_FOUND);
  });

  it('that somebody else changed are left alone', async () => {
    const things = at();
    const { thing, etag } = await things.create('guarded');
    const changed = await things.update(thing.id, 'theirs');
    for (const late of [() => things.update(thing.id, 'mine', etag), () => things.delete(thing.id, etag)])
      expect(await refusal(late())).toMatch(/^412 NoEtagMatch: /);
    expect(await things.get(thing.id)).toEqual(changed);
  });

  it('have names of their own', async () => {
    const things = at();
    await things.create('Taken');
    expect(await refusal(things.create('taken'))).toMatch(/^409 \w+AlreadyExists: .*'taken' already exists$/);
    expect(await refusal(things.create('two words'))).toMatch(/^400 InvalidParameter: /);
  });
});
