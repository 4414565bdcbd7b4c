import { commentsOf } from '../../language/comments.ts';
import { textOf, type Item } from '../../language/document.ts';
import type { Edit } from '../../language/fault.ts';
import { print } from '../../language/print.ts';
import { lineEndOf } from '../format.ts';
import { soundOf, type Place, type Refactoring } from './place.ts';

/**
 * Statements in an order: aliases, denials, what is allowed, what crosses tenancies; of those by subject, with an empty line between
 * subjects, then by place and by what is granted. Comments above and beside a statement go with it; a comment with an empty line
 * below it heads a section, and what stands below stays below.
 */
export function sortRefactorings({ document, chosen, run }: Place): Refactoring[] {
  const sorted = chosen.length > 1 ? chosen : run;
  if (chosen.length === 0 || sorted.length < 2) return [];
  if (sorted.some(({ faults, runTogether }) => faults.length > 0 || runTogether)) return [];
  return [
    {
      ...{ id: 'sort', kind: 'refactor.rewrite', title: 'sort', args: { count: sorted.length } },
      edits: () => {
        const text = textOf(document);
        return sectionsOf(text, sorted).flatMap((section) => sort(text, section, lineEndOf(document)));
      },
    },
  ];
}

/** A statement with its comments. Offsets in the document, of whole lines. */
interface Chunk {
  readonly item: Item;
  readonly start: number;
  readonly end: number;
}

/** Rows of statements that have nothing but empty lines between them. */
function sectionsOf(text: string, items: readonly Item[]): Chunk[][] {
  const sections: Chunk[][] = [];
  let before: Chunk | undefined;
  for (const item of items) {
    const chunk = chunkOf(text, item, before?.end ?? 0);
    const follows = before && text.slice(before.end, chunk.start).trim() === '';
    if (follows) sections.at(-1)?.push(chunk);
    else sections.push([chunk]);
    before = chunk;
  }
  return sections;
}

function chunkOf(text: string, item: Item, from: number): Chunk {
  const first = item.start + (item.tree?.start ?? 0);
  let end = item.start + (item.tree?.end ?? 0);
  // A comment that begins beside the statement, to its own end.
  for (const comment of commentsOf(item.text)) {
    if (comment.next === undefined && !comment.alone && item.start + comment.start >= end)
      end = item.start + comment.end;
  }
  end += /^[^\r\n]*/.exec(text.slice(end, end + 1000))?.[0].length ?? 0;
  let start = lineStart(text, first);
  for (;;) {
    const above = lineStart(text, start - (text[start - 2] === '\r' ? 2 : 1));
    if (start === 0 || above < from || above === start) break;
    if (!/^[ \t]*(?:\/\/|#)/.test(text.slice(above, start))) break;
    start = above;
  }
  return { item, start, end };
}

function lineStart(text: string, offset: number): number {
  let at = Math.max(0, offset);
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at--;
  return at;
}

function sort(text: string, section: readonly Chunk[], lineEnd: string): Edit[] {
  const [first, last] = [section[0], section.at(-1)];
  if (!first || !last || first === last) return [];
  const keyed = section.map((chunk) => ({ chunk, ...keyOf(chunk.item) }));
  const ordered = [...keyed].sort((a, b) => compare(a.group, b.group) || compare(a.order, b.order));
  const written = ordered.map(({ chunk, group }, index) => {
    const before = ordered[index - 1];
    const gap = !before ? '' : before.group === group ? lineEnd : lineEnd + lineEnd;
    return gap + text.slice(chunk.start, chunk.end);
  });
  const edit = { start: first.start, end: last.end, text: written.join('') };
  return edit.text === text.slice(edit.start, edit.end) ? [] : [edit];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function keyOf(item: Item): { group: string; order: string } {
  const sound = soundOf(item);
  const order = item.tree ? print(item.tree).toLowerCase() : '';
  if (item.kind === 'define') return { group: '0', order };
  if (!sound) return { group: '3', order };
  const { denies, subject, location, grant } = sound.form;
  return {
    group: `${denies ? '1' : '2'} ${subject.key}`,
    order: `${location?.key ?? ''}\n${grant?.key ?? ''}\n${order}`,
  };
}
