import { randomUUID } from 'node:crypto';
import { NoRetryConfigurationDetails } from 'oci-common';
import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../../client/src/sandbox/sandbox.ts';
import { folder } from '../cli/stage.ts';
import { clientOf, refusal, sandbox, sandboxForAll } from './client.ts';

const named = (name: string, compartmentId: string, description = 'd') => ({
  createGroupDetails: { name, compartmentId, description },
});

describe('pages', () => {
  const running = sandboxForAll({ pageSize: 2 });

  it('lead through a list, each with the token of the next', async () => {
    const client = clientOf(running());
    const compartmentId = running().tenancyId;
    for (const name of ['b', 'd', 'a', 'c']) await client.createGroup(named(name, compartmentId));
    const pages: string[][] = [];
    for await (const page of client.listGroupsResponseIterator({ compartmentId }))
      pages.push(page.items.map(({ name }) => name));
    expect(pages).toEqual([['Administrators', 'b'], ['d', 'a'], ['c']]);

    const sorted = await client.listGroups({
      compartmentId,
      limit: 4,
      sortBy: 'NAME' as never,
      sortOrder: 'DESC' as never,
    });
    expect(sorted.items.map(({ name }) => name)).toEqual(['d', 'c', 'b', 'a']);
    expect(sorted.opcNextPage).toBeTruthy();
    expect((await client.listGroups({ compartmentId, name: 'a' })).items).toHaveLength(1);
    expect((await client.listGroups({ compartmentId, lifecycleState: 'INACTIVE' as never })).items).toEqual(
      [],
    );
  });

  it('of one list are no pages of another', async () => {
    const client = clientOf(running());
    const compartmentId = running().tenancyId;
    const { opcNextPage: page } = await client.listGroups({ compartmentId });
    expect(await refusal(client.listGroups({ compartmentId, page, name: 'a' }))).toMatch(
      /^400 InvalidParameter: /,
    );
    expect(await refusal(client.listGroups({ compartmentId, page: 'nonsense' }))).toMatch(
      /^400 InvalidParameter: /,
    );
    for (const order of [{ sortBy: 'SIZE' }, { sortBy: 'NAME', sortOrder: 'UP' }])
      expect(await refusal(client.listGroups({ compartmentId, ...(order as object) }))).toMatch(
        /^400 InvalidP/,
      );
    for (const limit of [0, 1001, 1.5])
      expect(await refusal(client.listGroups({ compartmentId, limit }))).toMatch(
        /^400 InvalidParameter: limit /,
      );
  });
});

describe('retry tokens', () => {
  it('give the same thing once more, also after a restart, and are refused for another', async () => {
    const path = folder({});
    const opcRetryToken = randomUUID();
    const first = await sandbox({ folder: path });
    const request = { ...named('once', first.tenancyId), opcRetryToken };
    const made = await clientOf(first).createGroup(request);
    const again = await clientOf(first).createGroup(request);
    expect([again.group, again.etag]).toEqual([made.group, made.etag]);
    await first.close();

    const second = await sandbox({ folder: path });
    const client = clientOf(second);
    expect((await client.createGroup(request)).group).toEqual(made.group);
    expect(second.state.resources.groups.map(({ name }) => name)).toEqual(['Administrators', 'once']);
    const other = { ...named('other', second.tenancyId), opcRetryToken };
    expect(await refusal(client.createGroup(other))).toMatch(/^409 InvalidatedRetryToken: /);
    await client.deleteGroup({ groupId: made.group.id });
    expect(await refusal(client.createGroup(request))).toMatch(/^409 InvalidatedRetryToken: /);
    expect(await refusal(client.createGroup({ ...request, opcRetryToken: 'x'.repeat(65) }))).toMatch(/^400 /);
  });

  it('give the same tag key once more, which is found by its name', async () => {
    const running = await sandbox({ seed: true });
    const client = clientOf(running);
    const request = {
      tagNamespaceId: running.state.resources.tagNamespaces[0]?.id ?? '',
      createTagDetails: { name: 'per%cent', description: 'd' },
      opcRetryToken: randomUUID(),
    };
    const { tag } = await client.createTag(request);
    expect((await client.createTag(request)).tag).toEqual(tag);
  });

  it('are forgotten after a day, and do not hold what was refused', async () => {
    let now = Date.now();
    const running = await sandbox({ now: () => new Date(now) });
    const client = clientOf(running);
    const request = { ...named('daily', running.tenancyId), opcRetryToken: 'token' };
    expect(
      await refusal(client.createGroup({ ...request, ...named('two words', running.tenancyId) })),
    ).toMatch(/^400 /);
    const { group } = await client.createGroup(request);
    await client.deleteGroup({ groupId: group.id });
    expect(running.state.retryTokens).toHaveLength(1);
    now += 25 * 60 * 60_000;
    const tomorrow = clientOf(running, { at: new Date(now) });
    expect((await tomorrow.createGroup(request)).group.id).not.toBe(group.id);
    expect(running.state.retryTokens).toHaveLength(1);
  });
});

describe('request ids', () => {
  it('begin with what the client sent', async () => {
    const running = await sandbox();
    const { opcRequestId } = await clientOf(running).getTenancy({ tenancyId: running.tenancyId });
    expect(opcRequestId.split('/')).toHaveLength(3);
    expect(running.requests).toEqual([
      { method: 'GET', path: `/tenancies/${running.tenancyId}`, status: 200, requestId: opcRequestId },
    ]);
  });
});

describe('delayed lists', () => {
  it('show a write after so many further requests', async () => {
    const running = await sandbox();
    const client = clientOf(running);
    const compartmentId = running.tenancyId;
    const list = async () =>
      (await client.listGroups({ compartmentId })).items.map(
        ({ name, description }) => `${name} ${description}`,
      );
    const before = ['Administrators Administrators'];
    running.delayLists(2);
    const { group } = await client.createGroup(named('late', compartmentId));
    expect((await client.getGroup({ groupId: group.id })).group.name).toBe('late');
    expect([await list(), await list()]).toEqual([before, [...before, 'late d']]);

    await client.updateGroup({ groupId: group.id, updateGroupDetails: { description: 'e' } });
    expect([await list(), await list(), await list()]).toEqual(
      ['d', 'd', 'e'].map((description) => [...before, `late ${description}`]),
    );

    await client.deleteGroup({ groupId: group.id });
    running.delayLists(0);
    expect([await list(), await list(), await list()]).toEqual([
      [...before, 'late e'],
      [...before, 'late e'],
      before,
    ]);
  });

  it('show what was before the oldest write that is not seen yet', async () => {
    const running = await sandbox();
    const client = clientOf(running);
    const compartmentId = running.tenancyId;
    running.delayLists(3);
    const { group } = await client.createGroup(named('late', compartmentId));
    await client.updateGroup({ groupId: group.id, updateGroupDetails: { description: 'e' } });
    const list = async () =>
      (await client.listGroups({ compartmentId })).items.map(({ description }) => description);
    expect([await list(), await list(), await list(), await list()].map((each) => each.slice(1))).toEqual([
      [],
      [],
      ['d'],
      ['e'],
    ]);
  });
});

describe('faults', () => {
  const CREATE = { method: 'POST', path: '/groups' };

  const told = async (work: Promise<unknown>): Promise<string> => {
    try {
      return await refusal(work);
    } catch (error) {
      // A connection that ends is told by an object that is no error of the SDK's.
      return `no answer: ${(error as { message?: string }).message}`;
    }
  };

  const KINDS: readonly (readonly [kind: FaultKind, told: RegExp])[] = [
    [{ status: 401 }, /^401 NotAuthenticated: /],
    [
      { status: 403, code: 'NotAllowed', message: 'Please go to your home region IAD' },
      /^403 NotAllowed: Please go to your home region IAD$/,
    ],
    [
      { status: 403, code: 'NotAllowed' },
      /^403 NotAllowed: Please go to your home region IAD to execute CREATE, UPDATE and DELETE operations\.$/,
    ],
    [{ status: 409 }, /^409 IncorrectState: /],
    [{ status: 412 }, /^412 NoEtagMatch: /],
    [{ status: 429 }, /^429 TooManyRequests: /],
    [{ status: 500 }, /^500 InternalServerError: /],
    [{ status: 503 }, /^503 ServiceUnavailable: /],
    ['cut', /^no answer: /],
    ['reset', /^no answer: /],
  ];

  it.each(KINDS.flatMap(([kind, answer]) => [false, true].map((done) => [kind, done, answer] as const)))(
    '%j hits once (work done: %s)',
    async (kind, done, answer) => {
      const running = await sandbox();
      const client = clientOf(running);
      const names = () => running.state.resources.groups.map(({ name }) => name);
      running.faults.add({ ...CREATE, kind, done });
      expect(await told(client.createGroup(named('first', running.tenancyId)))).toMatch(answer);
      expect(names()).toEqual(done ? ['Administrators', 'first'] : ['Administrators']);
      expect(running.faults.pending).toBe(0);
      await client.createGroup(named('second', running.tenancyId));
      expect(names()).toContain('second');
    },
  );

  it('leave the work undone unless they say otherwise, but for a cut', async () => {
    const running = await sandbox();
    const client = clientOf(running);
    for (const kind of [{ status: 500 }, 'reset', 'cut'] as const) {
      running.faults.add({ ...CREATE, kind });
      await told(client.createGroup(named(typeof kind === 'string' ? kind : 'status', running.tenancyId)));
    }
    expect(running.state.resources.groups.map(({ name }) => name)).toEqual(['Administrators', 'cut']);
  });

  it('stall until the client leaves', async () => {
    const running = await sandbox();
    const leaving = new AbortController();
    const client = clientOf(running, { signal: leaving.signal });
    running.faults.add({ kind: 'stall' });
    const work = told(client.getTenancy({ tenancyId: running.tenancyId }));
    await expect.poll(() => running.requests.length).toBe(1);
    leaving.abort();
    expect(await work).toMatch(/^no answer: /);
  });

  it('that stall do not keep a sandbox from closing', async () => {
    const running = await sandbox();
    running.faults.add({ kind: 'stall' });
    const work = told(clientOf(running).getTenancy({ tenancyId: running.tenancyId }));
    await expect.poll(() => running.requests.length).toBe(1);
    await running.close();
    expect(await work).toMatch(/^no answer: /);
  });

  it('hit only the requests that they are meant for, as often as they say', async () => {
    const running = await sandbox();
    const client = clientOf(running);
    const { tenancyId } = running;
    running.faults.add({
      method: 'GET',
      path: '/tenancies/*/regionSubscriptions',
      times: 2,
      kind: { status: 429 },
    });
    running.faults.add({ path: '/groups', kind: { status: 500 } });
    expect((await client.getTenancy({ tenancyId })).tenancy.id).toBe(tenancyId);
    const regions = () =>
      client.listRegionSubscriptions({ tenancyId, retryConfiguration: NoRetryConfigurationDetails });
    expect([await told(regions()), await told(regions())].map((each) => each.slice(0, 3))).toEqual([
      '429',
      '429',
    ]);
    expect((await regions()).items).toHaveLength(2);
    expect(running.faults.pending).toBe(1);
    running.faults.clear();
    expect((await client.listGroups({ compartmentId: tenancyId })).items).toHaveLength(1);
  });
});

describe('bodies', () => {
  const running = sandboxForAll();

  /** Sends another body than the one of the SDK, signed. */
  const sending = (body: string) =>
    clientOf(running(), { body }).createGroup(named('ignored', running().tenancyId));

  it.each([
    ['{', /^400 CannotParseRequest: /],
    ['[]', /^400 CannotParseRequest: /],
    ['{"name": "x"}', /^400 MissingParameter: .*compartmentId/],
    ['', /^400 MissingParameter: /],
    ['{"compartmentId": 1}', /^400 InvalidParameter: compartmentId must be a string/],
    [`{"x": "${'x'.repeat(1024 * 1024)}"}`, /^413 /],
  ])('%.20j… is refused', async (body, answer) => {
    expect(await refusal(sending(body))).toMatch(answer);
  });

  it.each([
    ['freeformTags', { a: 1 }, /^400 InvalidParameter: freeformTags /],
    ['freeformTags', 'a', /^400 InvalidParameter: freeformTags /],
    ['definedTags', [], /^400 InvalidParameter: definedTags /],
    ['definedTags', { a: 'b' }, /^400 RelatedResourceNotAuthorizedOrNotFound: /],
    ['description', 'd'.repeat(401), /^400 InvalidParameter: description /],
    ['description', null, /^400 MissingParameter: .*description/],
    ['name', 'n'.repeat(101), /^400 InvalidParameter: /],
  ])('whose %s is %j are refused', async (property, value, answer) => {
    const details = { name: 'g', description: 'd', compartmentId: running().tenancyId };
    expect(await refusal(sending(JSON.stringify({ ...details, [property]: value })))).toMatch(answer);
  });
});
