import type { Tenancy } from '../../access/tenancy.ts';
import { createDocument, editsOf, type PolicyDocument } from '../../language/document.ts';
import { prepare, type Documents } from './questions.ts';

/** Documents made ready for questions, and older texts of documents, kept while they are as they were. */
export interface Prepared {
  /** As `prepare`; the same tenancy again while no document is another one, or was edited. */
  tenancyOf(documents: Documents): Tenancy;
  /** What a document says that once had this text, as at the last commit; read once for many comparisons. */
  readBefore(uri: string, text: string): PolicyDocument;
}

/** One that is asked for and one that it is compared with, each for two sets of documents. */
const MOST_TENANCIES = 4;
const MOST_TEXTS = 4;

interface Kept {
  readonly documents: readonly (readonly [uri: string, document: PolicyDocument, edits: number])[];
  readonly tenancy: Tenancy;
}

export function createPrepared(): Prepared {
  const tenancies: Kept[] = [];
  const texts = new Map<string, { readonly text: string; readonly document: PolicyDocument }>();
  return {
    tenancyOf: (documents) => {
      const at = tenancies.findIndex((kept) => isStill(kept, documents));
      const kept = tenancies[at] ?? {
        documents: [...documents].map(([uri, document]) => [uri, document, editsOf(document)] as const),
        tenancy: prepare(documents),
      };
      if (at >= 0) tenancies.splice(at, 1);
      // The one that was asked for last comes first; an older one of edited documents is never asked for again.
      tenancies.unshift(kept);
      tenancies.length = Math.min(tenancies.length, MOST_TENANCIES);
      return kept.tenancy;
    },
    readBefore: (uri, text) => {
      let kept = texts.get(uri);
      if (kept?.text !== text) kept = { text, document: createDocument(text) };
      texts.delete(uri);
      texts.set(uri, kept);
      const [oldest] = texts.keys();
      if (texts.size > MOST_TEXTS && oldest !== undefined) texts.delete(oldest);
      return kept.document;
    },
  };
}

function isStill({ documents }: Kept, asked: Documents): boolean {
  if (documents.length !== asked.size) return false;
  return documents.every(
    ([uri, document, edits]) => asked.get(uri) === document && editsOf(document) === edits,
  );
}
