import {
  VERBS,
  type PartialOperation,
  type Verb,
  type VerbCell,
  type VerbTable,
} from '../../catalog/catalog.ts';
import type { Say } from '../words/words.ts';
import { verbsReached, type Granted } from './granted.ts';
import { bullets, code, lines, paragraphs, plain, sentence, shorten, table } from './markdown.ts';
import type { Question } from './question.ts';

/** How many permissions and operations a row shows that the statement does not reach. */
const MOST_BESIDES = 8;
/** How many a row shows that the statement is about. */
const MOST_AT_HAND = 40;
/** How many notes on partly covered operations stand below a table. */
const MOST_NOTES = 12;

/** Longest permission and longest operation together, in characters, that a hover of usual width shows side by side. */
const WIDEST = 72;

/** A row a verb: what it adds to the one above; the row of the verb at hand is marked. Below it, what operations need besides. */
export function verbTable(verbs: VerbTable, granted: Granted, question: Question): string {
  const { say } = question;
  const reached = verbsReached(granted);
  const rows = VERBS.map((verb) => row(verb, verbs[verb], granted, question));
  const longest = (column: 'permissions' | 'operations') =>
    Math.max(...rows.flatMap((each) => each[column].map(({ length }) => length)), 0);
  const isWide = longest('permissions') + longest('operations') > WIDEST;
  const heads = VERBS.map((verb) => rowHead(verb, granted, reached));
  return paragraphs(
    isWide
      ? table(
          [say('grant/verb'), say('grant/both')],
          rows.map((each, at) => [heads[at] ?? '', stacked(each, say)]),
        )
      : table(
          [say('grant/verb'), say('grant/permissions'), say('grant/operations')],
          rows.map((each, at) => [heads[at] ?? '', cell(each.permissions, say), flow(each.operations, say)]),
        ),
    notes(verbs, reached, question),
  );
}

interface Row {
  readonly permissions: readonly string[];
  readonly operations: readonly string[];
}

function row(verb: Verb, adds: VerbCell, { verb: own }: Granted, { say }: Question): Row {
  const most = verb === own || own === undefined ? MOST_AT_HAND : MOST_BESIDES;
  const cut = (list: readonly string[]) => shorten(list, most, (number) => say('more', { number }));
  return { permissions: cut(adds.permissions.map(code)), operations: cut(operationsOf(adds)) };
}

const cell = (list: readonly string[], say: Say) => (list.length === 0 ? say('grant/nothing') : lines(list));

/** Operations are many, and a hover is low: they stand in a row. */
const flow = (list: readonly string[], say: Say) =>
  list.length === 0 ? say('grant/nothing') : list.join(', ');

/** Operations below the permissions, in one cell. */
function stacked({ permissions, operations }: Row, say: Say): string {
  if (permissions.length === 0) return flow(operations, say);
  return operations.length === 0
    ? lines(permissions)
    : `${lines(permissions)} · <br>${flow(operations, say)}`;
}

function rowHead(verb: Verb, { verb: own, isDenied }: Granted, reached: readonly Verb[]): string {
  if (verb === own) return `▸\u00a0**${verb}**`;
  if (own === undefined || !reached.includes(verb)) return verb;
  return `${isDenied ? '✗' : '✓'}\u00a0${verb}`;
}

/** Names of operations without code, for they are many; a dagger marks those that need more than the cell grants. */
function operationsOf({ operations, partial }: VerbCell): string[] {
  const isPartial = new Set(partial.map(({ operation }) => operation));
  const all = [...new Set([...operations, ...isPartial])];
  return all.map((operation) => (isPartial.has(operation) ? `${plain(operation)}\u00a0†` : plain(operation)));
}

/** What the daggers mean: for the cells that the statement reaches, what their operations need besides. */
function notes(verbs: VerbTable, reached: readonly Verb[], question: Question): string {
  const { say } = question;
  const cells = reached.map((verb) => verbs[verb]);
  const partial = cells.flatMap((each) => each.partial);
  const told = [...new Set(partial.flatMap((each) => needsOf(each, question) ?? []))];
  const shown = [...shorten(told, MOST_NOTES, (number) => say('more', { number }))];
  const bare = partial.filter(({ needs, note }) => needs.length === 0 && !note);
  const bareNames = [...new Set(bare.map(({ operation }) => code(operation)))].join(', ');
  if (bareNames !== '') shown.push(say('partial/unknown', { operations: bareNames }));
  const family = cells.findLast(({ familyCovers }) => familyCovers)?.familyCovers;
  if (family !== undefined) shown.push(say('partial/family', { grant: code(family) }));
  const hasDagger = VERBS.some((verb) => verbs[verb].partial.length > 0);
  const remarks = cells.flatMap(({ operationNotes }) => [...operationNotes]);
  return paragraphs(
    shown.length > 0 ? say('partial/title') : hasDagger ? say('partial/legend') : undefined,
    bullets(shown),
    bullets(remarks.map(([operation, note]) => `${code(operation)}: ${sentence(note)}`)),
  );
}

/** What an operation needs besides; undefined when the source does not say. */
function needsOf(
  { operation, needs, conditional, note }: PartialOperation,
  { say }: Question,
): string | undefined {
  if (needs.length === 0) return note ? `${code(operation)}: ${plain(note)}` : undefined;
  const key = conditional ? 'partial/conditional' : 'partial/needs';
  const remark = note ? say('remark', { note: plain(note) }) : '';
  return `${say(key, { operation: code(operation), needs: needs.map(code).join(', ') })}${remark}`;
}
