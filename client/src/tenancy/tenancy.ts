import { applyPlan, type Applied, type ApplyOptions } from './apply.ts';
import { connect, type Connection, type OpenOptions } from './connection.ts';
import { sameContent } from './content.ts';
import { isNotFound, TenancyFailure } from './failure.ts';
import { identityApi, type IdentityApi } from './identity.ts';
import { readJournal, type Journal } from './journal.ts';
import type { Place } from './objects.ts';
import { isApplicable, makePlan, type Change, type Plan, type PlanOptions } from './plan.ts';
import { compartmentAt, takeSnapshot, type NamedThings, type Snapshot } from './snapshot.ts';
import { makeUndoPlan, markUndone } from './undo.ts';
import { accessOf } from './plan-access.ts';
import { readWanted, thingsNamed, type SourceFile } from './wanted.ts';

export type { Applied, ApplyOptions, Choice, Failed, Progress } from './apply.ts';
export type { OpenOptions } from './connection.ts';
export { TenancyFailure } from './failure.ts';
export { importTenancy, type ImportOptions } from './import.ts';
export { knownNames } from './known.ts';
export {
  createdByApplies,
  journalFolder,
  journalToUndo,
  listJournals,
  readJournal,
  type Journal,
} from './journal.ts';
export { nameOf, type Kind, type Place, type Stored } from './objects.ts';
export { isApplicable, type Change, type Plan, type PlanOptions, type Remark } from './plan.ts';
export { findProfile, listProfiles, type Profile, type ProfileChoice } from './profiles.ts';
export { explainFailure, type Explained } from './service-errors.ts';
export { pathOf, type Snapshot, type Unknown } from './snapshot.ts';
export type { Source, SourceFile } from './wanted.ts';
export { tell, type Saying, type TenancyWord } from './words/words.ts';

/** A tenancy that can be read and written. */
export interface Tenancy {
  readonly place: Place;
  readonly connection: Connection;
  readonly api: IdentityApi;
  /** Reads it anew. */
  snapshot(options?: Progressing): Promise<Snapshot>;
}

export interface Progressing {
  /** See `SnapshotOptions`. */
  readonly named?: NamedThings | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onRead?: ((read: number, all: number) => void) | undefined;
}

/**
 * Opens the tenancy of a profile.
 * @throws TenancyFailure when the profile cannot be used or the tenancy does not answer
 */
export async function openTenancy(options: OpenOptions): Promise<Tenancy> {
  const connection = await connect(options);
  const api = identityApi(connection);
  return {
    ...{ place: connection.place, connection, api },
    snapshot: ({ signal = options.signal, onRead, named } = {}) =>
      takeSnapshot(api, connection.place, {
        userId: connection.profile.auth === 'api-key' ? connection.profile.userId : undefined,
        ...{ signal, named, onProgress: onRead },
      }),
  };
}

export interface PreparedPlan {
  readonly plan: Plan;
  /** What the plan was made from. */
  readonly snapshot: Snapshot;
}

export interface PrepareOptions extends Omit<PlanOptions, 'compartmentId'>, Progressing {
  /** Where policies go of which the files do not say it: a path from the root, or an OCID. */
  readonly compartment?: string | undefined;
}

/** How often a plan is made anew when the tenancy changes under it. */
const MOST_TRIES = 3;

/**
 * Reads the tenancy, makes the plan, and pins it to the versions that it was made for: only those are changed by `apply`.
 * @throws TenancyFailure when the tenancy cannot be read
 */
export async function preparePlan(
  tenancy: Tenancy,
  files: readonly SourceFile[],
  options: PrepareOptions = {},
): Promise<PreparedPlan> {
  const wanted = readWanted(files);
  return pinned(tenancy, { ...options, named: thingsNamed(wanted) }, (snapshot) => {
    const { compartment } = options;
    const compartmentId = compartment === undefined ? undefined : compartmentIdOf(snapshot, compartment);
    return makePlan(wanted, snapshot, { delete: options.delete, owned: options.owned, compartmentId });
  });
}

/**
 * The plan that undoes an apply, pinned to what is there now.
 * @throws TenancyFailure when the tenancy cannot be read
 */
export function prepareUndo(
  tenancy: Tenancy,
  journal: Journal,
  options: Progressing = {},
): Promise<PreparedPlan> {
  return pinned(tenancy, options, (snapshot) => makeUndoPlan(journal, snapshot));
}

/** Does what a plan says, after a person has said yes. See `applyPlan` in `apply.ts`. */
export async function apply(
  tenancy: Tenancy,
  { plan, snapshot }: PreparedPlan,
  options: ApplyOptions,
): Promise<Applied> {
  const target = { api: tenancy.api, names: { snapshot }, pause: tenancy.connection.pause };
  const applied = await applyPlan(target, plan, options);
  const isUndone = applied.outcome === 'done' || applied.outcome === 'nothing';
  if (options.undoes !== undefined && isUndone && isApplicable(plan)) {
    markUndone(options.folder, options.undoes, applied.journal?.id ?? 'nothing');
  }
  return applied;
}

/** Takes back what an apply has done so far, after a failure in the middle: `confirm` is asked again. */
export async function goBack(tenancy: Tenancy, applied: Applied, options: ApplyOptions): Promise<Applied> {
  const id = applied.journal?.id ?? '';
  const prepared = await prepareUndo(tenancy, readJournal(options.folder, id));
  return apply(tenancy, prepared, { ...options, undoes: id });
}

async function pinned(
  tenancy: Tenancy,
  options: Progressing,
  make: (snapshot: Snapshot) => Plan,
): Promise<PreparedPlan> {
  for (let tries = 1; ; tries++) {
    const snapshot = await tenancy.snapshot(options);
    const plan = make(snapshot);
    const changes = await pin(tenancy.api, plan.changes, snapshot);
    if (changes) return { plan: { ...plan, changes, access: accessOf(changes, snapshot) }, snapshot };
    if (tries >= MOST_TRIES) {
      throw new TenancyFailure({ kind: 'service', message: 'the tenancy keeps changing', status: 412 });
    }
  }
}

/** The changes with the versions of what they change; undefined when something is not any more as the plan has it. */
async function pin(
  api: IdentityApi,
  changes: readonly Change[],
  snapshot: Snapshot,
): Promise<Change[] | undefined> {
  const pinned: Change[] = [];
  for (const change of changes) {
    if (!change.before) {
      pinned.push(change);
      continue;
    }
    try {
      const { object, etag } = await api.get(change.before);
      if (!sameContent(change.before, object, { snapshot })) return undefined;
      pinned.push({ ...change, before: object, etag });
    } catch (error) {
      if (error instanceof TenancyFailure && isNotFound(error)) return undefined;
      throw error;
    }
  }
  return pinned;
}

/**
 * The OCID of a compartment that a person names by its path from the root, by its OCID, or as `tenancy`.
 * @throws TenancyFailure when there is none
 */
export function compartmentIdOf(snapshot: Snapshot, text: string): string {
  if (text.toLowerCase().startsWith('ocid1.')) return text;
  const { tenancyId } = snapshot.place;
  if (text === '' || text.toLowerCase() === 'tenancy') return tenancyId;
  const found = compartmentAt(snapshot, text.split(':'), tenancyId);
  if (found !== undefined) return found;
  const saying = { key: 'stop.compartmentUnknown', args: { path: text, name: '--compartment' } } as const;
  throw new TenancyFailure({ kind: 'profile', message: saying.key, saying });
}
