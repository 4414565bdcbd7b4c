import { syntaxChecks } from '../../../server/src/checks/syntax.ts';
import { commentsOf } from '../../../server/src/language/comments.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import type { ItemTree } from '../../../server/src/language/tree.ts';
import { refusals } from './refusal.ts';

/** What is no more than a remark to our parser; every other slip is one that the service is known or feared to refuse. */
const HARMLESS: ReadonlySet<string> = new Set(
  syntaxChecks.filter(({ severity }) => severity !== 'error').map(({ code }) => code),
);

/**
 * The tree of a text that must be one statement, or one declaration, and nothing else. Throws the refusal of the service otherwise,
 * which names the first token that does not fit and its offset, counted from `shift`. Comments and placeholders do not fit: they
 * are of documents, and never reach the service. Offsets of the tree count from the start of the text.
 */
export function readOne(text: string, shift = 0): { readonly tree: ItemTree } {
  const items = createDocument(text).items.filter(({ kind }) => kind !== 'empty');
  const [item, second] = items;
  const refuse = (start: number, end: number) =>
    refusals.notParsed(text.slice(start, Math.max(end, start + 1)) || '<EOF>', Math.max(0, start - shift));
  if (!item) return unparsed(refuse(text.length, text.length));
  const fault = item.faults.find(({ code }) => !HARMLESS.has(code));
  if (fault) throw refuse(item.start + fault.start, item.start + fault.end);
  if (second) {
    const start = second.start + second.text.search(/\S|$/);
    throw refuse(start, start + (/^\S*/.exec(text.slice(start))?.[0].length ?? 0));
  }
  if (!item.tree) return unparsed(refuse(item.start, item.start + 1));
  const [placeholder] = item.placeholders;
  if (placeholder) throw refuse(item.start + placeholder.start, item.start + placeholder.end);
  const [comment] = commentsOf(text);
  if (comment) throw refuse(comment.start, comment.end);
  // A document has nothing before its first item, so that offsets in the item are those in the text.
  return item.start === 0 ? { tree: item.tree } : unparsed(refuse(0, item.start));
}

function unparsed(refusal: Error): never {
  throw refusal;
}
