import type { Locale } from '../checks/words/locale.ts';
import {
  itemAt,
  offsetAt,
  rangeIn,
  type PolicyDocument,
  type Position,
  type Range,
} from '../language/document.ts';
import { leafHover } from './hover/by-tree.ts';
import { wordHover } from './hover/by-word.ts';
import { placeAt } from './hover/place.ts';
import { placeholderAtOffset, placeholderHover } from './hover/placeholder.ts';
import { questionOf } from './hover/question.ts';

/** What is told of a word. */
export interface Hover {
  /** Markdown. In cells of tables names stand below one another by `<br>`, which may be left out. */
  readonly contents: string;
  /** The word that it is about. */
  readonly range: Range;
}

/**
 * What the word at a place means: what a verb grants on a resource type, what a permission, an operation, a variable, a
 * value or a keyword is, what a name stands for. A place at a word's end counts as on it. Undefined in blanks and
 * comments, and where nothing is known. Never throws.
 */
export function hoverAt(
  document: PolicyDocument,
  position: Position,
  locale: Locale = 'en',
): Hover | undefined {
  const offset = offsetAt(document, position);
  const item = itemAt(document, offset);
  const place = item && placeAt(item, offset - item.start);
  if (!place) return undefined;
  const question = questionOf(document, locale);
  const placeholder = placeholderAtOffset(item, place.at);
  if (placeholder)
    return { contents: placeholderHover(placeholder, item, question), range: rangeIn(item, placeholder) };
  const contents = place.isLeaf
    ? leafHover(place.word, place.above, question)
    : wordHover(place, item, question);
  return contents ? { contents, range: rangeIn(item, place.word) } : undefined;
}

/** The contents of a hover for a client that shows `<br>` as it stands or drops it. */
export function withoutBreaks(contents: string): string {
  return contents.replace(/(?<=[,·] )<br>/g, '');
}
