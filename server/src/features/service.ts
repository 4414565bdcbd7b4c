import type { Found } from '../checks/check.ts';
import type { Locale } from '../checks/words/locale.ts';
import { offsetAt, textOf, type PolicyDocument, type Position, type Range } from '../language/document.ts';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentLink,
  Location,
  SemanticTokens,
  SignatureHelp,
} from 'vscode-languageserver-types';
import { createCheckedDocuments, type CheckedDocuments } from './checked-documents.ts';
import { codeActionsOf, resolveAction, type ActionsAsked } from './code-actions.ts';
import type { LensAsked, PermissionGranted } from './code-lens.ts';
import { completionAt, documented, type ItemDefaults } from './completion.ts';
import { statementsFrom } from './convert/from.ts';
import { policiesOf } from './convert/policies.ts';
import { TARGETS, writePolicies, type Target } from './convert/to.ts';
import { formattedText } from './format.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { documentLinksOf } from './document-links.ts';
import { mendAll, type Mended } from './fix-all.ts';
import type { Composed } from './hosts/composed.ts';
import { hoverAt, type Hover } from './hover.ts';
import { signatureHelpAt, type SignatureAsked } from './signature-help.ts';
import { treeOf, type DocumentTree } from './tree.ts';
import { sayIn } from './words/words.ts';

export type { Change, Finding } from './checked-documents.ts';
export type { Position, Range } from '../language/document.ts';
export type { Severity } from '../checks/finding.ts';
export type { Locale } from '../checks/words/locale.ts';
export type { Settings } from '../checks/settings.ts';
export type { Mended } from './fix-all.ts';
export type { Hover } from './hover.ts';
export type { DocumentTree } from './tree.ts';

/** Everything the language can tell about open documents; knows no connection, no files, no editor. */
export interface PolicyService extends CheckedDocuments {
  /** Resolves when an open document can be read: before, nothing is said of it. Absent, or undefined, where that is at once. */
  ready?(uri: string): Promise<void> | undefined;
  /** What can be done about the findings that a range of an open document touches. */
  codeActions(
    uri: string,
    range: Range,
    asked: Pick<ActionsAsked, 'only' | 'explains' | 'resolves'>,
  ): CodeAction[];
  /** An action with its edits, which were left out when it was offered. */
  resolveAction(action: CodeAction): CodeAction;
  /** The text of an open document with all safe fixes applied; undefined when it is not open. */
  mended(uri: string): Mended | undefined;
  /** The text of an open document in canonical form; undefined when it is not open. */
  formatted(uri: string): string | undefined;
  /** The statements of an open document, or of a range of it, in the form of another tool; undefined when it is not open. */
  converted(uri: string, to: Target, range?: Range): string | undefined;
  /** Statements for what was copied from another tool; undefined for what is nothing of the kind. */
  pasted(uri: string, position: Position, text: string): string | undefined;
  /** The syntax tree of an open document as plain data, for other tools; undefined when it is not open. */
  tree(uri: string): DocumentTree | undefined;
  /** What may stand at a place; names come from all documents of the workspace. `supported`: what the client takes once for all. */
  completion(uri: string, position: Position, supported?: ReadonlySet<ItemDefaults>): CompletionList;
  /** A proposal with its documentation; `showsBreaks`: the client knows `<br>`. */
  documented(item: CompletionItem, showsBreaks?: boolean): CompletionItem;
  /** The skeleton of the statement at a place; undefined where it would be in the way. */
  signatureHelp(uri: string, position: Position, asked?: SignatureAsked): SignatureHelp | undefined;
  /** What the word at a place means; undefined where there is nothing to tell. */
  hover(uri: string, position: Position): Hover | undefined;
  /** What else is answered about files of other languages; absent in a service that knows none. */
  readonly hosted?: HostFeatures;
  /** The links of an open document; none when the options name no page to link to. */
  documentLinks(uri: string): DocumentLink[];
}

/** Answers about open files of other languages, in which texts of ours stand; undefined for any other file. */
export interface HostFeatures {
  /** What it surely holds, as one document; `text`: as if it had that text. */
  composed(uri: string, text?: string): Composed | undefined;
  /** The same as a policy file, its slots as they stand. */
  extracted(uri: string): string | undefined;
  tokens(uri: string): SemanticTokens | undefined;
  lenses(uri: string): CodeLens[] | undefined;
  resolvedLens(lens: CodeLens, asked: LensAsked): CodeLens | undefined;
  permissions(uri: string, position: Position): PermissionGranted[] | undefined;
  definitions(uri: string, position: Position): Location[] | undefined;
}

/** How a service speaks. */
export interface ServiceOptions {
  /** The language of all words for people; English when left out. */
  readonly locale?: Locale;
  /** The address of the page that tells of the checks, with a heading for each code. */
  readonly checksPage?: string;
}

/** Whether what is written at an offset stands in a policy block. */
function isInPolicy({ items }: PolicyDocument, offset: number): boolean {
  const before = items.filter(({ kind, start, tree }) => {
    return (kind === 'policy' || kind === 'end') && start + (tree?.end ?? 0) <= offset;
  });
  return before.at(-1)?.kind === 'policy';
}

/** The composition root: catalogue, language, checks and features, wired without a connection. */
export function createPolicyService({ locale = 'en', checksPage }: ServiceOptions = {}): PolicyService {
  const { shared, foundIn, told, tenancy } = createCheckedDocuments({ locale });
  const { documents, settingsOf } = shared;
  return {
    ...shared,
    get everywhere() {
      return shared.everywhere;
    },
    codeActions: (uri, range, asked) => {
      const document = documents.get(uri);
      if (!document) return [];
      const diagnostic = (found: Found) => diagnosticsOf([told(found)], checksPage)[0] as Diagnostic;
      return codeActionsOf(document, foundIn(uri), {
        ...{ ...asked, uri, range, locale, diagnostic, settings: settingsOf(uri) },
      });
    },
    resolveAction: (action) => {
      const uri = (action.data as { uri?: string } | undefined)?.uri;
      const document = uri === undefined ? undefined : documents.get(uri);
      return document ? resolveAction(document, action) : action;
    },
    mended: (uri) => {
      const document = documents.get(uri);
      return document && mendAll(textOf(document), settingsOf(uri));
    },
    formatted: (uri) => {
      const document = documents.get(uri);
      return document && formattedText(document);
    },
    converted: (uri, to, range) => {
      const document = documents.get(uri);
      return document && TARGETS.includes(to) ? writePolicies(policiesOf(document, range), to) : undefined;
    },
    pasted: (uri, position, text) => {
      const document = documents.get(uri);
      return document && statementsFrom(text, isInPolicy(document, offsetAt(document, position)));
    },
    tree: (uri) => {
      const document = documents.get(uri);
      return document && treeOf(document);
    },
    completion: (uri, position, supported) => {
      const document = documents.get(uri);
      if (!document) return { isIncomplete: false, items: [] };
      return completionAt(document, position, {
        ...{ documents: [...shared.everywhere.values()], tenancy: tenancy() },
        ...(supported ? { supported } : {}),
      });
    },
    documented: (item, showsBreaks) => documented(item, locale, showsBreaks),
    signatureHelp: (uri, position, asked) => {
      const document = documents.get(uri);
      return document && signatureHelpAt(document, position, asked);
    },
    hover: (uri, position) => {
      const document = documents.get(uri);
      return document && hoverAt(document, position, locale);
    },
    documentLinks: (uri) => {
      const document = documents.get(uri);
      return document ? documentLinksOf(document, checksPage, sayIn(locale)) : [];
    },
  };
}
