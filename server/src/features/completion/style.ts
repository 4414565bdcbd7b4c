import type { Item, PolicyDocument } from '../../language/document.ts';
import { KEYWORDS, VERB_KINDS } from '../../language/kinds.ts';
import type { Token } from '../../language/scan.ts';

/** How a file writes its keywords. */
export interface Style {
  readonly opener: 'lower' | 'capital' | 'upper';
  readonly word: 'lower' | 'upper';
  readonly verb: 'lower' | 'upper';
}

/** So many statements before and behind the cursor tell how a file is written. */
const NEAR = 20;

interface Votes {
  lower: number;
  capital: number;
  upper: number;
}

/**
 * How the words before the cursor are written, and where none tells it, the statements nearest to it: a file that has
 * `Allow` and `IN TENANCY` goes on so.
 */
export function styleOf(document: PolicyDocument, item: Item, before: readonly Token[]): Style {
  const at = document.items.indexOf(item);
  const near = document.items.slice(Math.max(0, at - NEAR), at + NEAR).filter((each) => each !== item);
  const votes = { opener: none(), word: none(), verb: none() };
  for (const { tree } of near) {
    if (tree?.type !== 'Grant') continue;
    vote(votes.opener, tree.effect.text);
    vote(votes.word, tree.location.kind.text);
    if (tree.grant.type === 'VerbGrant') vote(votes.verb, tree.grant.verb.text);
  }
  const own = { word: none(), verb: none() };
  // Of the first word only capitals throughout say how the others are written.
  const opener = before[0]?.text ?? '';
  vote(votes.opener, opener);
  vote(own.word, opener === opener.toUpperCase() ? opener : opener.toLowerCase());
  for (const { kind, text } of before.slice(1)) {
    if (VERB_KINDS.has(kind)) vote(own.verb, text);
    else if (KEYWORDS.has(kind) && text !== '') vote(own.word, text);
  }
  const word = casing(own.word) ?? casing(votes.word) ?? 'lower';
  return {
    opener: most(votes.opener) ?? (word === 'upper' ? 'upper' : 'lower'),
    word,
    verb: casing(own.verb) ?? casing(votes.verb) ?? word,
  };
}

/** A word as the file would write it. */
export function styled(word: string, how: 'lower' | 'capital' | 'upper'): string {
  if (how === 'capital') return word.charAt(0).toUpperCase() + word.slice(1);
  return how === 'upper' ? word.toUpperCase() : word;
}

const none = (): Votes => ({ lower: 0, capital: 0, upper: 0 });

function vote(votes: Votes, text: string): void {
  if (text === '') return;
  if (text === text.toLowerCase()) votes.lower++;
  else if (text === text.toUpperCase()) votes.upper++;
  else votes.capital++;
}

function most({ lower, capital, upper }: Votes): keyof Votes | undefined {
  if (lower + capital + upper === 0) return undefined;
  if (upper > lower && upper > capital) return 'upper';
  return capital > lower ? 'capital' : 'lower';
}

function casing(votes: Votes): 'lower' | 'upper' | undefined {
  const all = most(votes);
  return all === 'capital' ? 'lower' : all;
}
