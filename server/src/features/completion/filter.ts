/**
 * Whether an editor could still show a proposal for what is typed: its letters stand in it in their order, the first of
 * them at the start of a word. VS Code asks for no less, so nothing that it would show is lost. `lower`: the text in
 * lower case, for a caller that has it.
 */
export function isWanted(text: string, typed: string, lower = text.toLowerCase()): boolean {
  if (typed === '') return true;
  const wanted = typed.toLowerCase().replace(/^"/, "'");
  let at = lower.indexOf(wanted.charAt(0));
  while (at > 0 && !startsWord(text, at)) at = lower.indexOf(wanted.charAt(0), at + 1);
  // The first place is the best one: every other leaves fewer letters to find the rest in.
  return at >= 0 && followsFrom(lower, at, wanted);
}

function followsFrom(text: string, from: number, wanted: string): boolean {
  let at = from;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function startsWord(text: string, at: number): boolean {
  const [before = ' ', here = ''] = [text[at - 1], text[at]];
  if (!/[\p{L}\p{N}]/u.test(before) || !/[\p{L}\p{N}]/u.test(here)) return true;
  return /\p{Lu}/u.test(here) && !/\p{Lu}/u.test(before);
}
