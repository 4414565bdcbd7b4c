/** What people type, letters most of all; the rest opens, closes or parts something. */
const TYPED = [
  ...'eeeaaaoooiiittnnssrrllddccuuppmmbbggffhvkwyxjqz',
  ...'ACEORST',
  ...'  --0123',
  ..."\n'{},.=/:",
];

/**
 * Single characters typed and deleted at random places of a text, as changes of the Language Server Protocol, in pairs:
 * the second undoes the first, so that the text stays what it is.
 * @param {string} text with `\n` as its only line end
 * @param {number} count of pairs
 * @param {{ below(limit: number): number, chance(share: number): boolean, pick(list: string[]): string }} dice
 */
export function keystrokes(text, count, dice) {
  const starts = lineStarts(text);
  return Array.from({ length: count }, () => {
    const offset = dice.below(text.length);
    const from = placeOf(starts, offset);
    const isTyped = dice.chance(0.5);
    const character = isTyped ? dice.pick(TYPED) : (text[offset] ?? '');
    const to =
      character === '\n' ? { line: from.line + 1, character: 0 } : { ...from, character: from.character + 1 };
    const typed = { range: { start: from, end: from }, text: character };
    const deleted = { range: { start: from, end: to }, text: '' };
    return isTyped ? [typed, deleted] : [deleted, typed];
  });
}

/** Random places in a text, for requests about a place. */
export function places(text, count, dice) {
  const starts = lineStarts(text);
  return Array.from({ length: count }, () => placeOf(starts, dice.below(text.length)));
}

function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function placeOf(starts, offset) {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - starts[low] };
}
