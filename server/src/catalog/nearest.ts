/**
 * The candidates that `word` was probably meant to be, the best first, ties in the order of their code units.
 *
 * Letter case and separators (`_`, `-`, blank) count as nothing; singular and plural count as almost the same. Beyond that
 * the distance (insertions, deletions, replacements, and swaps of two neighbours, each letter edited once) may be 1 for
 * words of up to 4 characters, 2 up to 10, and 3 for longer ones.
 *
 * What is compared of a list of candidates is kept for as long as the list lives, so that passing the same array again is cheap.
 * @param limit how many to give at most
 */
export function nearest(word: string, candidates: readonly string[], limit = 3): string[] {
  const wanted = toForm(word);
  if (wanted.letters === '') return [];
  const bound = word.length <= 4 ? 1 : word.length <= 10 ? 2 : 3;
  const found: { candidate: string; distance: number }[] = [];
  formsOf(candidates).forEach((form, i) => {
    const distance = distanceOf(wanted, form, bound);
    if (distance <= bound) found.push({ candidate: candidates[i] ?? '', distance });
  });
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return found.slice(0, limit).map(({ candidate }) => candidate);
}

interface Form {
  /** Lower case, without separators. */
  readonly letters: string;
  /** The same with its last word in the singular, by the rules of English spelling. */
  readonly singular: string;
  /** A bit for each letter or digit that `singular` holds, some of which share a bit. */
  readonly held: number;
}

const forms = new WeakMap<readonly string[], readonly Form[]>();

function formsOf(candidates: readonly string[]): readonly Form[] {
  let known = forms.get(candidates);
  if (known?.length !== candidates.length) {
    known = candidates.map(toForm);
    forms.set(candidates, known);
  }
  return known;
}

function toForm(word: string): Form {
  const letters = word.toLowerCase().replace(/[_\s-]+/g, '');
  const singular = letters.endsWith('ies')
    ? `${letters.slice(0, -3)}y`
    : letters.replace(/(?<=ss|x|ch|sh)es$|(?<=[^s])s$/, '');
  let held = 0;
  for (let i = 0; i < singular.length; i++) held |= 1 << (singular.charCodeAt(i) & 31);
  return { letters, singular, held };
}

function distanceOf(a: Form, b: Form, bound: number): number {
  if (a.letters === b.letters) return 0;
  if (a.singular === b.singular) return 0.5;
  // An edit takes one letter away and brings one at most. Most candidates go here, without a look at the matrix.
  if (bitsOf(a.held ^ b.held) > 2 * bound) return bound + 1;
  return distanceWithin(bound, a.singular, b.singular);
}

function bitsOf(bits: number): number {
  let many = 0;
  for (let left = bits; left !== 0; left &= left - 1) many++;
  return many;
}

/**
 * The optimal string alignment distance of `a` and `b`, or something above `bound` when it is above `bound`. Only the cells of
 * the matrix within `bound` of its diagonal are looked at, for the others are above it.
 */
export function distanceWithin(bound: number, a: string, b: string): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  const far = bound + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, far));
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(far);
    if (i <= bound) row[0] = i;
    const last = Math.min(b.length, i + bound);
    let least = i <= bound ? i : far;
    for (let j = Math.max(1, i - bound); j <= last; j++) {
      const replaced = cell(above, j - 1) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      let cost = Math.min(replaced, cell(above, j) + 1, cell(row, j - 1) + 1);
      const crossed = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2);
      if (crossed && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, cell(before, j - 2) + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > bound) return far;
    before = above;
    above = row;
  }
  return cell(above, b.length);
}

function cell(row: readonly number[], j: number): number {
  return row[j] ?? Infinity;
}
