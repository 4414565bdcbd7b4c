import type { Reason, StatementAt } from '../../../../server/src/features/access/reasons.ts';
import { visible } from '../visible.ts';

export type NameOf = (uri: string) => string;

/** `labs.ocipolicy:3:1`: where a statement begins. */
export function placeOf(
  { uri, range: { start } }: Pick<StatementAt, 'uri' | 'range'>,
  nameOf: NameOf,
): string {
  return `${visible(nameOf(uri))}:${start.line + 1}:${start.character + 1}`;
}

/** Reasons as lines: each sentence, and below it the statement that it speaks of. */
export function reasonLines(
  reasons: readonly Reason[],
  nameOf: NameOf,
  { indent, dim }: { readonly indent: string; readonly dim: (text: string) => string },
): string {
  return reasons
    .map(({ text, statement }) => {
      const below = statement
        ? `\n${indent}  ${dim(`${placeOf(statement, nameOf)}: ${visible(statement.text)}`)}`
        : '';
      return `${indent}${visible(text)}${below}\n`;
    })
    .join('');
}

/** Data for other tools: each `uri` becomes a `file`, as it is called to a person. */
export function dataJson(data: unknown, nameOf: NameOf): string {
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) =>
        key === 'uri' ? ['file', nameOf(String(each))] : [key, named(each)],
      ),
    );
  };
  return `${JSON.stringify(named(data), null, 2)}\n`;
}
