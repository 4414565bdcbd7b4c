import type { SemanticTokens } from 'vscode-languageserver-types';
import { wordsOf } from '../semantic-tokens/words.ts';
import { positionIn } from '../../language/document.ts';
import { hostRange, type HostLines, type OpenPart } from './answers.ts';

/** The meaning of the words in the texts of a host file, as tokens of the protocol. What the host writes in another way has none. */
export function hostTokens(parts: readonly OpenPart[], lines: HostLines): SemanticTokens {
  const tokens = parts
    .flatMap((part) => (part.silent ? [] : tokensOf(part, lines)))
    .sort((a, b) => a.line - b.line || a.character - b.character);
  const data: number[] = [];
  let [lastLine, lastCharacter] = [0, 0];
  for (const { line, character, length, type, modifiers } of tokens) {
    data.push(line - lastLine, line === lastLine ? character - lastCharacter : character);
    data.push(length, type, modifiers);
    [lastLine, lastCharacter] = [line, character];
  }
  return { data };
}

function tokensOf(part: OpenPart, lines: HostLines) {
  const slots = part.places.flatMap(({ embedded, start }) =>
    embedded.slots.map((slot) => ({ start: start + slot.start, end: start + slot.end })),
  );
  return part.document.items.flatMap((item) =>
    wordsOf(item).all.flatMap(({ line, character, length, type, modifiers }) => {
      const begin = positionOf(item, line, character);
      const offset = item.start + begin.offset;
      if (slots.some((slot) => slot.start < offset + length && offset < slot.end)) return [];
      const start = positionIn(item, begin.offset);
      const range = hostRange(part, { start, end: positionIn(item, begin.offset + length) }, lines);
      if (!range || range.start.line !== range.end.line) return [];
      const width = range.end.character - range.start.character;
      return width === length ? [{ ...range.start, length, type, modifiers }] : [];
    }),
  );
}

/** Where a word stands in its item, by the line and the character there. */
function positionOf(
  { text }: { readonly text: string },
  line: number,
  character: number,
): { offset: number } {
  let at = 0;
  for (let row = 0; row < line; row++) at += /^[^\r\n]*(?:\r\n|\r|\n)?/.exec(text.slice(at))?.[0].length ?? 0;
  return { offset: at + character };
}
