import {
  grantCovers,
  grantForm,
  grantsOverlap,
  type GrantForm,
} from '../../../server/src/access/grant-form.ts';
import { subjectForm } from '../../../server/src/access/normal-form.ts';
import type { Grant } from '../../../server/src/language/tree.ts';
import type { Draft } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import { readStatement, resolveLocation } from './statements.ts';

/** A statement with the compartment of its policy. */
interface Placed {
  readonly text: string;
  readonly compartmentId: string;
}

/**
 * Refuses a plan after which whoever applies it may not change policies any more: then nobody could put it right. Where it is not
 * known for certain, it is asked about. Source: reference 5.8, check `deny-lockout`.
 */
export function guardLockout({
  changes,
  snapshot,
  stops,
  questions,
}: Pick<Draft, 'changes' | 'snapshot' | 'stops' | 'questions'>): void {
  const policies = changes.filter(({ kind }) => kind === 'policy');
  const removed: Placed[] = [];
  const added: Placed[] = [];
  for (const { before, after, statements } of policies) {
    if (before?.kind === 'policy') {
      for (const text of statements?.removed ?? [])
        removed.push({ text, compartmentId: before.compartmentId });
    }
    if (after?.kind === 'policy') {
      for (const text of statements?.added ?? []) added.push({ text, compartmentId: after.compartmentId });
    }
  }
  const lost = removed.filter((each) => managesPolicies(grantIn(each), 'allow', snapshot) !== 'no');
  const denied = added.filter((each) => managesPolicies(grantIn(each), 'deny', snapshot) !== 'no');
  if (lost.length === 0 && denied.length === 0) return;
  for (const each of denied) {
    const tree = grantIn(each);
    const isCertain = managesPolicies(tree, 'deny', snapshot) === 'yes' && tree?.condition === undefined;
    const args = { statement: each.text };
    if (isCertain) stops.push({ key: 'stop.lockoutByDeny', args });
    else questions.push({ key: 'question.lockoutByDeny', args });
  }
  const [taken] = lost;
  if (!taken) return;
  const args = { statement: taken.text };
  if (snapshot.ownGroups === undefined) {
    // Whose right it is cannot be told, nor whether what is left is theirs too.
    questions.push({ key: 'question.lockout', args });
    return;
  }
  const beforeAll = snapshot.policies.flatMap(({ statements, compartmentId }) =>
    statements.map((text) => ({ text, compartmentId })),
  );
  const left = [...beforeAll.filter((each) => !removed.some((gone) => isSame(gone, each))), ...added];
  const still = placesOf(left, snapshot);
  const gone = [...placesOf(beforeAll, snapshot)].filter(
    (place) => !still.has(place) && !still.has(snapshot.place.tenancyId),
  );
  if (gone.length === 0) return;
  const hidden = snapshot.unknown.some(({ part }) => part === 'policies');
  if (still.size === 0 && !hidden) stops.push({ key: 'stop.lockout', args });
  else questions.push({ key: 'question.lockout', args });
}

function isSame(one: Placed, other: Placed): boolean {
  return one.text === other.text && one.compartmentId === other.compartmentId;
}

/** The compartments whose policies whoever applies may change without any condition, as far as allowances say. */
function placesOf(statements: readonly Placed[], snapshot: Snapshot): Set<string> {
  const places = new Set<string>();
  for (const each of statements) {
    const tree = grantIn(each);
    if (!tree || tree.condition || managesPolicies(tree, 'allow', snapshot) === 'no') continue;
    const place = resolveLocation(tree.location, each.compartmentId, { snapshot });
    if (place !== undefined) places.add(place);
  }
  return places;
}

function grantIn({ text }: Placed): Grant | undefined {
  const { tree } = readStatement(text);
  return tree?.type === 'Grant' && !tree.location.alias ? tree : undefined;
}

let changing: GrantForm | undefined;

/** What changing a policy needs. Source: reference, catalogue of identity permissions. */
function needed(): GrantForm {
  const tree = grantIn({ text: 'allow any-user to {POLICY_UPDATE} in tenancy', compartmentId: '' });
  if (!tree) throw new Error('the statement cannot be read');
  return (changing ??= grantForm(tree.grant));
}

/** Whether a statement gives to, or takes from, whoever applies the right to change policies. */
function managesPolicies(
  tree: Grant | undefined,
  effect: 'allow' | 'deny',
  { ownGroups, groups }: Snapshot,
): 'yes' | 'maybe' | 'no' {
  if (!tree || tree.effect.text.toLowerCase() !== effect) return 'no';
  const form = grantForm(tree.grant);
  if (effect === 'allow' ? !grantCovers(form, needed()) : !grantsOverlap(form, needed())) return 'no';
  const { kind, principals } = subjectForm(tree.subject);
  if (kind === 'any-user' || kind === 'any-group') return isExempt(effect, ownGroups, groups) ? 'no' : 'yes';
  if (kind !== 'group') return ownGroups === undefined ? 'maybe' : 'no';
  if (ownGroups === undefined) return 'maybe';
  const own = new Set(
    ownGroups.flatMap((id) => {
      const name = groups.find((each) => each.id === id)?.name;
      return [`group:id ${id.toLowerCase()}`, ...(name === undefined ? [] : [`group:${name.toLowerCase()}`])];
    }),
  );
  if (!principals.some((each) => own.has(each))) return 'no';
  return isExempt(effect, ownGroups, groups) ? 'no' : 'yes';
}

/** No denial reaches the administrators of the tenancy. Source: reference 4.3, `denyExempt`. */
function isExempt(effect: string, own: Snapshot['ownGroups'], groups: Snapshot['groups']): boolean {
  if (effect !== 'deny' || own === undefined) return false;
  return groups.some(({ id, name }) => name.toLowerCase() === 'administrators' && own.includes(id));
}
