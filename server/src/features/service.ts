import type { Found } from '../checks/check.ts';
import { checkDocument } from '../checks/run.ts';
import { namesMadeBy } from '../checks/tenancy-names.ts';
import type { Severity } from '../checks/finding.ts';
import { DEFAULT_SETTINGS, type Settings } from '../checks/settings.ts';
import type { Locale } from '../checks/words/locale.ts';
import { messageOf } from '../checks/words/words.ts';
import {
  createDocument,
  editDocument,
  offsetAt,
  rangeIn,
  textOf,
  type PolicyDocument,
  type Position,
  type Range,
} from '../language/document.ts';
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
import type { TenancyNames } from './tenancy-names.ts';
import { treeOf, type DocumentTree } from './tree.ts';
import { sayIn } from './words/words.ts';

export type { Position, Range } from '../language/document.ts';
export type { Severity } from '../checks/finding.ts';
export type { Locale } from '../checks/words/locale.ts';
export type { Settings } from '../checks/settings.ts';
export type { Mended } from './fix-all.ts';
export type { Hover } from './hover.ts';
export type { DocumentTree } from './tree.ts';

/** One fault of a document. Positions are 0-based; `character` counts UTF-16 code units. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

/** A change of a document's text; without a range, of the whole of it. */
export interface Change {
  readonly range?: Range;
  readonly text: string;
}

/** Everything the language can tell about open documents; knows no connection, no files, no editor. */
export interface PolicyService {
  /** Takes a document in, or replaces it as a whole. `language`: as an editor calls it; else the name tells. */
  open(uri: string, text: string, language?: string): void;
  /** Resolves when an open document can be read: before, nothing is said of it. Absent, or undefined, where that is at once. */
  ready?(uri: string): Promise<void> | undefined;
  /** Applies changes, one after the other; a document that is not open stays so. */
  change(uri: string, changes: readonly Change[]): void;
  close(uri: string): void;
  /** Sets how an open document is checked, until it is closed or set anew. */
  configure(uri: string, settings: Settings): void;
  /** How an open document is checked. */
  settingsOf(uri: string): Settings;
  /** The faults of an open document in the order of their positions; empty for a document that is not open. */
  findings(uri: string): Finding[];
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
  /** The open documents by their URI. */
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  /** Takes in what a file of the workspace holds, for names across files; undefined when it is gone. It is not checked. */
  file(uri: string, text: string | undefined): void;
  /** The files of the workspace that were taken in, and the open documents, which go before them. */
  readonly everywhere: ReadonlyMap<string, PolicyDocument>;
  /** What may stand at a place; names come from all documents of the workspace. `supported`: what the client takes once for all. */
  completion(uri: string, position: Position, supported?: ReadonlySet<ItemDefaults>): CompletionList;
  /** Takes the names of a tenancy, which completion proposes from then on. */
  knowTenancy(names: TenancyNames): void;
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
  const documents = new Map<string, PolicyDocument>();
  const files = new Map<string, PolicyDocument>();
  const settings = new Map<string, Settings>();
  /** What was found in documents that have not changed since. */
  const checked = new Map<string, readonly Found[]>();
  let tenancy: TenancyNames = {};
  let made: ReadonlySet<string> = new Set();
  const settingsOf = (uri: string) => settings.get(uri) ?? DEFAULT_SETTINGS;
  const everywhere = () => (files.size === 0 ? documents : new Map([...files, ...documents]));
  /** What the tenancy has, and what the files of the workspace make, as the checks of names need it. */
  const withTenancy = (own: Settings): Settings => {
    if (Object.keys(tenancy).length === 0) return own;
    const now = namesMadeBy(everywhere().values());
    // The same set as long as it says the same: then what was judged by it stands.
    if (now.size !== made.size || [...now].some((name) => !made.has(name))) made = now;
    return { ...own, tenancy: { names: tenancy, made } };
  };
  const foundIn = (uri: string): readonly Found[] => {
    const document = documents.get(uri);
    let found = checked.get(uri);
    if (document && !found) {
      found = checkDocument(document, { settings: withTenancy(settingsOf(uri)) });
      checked.set(uri, found);
    }
    return found ?? [];
  };
  /** What is said of findings: those of an item stay the same for as long as the item does. */
  const messages = new WeakMap<Found['finding'], string>();
  const told = ({ item, finding }: Found): Finding => {
    let message = messages.get(finding);
    if (message === undefined) messages.set(finding, (message = messageOf(finding, locale)));
    return { code: finding.code, severity: finding.severity, message, range: rangeIn(item, finding) };
  };
  return {
    open: (uri, text) => {
      checked.delete(uri);
      documents.set(uri, createDocument(text));
    },
    change: (uri, changes) => {
      const document = documents.get(uri);
      if (!document) return;
      checked.delete(uri);
      for (const { range, text } of changes) {
        if (range)
          editDocument(document, offsetAt(document, range.start), offsetAt(document, range.end), text);
        else editDocument(document, 0, document.length, text);
      }
    },
    close: (uri) => {
      for (const kept of [documents, settings, checked]) kept.delete(uri);
    },
    configure: (uri, wanted) => {
      checked.delete(uri);
      settings.set(uri, wanted);
    },
    settingsOf,
    findings: (uri) => foundIn(uri).map(told),
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
    documents,
    file: (uri, text) => {
      if (text === undefined) files.delete(uri);
      else files.set(uri, createDocument(text));
    },
    get everywhere() {
      return everywhere();
    },
    completion: (uri, position, supported) => {
      const document = documents.get(uri);
      if (!document) return { isIncomplete: false, items: [] };
      return completionAt(document, position, {
        ...{ documents: [...everywhere().values()], tenancy },
        ...(supported ? { supported } : {}),
      });
    },
    knowTenancy: (names) => {
      tenancy = names;
      checked.clear();
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
