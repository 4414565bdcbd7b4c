import { CodeActionKind, type CodeAction, type Diagnostic, type TextEdit } from 'vscode-languageserver-types';
import type { Found } from '../checks/check.ts';
import { ignoreChecks } from '../checks/ignores.ts';
import type { Settings } from '../checks/settings.ts';
import type { Locale } from '../checks/words/locale.ts';
import {
  itemAt,
  offsetAt,
  positionIn,
  textOf,
  type PolicyDocument,
  type Range,
} from '../language/document.ts';
import type { Edit } from '../language/fault.ts';
import { EXPLAIN } from './explain.ts';
import { mendAll } from './fix-all.ts';
import { compatible, fixOf, ownEdits, trustedFix, type Fix } from './fix-edits.ts';
import { ignoreHere, ignoreInFile } from './fix-ignore.ts';
import { REFACTOR_KINDS, refactorActions, refactorEdits, type RefactorData } from './refactor.ts';
import { title, titleOfFix, type TitleKey } from './fix-titles.ts';

/** The kind under which editors mend a file on request or when it is saved. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.ocipolicy`;

/** Every kind of action that is offered. */
export const ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, FIX_ALL, ...REFACTOR_KINDS];

/** What actions are asked for, and by whom. */
export interface ActionsAsked {
  readonly uri: string;
  readonly range: Range;
  /** Kinds that are wanted, each with those below it; all but the costly ones when left out. */
  readonly only?: readonly string[] | undefined;
  /** Whether the client has the command `EXPLAIN`. */
  readonly explains: boolean;
  /** Whether the client asks for the edits of an action when it is chosen; else all have them from the start. */
  readonly resolves?: boolean;
  readonly locale: Locale;
  readonly settings: Settings;
  /** A finding as a diagnostic, to be attached to the actions that deal with it. */
  readonly diagnostic: (found: Found) => Diagnostic;
}

/**
 * What can be done about the findings that a range touches, and, when it is asked for by its kind, the mending of the whole
 * document. The fixes are those that came with the findings; nothing is worked out anew.
 * @param found all findings of the document
 */
export function codeActionsOf(
  document: PolicyDocument,
  found: readonly Found[],
  asked: ActionsAsked,
): CodeAction[] {
  const actions = wants(asked, CodeActionKind.QuickFix) ? quickFixes(document, found, asked) : [];
  // Mending all reads the text anew, so it is done for those only who ask for just that.
  if (asked.only && wants(asked, FIX_ALL)) actions.push(...fixAll(document, asked));
  const refactors = refactorActions(document, asked).filter(({ kind }) => kind && wants(asked, kind));
  const whole = (action: CodeAction) => (asked.resolves ? action : resolveAction(document, action));
  return [...actions, ...refactors.map(whole)];
}

/** A refactoring with its edits; any other action, and one that is no longer to be had, as it is. */
export function resolveAction(document: PolicyDocument, action: CodeAction): CodeAction {
  const data = action.data as RefactorData | undefined;
  const edits = data && !action.edit && refactorEdits(document, data);
  return edits ? { ...action, edit: { changes: { [data.uri]: textEdits(document, edits) } } } : action;
}

function wants({ only }: ActionsAsked, kind: string): boolean {
  return !only || only.some((each) => kind === each || kind.startsWith(`${each}.`) || each === '');
}

function quickFixes(document: PolicyDocument, found: readonly Found[], asked: ActionsAsked): CodeAction[] {
  const from = offsetAt(document, asked.range.start);
  const to = offsetAt(document, asked.range.end);
  const touched = found.filter(
    ({ item, finding }) => item.start + finding.start <= to && from <= item.start + finding.end,
  );
  const fixes = touched.flatMap((each) => fixOf(each) ?? []);
  const codes = [...new Set(touched.map(({ finding }) => finding.code))];
  const ignorable = codes.filter((code) => !ignoreChecks.some((check) => check.code === code));
  const action = (named: string, of: readonly Found[], edits: readonly Edit[]): CodeAction => ({
    ...{ title: named, kind: CodeActionKind.QuickFix, diagnostics: of.map(asked.diagnostic) },
    edit: { changes: { [asked.uri]: textEdits(document, edits) } },
  });
  const say = (key: TitleKey, args: Record<string, string | number>) => title(asked.locale, key, args);
  const withCode = (code: string) => touched.filter(({ finding }) => finding.code === code);

  return [
    ...fixes.map((fix) => ({
      ...action(nameOf(fix, asked.locale), [fix.found], fix.edits),
      ...(fixes.length === 1 ? { isPreferred: true } : {}),
    })),
    ...[...new Set(fixes.map((fix) => fix.found.finding.code))].flatMap((code) => {
      const all = compatible(
        found.flatMap((each) => (each.finding.code === code ? (trustedFix(each) ?? []) : [])),
      );
      if (all.length < 2) return [];
      const named = say('fixKind', { code, count: all.length });
      return [
        action(
          named,
          all.map((fix) => fix.found),
          all.flatMap((fix) => fix.edits),
        ),
      ];
    }),
    ...ignorable.flatMap((code) => {
      const [first] = withCode(code);
      const edit = first && ignoreHere(document, first, say('reason', {}));
      return edit ? [action(say('ignoreHere', { code }), [first], [edit])] : [];
    }),
    ...ignorable.map((code) =>
      action(say('ignoreInFile', { code }), withCode(code), [
        ignoreInFile(document, code, say('reason', {})),
      ]),
    ),
    ...(asked.explains ? codes : []).map((code) => ({
      ...{ title: say('explain', { code }), kind: CodeActionKind.QuickFix },
      diagnostics: withCode(code).map(asked.diagnostic),
      command: { title: say('explain', { code }), command: EXPLAIN, arguments: [code] },
    })),
  ];
}

function nameOf({ found }: Fix, locale: Locale): string {
  return titleOfFix(found.item.text, ownEdits(found), locale, found.finding.code);
}

function fixAll(document: PolicyDocument, { uri, locale, settings }: ActionsAsked): CodeAction[] {
  const { edits } = mendAll(textOf(document), settings);
  if (edits.length === 0) return [];
  const edit = { changes: { [uri]: textEdits(document, edits) } };
  return [{ title: title(locale, 'fixAll'), kind: FIX_ALL, edit }];
}

/** Edits of a document as the Language Server Protocol has them. */
function textEdits(document: PolicyDocument, edits: readonly Edit[]): TextEdit[] {
  const position = (offset: number) => {
    const item = itemAt(document, offset);
    return item ? positionIn(item, offset - item.start) : { line: 0, character: 0 };
  };
  return edits.map(({ start, end, text }) => ({
    range: { start: position(start), end: position(end) },
    newText: text,
  }));
}
