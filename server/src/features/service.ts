/** How grave a finding is; the same four words in the editor, on the command line and in settings. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One fault of a document. Positions are 0-based; `character` counts UTF-16 code units. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Everything the language can tell about open documents; knows no connection, no files, no editor. */
export interface PolicyService {
  /** Takes a document in, or replaces it as a whole. */
  open(uri: string, text: string): void;
  close(uri: string): void;
  /** The faults of an open document in the order of their positions; empty for a document that is not open. */
  findings(uri: string): Finding[];
  /** The syntax tree of an open document as plain JSON-able data, for other tools. */
  tree(uri: string): unknown;
}

/** The composition root: catalogue, language, checks and features, wired without a connection. */
export function createPolicyService(): PolicyService {
  return {
    open: () => undefined,
    close: () => undefined,
    findings: () => [],
    tree: () => undefined,
  };
}
