import { companionsIn, type Wish } from '../access/companions.ts';
import { grantorOf, type Grantor } from '../access/statement.ts';
import type { Item } from '../language/document.ts';
import type { DocumentCheck, Found } from './check.ts';
import type { Finding } from './finding.ts';

/** Something to be told of a statement, unless other statements of the document give what it leaves out. */
export interface Unless {
  readonly wishes: readonly Omit<Wish, 'of'>[];
  /**
   * What is told, given the wishes that nothing fulfils, one at least.
   * @param indent what stands before the statement on its line
   */
  tell(unmet: readonly Omit<Wish, 'of'>[], indent: string): Finding | undefined;
}

/** Looks at one statement that allows something. It runs once for an item. */
export type Look = (statement: Grantor, item: Item) => readonly Unless[];

/** The check of a document that runs these looks and tells what no other statement makes void. */
export function unlessGiven(looks: readonly Look[]): DocumentCheck {
  const seen = new WeakMap<Item, readonly Case[]>();
  const lookAt = (item: Item): readonly Case[] => {
    const kept = seen.get(item);
    if (kept) return kept;
    const of = item.tree && grantorOf(item.tree);
    const found = of && !of.denies ? looks.flatMap((look) => look(of, item).map((one) => ({ of, one }))) : [];
    const cases = found.map(({ of: own, one }): Case => {
      return { one, wishes: new Map(one.wishes.map((wish) => [wish, { ...wish, of: own }])) };
    });
    seen.set(item, cases);
    return cases;
  };
  return (document) => {
    const open: { item: Item; each: Case; before: Item | undefined }[] = [];
    let before: Item | undefined;
    for (const item of document.items) {
      for (const each of lookAt(item)) open.push({ item, each, before });
      before = item;
    }
    if (open.length === 0) return [];
    const isGiven = companionsIn(
      document,
      open.flatMap(({ each }) => [...each.wishes.values()]),
    );
    return open.flatMap(({ item, each, before: previous }): Found[] => {
      const unmet = [...each.wishes].flatMap(([wish, whole]) => (isGiven(whole) ? [] : [wish]));
      const finding = unmet.length > 0 && tell(each, unmet, indentOf(item, previous));
      return finding && !isHidden(finding, item) ? [{ item, finding }] : [];
    });
  };
}

/** Something that may have to be told, and what was told the last time. */
interface Case {
  readonly one: Unless;
  /** The wishes as they were made, and with the statement that makes them. */
  readonly wishes: ReadonlyMap<Omit<Wish, 'of'>, Wish>;
  told?: { readonly key: string; readonly finding: Finding | undefined };
}

function tell(each: Case, unmet: Unless['wishes'], indent: string): Finding | undefined {
  const key = `${indent}|${unmet.map((wish) => each.one.wishes.indexOf(wish)).join()}`;
  if (each.told?.key !== key) each.told = { key, finding: each.one.tell(unmet, indent) };
  return each.told.finding;
}

/** The blanks before a statement, when nothing else stands before it on its line. */
function indentOf(item: Item, before: Item | undefined): string {
  const own = item.text.slice(0, item.tree?.start ?? 0);
  const text = /[\r\n]/.test(own) ? own : (before?.text ?? '') + own;
  let at = text.length;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r' ? text.slice(at) : '';
}

/** One fault, one diagnostic: a word with a slip of its own is not looked at again. */
function isHidden(finding: Finding, { faults }: Item): boolean {
  return faults.some((slip) => slip.start < finding.end && finding.start < slip.end);
}
