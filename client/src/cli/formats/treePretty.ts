import type { Range } from '../../../../server/src/features/service.ts';
import { visible } from '../visible.ts';

/**
 * A syntax tree as an indented outline: of each node its type, text and place (lines and columns from 1, the end
 * excluded), and below it its parts by their names. Whatever else a tree holds is shown as it is.
 */
export function treeOutline(tree: unknown): string {
  return `${lines(tree).join('\n')}\n`;
}

/** The lines of a value; the first is its head, which goes on the line of its name, and may be empty. */
function lines(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [scalar(value)];
  if (Array.isArray(value)) return listLines(value);
  const { head, parts } = split(value as Record<string, unknown>);
  return [head, ...parts.flatMap(([name, part]) => indented(`${visible(name)}:`, lines(part)))];
}

function listLines(list: readonly unknown[]): string[] {
  if (list.every((item) => item === null || typeof item !== 'object'))
    return [`[${list.map(scalar).join(', ')}]`];
  return ['', ...list.flatMap((item) => indented('-', lines(item)))];
}

function indented(label: string, [head, ...rest]: string[]): string[] {
  return [`  ${head ? `${label} ${head}` : label}`, ...rest.map((line) => `  ${line}`)];
}

/** What stands on a node's own line, and what below it. */
function split({ type, text, range, ...rest }: Record<string, unknown>): {
  head: string;
  parts: [string, unknown][];
} {
  const head = [
    ...(typeof type === 'string' ? [visible(type)] : []),
    ...(typeof text === 'string' ? [scalar(text)] : []),
    ...(isRange(range) ? [place(range)] : []),
  ].join(' ');
  const others = {
    ...(typeof type === 'string' ? {} : { type }),
    ...(typeof text === 'string' ? {} : { text }),
  };
  const parts = Object.entries({ ...others, ...(isRange(range) ? {} : { range }), ...rest });
  return { head, parts: parts.filter(([, part]) => part !== undefined) };
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}

function place({ start, end }: Range): string {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

function scalar(value: unknown): string {
  return visible(JSON.stringify(value) ?? String(value));
}
