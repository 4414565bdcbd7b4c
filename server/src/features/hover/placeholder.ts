import { positionIn, type Item, type PolicyDocument } from '../../language/document.ts';
import type { Placeholder } from '../../language/placeholder.ts';
import { count } from '../words/words.ts';
import { code, paragraphs } from './markdown.ts';
import type { Question } from './question.ts';

/** How many lines are named. */
const MOST = 20;

/** The placeholder of an item that holds an offset. */
export function placeholderAtOffset({ placeholders }: Item, offset: number): Placeholder | undefined {
  return placeholders.find(({ start, end }) => start <= offset && offset < end);
}

/** That a placeholder is yet to be filled, and where it stands besides. */
export function placeholderHover(placeholder: Placeholder, item: Item, question: Question): string {
  const { say } = question;
  const text = code(placeholder.text);
  const own = positionIn(item, placeholder.start).line + 1;
  const lines = linesOf(placeholder.text, question.document);
  const elsewhere = [...new Set(lines)].filter((line) => line !== own);
  const shown = elsewhere.slice(0, MOST).join(', ');
  const more = elsewhere.length > MOST ? `, ${say('more', { number: elsewhere.length - MOST })}` : '';
  return paragraphs(
    say(placeholder.by === 'template' ? 'placeholder/template' : 'placeholder/fill', { text }),
    lines.length === 1
      ? say('placeholder/once')
      : elsewhere.length === 0
        ? say('placeholder/same-line', { times: count(say, 'times', lines.length) })
        : say('placeholder/elsewhere', {
            times: count(say, 'times', lines.length),
            lines: `${shown}${more}`,
          }),
  );
}

/** The line of each occurrence, 1-based. */
function linesOf(text: string, { items }: PolicyDocument): number[] {
  const wanted = text.toLowerCase();
  return items.flatMap((item) =>
    item.placeholders
      .filter((placeholder) => placeholder.text.toLowerCase() === wanted)
      .map(({ start }) => positionIn(item, start).line + 1),
  );
}
