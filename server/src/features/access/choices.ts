import { expand } from '../../access/expand.ts';
import { groupRef } from '../../access/group-names.ts';
import { principalText, targetText } from '../../access/request-text.ts';
import type { Principal } from '../../access/request.ts';
import type { Placed, Tenancy } from '../../access/tenancy.ts';
import { loadCatalog } from '../../catalog/catalog.ts';
import { itemAt, offsetAt, type Item, type Position } from '../../language/document.ts';
import { valueOf } from '../../language/names.ts';
import { statementsOf } from '../policy-statements.ts';
import { actorIn, type Documents } from './questions.ts';
import type { Question } from './read-question.ts';

/** What a question can be made of. */
export interface Choices {
  /** Whom the statements name, and the users somebody and nobody in particular. */
  readonly who: readonly string[];
  /** Places that statements name, each as a question takes it. */
  readonly where: readonly string[];
  /** All that the catalogue knows. */
  readonly operations: readonly string[];
  readonly permissions: readonly string[];
  /** What a place in a document speaks of. */
  readonly here: Here;
}

export interface Here extends Partial<
  Readonly<Record<Exclude<keyof Question, 'action'>, string | undefined>>
> {
  readonly actions: readonly string[];
}

/** What can be asked of a tenancy, and what a place of one of its documents suggests to ask. */
export function choicesAt(documents: Documents, tenancy: Tenancy, uri: string, position: Position): Choices {
  const { operationNames, permissionNames } = loadCatalog();
  return {
    who: distinct([...tenancy.statements.flatMap(whoIn), SOMEBODY]),
    where: distinct(['tenancy', ...tenancy.statements.flatMap((each) => whereOf(each) ?? [])]),
    ...{ operations: operationNames, permissions: permissionNames },
    here: hereIn(documents, tenancy, uri, position),
  };
}

/** A user who is in no group that is known. */
const SOMEBODY = 'user somebody';

function hereIn(documents: Documents, tenancy: Tenancy, uri: string, position: Position): Here {
  const document = documents.get(uri);
  const offset = document && offsetAt(document, position);
  const item = document && offset !== undefined ? itemAt(document, offset) : undefined;
  if (!document || !item || offset === undefined) return { actions: [] };
  const { tree } = item;
  if (tree?.type === 'Test') return inTest(item, offset - item.start);
  if (tree?.type === 'DynamicGroup') {
    return { who: principalText({ kind: 'resource', memberOf: [groupRef(tree.name)] }), actions: [] };
  }
  if (tree?.type === 'PolicyHead') {
    const items = new Set(statementsOf(document, item));
    return inPolicy(
      tenancy,
      tenancy.statements.filter((each) => items.has(each.item)),
    );
  }
  const placed = tenancy.statements.find((each) => each.item === item && each.uri === uri);
  if (!placed) return { actions: [] };
  const [who] = whoIn(placed);
  const { expansions } = expand({ ...tenancy, statements: [placed] });
  return {
    ...{ who, where: whereOf(placed) },
    actions: expansions.flatMap(({ operations, permissions }) => [...operations, ...permissions]),
  };
}

/** What the statements of a policy speak of. */
function inPolicy(tenancy: Tenancy, statements: readonly Placed[]): Here {
  const places = distinct(statements.flatMap((each) => whereOf(each) ?? []));
  const who = distinct(statements.flatMap(whoIn));
  const { expansions } = expand({ ...tenancy, statements });
  const operations = expansions.flatMap((each) => each.operations);
  const permissions = expansions.flatMap((each) => each.permissions);
  return {
    ...(who[0] === undefined ? {} : { who: who[0] }),
    ...(places[0] === undefined ? {} : { where: places[0] }),
    actions: distinct([...operations, ...permissions]),
  };
}

/** @param offset in the item */
function inTest({ tree, text }: Item, offset: number): Here {
  if (tree?.type !== 'Test') return { actions: [] };
  const within = ({ start, end }: { start: number; end: number }) => start <= offset && offset <= end;
  const testCase = tree.cases.find(within) ?? tree.cases[0];
  const expectation = testCase?.expectations.find(within);
  const facts = expectation?.facts ?? [];
  const all = tree.cases.flatMap(({ expectations }) => expectations);
  return {
    ...(testCase ? { who: sliceOf(text, actorIn(testCase.actor, testCase.tenancy)) } : {}),
    ...(expectation?.location ? { where: sliceOf(text, expectation.location) } : {}),
    ...(facts.length > 0 ? { facts: facts.map((fact) => sliceOf(text, fact)).join(', ') } : {}),
    actions: distinct((expectation ? [expectation] : all).map(({ action }) => valueOf(action))),
  };
}

/** On one line. */
function sliceOf(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(start, end).replace(/\s+/g, ' ');
}

/** Whom a statement names, as a question asks for them. */
function whoIn({ tree: { subject }, groups }: Placed): readonly string[] {
  if (subject.type !== 'NamedSubject') return [];
  const kind = subject.kind.text.toLowerCase();
  return groups.map((group) => {
    const principal: Principal =
      kind === 'service'
        ? { kind, name: group.name ?? '' }
        : kind === 'dynamic-group'
          ? { kind: 'resource', memberOf: [group] }
          : { kind: 'user', groups: [group] };
    return principalText(principal);
  });
}

/** The place of a statement from the root, its names spelled as there. */
export function whereOf({ covered, tree }: Placed): string | undefined {
  if (covered.kind === 'id') return covered.below.length === 0 ? `compartment id ${covered.ocid}` : undefined;
  if (covered.kind !== 'path') return undefined;
  const { location } = tree;
  const spelled = location?.type === 'CompartmentLocation' && !location.id ? location.path.map(valueOf) : [];
  const above = covered.path.length - spelled.length;
  const path = covered.path.map((part, index) => {
    const own = spelled[index - above];
    return own?.toLowerCase() === part ? own : part;
  });
  return targetText({ path }).replace(/^ in /, '');
}

/** Each name once, whatever its letter case. */
function distinct(names: readonly string[]): string[] {
  return [...new Map([...names].reverse().map((name) => [name.toLowerCase(), name])).values()].reverse();
}
