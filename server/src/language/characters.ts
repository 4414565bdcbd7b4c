import { fault, type Fault } from './fault.ts';

/** Stands, in normalised text, for a character that cannot be seen and is left out. */
export const NOTHING = '\u0001';

const SINGLE_QUOTES = '\u2018\u2019\u201a\u201b\u00b4\u2032`';
const DOUBLE_QUOTES = '\u201c\u201d\u201e\u201f\u2033';
const IDEOGRAPHIC: Readonly<Record<string, string>> = { '\u3001': ',', '\u3002': '.', '\u30fb': ' ' };

const classes: readonly { code: string; set: RegExp; twin: (character: string) => string }[] = [
  { code: 'smart-quote', set: new RegExp(`[${SINGLE_QUOTES}]`), twin: () => "'" },
  { code: 'smart-quote', set: new RegExp(`[${DOUBLE_QUOTES}]`), twin: () => '"' },
  { code: 'unicode-dash', set: /[\u2010-\u2015\u2212]/, twin: () => '-' },
  { code: 'non-ascii-space', set: /[\u00a0\u2002-\u200a\u202f\u205f\u3000]/, twin: () => ' ' },
  {
    code: 'invisible-character',

    set: /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/,
    twin: () => NOTHING,
  },
  {
    code: 'fullwidth-punctuation',
    set: /[\uff01-\uff5e\u3001\u3002\u30fb]/,
    twin: (c) => IDEOGRAPHIC[c] ?? String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  },
];

const ODD = new RegExp(classes.map((each) => each.set.source).join('|'), 'g');

/**
 * The text with every character that people paste for an ASCII one replaced by that one: typographic quotes,
 * dashes, odd blanks, full-width signs; what cannot be seen becomes `NOTHING`. The length stays the same, so
 * that offsets do. Sources: policy-language reference 1.7 and checks 1, 3 to 6.
 */
export function normalise(text: string): string {
  return text.replace(ODD, (character) => classOf(character).twin(character));
}

function classOf(character: string) {
  const found = classes.find((each) => each.set.test(character));
  if (!found) throw new Error('a character outside every class was asked for');
  return found;
}

/** More runs of odd characters than this in one word are told as one fault: they have one cause, and there can be a million. */
const MOST_IN_A_WORD = 8;

/** The faults for the characters of `[start, end)` that were replaced; a run of the same kind is one fault. */
export function characterFaults(raw: string, normal: string, start: number, end: number): Fault[] {
  const faults: Fault[] = [];
  for (let at = start; at < end; at++) {
    if (raw[at] === normal[at]) continue;
    const { code } = classOf(raw[at] ?? '');
    const from = at;
    while (at + 1 < end && raw[at + 1] !== normal[at + 1] && classOf(raw[at + 1] ?? '').code === code) at++;
    const twin = normal.slice(from, at + 1).replaceAll(NOTHING, '');
    faults.push(
      fault(
        code,
        from,
        at + 1,
        { found: raw.slice(from, at + 1), codePoint: codePoint(raw[from] ?? ''), twin },
        [{ start: from, end: at + 1, text: twin }],
      ),
    );
    if (faults.length > MOST_IN_A_WORD) return [allTogether(faults, raw, normal, end)];
  }
  return faults;
}

/** The first of the faults, with all that was replaced from there on. */
function allTogether([first]: readonly Fault[], raw: string, normal: string, end: number): Fault {
  const { code, start, args } = first as Fault;
  let to = end;
  while (to > start && raw[to - 1] === normal[to - 1]) to--;
  const twin = normal.slice(start, to).replaceAll(NOTHING, '');
  return fault(code, start, to, { ...args, twin }, [{ start, end: to, text: twin }]);
}

/** What cannot be seen in a value; some scripts and emoji need the joiners. */
const HIDDEN =
  /(?![\u200c\u200d])[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+/g;
/** What has the text behind it shown in another order than it is read in: Unicode's bidirectional controls but for the marks. */
const REORDERING = /[\u202a-\u202e\u2066-\u2069]+/g;

/**
 * The faults for what is hidden in `[start, end)`, where any character may stand: in a value of a statement, or in what is only shown
 * to people, a comment or a description. There it does harm when what is read is not what is seen (CVE-2021-42574, "Trojan Source").
 */
export function hiddenFaults(raw: string, start: number, end: number, where: 'value' | 'shown'): Fault[] {
  const hides = where === 'value' ? HIDDEN : REORDERING;
  const found = Array.from(raw.slice(start, end).matchAll(hides), ({ 0: text, index }) => ({
    ...{ text, from: start + index, to: start + index + text.length },
  }));
  const [first, last] = [found[0], found.at(-1)];
  const isOne = first && last && found.length > MOST_IN_A_WORD;
  return (isOne ? [{ ...first, to: last.to }] : found).map(({ text, from, to }) => {
    const args = { found: text, codePoint: codePoint(text), where };
    const rest = raw.slice(from, to).replace(hides, '');
    return fault('invisible-character', from, to, args, [{ start: from, end: to, text: rest }]);
  });
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Letters of other scripts that look like an ASCII letter. */
const TWINS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аaеeоoрpсcуyхxіiѕsјjһhԁdԛqԝwоoαaοoνvАAΑAВBСCЕEНHІIКKМMОOРPТTХX'].reduce<[string, string][]>(
    (pairs, letter, index, all) => (index % 2 === 0 ? [...pairs, [letter, all[index + 1] ?? '']] : pairs),
    [],
  ),
);

/** The ASCII twin of a word that mixes ASCII with letters that only look it; undefined for any other word. */
export function asciiTwin(word: string): string | undefined {
  if (!/[a-z]/i.test(word)) return undefined;
  let mixed = '';
  for (const letter of word) {
    if (letter.charCodeAt(0) < 128) mixed += letter;
    else if (TWINS[letter] !== undefined) mixed += TWINS[letter];
    else return undefined;
  }
  return mixed;
}
