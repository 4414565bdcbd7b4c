import { asciiTwin, NOTHING } from '../characters.ts';
import { fault } from '../fault.ts';
import { kindOfWord } from '../kinds.ts';
import { placeholderAt } from '../placeholder.ts';
import type { Token } from '../scan.ts';
import { matchEnd, reportOdd, take, type Cursor, type Gap } from './cursor.ts';

/** A part of a word. Characters by themselves, since what is repeated in a group fills the stack of the engine when a word is megabytes long. */
const RUN = /[\w.\-@+%\u0001\u00aa-\u1fff\u2070-\u2fff\u3005-\u30fa\u30fc-\ufefe\uff5f-\uffdc]+|\$(?!\{)/y;
const TO_QUOTE = /[^\r\n']*'/y;
/** Longer words are not looked into for colons: each look reads the word again. */
const LONGEST_LOOK = 400;

/**
 * Reads a word at the cursor, placeholders as parts of it; undefined when none stands there.
 * `afterOperator` says that a value is expected, where a word may have lost its opening quote.
 */
export function readWord(cursor: Cursor, gap: Gap, afterOperator: boolean): Token | undefined {
  const { normal, faults, at: start, odd } = cursor;
  const end = wordEnd(cursor);
  if (end === start) return undefined;
  if (normal[end] === "'" && afterOperator && matchEnd(TO_QUOTE, normal, end + 1) < 0) {
    faults.push(
      fault('unterminated-string', start, end + 1, { quote: "'" }, [{ start, end: start, text: "'" }]),
    );
    return take(cursor, 'STRING', end + 1, gap, `'${normal.slice(start, end)}'`);
  }
  let word = normal.slice(start, end);
  if (odd && word.includes(NOTHING)) word = word.replaceAll(NOTHING, '');
  if (word.includes('\\')) word = word.replace(/\\([_\-*.])/g, '$1');
  reportOdd(cursor, start, end);
  const emphasised = word.startsWith('_') ? /^_([^_].*[^_])_$/.exec(word)?.[1] : undefined;
  if (emphasised !== undefined) {
    const edits = [start, end - 1].map((offset) => ({ start: offset, end: offset + 1, text: '' }));
    faults.push(fault('markup-residue', start, end, { found: '_' }, edits));
    word = emphasised;
  }
  const twin = odd || /[^\x20-\x7e]/.test(word) ? asciiTwin(word) : undefined;
  if (twin !== undefined && twin !== word) {
    faults.push(fault('homoglyph', start, end, { found: word, twin }, [{ start, end, text: twin }]));
    word = twin;
  }
  return take(cursor, kindOfWord(word), end, gap, word);
}

function wordEnd({ normal, faults, at: start }: Cursor): number {
  let end = start;
  for (;;) {
    const run = matchEnd(RUN, normal, end);
    if (run > 0) {
      end = run;
      continue;
    }
    const code = normal.charCodeAt(end);
    if (code === 58 && end - start < LONGEST_LOOK) {
      const word = normal.slice(start, end);
      const isTime = /^(?:\d{4}-\d\d-\d\dT)?\d\d(?::\d\d)*$/i.test(word) && /\d/.test(normal[end + 1] ?? '');
      // The key of a tag may hold colons.
      const isTag = /^(?:request|target)\.[^:]*[\w>:]$/i.test(word) && matchEnd(RUN, normal, end + 1) > 0;
      if (!isTime && !isTag) return end;
      end++;
      continue;
    }
    if (code === 92 && end > start && /[_\-*.]/.test(normal[end + 1] ?? '')) {
      const mend = [{ start: end, end: end + 1, text: '' }];
      faults.push(fault('markup-residue', end, end + 1, { found: '\\' }, mend));
      end++;
      continue;
    }
    const slot = placeholderAt(normal, end, end > start ? normal[end - 1] : undefined);
    if (!slot) return end;
    if (slot.fault) faults.push(slot.fault);
    end = slot.end;
  }
}
