import type { Policy } from './objects.ts';
import type { Change, Draft } from './plan.ts';
import { compartmentName, placeOfDeclaration } from './plan-places.ts';
import { isUnknown } from './snapshot.ts';
import { compareStatements } from './statement-changes.ts';
import { readStatement } from './statements.ts';
import type { WantedPolicy } from './wanted.ts';

/** The policy of every tenancy that nobody can change. Source: reference 5.7. */
export const PROTECTED_POLICY = 'tenant admin policy';

/** Creates, updates, replaces and, when asked to, deletes policies. */
export function planPolicies(draft: Draft): void {
  const { wanted, snapshot, options, changes } = draft;
  const placed = wanted.policies.flatMap((policy) => {
    const compartmentId = placeOfDeclaration(policy, draft);
    return compartmentId === undefined ? [] : [{ policy, compartmentId }];
  });
  const keyOf = (compartmentId: string, name: string) => `${compartmentId} ${name.toLowerCase()}`;
  const wantedKeys = new Set<string>();
  const claimed = new Set<string>();
  for (const { policy, compartmentId } of placed) {
    const key = keyOf(compartmentId, policy.name);
    const compartment = compartmentName(draft, compartmentId);
    if (wantedKeys.has(key)) {
      const args = { name: policy.name, compartment };
      draft.stops.push({ key: 'stop.policyTwice', args, source: policy.source });
    }
    wantedKeys.add(key);
  }
  for (const { policy, compartmentId } of placed) {
    const name = policy.name.toLowerCase();
    const compartment = compartmentName(draft, compartmentId);
    if (isUnknown(snapshot, 'policies', compartmentId)) {
      draft.stops.push({
        key: 'stop.policiesHidden',
        args: { name: policy.name, compartment },
        source: policy.source,
      });
      continue;
    }
    const same = snapshot.policies.filter((each) => each.name.toLowerCase() === name);
    const here = same.find((each) => each.compartmentId === compartmentId);
    const elsewhere = same.find((each) => !wantedKeys.has(keyOf(each.compartmentId, each.name)));
    const before = here ?? elsewhere;
    const change = changeOf(policy, compartmentId, before, draft);
    if (before) claimed.add(before.id);
    if (!change) draft.unchanged.push({ kind: 'policy', name: policy.name });
    else changes.push(change);
    if (change?.action === 'replace' && before) {
      const from = compartmentName(draft, before.compartmentId);
      const args = { name: policy.name, from, to: compartment };
      draft.questions.push({ key: 'question.policyMoves', args, source: policy.source });
    }
  }
  if (options.delete)
    planDeletions(draft, new Set(placed.map(({ compartmentId }) => compartmentId)), claimed);
}

/** What a policy of the files changes; undefined where the tenancy has it. */
function changeOf(
  policy: WantedPolicy,
  compartmentId: string,
  before: Policy | undefined,
  draft: Draft,
): Change | undefined {
  const { name, description, statements, source } = policy;
  const { changes: compared, merged } = compareStatements(
    { statements: (before?.statements ?? []).map(readStatement), compartmentId: before?.compartmentId ?? '' },
    { statements, compartmentId },
    { snapshot: draft.snapshot },
  );
  const isMoved = before !== undefined && before.compartmentId !== compartmentId;
  const saysOther = description !== undefined && description !== before?.description;
  const statementsDiffer = compared.added.length > 0 || compared.removed.length > 0;
  if (before && !isMoved && !saysOther && !statementsDiffer) return undefined;
  const shared = {
    ...({ kind: 'policy', name, compartment: compartmentName(draft, compartmentId), source } as const),
    statements: compared,
    statementSources: statements.map((each) => each.source),
    details: saysOther
      ? [{ what: 'description' as const, before: before?.description, after: description }]
      : [],
  };
  const after: Policy = {
    ...{ kind: 'policy', id: before && !isMoved ? before.id : '', compartmentId },
    ...{
      name: before && !isMoved ? before.name : name,
      statements: statementsDiffer || isMoved ? merged : (before?.statements ?? merged),
    },
    // The service takes no empty description.
    description: description ?? before?.description ?? name,
    ...{ versionDate: before?.versionDate },
    ...{ freeformTags: before?.freeformTags ?? {}, definedTags: before?.definedTags ?? {} },
  };
  if (!before) return { ...shared, action: 'create', before, after, fields: [] };
  if (isMoved) return { ...shared, action: 'replace', before, after, fields: [] };
  const fields = [...(statementsDiffer ? ['statements'] : []), ...(saysOther ? ['description'] : [])];
  return { ...shared, action: 'update', before, after, fields };
}

function planDeletions(draft: Draft, compartments: ReadonlySet<string>, claimed: ReadonlySet<string>): void {
  for (const policy of draft.snapshot.policies) {
    if (!compartments.has(policy.compartmentId) || claimed.has(policy.id)) continue;
    if (isProtected(policy)) continue;
    const renamed = renamedFrom(policy, draft);
    if (renamed) {
      const at = draft.changes.indexOf(renamed);
      draft.changes[at] = asReplacement(renamed, policy, draft);
    } else draft.changes.push(deletionOf(policy, draft));
  }
}

export function isProtected(policy: Pick<Policy, 'name'>): boolean {
  return policy.name.toLowerCase() === PROTECTED_POLICY;
}

export function deletionOf(policy: Policy, draft: Pick<Draft, 'snapshot'>): Change {
  return {
    ...{ kind: 'policy', action: 'delete', name: policy.name, before: policy, after: undefined, fields: [] },
    ...{ compartment: compartmentName(draft, policy.compartmentId), details: [] },
    statements: { added: [], removed: policy.statements, changed: [], kept: 0 },
  };
}

/** A policy that is to be created with the very statements of one that is to be deleted is that one under a new name. */
function renamedFrom(policy: Policy, { changes, snapshot }: Draft): Change | undefined {
  return changes.find(({ kind, action, after }) => {
    if (kind !== 'policy' || action !== 'create' || after?.kind !== 'policy') return false;
    if (after.compartmentId !== policy.compartmentId) return false;
    const { changes: compared } = compareStatements(
      { statements: policy.statements.map(readStatement), compartmentId: policy.compartmentId },
      { statements: after.statements.map(readStatement), compartmentId: after.compartmentId },
      { snapshot },
    );
    return compared.added.length === 0 && compared.removed.length === 0;
  });
}

function asReplacement(change: Change, before: Policy, draft: Draft): Change {
  const after = change.after as Policy;
  draft.questions.push({
    key: 'question.policyRenamed',
    args: { from: before.name, to: after.name },
    source: change.source,
  });
  const { freeformTags, definedTags, versionDate, statements } = before;
  return {
    ...{ ...change, action: 'replace', before },
    after: { ...after, freeformTags, definedTags, versionDate, statements },
    statements: { added: [], removed: [], changed: [], kept: statements.length },
  };
}
