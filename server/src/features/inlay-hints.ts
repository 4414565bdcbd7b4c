import { InlayHintKind, MarkupKind, type InlayHint } from 'vscode-languageserver-types';
import { grantorOf } from '../access/statement.ts';
import type { Locale } from '../checks/words/locale.ts';
import { positionIn, type Item, type Position, type Range } from '../language/document.ts';
import { ocidOf, valueOf } from '../language/names.ts';
import type { Leaf } from '../language/tree.ts';
import { leavesOf } from '../language/walk.ts';
import { hoverAt } from './hover.ts';
import type { Documents } from './navigation.ts';
import { knownPermissions } from './policy-statements.ts';
import { count, sayIn } from './words/words.ts';

/** Which hints are wanted. */
export interface HintSettings {
  /** How many permissions a verb adds up to, behind the resource type. It stands in nearly every line. */
  readonly permissions: boolean;
  /** The name that a `define` of the workspace gives an OCID, behind the OCID. */
  readonly ocidNames: boolean;
}

export const DEFAULT_HINTS: HintSettings = { permissions: false, ocidNames: true };

/** What is kept with a hint, so that what it shows under the mouse is worked out when it is looked at. */
interface HintData {
  readonly uri: string;
  readonly position: Position;
}

/** The hints in a range of a document, in their order. */
export function inlayHints(
  documents: Documents,
  uri: string,
  range: Range,
  asked: HintSettings & { readonly locale: Locale },
): InlayHint[] {
  const document = documents.get(uri);
  if (!document) return [];
  const items = document.items.filter((item) => touches(item, range));
  const names = asked.ocidNames ? namesOfOcids(documents) : new Map<string, string>();
  const say = sayIn(asked.locale);
  return items.flatMap((item) => {
    const hint = (at: Leaf, label: string, data?: HintData): InlayHint => ({
      ...{ position: positionIn(item, at.end), label, paddingLeft: true },
      ...(data ? { data } : { kind: InlayHintKind.Type }),
    });
    const hints: InlayHint[] = [];
    const grantor = item.tree && grantorOf(item.tree);
    if (asked.permissions && grantor?.grant.type === 'VerbGrant') {
      const { resourceType } = grantor.grant;
      const { permissions, isWhole } = knownPermissions(grantor);
      const number = count(say, 'permissions', permissions.size);
      const data = { uri, position: positionIn(item, resourceType.start) };
      // Of what is not known at all, nothing is said.
      if (isWhole || permissions.size > 0)
        hints.push(
          hint(resourceType, isWhole ? number : say('hint/at-least', { permissions: number }), data),
        );
    }
    if (names.size > 0 && item.tree && item.tree.type !== 'Define') {
      for (const leaf of leavesOf(item.tree)) {
        const name = names.get(valueOf(leaf).toLowerCase());
        if (name !== undefined) hints.push(hint(leaf, name));
      }
    }
    return hints.sort(
      (a, b) => a.position.line - b.position.line || a.position.character - b.position.character,
    );
  });
}

/** A hint with what is shown when the mouse is over it: the verb table of its resource type. */
export function resolveHint(documents: Documents, hint: InlayHint, locale: Locale): InlayHint {
  const { uri, position } = (hint.data ?? {}) as Partial<HintData>;
  const document = uri === undefined ? undefined : documents.get(uri);
  const hover = document && position && hoverAt(document, position, locale);
  return hover ? { ...hint, tooltip: { kind: MarkupKind.Markdown, value: hover.contents } } : hint;
}

function touches(item: Item, { start, end }: Range): boolean {
  if (item.line > end.line) return false;
  return positionIn(item, item.tree?.end ?? 0).line >= start.line;
}

/** The aliases of all documents by the OCIDs that they stand for, in lower case. */
function namesOfOcids(documents: Documents): Map<string, string> {
  const names = new Map<string, string>();
  for (const { items } of documents.values()) {
    for (const { kind, tree } of items) {
      if (kind !== 'define' || tree?.type !== 'Define') continue;
      const ocid = valueOf(tree.ocid);
      if (ocidOf(ocid)) names.set(ocid.toLowerCase(), tree.name.map(valueOf).join('/'));
    }
  }
  return names;
}
