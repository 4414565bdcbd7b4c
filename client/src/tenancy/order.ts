import type { Change } from './plan.ts';

/**
 * The order in which changes are done: what others name first, denials before allowances; when taking away, allowances before
 * denials, and the rest backwards. So that at no moment somebody may do more than what is allowed before or after.
 * Source: reference 5.4.
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

/** What is added and removed, by effect; statements that change count as both. */
export function effectsOf(added: readonly string[], removed: readonly string[]) {
  const isDeny = (text: string) => /^\s*deny\b/i.test(text);
  return {
    addsDeny: added.some(isDeny),
    removesDeny: removed.some(isDeny),
    addsAllow: added.some((text) => !isDeny(text)),
    removesAllow: removed.some((text) => !isDeny(text)),
  };
}
