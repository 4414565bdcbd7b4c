import type { Change } from './plan.ts';

/**
 * The order in which changes are done: what others name first, denials before allowances; when taking away, allowances before
 * denials, and the rest backwards. Source: reference 5.4.
 */
export function inOrder(changes: readonly Change[]): Change[] {
  return changes
    .map((change, index) => ({ change, index, rank: rankOf(change) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ change }) => change);
}

function rankOf(change: Change): number {
  const { kind, action } = change;
  const isDelete = action === 'delete';
  switch (kind) {
    case 'tag-namespace':
      return isDelete ? 9 : 0;
    case 'tag-key':
      return isDelete ? 8 : 1;
    case 'dynamic-group':
      return isDelete ? 7 : 2;
    case 'policy':
      return rankOfPolicy(change);
  }
}

function rankOfPolicy({ action, statements }: Change): number {
  if (!statements) return 4;
  const { addsDeny, removesDeny, addsAllow, removesAllow } = effectsOf(statements.added, statements.removed);
  if (addsDeny && action !== 'delete') return 3;
  if (removesDeny) return 6;
  return removesAllow && !addsAllow ? 5 : 4;
}

export function isDenial(text: string): boolean {
  return /^\s*deny\b/i.test(text);
}

/** What is added and removed, by effect; statements that change count as both. */
export function effectsOf(added: readonly string[], removed: readonly string[]) {
  return {
    addsDeny: added.some(isDenial),
    removesDeny: removed.some(isDenial),
    addsAllow: added.some((text) => !isDenial(text)),
    removesAllow: removed.some((text) => !isDenial(text)),
  };
}

/**
 * The policies among some changes in an order in which at no moment anybody may do what neither the tenancy before nor the one after
 * allows: whoever adds a denial comes before all others that allow more or take a denial away, and whoever takes an allowance away
 * before those that take a denial away. `left` are those that no order fits, since they would have to be both before and after each other.
 */
export function safelyOrdered(policies: readonly Change[]): { ordered: Change[]; left: Change[] } {
  const waiting = policies.map((change) => ({
    change,
    ...effectsOf(change.statements?.added ?? [], change.statements?.removed ?? []),
  }));
  const ordered: Change[] = [];
  for (;;) {
    const next = waiting.findIndex((one) =>
      waiting.every((other) => one === other || !mustPrecede(other, one)),
    );
    if (next < 0) return { ordered, left: waiting.map(({ change }) => change) };
    ordered.push(...waiting.splice(next, 1).map(({ change }) => change));
    if (waiting.length === 0) return { ordered, left: [] };
  }
}

type Effects = ReturnType<typeof effectsOf>;

function mustPrecede(first: Effects, then: Effects): boolean {
  return (first.addsDeny && (then.addsAllow || then.removesDeny)) || (first.removesAllow && then.removesDeny);
}
