import { distanceWithin } from '../../catalog/nearest.ts';
import { KEYWORDS, isWord, kindOfWord } from '../kinds.ts';
import { canFollow } from '../shape.ts';
import {
  deletion,
  faultAt,
  isPermission,
  isResourceType,
  joined,
  peek,
  reread,
  without,
  type Repair,
  type Situation,
} from './situation.ts';

const NOISE: ReadonlySet<string> = new Set(['the', 'a', 'an']);
const JOINED: ReadonlySet<string> = new Set([
  ...['any-user', 'any-group', 'any-tenancy', 'dynamic-group', 'tag-namespace', 'all-resources'],
]);
/** Words whose misspelling is a keyword's; verbs and subject kinds have checks of their own. */
const STRUCTURE = [
  'to',
  'in',
  'where',
  'of',
  'as',
  'with',
  'and',
  'between',
  'before',
  'after',
  'not',
  'any',
  'all',
];
const PLACES = [
  'tenancy',
  'compartment',
  'any-tenancy',
  'associate',
  'matching',
  'description',
  'tag',
  'key',
  'can',
  'cannot',
];

/** `to to manage`, `in in tenancy` */
export const duplicateWord: Repair = (s) => {
  for (const index of [s.at, s.at - 1]) {
    const [token, before] = [s.tokens[index], s.tokens[index - 1]];
    if (!token || !before || !KEYWORDS.has(token.kind) || token.kind !== before.kind) continue;
    return {
      tokens: without(s, index),
      fault: faultAt(s, 'duplicate-word', index, { word: token.text }, [deletion(s, index)]),
    };
  }
  return undefined;
};

/** `in the tenancy`, `secrets from vault in` */
export const noiseWord: Repair = (s) => {
  for (const index of [s.at, s.at - 1]) {
    const word = s.tokens[index]?.text.toLowerCase() ?? '';
    if (!NOISE.has(word)) continue;
    return {
      tokens: without(s, index),
      fault: faultAt(s, 'noise-word', index, { word }, [deletion(s, index)]),
    };
  }
  if (peek(s).text.toLowerCase() !== 'from') return undefined;
  const end = s.tokens.findIndex((token, index) => index > s.at && token.kind === 'in');
  if (end < 0 || end - s.at > 3) return undefined;
  const fault = faultAt(s, 'noise-word', s.at, { word: textOf(s, s.at, end) }, [deletion(s, s.at, end)]);
  return { tokens: without(s, s.at, end), fault: { ...fault, end: s.tokens[end - 1]?.end ?? fault.end } };
};

/** `dynamic group D`, `any user`, `volume family` */
export const spaceForHyphen: Repair = (s) => {
  for (let from = Math.max(0, s.at - 1); from <= s.at; from++) {
    for (let count = Math.min(5, s.tokens.length - from); count > 1; count--) {
      const words = s.tokens.slice(from, from + count);
      if (
        !words.every((token) => isWord(token.kind)) ||
        words.some((token) => token.lineStart && token !== words[0])
      ) {
        continue;
      }
      const whole = words.map((token) => token.text.toLowerCase()).join('-');
      if (!JOINED.has(whole) && !(whole.length > 6 && isResourceType(whole))) continue;
      const edits = words
        .slice(1)
        .map((token, index) => ({ start: words[index]?.end ?? 0, end: token.start, text: '-' }));
      const fault = faultAt(
        s,
        'space-for-hyphen',
        from,
        { found: textOf(s, from, from + count), mended: whole },
        edits,
      );
      return {
        tokens: joined(s, from, from + count, whole),
        fault: { ...fault, end: words.at(-1)?.end ?? fault.end },
      };
    }
  }
  return undefined;
};

/** `compartment-id ocid1…`, `group-id` */
export const hyphenForSpace: Repair = (s) => {
  for (const index of [s.at, s.at - 1]) {
    const token = s.tokens[index];
    if (!token || token.kind !== 'ID') continue;
    const parts = keywordsIn(token.text.toLowerCase());
    if (!parts) continue;
    const mended = parts.join(' ');
    let offset = token.start;
    const words = parts.map((part) => {
      const word = { ...token, kind: kindOfWord(part), text: part, start: offset, end: offset + part.length };
      offset = word.end + 1;
      return word;
    });
    const edit = { start: token.start, end: token.end, text: mended };
    return {
      tokens: [...s.tokens.slice(0, index), ...words, ...s.tokens.slice(index + 1)],
      fault: faultAt(s, 'hyphen-for-space', index, { found: token.text, mended }, [edit]),
    };
  }
  return undefined;
};

/** The two keywords that a word joins by a hyphen, or undefined. */
function keywordsIn(word: string): [string, string] | undefined {
  for (let hyphen = word.indexOf('-'); hyphen > 0; hyphen = word.indexOf('-', hyphen + 1)) {
    const [left, right] = [word.slice(0, hyphen), word.slice(hyphen + 1)];
    if (KEYWORDS.has(left) && KEYWORDS.has(right)) return [left, right];
  }
  return undefined;
}

/** An identifier that a line end cut in two: together it is known, the parts are not. */
export const brokenToken: Repair = (s) => {
  for (const index of [s.at, s.at + 1]) {
    const [left, right] = [s.tokens[index - 1], s.tokens[index]];
    if (!left || !right?.lineStart || !isWord(left.kind) || !isWord(right.kind)) continue;
    const whole = left.text + right.text;
    const known = (word: string) =>
      isPermission(word) || isResourceType(word) || KEYWORDS.has(word.toLowerCase());
    if (!known(whole) || (known(left.text) && known(right.text))) continue;
    const fault = faultAt(s, 'broken-token', index - 1, { mended: whole }, [
      { start: left.end, end: right.start, text: '' },
    ]);
    return { tokens: joined(s, index - 1, index + 1, whole), fault: { ...fault, end: right.end } };
  }
  return undefined;
};

/** `compartmnet`, `wehre`, `tennancy` */
export const keywordTypo: Repair = (s) => {
  for (const index of [s.at, s.at - 1]) {
    const token = s.tokens[index];
    if (!token || token.kind !== 'ID' || token.text.length < 2 || !/^[a-z]+$/i.test(token.text)) continue;
    const before = s.tokens.slice(0, index).map((each) => each.kind);
    const expected = [...STRUCTURE, ...PLACES].filter((kind) => canFollow(before, kind, s.rule));
    const meant = closest(token.text.toLowerCase(), expected);
    if (meant === undefined) continue;
    const edit = { start: token.start, end: token.end, text: meant };
    return {
      tokens: reread(s, index, meant),
      fault: faultAt(s, 'keyword-typo', index, { found: token.text, mended: meant }, [edit]),
    };
  }
  return undefined;
};

/** The keyword that a word is one slip of the pen away from; two for a long one. */
function closest(word: string, keywords: readonly string[]): string | undefined {
  const bound = word.length > 4 ? 2 : 1;
  for (let distance = 1; distance <= bound; distance++) {
    const found = keywords.find(
      (each) => distanceWithin(distance, word, each) <= distance && each.length > distance,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The words of `[from, to)` with single blanks between them. */
export function textOf({ tokens }: Situation, from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map((token) => token.text)
    .join(' ')
    .replace(/ (?=[,:)}])|(?<=[({:]) /g, '');
}
