import { createCompanions, type Wish } from '../access/companions.ts';
import { grantorOf, type Grantor } from '../access/statement.ts';
import { indexAt, type Item, type PolicyDocument } from '../language/document.ts';
import type { ItemTree } from '../language/tree.ts';
import type { DocumentCheck, Found } from './check.ts';
import type { Finding } from './finding.ts';
import { createFollower, createSelection } from './follow.ts';

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
  const casesOf = (item: Item): readonly Case[] | undefined => {
    const of = item.tree && grantorOf(item.tree);
    if (!of || of.denies) return undefined;
    const cases: Case[] = [];
    for (const look of looks) {
      for (const one of look(of, item))
        cases.push({ one, wishes: one.wishes.map((wish) => ({ ...wish, of })) });
    }
    return cases.length > 0 ? cases : undefined;
  };
  const createMemory = () => ({
    follow: createFollower(),
    cases: createSelection(casesOf),
    companions: createCompanions(),
  });
  const memories = new WeakMap<PolicyDocument, ReturnType<typeof createMemory>>();
  return (document) => {
    let memory = memories.get(document);
    if (!memory) memories.set(document, (memory = createMemory()));
    const { follow, cases, companions } = memory;
    const changes = follow(document);
    cases.update(changes);
    companions.exchange(treesOf(changes.gone), treesOf(changes.come));
    const isGiven = companions.answer(
      cases.kept.flatMap(({ value }) => value.flatMap(({ wishes }) => wishes)),
    );
    return cases.kept.flatMap(({ item, value }) =>
      value.flatMap((each): Found[] => {
        const unmet = each.one.wishes.filter((_, index) => {
          const wish = each.wishes[index];
          return wish && !isGiven(wish);
        });
        if (unmet.length === 0) return [];
        const finding = tell(each, unmet, indentOf(item, itemBefore(document, item)));
        return finding && !isHidden(finding, item) ? [{ item, finding }] : [];
      }),
    );
  };
}

function treesOf(items: readonly Item[]): ItemTree[] {
  return items.flatMap(({ tree }) => tree ?? []);
}

function itemBefore({ items }: PolicyDocument, item: Item): Item | undefined {
  return items[indexAt(items, item.start) - 1];
}

/** Something that may have to be told, and what was told the last time. */
interface Case {
  readonly one: Unless;
  /** Its wishes, with the statement that makes them. */
  readonly wishes: readonly Wish[];
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
