import type { CodeLens, Command, Location } from 'vscode-languageserver-types';
import type { Limits } from '../checks/settings.ts';
import type { Locale } from '../checks/words/locale.ts';
import {
  itemAt,
  offsetAt,
  rangeIn,
  type Item,
  type PolicyDocument,
  type Position,
} from '../language/document.ts';
import { valueOf } from '../language/names.ts';
import type { Leaf } from '../language/tree.ts';
import { namesOf } from './names.ts';
import type { Documents } from './navigation.ts';
import { grantedTogether, statementsOf } from './policy-statements.ts';
import { count, sayIn, type Say } from './words/words.ts';

/** The client's command that lists places: its arguments are a URI, a position, and locations. */
export const SHOW_REFERENCES = 'ocipolicy.showReferences';
/** The client's command that lists what a policy grants: its arguments are a URI and the position of the policy's name. */
export const SHOW_PERMISSIONS = 'ocipolicy.showPermissions';
/** The request behind it, about a place of a document; the answer is a list of `PermissionGranted`. */
export const PERMISSIONS = 'ocipolicy/permissions';

/** The client's command that applies a file; its argument is a URI. */
export const APPLY = 'ocipolicy.apply';

/** The client's command that asks who can do something; its argument says where from: `{ at: { uri, position } }`. */
export const WHO_CAN = 'ocipolicy.whoCan';
/** The client's command that asks what somebody can do; its argument as that of `WHO_CAN`. */
export const WHAT_CAN = 'ocipolicy.whatCan';

type LensKind = 'apply' | 'statements' | 'permissions' | 'uses' | 'who-can' | 'what-can';

interface LensData {
  readonly uri: string;
  readonly kind: LensKind;
}

/** A permission that a policy grants, and the statements that do. */
export interface PermissionGranted {
  readonly permission: string;
  readonly statements: readonly Location[];
}

/**
 * The lenses over the policies and dynamic groups of a document, without what they say: that is worked out when they are seen.
 * @param can `apply`: the client can apply a file to a tenancy; `ask`: it can ask who can do what
 */
export function codeLenses(
  document: PolicyDocument,
  uri: string,
  can: { readonly apply?: boolean; readonly ask?: boolean } = {},
): CodeLens[] {
  return document.items.flatMap((item) => {
    const { tree } = item;
    const [name, kinds] = lensesOf(tree);
    if (!name || name.start === name.end) return [];
    const range = rangeIn(item, name);
    return kinds
      .filter((kind) =>
        kind === 'apply' ? can.apply : kind === 'who-can' || kind === 'what-can' ? can.ask : true,
      )
      .map((kind) => ({ range, data: { uri, kind } satisfies LensData }));
  });
}

/** The word that lenses stand over, and which. */
function lensesOf(tree: Item['tree']): [name: Leaf | undefined, kinds: readonly LensKind[]] {
  if (tree?.type === 'PolicyHead') return [tree.name, ['apply', 'statements', 'permissions', 'who-can']];
  if (tree?.type === 'DynamicGroup') return [tree.name[0], ['uses', 'what-can']];
  return tree?.type === 'Test' && tree.cases.length > 0 ? [tree.name, ['who-can']] : [undefined, []];
}

/** What a lens is worked out from. */
export interface LensAsked {
  readonly documents: Documents;
  readonly locale: Locale;
  readonly limits: Limits;
  /** Whether the client has the commands; without them a lens only says something. */
  readonly acts: boolean;
}

/** A lens with its words and what a click does. */
export function resolveLens(lens: CodeLens, asked: LensAsked): CodeLens {
  const { uri, kind } = (lens.data ?? {}) as Partial<LensData>;
  const document = uri === undefined ? undefined : asked.documents.get(uri);
  const { start } = lens.range;
  const item = document && itemAt(document, offsetAt(document, start));
  const place = document && item && uri !== undefined ? { document, item, uri, start } : undefined;
  const command = place && kind ? commandOf(kind, place, asked) : undefined;
  const silent: Command = { title: command?.title ?? '', command: '' };
  return { ...lens, command: command && asked.acts ? command : silent };
}

interface Place {
  readonly document: PolicyDocument;
  readonly item: Item;
  readonly uri: string;
  readonly start: Position;
}

function commandOf(
  kind: LensKind,
  place: Place,
  { documents, locale, limits }: LensAsked,
): Command | undefined {
  const say = sayIn(locale);
  const { document, item, uri, start } = place;
  const list = (title: string, locations: readonly Location[]): Command =>
    locations.length === 0
      ? { title, command: '' }
      : { title, command: SHOW_REFERENCES, arguments: [uri, start, locations] };
  if (kind === 'uses') {
    const locations = usesOf(item, documents);
    return list(usesTitle(locations.length, say), locations);
  }
  const ask = { at: { uri, position: start } };
  if (kind === 'what-can') return { title: say('lens/what-can'), command: WHAT_CAN, arguments: [ask] };
  if (kind === 'who-can') return { title: say('lens/who-can'), command: WHO_CAN, arguments: [ask] };
  if (item.kind !== 'policy') return undefined;
  if (kind === 'apply') return { title: say('lens/apply'), command: APPLY, arguments: [uri] };
  const statements = statementsOf(document, item);
  if (kind === 'statements') {
    const title = say('lens/statements', { number: statements.length, most: limits.statementsPerPolicy });
    return list(
      title,
      statements.map((each) => locationOf(uri, each)),
    );
  }
  const { permissions, everything, isWhole } = grantedTogether(statements);
  if (permissions.size === 0 && !everything && !isWhole)
    return { title: say('lens/permissions-unknown'), command: '' };
  const number = count(say, 'permissions', permissions.size);
  const title = everything
    ? say('lens/everything')
    : say(isWhole ? 'lens/permissions' : 'lens/permissions-at-least', { permissions: number });
  if (permissions.size === 0) return { title, command: '' };
  return { title, command: SHOW_PERMISSIONS, arguments: [uri, start] };
}

function usesTitle(number: number, say: Say): string {
  return number === 0
    ? say('lens/unused')
    : say('lens/used', { statements: count(say, 'statements', number) });
}

/** The statements that name a dynamic group, in all documents. */
function usesOf({ tree }: Item, documents: Documents): Location[] {
  if (tree?.type !== 'DynamicGroup') return [];
  const wanted = tree.name.slice(-1).map(valueOf).join('').toLowerCase();
  return [...documents].flatMap(([uri, { items }]) =>
    items
      .filter((item) =>
        namesOf(item).some(
          ({ kind, name, declares }) =>
            kind === 'dynamic-group' && !declares && name.toLowerCase() === wanted,
        ),
      )
      .map((item) => locationOf(uri, item)),
  );
}

function locationOf(uri: string, item: Item): Location {
  return { uri, range: rangeIn(item, item.tree ?? { start: 0, end: item.text.trimEnd().length }) };
}

/** What the policy whose name is at a place grants, by the names of the permissions. */
export function permissionsGranted(
  document: PolicyDocument,
  uri: string,
  position: Position,
): PermissionGranted[] {
  const item = itemAt(document, offsetAt(document, position));
  if (item?.kind !== 'policy') return [];
  return [...grantedTogether(statementsOf(document, item)).permissions]
    .map(([permission, items]) => ({ permission, statements: items.map((each) => locationOf(uri, each)) }))
    .sort((a, b) => (a.permission < b.permission ? -1 : 1));
}
