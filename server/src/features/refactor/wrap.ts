import { textOf } from '../../language/document.ts';
import type { Edit } from '../../language/fault.ts';
import { createScanner } from '../../language/scan.ts';
import { lineEndOf } from '../format.ts';
import type { Place, Refactoring } from './place.ts';
import { indentOf } from './write.ts';

/** Statements that stand in no policy block, in one: those that are selected, or all that stand together. */
export function wrapRefactorings({ document, chosen, run, head }: Place): Refactoring[] {
  if (head || chosen.length === 0) return [];
  const wrapped = chosen.length > 1 ? chosen : run;
  const [first, last] = [wrapped[0], wrapped.at(-1)];
  if (!first?.tree || !last?.tree) return [];
  // What stands between them is no part of a policy.
  const between = document.items.slice(document.items.indexOf(first), document.items.indexOf(last) + 1);
  if (between.some(({ kind, runTogether }) => runTogether || !INSIDE.has(kind))) return [];
  const [from, to] = [first.start + first.tree.start, last.start + last.tree.end];
  return [
    {
      ...{ id: 'wrap', kind: 'refactor.extract', title: 'wrap', args: {} },
      edits: () => {
        const text = textOf(document);
        const lineEnd = lineEndOf(document);
        const begin = from - indentOf(text, from).length;
        const head = `policy <policy-name> in tenancy${lineEnd}  description "<what it is for>"${lineEnd}{${lineEnd}`;
        const rest = /^[^\r\n]*/.exec(text.slice(to))?.[0].length ?? 0;
        const edits: Edit[] = [{ start: begin, end: begin, text: `${head}  ` }];
        for (const at of lineStarts(text, begin + 1, to)) edits.push({ start: at, end: at, text: '  ' });
        return [...edits, { start: to + rest, end: to + rest, text: `${lineEnd}}` }];
      },
    },
  ];
}

const INSIDE: ReadonlySet<string> = new Set(['grant', 'define', 'endorse', 'admit', 'empty']);

/** The starts of lines between two offsets that have something on them and lie in no quoted text. */
function lineStarts(text: string, from: number, to: number): number[] {
  const quoted: [start: number, end: number][] = [];
  const scanner = createScanner(text.slice(from, to));
  for (let token = scanner.next(); token; token = scanner.next())
    if (/[\r\n]/.test(token.text)) quoted.push([from + token.start, from + token.end]);
  return [...text.slice(from, to).matchAll(/(?:\r\n|\r|\n)(?=[^\r\n])/g)]
    .map((found) => from + found.index + found[0].length)
    .filter((at) => !quoted.some(([start, end]) => start < at && at < end));
}
