import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
} from 'vscode-languageserver-types';
import { domainAndName, nameForm, subjectForm } from '../access/normal-form.ts';
import { itemAt, offsetAt, rangeIn, type Item, type Position } from '../language/document.ts';
import type { Leaf, Span } from '../language/tree.ts';
import { deniesIn, reached, reaches, type Acting } from './call-hierarchy/resources.ts';
import { symbolIn } from './item-symbol.ts';
import type { Documents } from './navigation.ts';

/*
 * Who is given what, as calls: a principal calls the statements that name it, and a statement calls the resource types or the
 * permissions that it is about. Read the other way round, a resource type is called by the statements that reach it, and these by
 * whom they name.
 */

/** What stands at a place that calls, or is called. Spans count from the item. */
type Thing =
  | { readonly is: 'principal'; readonly key: string; readonly name: string; readonly span: Span }
  | { readonly is: 'statement'; readonly span: Span }
  | { readonly is: 'resource'; readonly name: string; readonly span: Span };

interface Place {
  readonly uri: string;
  readonly item: Item;
}

/** Longer texts are cut: a tree is read at a glance. */
const LONGEST = 100;

/** What a hierarchy can begin with at a place: a principal, a resource type, a permission, or a statement; nothing elsewhere. */
export function callItemsAt(documents: Documents, uri: string, position: Position): CallHierarchyItem[] {
  const found = thingAt(documents, uri, position);
  return found ? [itemOf(found.place, found.thing, 'whole')] : [];
}

/** What a thing calls: a principal its statements, a statement what it is about. Places of calls lie in the caller's document. */
export function outgoingCalls(documents: Documents, of: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const found = thingAt(documents, of.uri, of.selectionRange.start);
  if (!found) return [];
  const { place, thing } = found;
  if (thing.is === 'principal') {
    return naming(documents, place.uri, thing.key).map(({ at, tree, span }) => {
      // The client looks for calls in the document of who calls.
      const call = at.uri === place.uri ? rangeIn(at.item, span) : of.selectionRange;
      return { to: itemOf(at, statementThing(tree), 'what'), fromRanges: [call] };
    });
  }
  const { tree } = place.item;
  if (thing.is === 'resource' || !isActing(tree)) return [];
  return reached(tree).map(({ name, detail, span, isPermission }) => ({
    to: {
      ...{ name, detail: clipped(detail), kind: isPermission ? SymbolKind.EnumMember : SymbolKind.Struct },
      ...{ uri: place.uri, range: rangeIn(place.item, span), selectionRange: rangeIn(place.item, span) },
      // A member of a family stands nowhere: the place is the family's.
      data: { name },
    },
    fromRanges: [rangeIn(place.item, span)],
  }));
}

/**
 * What calls a thing: a resource type or a permission is called by the statements that reach it, a statement by whom it names.
 * Nobody calls a principal; as editors ask for callers first, its statements are told here, too.
 */
export function incomingCalls(documents: Documents, of: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const found = thingAt(documents, of.uri, of.selectionRange.start);
  if (!found) return [];
  const { place, thing } = found;
  if (thing.is === 'resource') {
    const told = (of.data as { name?: unknown } | null | undefined)?.name;
    const name = typeof told === 'string' ? told : thing.name;
    return statementsIn(documents, place.uri).flatMap(({ at, tree }) => {
      const spans = reaches(tree, name).map((span) => rangeIn(at.item, span));
      return spans.length > 0 ? [{ from: itemOf(at, statementThing(tree), 'who'), fromRanges: spans }] : [];
    });
  }
  if (thing.is === 'principal') {
    return naming(documents, place.uri, thing.key).map(({ at, tree, span }) => ({
      from: itemOf(at, statementThing(tree), 'what'),
      fromRanges: [rangeIn(at.item, span)],
    }));
  }
  const { tree } = place.item;
  if (!isActing(tree)) return [];
  return principalsOf(tree).map((principal) => ({
    from: itemOf(place, principal, 'whole'),
    fromRanges: [rangeIn(place.item, principal.span)],
  }));
}

function thingAt(
  documents: Documents,
  uri: string,
  position: Position,
): { place: Place; thing: Thing } | undefined {
  const document = documents.get(uri);
  const offset = document && offsetAt(document, position);
  const item = document && offset !== undefined ? itemAt(document, offset) : undefined;
  if (!item?.tree || offset === undefined) return undefined;
  const at = offset - item.start;
  const touches = ({ start, end }: Span) => start <= at && at <= end;
  const { tree } = item;
  if (!touches(tree)) return undefined;
  const place = { uri, item };
  if (tree.type === 'DynamicGroup' || tree.type === 'Define') {
    const kind = tree.type === 'Define' ? tree.kind.text.toLowerCase() : 'dynamic-group';
    const span = spanOf(tree.name);
    if (!span || !touches(span)) return undefined;
    const key = `${kind}:${domainAndName(tree.name)}`;
    return { place, thing: { is: 'principal', key, name: `${kind} ${textIn(item, span)}`, span } };
  }
  if (!isActing(tree)) return undefined;
  const principal = principalsOf(tree).find(({ span }) => touches(span));
  const resource = principal ? undefined : wordsOf(tree).find(touches);
  const thing: Thing =
    principal ??
    (resource ? { is: 'resource', name: nameForm(resource), span: resource } : statementThing(tree));
  return { place, thing };
}

/** A principal where a statement names it. */
type Named = Extract<Thing, { is: 'principal' }>;

const named = new WeakMap<Acting, readonly Named[]>();

/** Whom a statement names, each with the key that others have who mean the same. Worked out once for a statement. */
function principalsOf(tree: Acting): readonly Named[] {
  let principals = named.get(tree);
  if (!principals) named.set(tree, (principals = readPrincipals(tree)));
  return principals;
}

function readPrincipals({ subject }: Acting): Named[] {
  const { principals, kind } = subjectForm(subject);
  if (subject.type !== 'NamedSubject') {
    const [key = kind] = principals;
    const name = subject.type === 'AnySubject' ? kind : `${kind} ${subject.instance.name.at(-1)?.text ?? ''}`;
    return [{ is: 'principal', key, name, span: subject }];
  }
  return subject.principals.map((each) => {
    const [key = ''] = subjectForm({ ...subject, principals: [each] }).principals;
    const name = `${kind} ${each.name.map(({ text }) => text).join('/')}`;
    return { is: 'principal', key, name, span: each };
  });
}

/** The words that say what a statement is about. */
function wordsOf({ grant, ...tree }: Acting): Leaf[] {
  if (grant) return grant.type === 'PermissionSet' ? [...grant.permissions] : [grant.resourceType];
  const association = tree.type === 'Grant' ? undefined : tree.association;
  return association ? [association.resourceType, association.withResourceType] : [];
}

/** A statement is found again by what it grants, in front of the words that are things of their own. */
function statementThing(tree: Acting): Thing {
  return { is: 'statement', span: whatIn(tree) };
}

function whatIn(tree: Acting): Span {
  if (tree.grant) return tree.grant;
  return (tree.type === 'Grant' ? undefined : tree.association) ?? tree;
}

/** @param say of a statement: the whole, what it grants (for whoever it names), or who (may do what) */
function itemOf({ uri, item }: Place, thing: Thing, say: 'whole' | 'what' | 'who'): CallHierarchyItem {
  const { tree } = item;
  const at = { uri, selectionRange: rangeIn(item, thing.span) };
  if (thing.is !== 'statement' || !isActing(tree)) {
    const name = thing.is === 'statement' ? item.text : thing.name;
    const kind = thing.is === 'principal' ? SymbolKind.Class : SymbolKind.Struct;
    return { ...at, name: clipped(name), kind, range: at.selectionRange };
  }
  const what = whatIn(tree);
  const effect = effectOf(tree);
  const granted = effect + textIn(item, what);
  const rest = textIn(item, { start: what.end, end: tree.end });
  const [name, detail] =
    say === 'whole'
      ? [symbolIn(item)?.name ?? '', undefined]
      : say === 'what'
        ? [granted, rest]
        : [textIn(item, tree.subject), `${granted} ${rest}`];
  return {
    ...{ ...at, name: clipped(name), kind: SymbolKind.Function, range: rangeIn(item, tree) },
    ...(detail === undefined ? {} : { detail: clipped(detail) }),
  };
}

/** That somebody may do it goes without saying. */
function effectOf(tree: Acting): string {
  return `${deniesIn(tree) ? 'deny ' : ''}${tree.type === 'Grant' ? '' : `${tree.type.toLowerCase()} to `}`;
}

/** The statements of all documents, those of the one where somebody asks first. */
function statementsIn(documents: Documents, first: string): { at: Place; tree: Acting }[] {
  const others = [...documents].filter(([uri]) => uri !== first);
  return [[first, documents.get(first)] as const, ...others].flatMap(([uri, document]) =>
    (document?.items ?? []).flatMap((item) =>
      isActing(item.tree) ? [{ at: { uri, item }, tree: item.tree }] : [],
    ),
  );
}

/** The statements that name a principal, and where. */
function naming(
  documents: Documents,
  uri: string,
  principal: string,
): { at: Place; tree: Acting; span: Span }[] {
  return statementsIn(documents, uri).flatMap(({ at, tree }) => {
    const named = principalsOf(tree).find(({ key }) => key === principal);
    return named ? [{ at, tree, span: named.span }] : [];
  });
}

function isActing(tree: Item['tree']): tree is Acting {
  return tree?.type === 'Grant' || tree?.type === 'Endorse' || tree?.type === 'Admit';
}

function spanOf(leaves: readonly Leaf[]): Span | undefined {
  const [first, last] = [leaves[0], leaves.at(-1)];
  return first && last && { start: first.start, end: last.end };
}

function textIn({ text }: Item, { start, end }: Span): string {
  return text.slice(start, end).replace(/\s+/g, ' ').trim();
}

function clipped(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
