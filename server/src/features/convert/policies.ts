import { commentsOf } from '../../language/comments.ts';
import {
  createDocument,
  positionIn,
  type Item,
  type PolicyDocument,
  type Range,
} from '../../language/document.ts';
import { valueOf } from '../../language/names.ts';
import { print } from '../../language/print.ts';
import { createScanner } from '../../language/scan.ts';
import type { Location, PolicyHead } from '../../language/tree.ts';

/** Statements as other tools have them: texts, each on one line, in a policy or in none. */
export interface PlainPolicy {
  /** Undefined for statements that stand in no policy block. */
  readonly name?: string;
  readonly description?: string;
  /** The OCID of the compartment that the policy hangs in, when the text says it. */
  readonly compartment?: string;
  readonly statements: readonly string[];
}

/** The policies of a document with their statements, or of a range of it; those without a statement are left out. */
export function policiesOf({ items }: PolicyDocument, range?: Range): PlainPolicy[] {
  const policies: { head: Item | undefined; statements: string[] }[] = [];
  let current: (typeof policies)[number] | undefined;
  for (const item of items) {
    if (item.kind === 'policy' || item.kind === 'end') {
      current = item.kind === 'policy' ? { head: item, statements: [] } : undefined;
      if (current) policies.push(current);
      continue;
    }
    const text = STATEMENTS.has(item.kind) && touches(item, range) ? onOneLine(item) : '';
    if (text === '') continue;
    if (!current) policies.push((current = { head: undefined, statements: [] }));
    current.statements.push(text);
  }
  return policies
    .filter(({ statements }) => statements.length > 0)
    .map(({ head, statements }) => ({
      ...(head?.tree?.type === 'PolicyHead' ? headOf(head.tree) : {}),
      statements,
    }));
}

const STATEMENTS: ReadonlySet<Item['kind']> = new Set(['grant', 'define', 'endorse', 'admit']);

function touches(item: Item, range: Range | undefined): boolean {
  if (!range) return true;
  const [start, end] = [
    positionIn(item, item.tree?.start ?? 0),
    positionIn(item, item.tree?.end ?? item.text.trimEnd().length),
  ];
  const isBehind = (one: typeof start, other: typeof start) =>
    one.line > other.line || (one.line === other.line && one.character > other.character);
  return !isBehind(start, range.end) && !isBehind(range.start, end);
}

function headOf({ name, descriptions, locations }: PolicyHead): Omit<PlainPolicy, 'statements'> {
  const [description] = descriptions;
  const compartment = ocidOf(locations[0]);
  return {
    name: valueOf(name),
    ...(description ? { description: valueOf(description) } : {}),
    ...(compartment === undefined ? {} : { compartment }),
  };
}

function ocidOf(location: Location | undefined): string | undefined {
  return location?.type === 'CompartmentLocation' && location.id
    ? location.path.map(valueOf).join(':')
    : undefined;
}

/** The text of a statement in canonical form on one line; as it is written where it has a slip. Comments are left out. */
function onOneLine(item: Item): string {
  const canonical = printed(item);
  if (canonical !== undefined) return canonical;
  if (item.faults.some(({ code }) => code === 'prose-not-statement')) return '';
  // The signs of a list before a statement say nothing; what stands behind it may, so it is kept.
  const lead = item.tree?.start ?? 0;
  let text = ' '.repeat(lead) + item.text.slice(lead);
  for (const { start, end } of commentsOf(item.text))
    text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  const words: string[] = [];
  const scanner = createScanner(text);
  let last = 0;
  for (let token = scanner.next(); token; token = scanner.next()) {
    const glued = token.start === last || words.length === 0;
    words.push((glued ? '' : ' ') + text.slice(token.start, token.end).replace(/\s*[\r\n]\s*/g, ' '));
    last = token.end;
  }
  const raw = words.join('');
  // Without the signs it may be without a slip.
  const [only, ...others] = createDocument(raw).items;
  return (only && others.length === 0 ? printed(only) : undefined) ?? raw;
}

function printed({ tree, faults }: Item): string | undefined {
  return tree && faults.length === 0 ? print(tree).replace(/\s*\n\s*/g, ' ') : undefined;
}
