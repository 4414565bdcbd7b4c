import type { Item } from '../language/document.ts';
import type { Edit, Fault } from '../language/fault.ts';
import { createScanner, type Token } from '../language/scan.ts';

/**
 * The edits that make one statement of each thing where a slip names several in a slot that takes one: resource types,
 * locations, or kinds of subject. Undefined for any other slip. The first statement stays where it is; the others follow it,
 * a line each, with the words round the slot repeated as they are written.
 */
export function splitOf(fault: Fault, item: Item): Edit[] | undefined {
  const slot = SLOTS[fault.code];
  if (!slot) return undefined;
  const tokens = tokensOf(item);
  const first = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? item.text.length;
  const span = slot(fault, tokens);
  const parts = span && partsOf(tokens.filter((token) => span.start <= token.start && token.end <= span.end));
  const [kept, ...others] = (parts ?? []).map(({ start, end: stop }) => item.text.slice(start, stop));
  if (!span || kept === undefined || others.length === 0) return undefined;
  // A document's `[ tenancy | compartment <name> ]` asks for one of them.
  if (tokens.some(({ text }) => text === '[' || text === ']')) return undefined;
  const head = item.text.slice(first, span.start);
  const tail = item.text.slice(span.end, end);
  const more = others.map((part) => `\n${head}${completed(part, fault.code)}${tail}`);
  return [
    { start: span.start, end: span.end, text: kept },
    { start: end, end, text: more.join('') },
  ];
}

/** Whether the fix of a code repeats the statement. */
export function splits(code: string): boolean {
  return Object.hasOwn(SLOTS, code);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the things stand of which a slip names several. */
const SLOTS: Readonly<Record<string, (fault: Fault, tokens: readonly Token[]) => Span | undefined>> = {
  'several-resource-types': (fault) => fault,
  'several-locations': (fault) => fault,
  'mixed-subject-kinds': (fault, tokens) => {
    // The slip is the second kind; the subjects begin with the first one and end before what they may do.
    const from = tokens.find((token) => SUBJECTS.has(token.kind));
    const to = tokens.findIndex((token) => token.start > fault.start && SUBJECTS_END.has(token.kind));
    const last = tokens[to - 1];
    return from && last ? { start: from.start, end: last.end } : undefined;
  },
};

const SUBJECTS: ReadonlySet<string> = new Set(['group', 'dynamic-group', 'service', 'any-user', 'any-group']);
const SUBJECTS_END: ReadonlySet<string> = new Set(['to', 'of', 'in', '{']);

function tokensOf({ text }: Item): Token[] {
  const scanner = createScanner(text);
  const tokens: Token[] = [];
  for (let token = scanner.next(); token; token = scanner.next()) tokens.push(token);
  return tokens;
}

/** The spans between the separators of a list; of subjects, one for each kind that is named. */
function partsOf(tokens: readonly Token[]): Span[] {
  const isSubjects = SUBJECTS.has(tokens[0]?.kind ?? '');
  const parts: Token[][] = [];
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const separates = [',', 'and', '/'].includes(token.kind) || /^(?:or|&|\|)$/i.test(token.text);
    if (index === 0) parts.push([]);
    if (separates && (!isSubjects || SUBJECTS.has(next?.kind ?? ''))) parts.push([]);
    else parts.at(-1)?.push(token);
  });
  return parts
    .filter((part) => part.length > 0)
    .map((part) => ({ start: part[0]?.start ?? 0, end: part.at(-1)?.end ?? 0 }));
}

/** A location of a list that leaves out the word which the first one has. */
function completed(part: string, code: string): string {
  if (code !== 'several-locations' || /^(?:compartment|tenancy|any-tenancy)\b/i.test(part)) return part;
  return `compartment ${part}`;
}
