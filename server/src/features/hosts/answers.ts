import {
  CodeActionKind,
  type CodeAction,
  type CompletionList,
  type TextEdit,
} from 'vscode-languageserver-types';
import { embeddedOffset, hostSpan } from '../../hosts/embedded.ts';
import { offsetAt, type PolicyDocument, type Position, type Range } from '../../language/document.ts';
import { hostChanges } from './edits.ts';
import type { Part } from './parts.ts';

/** A part that is open as a document of its own, in a host file whose places are known. */
export interface OpenPart extends Part {
  readonly uri: string;
  readonly document: PolicyDocument;
}

/** Places and offsets of a host text. */
export interface HostLines {
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
}

/** A range of a part in its host; undefined for one that is in none of its texts. One over several texts ends with the first. */
export function hostRange(part: OpenPart, range: Range, lines: HostLines): Range | undefined {
  const [from, to] = [offsetAt(part.document, range.start), offsetAt(part.document, range.end)];
  const place = part.places.find(({ embedded, start }) => {
    const end = start + embedded.text.length;
    return from === to ? start <= from && from <= end : from < end && start < to;
  });
  if (!place) return undefined;
  const length = place.embedded.text.length;
  const within = (offset: number) => Math.max(0, Math.min(length, offset - place.start));
  const span = hostSpan(place.embedded, within(from), within(to));
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

/** The offset in a part of one in the host; undefined outside of its texts. */
export function partOffset(part: Part, offset: number): number | undefined {
  for (const { embedded, start } of part.places) {
    const found = embeddedOffset(embedded, offset);
    if (found !== undefined) return start + found;
  }
  return undefined;
}

/** Edits of a part as edits of its host; undefined when they cannot all be made there. */
export function hostEdits(
  part: OpenPart,
  edits: readonly TextEdit[],
  lines: HostLines,
): TextEdit[] | undefined {
  const changes = edits.map(({ range, newText }) => ({
    start: offsetAt(part.document, range.start),
    end: offsetAt(part.document, range.end),
    text: newText,
  }));
  return hostChanges(part, changes)?.map(({ start, end, text }) => ({
    range: { start: lines.positionAt(start), end: lines.positionAt(end) },
    newText: text,
  }));
}

/** An action of a part as one of its host file; undefined for one that has no place there. */
export function hostAction(
  part: OpenPart,
  action: CodeAction,
  uri: string,
  lines: HostLines,
): CodeAction | undefined {
  if (action.kind !== CodeActionKind.QuickFix && part.places[0]?.embedded.kind !== 'document')
    return undefined;
  const given = action.edit?.changes?.[part.uri];
  const edits = given && hostEdits(part, given, lines);
  if (given ? !edits : !action.command) return undefined;
  const diagnostics = action.diagnostics?.flatMap((diagnostic) => {
    const range = hostRange(part, diagnostic.range, lines);
    return range ? [{ ...diagnostic, range }] : [];
  });
  return {
    ...action,
    ...(diagnostics ? { diagnostics } : {}),
    ...(edits ? { edit: { changes: { [uri]: edits } } } : {}),
  };
}

/** Proposals for a place in a part, as they can be taken in its host: what would need another line or an escape is left out. */
export function hostCompletion(part: OpenPart, list: CompletionList, lines: HostLines): CompletionList {
  const isDocument = part.places[0]?.embedded.kind === 'document';
  const isFit = (text: string | undefined) => isDocument || text === undefined || !/["\\\r\n]/.test(text);
  const moved = (range: Range) => hostRange(part, range, lines);
  const items = list.items.flatMap((item) => {
    const { textEdit, additionalTextEdits } = item;
    if (!isFit(item.insertText) || !isFit(item.textEditText) || !isFit(textEdit?.newText)) return [];
    const additional = additionalTextEdits && hostEdits(part, additionalTextEdits, lines);
    if (additionalTextEdits && !additional) return [];
    const more = additional ? { additionalTextEdits: additional } : {};
    if (!textEdit) return [{ ...item, ...more }];
    if ('range' in textEdit) {
      const range = moved(textEdit.range);
      return range ? [{ ...item, ...more, textEdit: { ...textEdit, range } }] : [];
    }
    const [insert, replace] = [moved(textEdit.insert), moved(textEdit.replace)];
    return insert && replace ? [{ ...item, ...more, textEdit: { ...textEdit, insert, replace } }] : [];
  });
  const { itemDefaults, ...rest } = list;
  if (!itemDefaults?.editRange) return { ...list, items };
  const usual = itemDefaults.editRange;
  const editRange =
    'start' in usual
      ? moved(usual)
      : [moved(usual.insert), moved(usual.replace)].flatMap((range) => range ?? []);
  if (!editRange) return { ...rest, items: [] };
  if (!Array.isArray(editRange)) return { ...rest, items, itemDefaults: { ...itemDefaults, editRange } };
  const [insert, replace] = editRange;
  if (!insert || !replace) return { ...rest, items: [] };
  return { ...rest, items, itemDefaults: { ...itemDefaults, editRange: { insert, replace } } };
}
