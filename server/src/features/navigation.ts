import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type Location,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import {
  itemAt,
  offsetAt,
  rangeIn,
  type Item,
  type PolicyDocument,
  type Position,
  type Range,
} from '../language/document.ts';
import { valueOf } from '../language/names.ts';
import { quoted } from './completion/names.ts';
import { namesOf, type Name } from './names.ts';

/** Open documents by their URI. */
export type Documents = ReadonlyMap<string, PolicyDocument>;

interface Found {
  readonly uri: string;
  readonly item: Item;
  readonly name: Name;
  readonly range: Range;
}

/** A name, or a placeholder, at a place. */
interface Wanted {
  readonly range: Range;
  readonly text: string;
  is(uri: string, item: Item): { range: Range; declares: boolean }[];
}

/** Where the name at a place is declared: a dynamic group, a tag key, an alias; where nothing declares it, nowhere. */
export function definitionsOf(documents: Documents, uri: string, position: Position): Location[] {
  const wanted = wantedAt(documents, uri, position);
  return wanted
    ? everywhere(documents, wanted)
        .filter((each) => each.declares)
        .map(locationOf)
    : [];
}

/** Where the name or the placeholder at a place stands, in all open documents. */
export function referencesOf(
  documents: Documents,
  uri: string,
  position: Position,
  declarations = true,
): Location[] {
  const wanted = wantedAt(documents, uri, position);
  if (!wanted) return [];
  return everywhere(documents, wanted)
    .filter((each) => declarations || !each.declares)
    .map(locationOf);
}

/** Where it stands in its own document; where it is declared, it is written. */
export function highlightsOf(documents: Documents, uri: string, position: Position): DocumentHighlight[] {
  const wanted = wantedAt(documents, uri, position);
  const document = documents.get(uri);
  if (!wanted || !document) return [];
  return everywhere(new Map([[uri, document]]), wanted).map(({ range, declares }) => ({
    range,
    kind: declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

/** What a rename at a place would replace; undefined where nothing can be renamed. */
export function renameRangeAt(
  documents: Documents,
  uri: string,
  position: Position,
): { range: Range; placeholder: string } | undefined {
  const wanted = wantedAt(documents, uri, position);
  return wanted && { range: wanted.range, placeholder: wanted.text };
}

/** The edits that give what stands at a place another name, everywhere; quotes are written where the name needs them. */
export function renameAt(
  documents: Documents,
  uri: string,
  position: Position,
  newName: string,
): WorkspaceEdit | undefined {
  const wanted = wantedAt(documents, uri, position);
  if (!wanted || newName.trim() === '') return undefined;
  const isSlot = wanted.text.startsWith('<');
  const text = isSlot ? newName : quoted(newName.replace(/^'(.*)'$/s, '$1'));
  const changes: Record<string, { range: Range; newText: string }[]> = {};
  for (const { uri: where, range } of everywhere(documents, wanted)) {
    (changes[where] ??= []).push({ range, newText: text });
  }
  return { changes };
}

function everywhere(
  documents: Documents,
  wanted: Wanted,
): { uri: string; range: Range; declares: boolean }[] {
  return [...documents].flatMap(([uri, document]) =>
    document.items.flatMap((item) => wanted.is(uri, item).map((each) => ({ uri, ...each }))),
  );
}

const locationOf = ({ uri, range }: { uri: string; range: Range }): Location => ({ uri, range });

function wantedAt(documents: Documents, uri: string, position: Position): Wanted | undefined {
  const document = documents.get(uri);
  const offset = document && offsetAt(document, position);
  const item = document && offset !== undefined ? itemAt(document, offset) : undefined;
  if (!item || offset === undefined) return undefined;
  const at = offset - item.start;
  const slot = item.placeholders.find(({ start, end }) => start <= at && at <= end);
  if (slot) return wantedSlot(item, slot);
  const found = namesOf(item).find(({ leaf }) => leaf.start <= at && at <= leaf.end);
  return found && wantedName({ uri, item, name: found, range: rangeIn(item, nameSpan(found)) });
}

function wantedSlot(item: Item, slot: Item['placeholders'][number]): Wanted {
  return {
    range: rangeIn(item, slot),
    text: slot.text,
    is: (_, other) =>
      other.placeholders
        .filter(({ text }) => text === slot.text)
        .map((each) => ({ range: rangeIn(other, each), declares: false })),
  };
}

function wantedName({ name, range }: Found): Wanted {
  return {
    range,
    text: name.kind === 'tag' ? (name.name.split('.').at(-1) ?? name.name) : valueOf(name.leaf),
    is: (_, item) =>
      namesOf(item)
        .filter((each) => each.kind === name.kind && each.name.toLowerCase() === name.name.toLowerCase())
        .map((each) => ({ range: rangeIn(item, nameSpan(each)), declares: each.declares })),
  };
}

/** The span of a name itself: of a tag variable or a `namespace.key` only the key. */
function nameSpan({ kind, name, leaf, declares }: Name): { start: number; end: number } {
  if (kind !== 'tag' || declares) return leaf;
  const key = name.split('.').at(-1) ?? '';
  const at = leaf.text.toLowerCase().lastIndexOf(key.toLowerCase());
  return at < 0 ? leaf : { start: leaf.start + at, end: leaf.start + at + key.length };
}
