/*
 * How VS Code chooses and orders proposals while somebody types, as far as ours are touched by it: what is typed must
 * stand in the proposal, its letters in their order, the first of them at the start of a word; the better it stands
 * there, the higher the proposal. Where two are as good, `sortText` decides. Told after VS Code's
 * `base/common/filters.ts` (`fuzzyScore`) and `suggest/browser/completionModel.ts`, in words of our own.
 */

/** What is looked at of a proposal. */
export interface Ranked {
  readonly label: string;
  readonly filterText?: string;
  readonly sortText?: string;
}

/** Above so many proposals VS Code does not try whether two letters were typed in the wrong order. */
const MOST_FORGIVEN = 2000;

/** The proposals that what is typed leaves, in the order in which VS Code shows them. */
export function filtered<Item extends Ranked>(items: readonly Item[], typed: string): Item[] {
  const inOrder = [...items].sort((a, b) => compare(key(a), key(b)) || compare(a.label, b.label));
  if (typed === '') return inOrder;
  const score = items.length > MOST_FORGIVEN ? scoreOf : forgivingScoreOf;
  return inOrder
    .map((item) => ({ item, score: score(typed, item.filterText ?? item.label) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ item }) => item);
}

const key = (item: Ranked) => (item.sortText ?? item.label).toLowerCase();
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The score when two letters that stand side by side may have been exchanged, at a price. */
function forgivingScoreOf(typed: string, text: string): number | undefined {
  let best = scoreOf(typed, text);
  if (typed.length < 3) return best;
  for (let at = 1; at < Math.min(7, typed.length - 1); at++) {
    const [a = '', b = ''] = [typed[at], typed[at + 1]];
    if (a === b) continue;
    const score = scoreOf(typed.slice(0, at) + b + a + typed.slice(at + 2), text);
    if (score !== undefined && (best === undefined || score - 3 > best)) best = score - 3;
  }
  return best;
}

/** The best way to place the letters typed so far in the text up to some character. */
interface Placed {
  readonly score: number;
  /** How many letters in a row end at this very character; 0 when the last letter stands before it. */
  readonly run: number;
  /** Where the last letter stands. */
  readonly last: number;
}

const LONGEST = 128;
const NEW_GAP = -5;

/** How well what is typed stands in a text: the higher, the better; undefined when it does not. */
export function scoreOf(typedAsIs: string, textAsIs: string): number | undefined {
  const typed = typedAsIs.slice(0, LONGEST);
  const text = textAsIs.slice(0, LONGEST);
  const [first, last] = [earliest(typed, text), latest(typed, text)];
  if (!first || typed === '') return undefined;
  let startsAWord = false;
  let above: (Placed | undefined)[] = [];
  for (const [index, letter] of [...typed].entries()) {
    const row: (Placed | undefined)[] = [];
    const from = first[index] ?? 0;
    const to = last[index + 1] ?? text.length;
    for (let at = from; at < to; at++) {
      const before = index === 0 ? { score: 0, run: 0, last: -1 } : above[at - 1];
      const value =
        at <= (last[index] ?? 0) ? letterScore(letter, index, text, at, before?.run === 0) : undefined;
      if (index === 0 && value?.strong) startsAWord = true;
      const here: Placed | undefined =
        value && before ? { score: before.score + value.score, run: before.run + 1, last: at } : undefined;
      const left = at > from ? passed(row[at - 1]) : undefined;
      const further = at > from + 1 && (row[at - 1]?.run ?? 0) > 0 ? passed(row[at - 2]) : undefined;
      // Of ways that are as good the one whose letters stand further left is taken.
      row[at] = better(further, better(left, here));
    }
    above = row;
  }
  const end = above[(last[typed.length] ?? text.length) - 1];
  if (!end || !startsAWord) return undefined;
  const whole = text.length === typed.length ? 2 : 0;
  return end.score + whole - (end.last + 1 - typed.length);
}

/** The same placing, seen from the next character: there is a gap behind the last letter now. */
function passed(placed: Placed | undefined): Placed | undefined {
  return placed && { ...placed, score: placed.score + (placed.run > 0 ? NEW_GAP : 0), run: 0 };
}

function better(a: Placed | undefined, b: Placed | undefined): Placed | undefined {
  if (!a || !b) return a ?? b;
  return a.score >= b.score ? a : b;
}

/** The characters at which each letter can stand at the earliest; undefined when they do not all occur in order. */
function earliest(typed: string, text: string): number[] | undefined {
  const places: number[] = [];
  for (const letter of typed.toLowerCase()) {
    const at = text.toLowerCase().indexOf(letter, (places.at(-1) ?? -1) + 1);
    if (at < 0) return undefined;
    places.push(at);
  }
  return places;
}

/** The characters at which each letter can stand at the latest. */
function latest(typed: string, text: string): number[] {
  const places: number[] = [];
  let end = text.length;
  for (const letter of [...typed.toLowerCase()].reverse()) {
    end = text.toLowerCase().lastIndexOf(letter, end - 1);
    places.unshift(end);
  }
  return places;
}

const PART = /[_\-. /\\'":$<>()[\]{}]/;
const isSeparator = (text: string, at: number) => PART.test(text[at] ?? '');
const isCapital = (text: string, at: number) => (text[at] ?? '') !== (text[at] ?? '').toLowerCase();

/** What a letter is worth at a character; undefined when it is another one. `strong`: it stands at the start of a word. */
function letterScore(
  letter: string,
  index: number,
  text: string,
  at: number,
  beginsRun: boolean,
): { score: number; strong: boolean } | undefined {
  if (letter.toLowerCase() !== (text[at] ?? '').toLowerCase()) return undefined;
  const exact = letter === text[at] ? 7 : 5;
  const opensCapitals = isCapital(text, at) && (at === 0 || !isCapital(text, at - 1));
  const isOpening = isSeparator(text, at) && (at === 0 || !isSeparator(text, at - 1));
  const isBehind = isSeparator(text, at - 1) || /\s/.test(text[at - 1] ?? '');
  let score = 1;
  let opens = isCapital(text, at) || isBehind;
  if (at === index) score = exact;
  else if (opensCapitals) [score, opens] = [exact, true];
  else if (isOpening || isBehind) score = 5;
  const strong = score > 1;
  if (index === 0) {
    if (at > 0) score -= opens ? 3 : 5;
  } else if (beginsRun) score += opens ? 2 : 0;
  else score += opens ? 0 : 1;
  if (at + 1 === text.length) score -= opens ? 3 : 5;
  return { score, strong };
}
