import type { Policy } from './objects.ts';
import { inOrder, isDenial, safelyOrdered } from './order.ts';
import type { Change } from './plan.ts';
import type { StatementChanges } from './statement-changes.ts';

/** A policy may hold no more statements than this, also in between. Source: reference 5.6. */
const MOST_STATEMENTS = 50;

/** What is written for the changes of a plan, in order. */
export interface Steps {
  readonly steps: readonly Change[];
  /** The changes that take several writes. */
  readonly split: readonly Change[];
  /** Policies that no order fits, and that cannot be taken apart. */
  readonly unordered: readonly Change[];
}

/**
 * The writes for some changes. Most changes are one write. Where policies gain denials and allowances at once, so that no order of whole
 * policies is safe, they are taken apart: first all denials come, then allowances come and go, and denials go last. At no moment
 * anybody may do what neither the tenancy before nor the one after allows. Source: reference 5.4.
 */
export function stepsOf(changes: readonly Change[]): Steps {
  const sorted = inOrder(changes);
  const policies = sorted.filter(({ kind }) => kind === 'policy');
  const { ordered, left } = safelyOrdered(policies);
  const parts = left.map((change) => ({ change, steps: partsOf(change) }));
  const split = parts.filter(({ steps }) => steps.length > 1);
  // What could be taken apart is; if something else is left that fits nowhere, it is told.
  const pieces = inOrder(parts.flatMap(({ steps }) => steps));
  const again = safelyOrdered(pieces);
  const first = sorted.findIndex(({ kind }) => kind === 'policy');
  const others = sorted.filter(({ kind }) => kind !== 'policy');
  const at = first < 0 ? others.length : sorted.slice(0, first).length;
  return {
    steps: [...others.slice(0, at), ...ordered, ...again.ordered, ...again.left, ...others.slice(at)],
    split: split.map(({ change }) => change),
    unordered: again.left.filter(({ step }) => !step),
  };
}

/** A change as writes of one effect each: denials come, allowances come and go, denials go. One where it cannot be taken apart. */
function partsOf(change: Change): Change[] {
  const { statements, before, after, action } = change;
  if (!statements || action === 'replace') return [change];
  const was = before?.kind === 'policy' ? before : undefined;
  const is = after?.kind === 'policy' ? after : undefined;
  const [coming, going] = [divided(statements.added), divided(statements.removed)];
  const base = (was ?? is) as Policy;
  const states: (readonly string[])[] = [];
  const push = (state: readonly string[]) => {
    const last = states.at(-1) ?? was?.statements ?? [];
    if (state.join('\n') !== last.join('\n')) states.push(state);
  };
  const old = was?.statements ?? [];
  const kept = old.filter((text) => !going.allows.includes(text));
  // A definition is there before what uses it, and goes after it.
  const early = [...coming.defines, ...coming.denials];
  if (coming.denials.length > 0) push([...old, ...early]);
  push([...kept, ...early, ...coming.allows]);
  const end = is?.statements ?? [];
  if (states.length > 0 && sameSet(states.at(-1) ?? [], end)) states.pop();
  const between = states.filter((state) => state.length > 0);
  if (between.length === 0 || between.some((state) => state.length > MOST_STATEMENTS)) return [change];
  const of = between.length + 1;
  const stages = [was, ...between.map((state) => ({ ...base, statements: state })), is];
  return Array.from({ length: of }, (_, index): Change => {
    const [from, to] = [stages[index], stages[index + 1]];
    const isLast = index === of - 1;
    const isFirst = index === 0;
    return {
      ...change,
      action: !from ? 'create' : !to ? 'delete' : 'update',
      ...{ before: from, after: to, step: { number: index + 1, of } },
      fields: isLast && action === 'update' ? change.fields : ['statements'],
      // What else a change says goes with its first write when it creates, and with its last one otherwise.
      details: (action === 'create' ? isFirst : isLast) ? change.details : [],
      statements: difference(from?.statements ?? [], to?.statements ?? []),
      statementSources: to && sourcesOf(change, to.statements),
      etag: isFirst ? change.etag : undefined,
    };
  });
}

function divided(texts: readonly string[]) {
  const denials = texts.filter(isDenial);
  const defines = texts.filter((text) => /^\s*define\b/i.test(text));
  const allows = texts.filter((text) => !isDenial(text) && !defines.includes(text));
  return { denials, defines, allows };
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join('\n') === [...other].sort().join('\n');
}

function difference(from: readonly string[], to: readonly string[]): StatementChanges {
  const added = to.filter((text) => !from.includes(text));
  const removed = from.filter((text) => !to.includes(text));
  return { added, removed, changed: [], kept: to.length - added.length };
}

/** Where each statement of a step stands in the files. */
function sourcesOf(
  { after, statementSources }: Change,
  texts: readonly string[],
): Change['statementSources'] {
  const known = after?.kind === 'policy' ? after.statements : [];
  return texts.map((text) => statementSources?.[known.indexOf(text)]);
}
