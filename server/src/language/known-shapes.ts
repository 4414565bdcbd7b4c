import type { Field, Shape } from './read-kinds.ts';
import text from './shapes.json.txt';

/** A shape as `scripts/make-shapes.mjs` writes it: its type, its first and last token, and its fields, each behind its name. */
type Packed = readonly [string, number, number, ...(string | PackedField)[]];
type PackedField = number | Packed | readonly (number | Packed)[];

let table: Readonly<Record<string, Packed | undefined>> | undefined;

/**
 * The shape of a form that many statements have; undefined for the others. `key` is the rule and the kinds of the tokens, parted
 * by blanks. A file that has no others is read without the parser, whose making takes longer than reading a hundred statements.
 */
export function knownShape(key: string): Shape | undefined {
  table ??= JSON.parse(text) as Record<string, Packed>;
  const packed = table[key];
  return packed && unpacked(packed);
}

/** All keys that have a shape. */
export function knownKeys(): string[] {
  return Object.keys(JSON.parse(text) as object);
}

function unpacked([type, first, last, ...rest]: Packed): Shape {
  const names: string[] = [];
  const fields: Field[] = [];
  for (let index = 0; index < rest.length; index += 2) {
    names.push(rest[index] as string);
    fields.push(fieldOf(rest[index + 1] as PackedField));
  }
  return { type, first, last, names, fields };
}

function fieldOf(field: PackedField): Field {
  if (typeof field === 'number') return field;
  if (isNode(field)) return unpacked(field);
  return field.map((each) => (typeof each === 'number' ? each : unpacked(each)));
}

function isNode(field: Packed | readonly (number | Packed)[]): field is Packed {
  return typeof field[0] === 'string';
}
