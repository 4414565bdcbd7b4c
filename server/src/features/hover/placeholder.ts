import { selecting } from '../../checks/follow.ts';
import { positionIn, type Item, type PolicyDocument } from '../../language/document.ts';
import type { Placeholder } from '../../language/placeholder.ts';
import { count } from '../words/words.ts';
import { code, paragraphs } from './markdown.ts';
import type { Question } from './question.ts';

/** How many occurrences are told by their lines. */
const MOST = 24;

/** The placeholder of an item that holds an offset. */
export function placeholderAtOffset({ placeholders }: Item, offset: number): Placeholder | undefined {
  return placeholders.find(({ start, end }) => start <= offset && offset < end);
}

/** That a placeholder is yet to be filled, and where it stands besides. */
export function placeholderHover(placeholder: Placeholder, item: Item, question: Question): string {
  const { say } = question;
  const text = code(placeholder.text);
  const own = positionIn(item, placeholder.start).line + 1;
  const found = occurrences(placeholder.text, question.document);
  const lines = found.slice(0, MOST).map(([within, { start }]) => positionIn(within, start).line + 1);
  const elsewhere = [...new Set(lines)].filter((line) => line !== own).map(String);
  if (found.length > MOST) elsewhere.push(say('more', { number: found.length - MOST }));
  const times = count(say, 'times', found.length);
  return paragraphs(
    say(placeholder.by === 'template' ? 'placeholder/template' : 'placeholder/fill', { text }),
    found.length === 1
      ? say('placeholder/once')
      : elsewhere.length === 0
        ? say('placeholder/same-line', { times })
        : say('placeholder/elsewhere', { times, lines: elsewhere.join(', ') }),
  );
}

/** The items of a document that have placeholders, kept while it is edited. */
const unfilled = selecting(({ placeholders }) => (placeholders.length > 0 ? placeholders : undefined));

/** Where a document has a placeholder, in any letter case. */
function occurrences(text: string, document: PolicyDocument): (readonly [Item, Placeholder])[] {
  const wanted = text.toLowerCase();
  const found: (readonly [Item, Placeholder])[] = [];
  for (const { item, value } of unfilled(document))
    for (const placeholder of value)
      if (placeholder.text.toLowerCase() === wanted) found.push([item, placeholder]);
  return found;
}
