import type { Placed } from './tenancy.ts';

/** Which statements of a set of policies stand in a later one too, with the same meaning; brought up to date as that one changes. */
export interface Unchanged {
  /** The earlier statements that stand no longer. */
  readonly gone: ReadonlySet<Placed>;
  /** The earlier statement that one of the later ones is; undefined for one that came. */
  earlier(statement: Placed): Placed | undefined;
  /** Takes the later statements as they are now, and gives those that left and joined them since they were taken last. */
  take(statements: readonly Placed[]): {
    readonly left: readonly Placed[];
    readonly joined: readonly Placed[];
  };
}

/**
 * Pairs statements one to one, wherever they stand: those of the same words in policies of the same context.
 * @param isOther tells the statements that mean something else although their words and their context are the same
 */
export function pairUnchanged(before: readonly Placed[], isOther: (statement: Placed) => boolean): Unchanged {
  const gone = new Set(before);
  const free = new Map<string, Map<string, Placed[]>>();
  const pairs = new Map<Placed, Placed>();
  let last: readonly Placed[] = [];
  const release = (statement: Placed) => {
    let words = free.get(statement.context);
    if (!words) free.set(statement.context, (words = new Map()));
    const alike = words.get(wordsOf(statement));
    if (alike) alike.push(statement);
    else words.set(wordsOf(statement), [statement]);
  };
  const pair = (statement: Placed) => {
    if (isOther(statement)) return;
    const alike = free.get(statement.context)?.get(wordsOf(statement));
    const at = alike?.findIndex((each) => isRead(each, statement)) ?? -1;
    const [found] = at < 0 ? [] : (alike?.splice(at, 1) ?? []);
    if (!found) return;
    pairs.set(statement, found);
    gone.delete(found);
  };
  before.forEach(release);
  return {
    gone,
    earlier: (statement) => pairs.get(statement),
    take: (statements) => {
      const { left, joined } = exchange(last, statements);
      last = statements;
      for (const statement of left) {
        const found = pairs.get(statement);
        if (!found) continue;
        pairs.delete(statement);
        gone.add(found);
        release(found);
      }
      joined.forEach(pair);
      return { left, joined };
    },
  };
}

/** What stands between the beginning and the end that two lists have in common. */
function exchange(old: readonly Placed[], fresh: readonly Placed[]) {
  const most = Math.min(old.length, fresh.length);
  let from = 0;
  while (from < most && old[from] === fresh[from]) from++;
  let behind = 0;
  while (behind < most - from && old[old.length - 1 - behind] === fresh[fresh.length - 1 - behind]) behind++;
  return { left: old.slice(from, old.length - behind), joined: fresh.slice(from, fresh.length - behind) };
}

/** Without what stands around it in its item. */
function wordsOf({ item, tree }: Placed): string {
  return item.text.slice(tree.start, tree.end);
}

/** Whether two statements of the same words were read in the same way: how a slip is mended may depend on what stands around. */
function isRead({ item: one, isCertain, tree }: Placed, { item: other, ...statement }: Placed): boolean {
  if (isCertain !== statement.isCertain || tree.type !== statement.tree.type) return false;
  if (one.faults.length === 0 && other.faults.length === 0) return true;
  return one.text === other.text && one.runTogether === other.runTogether && one.leadsOn === other.leadsOn;
}
