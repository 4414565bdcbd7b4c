import { code, paragraphs } from './markdown.ts';
import { PAGES, linkTo } from './pages.ts';
import type { Question } from './question.ts';

/** What a pattern matches; `text` has its slashes. */
export function patternHover(text: string, { say }: Question): string {
  const inner = text.slice(1, -1).replace(/\\\//g, '/');
  const body = inner.replace(/^\*+|\*+$/g, '');
  const [starts, ends] = [inner.startsWith('*'), inner.endsWith('*')];
  const args = { pattern: code(text), text: code(body) };
  const said =
    body === ''
      ? say('pattern/any', args)
      : body.includes('*')
        ? say('pattern/inside', args)
        : starts && ends
          ? say('pattern/contains', args)
          : starts
            ? say('pattern/ends', args)
            : ends
              ? say('pattern/begins', args)
              : say('pattern/equals', args);
  return paragraphs(said, linkTo(PAGES.conditions, say));
}
