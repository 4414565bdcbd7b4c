import { isOpen } from '../language/names.ts';
import type { Comparison, Condition, Presence } from '../language/tree.ts';
import { environmentOf } from './environment.ts';
import type { Answer, Match, PermissionAnswer } from './evaluate.ts';
import { holds, isVariable, type Env } from './holds.ts';
import type { Request } from './request.ts';
import { requestAt } from './target-places.ts';
import type { Placed, Tenancy } from './tenancy.ts';

/** A fact that is not told, and that would settle an answer, or help to. */
export type Doubt =
  /** The catalogue does not know the operation or permission. */
  | { readonly code: 'action'; readonly action: string }
  /** No source says which permissions the operation needs. */
  | { readonly code: 'needs'; readonly action: string }
  /** Several services have an operation of this name, and their answers differ. */
  | { readonly code: 'service'; readonly action: string; readonly services: readonly string[] }
  /** Which of some permissions are needed depends on the request. */
  | { readonly code: 'alternatives'; readonly action: string; readonly permissions: readonly string[] }
  /** A variable of a condition, as it is written; how it is told apart: by what the request carries. */
  | { readonly code: 'variable'; readonly variable: string; readonly statement: Placed }
  /** A placeholder that somebody has yet to fill. */
  | { readonly code: 'placeholder'; readonly text: string; readonly statement: Placed }
  /** Whether the statement's subject takes in who asks. */
  | { readonly code: 'subject'; readonly statement: Placed }
  /** Whether the statement's location holds the target. */
  | { readonly code: 'location'; readonly statement: Placed }
  /** Whether what the statement grants holds the permission. */
  | { readonly code: 'grant'; readonly permission: string; readonly statement: Placed }
  /** What a statement says, because of a slip. */
  | { readonly code: 'slip'; readonly statement: Placed }
  /** Whose credentials are asked for: everybody may manage the own ones. */
  | { readonly code: 'own-credentials'; readonly permission: string }
  | { readonly code: 'other-tenancy' | 'deny-any-user' | 'destination'; readonly permission: string };

/** What would settle an answer that is not known; nothing for one that is. Each doubt once, in the order of the permissions. */
export function doubtsOf(tenancy: Tenancy, request: Request, answer: Answer): readonly Doubt[] {
  if (answer.outcome !== 'unknown') return [];
  const { action, readings } = answer;
  if (action.kind === 'unknown') return [{ code: 'action', action: action.name }];
  const [first, ...more] = readings;
  if (!first) return [{ code: 'needs', action: action.name }];
  if (action.untold.length > 0 || more.some(({ outcome }) => outcome !== first.outcome)) {
    const services = [...readings.flatMap(({ needs }) => needs.service ?? []), ...action.untold];
    return [{ code: 'service', action: action.name, services }];
  }
  const operation = action.kind === 'operation' ? action.name : undefined;
  const doubts = readings.flatMap(({ needs, permissions }): Doubt[] => {
    const open = permissions.filter(({ result }) => result === 'unknown');
    const found = open.flatMap((each) => doubtsAbout(tenancy, request, each, operation));
    if (needs.basis === 'bounds') return [{ code: 'needs', action: action.name }, ...found];
    if (found.length > 0 || needs.oneOf.length === 0) return found;
    return [{ code: 'alternatives', action: action.name, permissions: needs.oneOf.flat() }];
  });
  const seen = new Set<string>();
  const numbers = new Map<Placed, number>();
  const numberOf = (statement: Placed) => {
    if (!numbers.has(statement)) numbers.set(statement, numbers.size);
    return numbers.get(statement);
  };
  return doubts.filter((doubt) => {
    const key = JSON.stringify(doubt, (name, value: unknown) => {
      if (name !== 'statement') return value;
      return doubt.code === 'variable' ? 0 : numberOf(value as Placed);
    });
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function doubtsAbout(
  tenancy: Tenancy,
  request: Request,
  { permission, open, doubt, at }: PermissionAnswer,
  operation: string | undefined,
): readonly Doubt[] {
  const env = environmentOf(tenancy, requestAt(request, at), permission, operation);
  const found = open.flatMap((match) => doubtsIn(match, permission, env));
  return doubt === undefined ? found : [...found, { code: doubt, permission }];
}

function doubtsIn(
  { statement, grant, subject, location, condition }: Match,
  permission: string,
  env: Env,
): Doubt[] {
  const doubts: Doubt[] = [];
  if (!statement.isCertain) doubts.push({ code: 'slip', statement });
  if (grant === 'unknown') doubts.push({ code: 'grant', permission, statement });
  if (subject === 'unknown') doubts.push({ code: 'subject', statement });
  if (location === 'unknown') doubts.push({ code: 'location', statement });
  if (condition === 'unknown' && statement.tree.condition) {
    doubts.push(...openIn(statement.tree.condition, statement, env));
  }
  return doubts;
}

/** What keeps a condition from being known: the variables of its open comparisons, and what nobody has filled in. */
function openIn(condition: Condition, statement: Placed, env: Env): Doubt[] {
  if (holds(condition, env) !== 'unknown') return [];
  if (condition.type === 'Combination') {
    return condition.conditions.flatMap((each) => openIn(each, statement, env));
  }
  const leaves = condition.type === 'Call' ? condition.arguments : leavesOf(condition);
  const slots = leaves.filter(isOpen);
  if (slots.length > 0) return slots.map(({ text }) => ({ code: 'placeholder', text, statement }));
  const variables = leaves.filter((leaf) => leaf === leaves[0] || isVariable(leaf));
  const open = variables.filter(({ text }) => env.carried(text.toLowerCase()).isOpen);
  return (open.length > 0 ? open : variables).map(({ text }) => ({
    code: 'variable',
    variable: text,
    statement,
  }));
}

function leavesOf(condition: Comparison | Presence) {
  return condition.type === 'Presence' ? [condition.variable] : [condition.variable, ...condition.values];
}
