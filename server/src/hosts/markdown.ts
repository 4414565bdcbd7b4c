import { fromMarkdown } from 'mdast-util-from-markdown';
import { createEmbedding, type Embedded } from './embedded.ts';

/** The languages of code that is ours; what follows the first word of a fence is for other tools. */
const OURS = 'ocipolicy';

/** The documents in the code blocks of a Markdown text that are marked as ours, each line where it stands. Never broken. */
export function readMarkdown(text: string): Embedded[] {
  if (!text.toLowerCase().includes(OURS)) return [];
  const found: Embedded[] = [];
  const visit = (node: MarkdownNode) => {
    if (node.type === 'code' && node.lang?.toLowerCase() === OURS) {
      const fence = fenceIn(node, text, found.length);
      if (fence) found.push(fence);
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(fromMarkdown(text) as MarkdownNode);
  return found;
}

interface MarkdownNode {
  readonly type: string;
  readonly lang?: string | null;
  readonly value?: string;
  readonly position?: {
    readonly start: { readonly offset?: number };
    readonly end: { readonly offset?: number };
  };
  readonly children?: readonly MarkdownNode[];
}

/**
 * A fence as a document. A block of a list or of a quotation has something before each of its lines (and nothing behind it) that is
 * not of the document; where a line is not to be found again, the block is passed over.
 */
function fenceIn({ value = '', position }: MarkdownNode, text: string, list: number): Embedded | undefined {
  const from = position?.start.offset;
  const to = position?.end.offset;
  if (from === undefined || to === undefined || value === '') return undefined;
  const embedding = createEmbedding();
  const lines = [...value.matchAll(/([^\r\n]*)(\r\n|\r|\n|$(?![^]))/g)].filter(([whole]) => whole !== '');
  let at = endOfLine(text, from);
  let hostStart: number | undefined;
  let before: string | undefined;
  let hostEnd = at;
  let indent = '';
  for (const [, line = ''] of lines) {
    const lineStart = at + breakAt(text, at).length;
    const end = endOfLine(text, lineStart);
    if (end > to || lineStart === at || !text.slice(lineStart, end).endsWith(line)) return undefined;
    indent = text.slice(lineStart, end - line.length);
    if (before !== undefined) embedding.escape(before, hostEnd, end - line.length);
    hostStart ??= end - line.length;
    embedding.plain(line, end - line.length);
    [hostEnd, at, before] = [end, end, breakAt(text, end)];
  }
  if (hostStart === undefined) return undefined;
  const write = (fresh: string) => fresh.replace(/\r\n|\r|\n/g, (found) => found + indent);
  const about = { kind: 'document', sure: true, whole: true, list, hostStart, hostEnd } as const;
  return embedding.done(about, write);
}

function endOfLine(text: string, from: number): number {
  const found = /[\r\n]/g;
  found.lastIndex = from;
  return found.exec(text)?.index ?? text.length;
}

function breakAt(text: string, at: number): string {
  return /^(?:\r\n|\r|\n)/.exec(text.slice(at, at + 2))?.[0] ?? '';
}
