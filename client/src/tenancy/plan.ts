import type { Place, Kind, Stored } from './objects.ts';
import { guard } from './guards.ts';
import { inOrder } from './order.ts';
import { stepsOf } from './steps.ts';
import { planDynamicGroups } from './plan-dynamic-groups.ts';
import { planPolicies } from './plan-policies.ts';
import { planTags } from './plan-tags.ts';
import type { Snapshot } from './snapshot.ts';
import type { StatementChanges } from './statement-changes.ts';
import type { Fault, Source, Unfilled, Wanted } from './wanted.ts';
import type { Saying } from './words/words.ts';

/** `replace`: what cannot be changed is made anew under another name or in another compartment, and the old one is deleted. */
export type Action = 'create' | 'update' | 'replace' | 'delete';

/** Something of an object, beside statements, that becomes another: before and after as a person reads them. */
export interface Detail {
  readonly what: 'description' | 'matching-rule' | 'tag' | 'retired';
  /** The tag's name. */
  readonly name?: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** One object that a plan changes. It holds all that is sent, so that what was shown is what is done. */
export interface Change {
  readonly kind: Kind;
  readonly action: Action;
  /** As people call the object. */
  readonly name: string;
  /** Where it lies, or is going to. */
  readonly compartment: string;
  /** What the tenancy has; undefined for `create`. */
  readonly before: Stored | undefined;
  /** What it is going to have; undefined for `delete`. Without an OCID where it is still to be created. */
  readonly after: Stored | undefined;
  /** The fields of `after` that an update sends. */
  readonly fields: readonly string[];
  readonly details: readonly Detail[];
  /** Of a policy. */
  readonly statements: StatementChanges | undefined;
  /** Where a change takes several writes: which of them this is, from 1. See `stepsOf`. */
  readonly step?: { readonly number: number; readonly of: number } | undefined;
  /** The version of `before`; known once the plan is pinned. */
  readonly etag?: string | undefined;
  readonly source?: Source | undefined;
  /** Where each statement of `after` stands in the files. */
  readonly statementSources?: readonly (Source | undefined)[] | undefined;
}

/** A sentence about a plan, and the place in the files that it is about. */
export interface Remark extends Saying {
  readonly source?: Source | undefined;
}

/** Who may do more after a plan, and who less: widened counts as gained, narrowed as lost. */
export interface AccessChange {
  readonly gained: readonly Saying[];
  readonly lost: readonly Saying[];
  /** What could not be told. */
  readonly open: readonly Saying[];
}

/** What applying would do, worked out before anything is done. Plain data. */
export interface Plan {
  readonly place: Place;
  readonly files: readonly string[];
  /** In the order in which they are done. */
  readonly changes: readonly Change[];
  /** What the files say and the tenancy has already. */
  readonly unchanged: readonly { readonly kind: Kind; readonly name: string }[];
  /** Errors of the checks. With one of them, a slot to fill or a stop, the plan cannot be applied. */
  readonly faults: readonly Fault[];
  readonly unfilled: readonly Unfilled[];
  /** What the checks say of new statements, knowing the tenancy. */
  readonly warnings: readonly Fault[];
  readonly stops: readonly Remark[];
  /** What a person must know before saying yes. */
  readonly questions: readonly Remark[];
  readonly notes: readonly Remark[];
  /** Undefined where no change bears on access. */
  readonly access?: AccessChange | undefined;
}

export interface PlanOptions {
  /** Deletes policies that the files do not name, in the compartments that they place policies in. */
  readonly delete?: boolean | undefined;
  /** The OCIDs of what earlier applies created: of dynamic groups, which lie in no compartment, only these are deleted. */
  readonly owned?: ReadonlySet<string> | undefined;
  /** Where policies go of which the files do not say it. */
  readonly compartmentId?: string | undefined;
}

/** What the parts of a plan write into. */
export interface Draft {
  readonly wanted: Wanted;
  readonly snapshot: Snapshot;
  readonly options: PlanOptions;
  readonly changes: Change[];
  readonly unchanged: { kind: Kind; name: string }[];
  readonly faults: Fault[];
  readonly warnings: Fault[];
  readonly stops: Remark[];
  readonly questions: Remark[];
  readonly notes: Remark[];
}

/**
 * What must change for a tenancy to have what the files say. Decided on trees: how a statement is written does not matter.
 * Never throws; what keeps it from being applied stands in the plan.
 */
export function makePlan(wanted: Wanted, snapshot: Snapshot, options: PlanOptions = {}): Plan {
  const draft: Draft = {
    ...{ wanted, snapshot, options },
    ...{ changes: [], unchanged: [], stops: [], questions: [], notes: [] },
    ...{ faults: [...wanted.faults], warnings: [] },
  };
  planTags(draft);
  planDynamicGroups(draft);
  planPolicies(draft);
  guard(draft);
  const changes = inOrder(draft.changes);
  tellOrder(changes, draft);
  const { faults, warnings, stops, questions, notes, unchanged } = draft;
  return {
    ...{ place: snapshot.place, files: wanted.files, changes, unchanged },
    ...{ faults, unfilled: wanted.unfilled, warnings, stops, questions, notes },
  };
}

/** Says which policies take several writes, and which ones have no order that is safe. */
export function tellOrder(
  changes: readonly Change[],
  { questions, notes }: Pick<Draft, 'questions' | 'notes'>,
): void {
  const { steps, split, unordered } = stepsOf(changes);
  for (const change of split) {
    const of = steps.find(({ name, step }) => step && name === change.name)?.step?.of ?? 0;
    notes.push({ key: 'note.steps', args: { name: change.name, count: of }, source: change.source });
  }
  for (const { name, source } of unordered)
    questions.push({ key: 'question.orderMixed', args: { name }, source });
}

/** Whether a plan may be applied when a person says so. */
export function isApplicable({ faults, unfilled, stops }: Plan): boolean {
  return faults.length === 0 && unfilled.length === 0 && stops.length === 0;
}
