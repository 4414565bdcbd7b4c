import type { CodeAction, CodeLens, Location } from 'vscode-languageserver-types';
import type { PolicyDocument, Position, Range } from '../../language/document.ts';
import { print } from '../../language/print.ts';
import type { Locale } from '../../checks/words/locale.ts';
import { valueOfExpression, type ModuleValues } from '../../hosts/terraform-values.ts';
import {
  codeLenses,
  permissionsGranted,
  resolveLens,
  type LensAsked,
  type PermissionGranted,
} from '../code-lens.ts';
import { title } from '../fix-titles.ts';
import type { Hover } from '../hover.ts';
import { definitionsOf, type Documents } from '../navigation.ts';
import { sayIn } from '../words/words.ts';
import { partOffset, type HostLines, type OpenPart } from './answers.ts';
import type { Composed } from './composed.ts';
import { hostChanges } from './edits.ts';
import { located } from './read-files.ts';

/** The lenses of a host file: over the names of its policies and dynamic groups, or over the first statement of a list. */
export function hostLenses(composed: Composed, uri: string): CodeLens[] {
  return codeLenses(composed.document, uri).map((lens) => ({
    range: composed.locate(lens.range),
    data: { ...(lens.data as object), inside: lens.range },
  }));
}

/** One of them with its words; its places are those of the files. */
export function resolvedHostLens(
  lens: CodeLens,
  composed: Composed,
  uri: string,
  asked: LensAsked,
): CodeLens {
  const { inside } = lens.data as { inside: Range };
  const documents = new Map([...asked.documents, [uri, composed.document]]);
  const { command } = resolveLens({ ...lens, range: inside }, { ...asked, documents });
  if (!command) return lens;
  const [first, , ...rest] = (command.arguments ?? []) as unknown[];
  const places = new Map([[uri, (range: Range) => composed.locate(range)]]);
  const args =
    first === undefined
      ? {}
      : { arguments: [first, lens.range.start, ...(located(rest, places) as unknown[])] };
  return { ...lens, command: { ...command, ...args } };
}

/** What the policy whose lens stands at a place grants. */
export function hostPermissions(composed: Composed, uri: string, position: Position): PermissionGranted[] {
  const place = composed.find(position);
  const granted = place ? permissionsGranted(composed.document, uri, place) : [];
  return located(granted, new Map([[uri, composed.locate]])) as PermissionGranted[];
}

/**
 * Where the name at a place of a host file is declared.
 * @param others the documents of our language, and those of the host files beside
 */
export function hostDefinitions(
  composed: Composed,
  uri: string,
  position: Position,
  documents: Documents,
  others: ReadonlyMap<string, Composed>,
): Location[] {
  const place = composed.find(position);
  if (!place) return [];
  const all = new Map<string, PolicyDocument>(documents);
  for (const [each, { document }] of others) all.set(each, document);
  all.set(uri, composed.document);
  const places = new Map([...others, [uri, composed] as const].map(([each, { locate }]) => [each, locate]));
  return located(definitionsOf(all, uri, place), places) as Location[];
}

/** What the module fills a slot at a place with. */
export function slotHover(
  parts: readonly OpenPart[],
  offset: number,
  {
    values,
    lines,
    locale,
  }: { readonly values: ModuleValues; readonly lines: HostLines; readonly locale: Locale },
): Hover | undefined {
  for (const part of parts) {
    const at = partOffset(part, offset);
    if (at === undefined) continue;
    for (const { embedded, start } of part.places) {
      const slot = embedded.slots.find((each) => start + each.start <= at && at <= start + each.end);
      const found = slot?.expression === undefined ? undefined : valueOfExpression(slot.expression, values);
      if (!slot || !found) continue;
      const piece = embedded.pieces.find((each) => each.start === slot.start);
      if (!piece) continue;
      const args = { key: found.key, value: found.value };
      const contents = sayIn(locale)(found.by === 'default' ? 'hover/filled-default' : 'hover/filled', args);
      const range = { start: lines.positionAt(piece.hostStart), end: lines.positionAt(piece.hostEnd) };
      return { contents, range };
    }
  }
  return undefined;
}

/** The action that writes the statement of a string in canonical form, where it is not in it. */
export function formatAction(
  part: OpenPart,
  [from, to]: readonly [from: number, to: number],
  { uri, lines, locale }: { readonly uri: string; readonly lines: HostLines; readonly locale: Locale },
): CodeAction[] {
  if (part.silent) return [];
  return part.places.flatMap(({ embedded, start }) => {
    if (embedded.kind !== 'statement' || embedded.hostStart > to || from > embedded.hostEnd) return [];
    const item = part.document.items.find(
      (each) => each.start <= start && start < each.start + each.text.length,
    );
    if (!item?.tree || item.faults.length > 0) return [];
    const text = print(item.tree)
      .split('\n')
      .map((line) => line.trim())
      .join(' ');
    const own = embedded.text.trim();
    if (text === own) return [];
    const lead = start + embedded.text.indexOf(own);
    const edits = hostChanges(part, [{ start: lead, end: lead + own.length, text }])?.map((change) => ({
      range: { start: lines.positionAt(change.start), end: lines.positionAt(change.end) },
      newText: change.text,
    }));
    if (!edits) return [];
    return [
      {
        title: title(locale, 'formatStatement'),
        kind: 'refactor.rewrite',
        edit: { changes: { [uri]: edits } },
      },
    ];
  });
}
