import type { Found } from '../checks/check.ts';
import type { Severity } from '../checks/finding.ts';
import { checkDocument } from '../checks/run.ts';
import { DEFAULT_SETTINGS, type Settings } from '../checks/settings.ts';
import { namesMadeBy } from '../checks/tenancy-names.ts';
import type { Locale } from '../checks/words/locale.ts';
import { messageOf } from '../checks/words/words.ts';
import {
  createDocument,
  editDocument,
  offsetAt,
  rangeIn,
  type PolicyDocument,
  type Range,
} from '../language/document.ts';
import type { TenancyNames } from './tenancy-names.ts';

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

/** Open documents, the files beside them, and what is found in them: all that checking needs, and no other feature. */
export interface CheckedDocuments {
  /** Takes a document in, or replaces it as a whole. `language`: as an editor calls it; else the name tells. */
  open(uri: string, text: string, language?: string): void;
  /** Applies changes, one after the other; a document that is not open stays so. */
  change(uri: string, changes: readonly Change[]): void;
  close(uri: string): void;
  /** Sets how an open document is checked, until it is closed or set anew. */
  configure(uri: string, settings: Settings): void;
  /** How an open document is checked. */
  settingsOf(uri: string): Settings;
  /** The faults of an open document in the order of their positions; empty for a document that is not open. */
  findings(uri: string): Finding[];
  /** The open documents by their URI. */
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  /** Takes in what a file of the workspace holds, for names across files; undefined when it is gone. It is not checked. */
  file(uri: string, text: string | undefined): void;
  /** The files of the workspace that were taken in, and the open documents, which go before them. */
  readonly everywhere: ReadonlyMap<string, PolicyDocument>;
  /** Takes the names of a tenancy, which completion proposes from then on. */
  knowTenancy(names: TenancyNames): void;
}

/** The same for the features beside it. */
export interface Checked {
  readonly shared: CheckedDocuments;
  /** What was found in an open document, and in which of its items. */
  foundIn(uri: string): readonly Found[];
  /** What is said of it. */
  told(found: Found): Finding;
  tenancy(): TenancyNames;
}

/** Makes the documents, none of them open. */
export function createCheckedDocuments({ locale = 'en' }: { readonly locale?: Locale } = {}): Checked {
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
  const shared: CheckedDocuments = {
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
    documents,
    file: (uri, text) => {
      if (text === undefined) files.delete(uri);
      else files.set(uri, createDocument(text));
    },
    get everywhere() {
      return everywhere();
    },
    knowTenancy: (names) => {
      tenancy = names;
      checked.clear();
    },
  };
  return { shared, foundIn, told, tenancy: () => tenancy };
}
