import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import { positionIn, type PolicyDocument } from '../language/document.ts';
import { createScanner } from '../language/scan.ts';

/** What can be folded: policy blocks, declarations and statements over several lines, and runs of comments. */
export function foldingRanges(document: PolicyDocument): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let open: number | undefined;
  const fold = (startLine: number, endLine: number, kind?: FoldingRangeKind) => {
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind ? { kind } : {}) });
  };
  for (const item of document.items) {
    if (item.kind === 'policy') open = item.tree ? positionIn(item, item.tree.start).line : undefined;
    else if (item.kind === 'end') {
      // The closing brace stays in sight.
      if (open !== undefined) fold(open, positionIn(item, item.tree?.start ?? 0).line - 1);
      open = undefined;
    } else if (item.tree) {
      const { start, end } = item.tree;
      const isBlock = item.kind === 'test' || item.kind === 'tag-namespace';
      fold(positionIn(item, start).line, positionIn(item, end).line - (isBlock ? 1 : 0));
    }
    for (const [from, to] of commentRuns(item.text)) {
      fold(positionIn(item, from).line, positionIn(item, to).line, FoldingRangeKind.Comment);
    }
  }
  return ranges;
}

/** Spans of comments that follow each other with nothing but a line end between them. */
function commentRuns(text: string): [start: number, end: number][] {
  if (!/\/\/|#|\/\*/.test(text)) return [];
  const runs: [number, number][] = [];
  const scanner = createScanner(text);
  let from = 0;
  for (;;) {
    const token = scanner.next();
    const gap = text.slice(from, token?.start ?? text.length);
    for (const found of gap.matchAll(
      /(?:(?:\/\/|#)[^\r\n]*(?:\r\n|\r|\n)?[ \t]*|\/\*[\s\S]*?(?:\*\/|$)(?:\r\n|\r|\n)?[ \t]*)+/g,
    )) {
      const start = from + found.index;
      runs.push([start, start + found[0].trimEnd().length]);
    }
    if (!token) return runs;
    from = token.end;
  }
}
