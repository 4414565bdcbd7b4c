import { cellWidth } from './formats/width.ts';

/** The number of terminal cells of a text without control characters. */
export function cellsWide(text: string): number {
  return [...text].reduce((sum, character) => sum + cellWidth(character), 0);
}

/**
 * Where a line may break: before a word, and between Japanese characters, but not within a word of katakana nor before
 * a closing sign or a small letter.
 */
const CHUNK =
  /\s*(?:[「(]*(?:[\u30a0-\u30ff]+|[\u3040-\u9fff])[、。」)っゃゅょ]*|[^\s\u3040-\u9fff、。]+[、。」)]*|[、。])/g;

/**
 * The text in lines of at most `width` cells, broken between words and between Japanese characters. A word that is
 * longer than that keeps a line of its own.
 */
export function wrapCells(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): string {
  const lines: string[] = [];
  let current = '';
  for (const [chunk] of line.matchAll(CHUNK)) {
    if (current === '' || cellsWide(current) + cellsWide(chunk) <= width) current += chunk;
    else {
      lines.push(current);
      current = chunk.trimStart();
    }
  }
  return [...lines, current].join('\n');
}
