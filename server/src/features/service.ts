import { checkDocument } from '../checks/run.ts';
import type { Severity } from '../checks/finding.ts';
import { messageOf } from '../checks/words/words.ts';
import {
  createDocument,
  editDocument,
  offsetAt,
  rangeIn,
  type PolicyDocument,
  type Range,
} from '../language/document.ts';
import { treeOf, type DocumentTree } from './tree.ts';

export type { Position, Range } from '../language/document.ts';
export type { Severity } from '../checks/finding.ts';
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
  /** Takes a document in, or replaces it as a whole. */
  open(uri: string, text: string): void;
  /** Applies changes, one after the other; a document that is not open stays so. */
  change(uri: string, changes: readonly Change[]): void;
  close(uri: string): void;
  /** The faults of an open document in the order of their positions; empty for a document that is not open. */
  findings(uri: string): Finding[];
  /** The syntax tree of an open document as plain data, for other tools; undefined when it is not open. */
  tree(uri: string): DocumentTree | undefined;
  document(uri: string): PolicyDocument | undefined;
}

/** The composition root: catalogue, language, checks and features, wired without a connection. */
export function createPolicyService(): PolicyService {
  const documents = new Map<string, PolicyDocument>();
  return {
    open: (uri, text) => void documents.set(uri, createDocument(text)),
    change: (uri, changes) => {
      const document = documents.get(uri);
      if (!document) return;
      for (const { range, text } of changes) {
        if (range)
          editDocument(document, offsetAt(document, range.start), offsetAt(document, range.end), text);
        else editDocument(document, 0, document.length, text);
      }
    },
    close: (uri) => void documents.delete(uri),
    findings: (uri) => {
      const document = documents.get(uri);
      if (!document) return [];
      return checkDocument(document).map(({ item, finding }) => ({
        code: finding.code,
        severity: finding.severity,
        message: messageOf(finding),
        range: rangeIn(item, finding),
      }));
    },
    tree: (uri) => {
      const document = documents.get(uri);
      return document && treeOf(document);
    },
    document: (uri) => documents.get(uri),
  };
}
