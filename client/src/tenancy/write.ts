import { randomUUID } from 'node:crypto';
import { sameContent } from './content.ts';
import { isNotFound, mayHaveHappened, TenancyFailure } from './failure.ts';
import type { IdentityApi } from './identity.ts';
import type { Stored, Versioned } from './objects.ts';
import type { Pause } from './retry.ts';
import type { Names } from './statements.ts';

/** One write, as small as the service can do it. */
export interface Write {
  readonly action: 'create' | 'update' | 'delete';
  readonly name: string;
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
  readonly fields: readonly string[];
  readonly etag: string | undefined;
}

export interface WriteContext {
  readonly api: IdentityApi;
  readonly names: Names;
  readonly pause: Pause;
  /** What this apply has created: what names it may be refused until it is known everywhere. */
  readonly created: readonly Stored[];
  /** Hears the id of each request that changed something. */
  readonly onRequest: (requestId: string | undefined) => void;
}

/** Somebody else has changed the object since the plan was made; `current` is what it is now, undefined when it is gone. */
export class ChangedMeanwhile extends Error {
  constructor(
    readonly failure: TenancyFailure,
    readonly current: Stored | undefined,
  ) {
    super(failure.message);
  }
}

/** Nobody can tell whether the write was done. */
export class UnknownOutcome extends Error {
  constructor(readonly failure: TenancyFailure) {
    super(failure.message);
  }
}

/** Waits for what was just written to be known everywhere: a minute in all. Source: reference 5.7. */
const LAG_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000];

/**
 * Does one write, once. Where an answer is lost, it is looked whether the write was done: a create is sent again under the same token,
 * an update and a delete only while the object still has the version that was planned for.
 * @returns what the object is now; undefined after a delete
 * @throws TenancyFailure when it was not done, ChangedMeanwhile, UnknownOutcome
 */
export async function perform(write: Write, context: WriteContext): Promise<Versioned | undefined> {
  switch (write.action) {
    case 'create':
      return afterLag(write, context, () => create(write, context));
    case 'update':
      await checkVersionless(write, context);
      return afterLag(write, context, () => update(write, context));
    case 'delete':
      await checkVersionless(write, context);
      await remove(write, context);
      return undefined;
  }
}

/** The API shows no version of a tag namespace: then what it says is compared, right before it is written. */
async function checkVersionless({ before, etag }: Write, { api, names }: WriteContext): Promise<void> {
  if (!before || etag !== undefined) return;
  const now = await getOrNothing(before, api);
  if (now && sameContent(before, now.object, names)) return;
  const failure = { kind: 'service', status: 412, serviceCode: 'NoEtagMatch', message: '-' } as const;
  throw new ChangedMeanwhile(new TenancyFailure(failure), now?.object);
}

/** Tries again for a while what is refused because something just created is not known everywhere. */
async function afterLag<Answer>(
  { after }: Write,
  context: WriteContext,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const delays = [...LAG_MS];
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const isLag = error instanceof TenancyFailure && after && mayBeLag(error, after, context.created);
      const delay = isLag ? delays.shift() : undefined;
      if (delay === undefined) throw error;
      await context.pause(delay);
    }
  }
}

/** Only what names something created may be refused for that: everything else is told at once. */
function mayBeLag(failure: TenancyFailure, object: Stored, created: readonly Stored[]): boolean {
  const { kind, status, serviceCode, message } = failure;
  if (kind !== 'service') return false;
  if (status === 409) return serviceCode === 'IncorrectState';
  const isUnseen = status === 404 || serviceCode === 'RelatedResourceNotAuthorizedOrNotFound';
  const says = message.toLowerCase();
  const tags = Object.keys(object.definedTags);
  switch (object.kind) {
    case 'policy':
      return created.some(({ name }) => status === 400 && says.includes(name.toLowerCase()));
    case 'tag-key':
      return isUnseen && created.some(({ id }) => id === object.namespaceId);
    default:
      return (
        (isUnseen || status === 400) &&
        created.some(({ kind: its, name }) => its === 'tag-namespace' && tags.includes(name))
      );
  }
}

async function create(write: Write, context: WriteContext): Promise<Versioned> {
  const { api, onRequest } = context;
  const object = write.after as Stored;
  let made: Versioned;
  try {
    made = await api.create(object, randomUUID());
  } catch (error) {
    if (!(error instanceof TenancyFailure) || !mayHaveHappened(error)) throw error;
    const found = await settle(error, () => findLike(object, context));
    if (!found) throw error;
    made = found;
  }
  onRequest(made.requestId);
  return untilActive(made, context);
}

/** How long after a lost answer a list may be without what was created. */
const LIST_LAG_MS = [0, 1_000, 4_000];

/** The object that a lost answer may have been about: of the same name and content, at the same place. */
async function findLike(object: Stored, { api, names, pause }: WriteContext): Promise<Versioned | undefined> {
  for (const delay of LIST_LAG_MS) {
    await pause(delay);
    const found = (await listBeside(object, api)).find((each) => sameContent(object, each, names));
    if (found) return api.get(found);
  }
  return undefined;
}

async function listBeside(object: Stored, api: IdentityApi): Promise<Stored[]> {
  switch (object.kind) {
    case 'policy':
      return api.policies(object.compartmentId);
    case 'dynamic-group':
      return api.dynamicGroups();
    case 'tag-namespace':
      return api.tagNamespaces();
    case 'tag-key':
      return api.tagKeys({ id: object.namespaceId, name: object.namespace });
  }
}

async function untilActive(made: Versioned, { api, pause }: WriteContext): Promise<Versioned> {
  let now = made;
  for (const delay of LAG_MS) {
    if (now.state === undefined || now.state === 'ACTIVE') return now;
    await pause(delay);
    now = await api.get(now.object).catch(() => now);
  }
  return now;
}

const MOST_UPDATES = 3;

async function update(write: Write, context: WriteContext): Promise<Versioned> {
  const { api, names, onRequest } = context;
  const object = write.after as Stored;
  let isUnsure = false;
  for (let tries = 1; ; tries++) {
    try {
      const written = await api.update(object, write.fields, write.etag);
      onRequest(written.requestId);
      return written;
    } catch (error) {
      if (!(error instanceof TenancyFailure)) throw error;
      const isConflict = error.status === 412;
      if (!isConflict && !mayHaveHappened(error)) throw error;
      const now = await settle(error, () => getOrNothing(object, api));
      const isOurs = now !== undefined && (isUnsure || !isConflict) && sameContent(object, now.object, names);
      if (now && isOurs && (now.etag !== write.etag || now.etag === undefined)) return now;
      if (!now || now.etag !== write.etag) throw new ChangedMeanwhile(error, now?.object);
      // It is as it was: the version keeps a second try from doing anything twice.
      if (isConflict || tries >= MOST_UPDATES) throw error;
      isUnsure = true;
    }
  }
}

async function remove(write: Write, context: WriteContext): Promise<void> {
  const { api } = context;
  let object = write.before as Stored;
  let { etag } = write;
  const isInUse = (object.kind === 'tag-key' || object.kind === 'tag-namespace') && !object.isRetired;
  if (isInUse) {
    // Only what is retired can be deleted. Source: reference 5.1.
    const retired = { ...object, isRetired: true } as Stored;
    const written = await update(
      { ...write, action: 'update', after: retired, fields: ['isRetired'] },
      context,
    );
    ({ object, etag } = written);
  }
  try {
    await removeOnce(object, etag, context);
  } catch (error) {
    // What was not deleted is to be as it was. Where that does not work either, the first failure is the one to tell.
    if (isInUse && error instanceof TenancyFailure)
      await api.update({ ...object, isRetired: false } as Stored, ['isRetired'], etag).catch(() => undefined);
    throw error;
  }
}

async function removeOnce(object: Stored, etag: string | undefined, context: WriteContext): Promise<void> {
  const { api, onRequest } = context;
  for (let tries = 1; ; tries++) {
    try {
      onRequest(await api.delete(object, etag));
      return;
    } catch (error) {
      if (!(error instanceof TenancyFailure)) throw error;
      // Gone is what was wanted, whoever did it.
      if (isNotFound(error)) return;
      const isConflict = error.status === 412;
      if (!isConflict && !mayHaveHappened(error)) throw error;
      const now = await settle(error, () => getOrNothing(object, api));
      if (!now) return;
      if (now.etag !== etag) throw new ChangedMeanwhile(error, now.object);
      if (isConflict || tries >= MOST_UPDATES) throw error;
    }
  }
}

async function getOrNothing(object: Stored, api: IdentityApi): Promise<Versioned | undefined> {
  try {
    const now = await api.get(object);
    return /^DELET/.test(now.state ?? '') ? undefined : now;
  } catch (error) {
    if (error instanceof TenancyFailure && isNotFound(error)) return undefined;
    throw error;
  }
}

/** Looks what became of a write; when even that fails, nobody can tell. */
async function settle<Answer>(lost: TenancyFailure, look: () => Promise<Answer>): Promise<Answer> {
  try {
    return await look();
  } catch {
    throw new UnknownOutcome(lost);
  }
}
