import type { CodeAction } from 'vscode-languageserver-types';
import type { Locale } from '../checks/words/locale.ts';
import type { PolicyDocument, Range } from '../language/document.ts';
import type { Edit } from '../language/fault.ts';
import { title } from './fix-titles.ts';
import { familyRefactorings } from './refactor/family.ts';
import { mergeRefactorings } from './refactor/merge.ts';
import { permissionSetRefactorings } from './refactor/permission-set.ts';
import { placeIn, type Refactoring } from './refactor/place.ts';
import { sortRefactorings } from './refactor/sort.ts';
import { splitRefactorings } from './refactor/split.ts';
import { wrapRefactorings } from './refactor/wrap.ts';

/** The kinds of refactorings that there are. */
export const REFACTOR_KINDS = ['refactor.rewrite', 'refactor.extract', 'refactor.inline'] as const;

/** What is kept with a refactoring whose edits are worked out when it is chosen. */
export interface RefactorData {
  readonly uri: string;
  readonly range: Range;
  readonly id: string;
}

/** The refactorings for a range of a document, in the order in which they are offered; edits count in the document. */
export function refactoringsIn(document: PolicyDocument, range: Range): Refactoring[] {
  const place = placeIn(document, range);
  return [
    ...permissionSetRefactorings(place),
    ...familyRefactorings(place),
    ...splitRefactorings(place),
    ...mergeRefactorings(place),
    ...sortRefactorings(place),
    ...wrapRefactorings(place),
  ];
}

/** The same as code actions, without their edits. */
export function refactorActions(
  document: PolicyDocument,
  asked: { readonly uri: string; readonly range: Range; readonly locale: Locale },
): CodeAction[] {
  const { uri, range, locale } = asked;
  return refactoringsIn(document, range).map(({ id, kind, title: key, args }) => ({
    ...{ title: title(locale, key, args), kind },
    data: { uri, range, id } satisfies RefactorData,
  }));
}

/** The edits of a refactoring that was offered; undefined when it is offered there no more. */
export function refactorEdits(document: PolicyDocument, { range, id }: RefactorData): Edit[] | undefined {
  return refactoringsIn(document, range)
    .find((each) => each.id === id)
    ?.edits();
}
