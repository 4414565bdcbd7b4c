import { permissionsFor } from '../../access/operations.ts';
import type { Coverage, Operation } from '../../catalog/catalog.ts';
import { bullets, code, paragraphs, plain, sentence } from './markdown.ts';
import { PAGES, linkTo, sourcesOf } from './pages.ts';
import type { Answer, Question } from './question.ts';

/** How many operations of one name, and how many cells, are told. */
const MOST_OPERATIONS = 4;
const MOST_CELLS = 12;

/** What an operation needs, and which verbs and resource types cover it; undefined for an unknown name. */
export function operationHover(name: string, question: Question): Answer {
  const { say, catalog } = question;
  const operations = catalog.operation(name);
  const coverage = catalog.coverageOf(name);
  const [first] = operations;
  if (!first) return undefined;
  const services = operations.map(({ service }) => service);
  const titles = [...new Set(services)]
    .slice(0, MOST_OPERATIONS)
    .map((each) => plain(catalog.service(each)?.title ?? each));
  if (operations.length > MOST_OPERATIONS)
    titles.push(say('more', { number: operations.length - MOST_OPERATIONS }));
  return paragraphs(
    say('operation/title', { operation: code(first.name), service: titles.join(', ') }),
    ...operations.slice(0, MOST_OPERATIONS).map((operation) => {
      const said = needs(operation, question);
      return operations.length === 1
        ? said
        : `**${plain(catalog.service(operation.service)?.title ?? operation.service)}**: ${said}`;
    }),
    covered(coverage, question),
    sourcesOf(services, 'operations', question) || linkTo(PAGES.scope, say),
  );
}

function needs({ name, permissions, anyOf, conditional, note }: Operation, { say }: Question): string {
  const all = (list: readonly string[]) => list.map(code).join(' + ');
  const said: string[] = [];
  if (permissions === undefined) {
    const likely = permissionsFor(name);
    said.push(say('operation/unknown'));
    if (likely.length > 0) said.push(say('operation/likely', { permissions: all(likely) }));
    return said.join(' ');
  }
  if (permissions.length > 0) said.push(say('operation/needs', { permissions: all(permissions) }));
  else if (anyOf.length === 0 && conditional.length === 0) said.push(say('operation/needs-nothing'));
  if (anyOf.length > 0)
    said.push(
      say(permissions.length > 0 ? 'operation/and-one-of' : 'operation/one-of', {
        sets: anyOf.map(all).join(` ${say('or')} `),
      }),
    );
  for (const { permissions: more, when } of conditional)
    said.push(say('operation/when', { when: plain(when), permissions: all(more) }));
  if (note !== undefined) said.push(sentence(note));
  return said.join(' ');
}

/** The cells of verb tables that hold the operation, those that cover it in full first. */
function covered(coverage: readonly Coverage[], { say }: Question): string {
  if (coverage.length === 0) return say('operation/no-cell');
  const full = coverage.filter(({ partial }) => !partial);
  const part = coverage.filter(({ partial }) => partial);
  const told = [
    ...full.map(({ verb, resourceType }) =>
      say('operation/full', { grant: code(`${verb} ${resourceType}`) }),
    ),
    ...part.map(({ verb, resourceType, partial }) => {
      const grant = code(`${verb} ${resourceType}`);
      const more = partial?.needs.map(code).join(', ') ?? '';
      const remark = partial?.note ? say('remark', { note: plain(partial.note) }) : '';
      if (more === '') return `${say('operation/part', { grant })}${remark}`;
      return `${say(partial?.conditional ? 'operation/part-conditional' : 'operation/part-needs', { grant, needs: more })}${remark}`;
    }),
  ];
  const shown = [...new Set(told)];
  const cut = shown.slice(0, MOST_CELLS);
  if (shown.length > MOST_CELLS) cut.push(say('more', { number: shown.length - MOST_CELLS }));
  return `${say('operation/covered')}\n\n${bullets(cut)}`;
}
