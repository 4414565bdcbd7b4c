import { randomBytes } from 'node:crypto';
import { failureOf, TenancyFailure } from './failure.ts';
import type { IdentityApi } from './identity.ts';
import { sameContent } from './content.ts';
import { journalId, writeJournal, type Journal, type JournalEntry } from './journal.ts';
import type { Stored, TagKey, Versioned } from './objects.ts';
import { isApplicable, type Change, type Plan } from './plan.ts';
import type { Pause } from './retry.ts';
import { stepsOf } from './steps.ts';
import type { Names } from './statements.ts';
import { ChangedMeanwhile, perform, UnknownOutcome, type Write } from './write.ts';

/** What a person wants after a failure: the rest all the same, with another try of what failed; everything as before; or neither. */
export type Choice = 'on' | 'back' | 'stop';

/** What failed, and how far the apply had come. */
export interface Failed {
  readonly change: Change;
  readonly failure: TenancyFailure;
  /** Somebody else had changed the object since the plan was made. */
  readonly isConflict: boolean;
  /** What the object is now, after a conflict; undefined when it is gone. */
  readonly current: Stored | undefined;
  /** Nobody can tell whether it was written. */
  readonly isUnknown: boolean;
  readonly done: readonly Change[];
  readonly notDone: readonly Change[];
}

export interface Progress {
  readonly change: Change;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  readonly phase: 'begun' | 'done' | 'failed';
}

export interface ApplyOptions {
  /** Shows the plan to a person, with tenancy, region and profile. Nothing is written unless it answers true. */
  readonly confirm: (plan: Plan) => Promise<boolean>;
  readonly onFailure?: ((failed: Failed) => Promise<Choice>) | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the apply between two writes. */
  readonly signal?: AbortSignal | undefined;
  readonly folder: string;
  readonly undoes?: string | undefined;
}

export interface Applied {
  /**
   * `nothing`: there was nothing to do; `declined`: a person said no; `refused`: the plan cannot be applied; `stopped`: something failed or was
   * cancelled, and what was done stays; `back`: something failed, and what was done is to be undone by the caller.
   */
  readonly outcome: 'nothing' | 'declined' | 'refused' | 'done' | 'stopped' | 'back';
  readonly done: readonly Change[];
  readonly notDone: readonly Change[];
  readonly failed?: Failed | undefined;
  readonly isCancelled: boolean;
  /** What was written and reads differently now. */
  readonly differs: readonly Change[];
  readonly journal?: Journal | undefined;
  readonly journalFile?: string | undefined;
}

/** What an apply needs of an open tenancy. */
export interface ApplyTarget {
  readonly api: IdentityApi;
  readonly names: Names;
  readonly pause: Pause;
}

const NOTHING = { done: [], isCancelled: false, differs: [] } as const;

/**
 * Does what a plan says and nothing else: each write is meant for the version that was planned for. Each is written into a journal
 * before and after, so that it can be undone, also when the program ends in the middle.
 * @throws TenancyFailure when the journal cannot be written; what the service refuses stands in the result
 */
export async function applyPlan(target: ApplyTarget, plan: Plan, options: ApplyOptions): Promise<Applied> {
  if (!isApplicable(plan)) return { ...NOTHING, outcome: 'refused', notDone: plan.changes };
  if (plan.changes.length === 0) return { ...NOTHING, outcome: 'nothing', notDone: [] };
  if (!(await options.confirm(plan))) return { ...NOTHING, outcome: 'declined', notDone: plan.changes };
  return new Run(target, plan, options).go();
}

/** Objects by kind, namespace and name: what was created in this run, for what refers to it. */
const keyOf = (kind: string, name: string) => `${kind} ${name.toLowerCase()}`;

/** The same for a policy in each of its steps. */
function placeOf({
  kind,
  before,
  after,
}: Pick<Change, 'kind' | 'after'> & { before?: Stored | undefined }): string {
  const object = after ?? before;
  const place = object && 'compartmentId' in object ? object.compartmentId : '';
  return `${keyOf(kind, object?.name ?? '')} ${place}`;
}

class Run {
  private journal: Journal;
  private file = '';
  private readonly entries: JournalEntry[] = [];
  /** Which write each entry is of, so that another try of it goes on where the last one ended. */
  private readonly keys: string[] = [];
  private readonly created = new Map<string, Stored>();
  /** What was written last of a policy that takes several writes. */
  private readonly latest = new Map<string, Versioned>();
  private readonly done: Change[] = [];
  private readonly steps: readonly Change[];

  constructor(
    private readonly target: ApplyTarget,
    plan: Plan,
    private readonly options: ApplyOptions,
  ) {
    const now = new Date();
    const { place, files } = plan;
    ({ steps: this.steps } = stepsOf(plan.changes));
    this.journal = {
      ...{ version: 1, id: journalId(now, randomBytes(4).toString('hex')), startedAt: now.toISOString() },
      ...{ place, files, entries: [] },
      ...(options.undoes === undefined ? {} : { undoes: options.undoes }),
    };
  }

  async go(): Promise<Applied> {
    const { steps } = this;
    // Written before anything else: what cannot be noted must not be done.
    this.save();
    let failed: Failed | undefined;
    for (let index = 0; index < steps.length;) {
      const change = steps[index] as Change;
      if (this.options.signal?.aborted) return this.end('stopped', index, undefined, true);
      this.tell(change, index, 'begun');
      failed = await this.attempt(change, index);
      if (!failed) {
        this.tell(change, index, 'done');
        this.done.push(change);
        index++;
        continue;
      }
      this.tell(change, index, 'failed');
      const choice = (await this.options.onFailure?.(failed)) ?? 'stop';
      if (choice !== 'on') return this.end(choice === 'back' ? 'back' : 'stopped', index, failed, false);
    }
    return this.end('done', steps.length, undefined, false);
  }

  private async end(
    outcome: Applied['outcome'],
    index: number,
    failed: Failed | undefined,
    isCancelled: boolean,
  ): Promise<Applied> {
    return {
      ...{ outcome, done: [...this.done], notDone: this.steps.slice(index), failed, isCancelled },
      differs: outcome === 'done' ? await this.readBack() : [],
      ...{ journal: this.journal, journalFile: this.file },
    };
  }

  private tell(change: Change, index: number, phase: Progress['phase']): void {
    this.options.onProgress?.({ change, index, count: this.steps.length, phase });
  }

  /** Undefined when the change was done. */
  private async attempt(change: Change, index: number): Promise<Failed | undefined> {
    try {
      if (change.action === 'replace') await this.replace(change, index);
      else await this.write({ ...this.continued(change), action: change.action }, `${index}`);
      return undefined;
    } catch (error) {
      const isConflict = error instanceof ChangedMeanwhile;
      const isUnknown = error instanceof UnknownOutcome;
      const failure = isConflict || isUnknown ? error.failure : failureOf(error, change.action);
      return {
        ...{ change, failure, isConflict, isUnknown, current: isConflict ? error.current : undefined },
        ...{ done: [...this.done], notDone: this.steps.slice(index) },
      };
    }
  }

  /**
   * The new one first, so that nobody is without it. Where the service takes a name only once, or a limit leaves no room for both, the old one has to go first; when the
   * new one then fails, the old one is put back. Source: reference 5.4.
   */
  private async replace({ name, before, after, etag }: Change, index: number): Promise<void> {
    const makes: Write = { action: 'create', name, before: undefined, after, fields: [], etag: undefined };
    const drops: Write = {
      ...{ action: 'delete', name: before?.name ?? name, before, after: undefined, fields: [], etag },
    };
    const [making, dropping] = [`${index} new`, `${index} old`];
    try {
      await this.write(makes, making);
      await this.write(drops, dropping);
      return;
    } catch (error) {
      if (!(error instanceof TenancyFailure)) throw error;
      const isTaken = error.status === 409 && before?.name.toLowerCase() === after?.name.toLowerCase();
      const isFull = /LimitExceeded|QuotaExceeded/.test(error.serviceCode ?? '');
      if (!isTaken && !isFull) throw error;
    }
    await this.write(drops, dropping);
    try {
      await this.write(makes, making);
    } catch (error) {
      const back = before && { ...before, id: '' };
      await this.write({ ...makes, name: drops.name, after: back }, `${index} back`);
      throw error;
    }
  }

  /** A later write of a policy is meant for what the one before it has left. */
  private continued(change: Change): Omit<Write, 'action'> {
    const { name, before, after, fields, etag, step } = change;
    const last = step && step.number > 1 ? this.latest.get(placeOf(change)) : undefined;
    if (!last) return { name, before, after, fields, etag };
    const { id } = last.object;
    return {
      ...{ name, fields, etag: last.etag },
      ...{ before: before && { ...before, id }, after: after && { ...after, id } },
    };
  }

  private async write(planned: Write, key: string): Promise<void> {
    const at = this.keys.indexOf(key);
    // Done in an earlier try of a change of two writes.
    if (this.entries[at]?.status === 'done') return;
    const write: Write = { ...planned, after: planned.after && this.resolved(planned.after) };
    const { action, name, before, after, fields } = write;
    const index = at < 0 ? this.entries.length : at;
    this.keys[index] = key;
    const requestIds: string[] = [];
    const note = (parts: Partial<JournalEntry>): void => {
      this.entries[index] = { action, name, before, after, fields, status: 'begun', requestIds, ...parts };
      this.save();
    };
    note({});
    try {
      const written = await perform(write, {
        ...{ api: this.target.api, names: this.target.names, pause: this.target.pause },
        created: [...this.created.values()],
        onRequest: (id) => void (id !== undefined && requestIds.push(id)),
      });
      note({ status: 'done', after: after && (written?.object ?? after), etag: written?.etag });
      if (written && action === 'create') this.remember(written);
      if (written) this.latest.set(placeOf({ kind: written.object.kind, after: written.object }), written);
    } catch (error) {
      const failure =
        error instanceof ChangedMeanwhile || error instanceof UnknownOutcome
          ? error.failure
          : failureOf(error, action);
      const { message, serviceCode: code } = failure;
      note({ status: error instanceof UnknownOutcome ? 'unknown' : 'failed', error: { message, code } });
      throw error;
    }
  }

  /** A tag key is created in its namespace, whose OCID is known only when that was created. */
  private resolved(object: Stored): Stored {
    if (object.kind !== 'tag-key' || object.namespaceId !== '') return object;
    const namespace = this.created.get(keyOf('tag-namespace', object.namespace));
    return namespace ? ({ ...object, namespaceId: namespace.id } satisfies TagKey) : object;
  }

  private remember({ object }: Versioned): void {
    this.created.set(keyOf(object.kind, object.name), object);
  }

  private save(): void {
    this.journal = { ...this.journal, entries: [...this.entries] };
    this.file = writeJournal(this.options.folder, this.journal);
  }

  /** What reads otherwise than it was written, where it can be read. */
  private async readBack(): Promise<Change[]> {
    const { api, names } = this.target;
    const differs: Change[] = [];
    for (const change of this.done) {
      // What a policy is in between need not be what it is at the end.
      if (change.step && change.step.number < change.step.of) continue;
      const written = this.entries.findLast(
        ({ after, status }) =>
          status === 'done' && after?.kind === change.after?.kind && after?.name === change.after?.name,
      )?.after;
      if (!written || !change.after) continue;
      const now = await api.get(written).catch(() => undefined);
      const meant = this.resolved(change.after);
      if (now && !sameContent(meant, now.object, names)) differs.push(change);
    }
    return differs;
  }
}
