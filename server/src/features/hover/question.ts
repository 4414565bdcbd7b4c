import { loadCatalog, type Catalog } from '../../catalog/catalog.ts';
import type { Locale } from '../../checks/words/locale.ts';
import type { PolicyDocument } from '../../language/document.ts';
import { sayIn, type Say } from '../words/words.ts';

/** What every kind of hover answers from. */
export interface Question {
  readonly document: PolicyDocument;
  readonly catalog: Catalog;
  readonly say: Say;
}

/** A question about a document, to be answered in a language. */
export function questionOf(document: PolicyDocument, locale: Locale): Question {
  return { document, catalog: loadCatalog(), say: sayIn(locale) };
}

/** What a hover says of a word: Markdown; undefined when there is nothing to say. */
export type Answer = string | undefined;
