import { evaluate, type Answer } from './evaluate.ts';
import { nameOf } from './group-names.ts';
import { actionOf } from './operation-needs.ts';
import type { GroupRef, Principal, Request } from './request.ts';
import type { Placed, Tenancy } from './tenancy.ts';
import { memberOf } from './test-requests.ts';

/** Somebody who may do something: a subject as statements name it. */
export interface Holder {
  readonly kind: 'any-user' | 'any-group' | 'group' | 'dynamic-group' | 'service';
  /** Left out for `any-user` and `any-group`. */
  readonly group: GroupRef | undefined;
  /** `allowed`, or `unknown` when it hangs on what is not told. */
  readonly answer: Answer;
  readonly request: Request;
}

/**
 * Who may do something, among the subjects that some statement names: asked for a member of each that is in nothing else. The
 * built-in group of administrators comes first; statements for `resource …` are left out.
 */
export function whoCan(tenancy: Tenancy, asked: Omit<Request, 'principal'>): readonly Holder[] {
  const permissions = actionOf(asked.action).readings.flatMap(({ all, oneOf, any }) => [
    ...all,
    ...oneOf.flat(),
    ...any,
  ]);
  const statements = [...new Set(permissions)].flatMap((permission) =>
    tenancy.candidates.of(permission).map(({ statement }) => statement),
  );
  const subjects = new Map<string, Pick<Holder, 'kind' | 'group'>>([
    ['group administrators', { kind: 'group', group: { name: 'Administrators' } }],
  ]);
  for (const statement of statements) {
    if (statement.kind !== 'plain' || statement.denies) continue;
    for (const subject of subjectsOf(statement)) {
      const key = `${subject.kind} ${subject.group ? (subject.group.ocid ?? nameOf(subject.group)) : ''}`;
      if (!subjects.has(key)) subjects.set(key, subject);
    }
  }
  return [...subjects.values()].flatMap((subject): Holder[] => {
    const request = { ...asked, principal: memberAs(subject, tenancy) };
    const answer = evaluate(tenancy, request);
    return answer.outcome === 'denied' ? [] : [{ ...subject, answer, request }];
  });
}

function subjectsOf({ tree, groups }: Placed): Pick<Holder, 'kind' | 'group'>[] {
  const kind = tree.subject.kind.text.toLowerCase();
  if (kind === 'any-user' || kind === 'any-group') return [{ kind, group: undefined }];
  if (kind !== 'group' && kind !== 'dynamic-group' && kind !== 'service') return [];
  return groups.map((group) => ({ kind, group }));
}

/** A principal of which nothing is told but that the subject takes it in. */
function memberAs({ kind, group }: Pick<Holder, 'kind' | 'group'>, tenancy: Tenancy): Principal {
  if (kind === 'service') return { kind, name: group?.name ?? '' };
  if (kind === 'group' && group) return { kind: 'user', groups: [group] };
  if (kind === 'dynamic-group' && group) return memberOf(group, tenancy);
  return { kind: 'resource' };
}
