import { createComparer, type Comparer } from '../../access/compare.ts';
import type { Steps } from '../../access/steps.ts';
import type { Tenancy } from '../../access/tenancy.ts';
import { createDocument, editDocument, editsOf, type PolicyDocument } from '../../language/document.ts';
import { prepare, type Documents } from './questions.ts';

/** Documents made ready for questions, and older texts of documents, kept while they are as they were. */
export interface Prepared {
  /** As `prepare`; the same tenancy again while no document is another one, or was edited. */
  tenancyOf(documents: Documents): Tenancy;
  /** What a document says that once had this text, as at the last commit; read once for many comparisons. A step reads some statements. */
  readBefore(uri: string, text: string): Steps<PolicyDocument>;
  /** What is kept from one comparison of a document to the next. */
  comparerOf(uri: string): Comparer;
}

/** One that is asked for and one that it is compared with, each for two sets of documents. */
const MOST_TENANCIES = 4;
const MOST_TEXTS = 4;
/** What is kept for a comparison is as much as a tenancy. */
const MOST_COMPARERS = 2;

interface Kept {
  readonly documents: readonly (readonly [uri: string, document: PolicyDocument, edits: number])[];
  readonly tenancy: Tenancy;
}

export function createPrepared(): Prepared {
  const tenancies: Kept[] = [];
  const comparers = new Map<string, Comparer>();
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
    readBefore: function* (uri, text) {
      let kept = texts.get(uri);
      if (kept?.text !== text) kept = { text, document: yield* reading(text) };
      renew(texts, uri, kept, MOST_TEXTS);
      return kept.document;
    },
    comparerOf: (uri) => renew(comparers, uri, comparers.get(uri) ?? createComparer(), MOST_COMPARERS),
  };
}

/** Keeps what was asked for last, and forgets what was not asked for longest. */
function renew<Value>(kept: Map<string, Value>, key: string, value: Value, most: number): Value {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return value;
}

/** So many UTF-16 code units are read in one go, up to the end of a line, and so many of them are as much work as a step. */
const PIECE = 60_000;
const UNITS = 3_000;

function* reading(text: string): Steps<PolicyDocument> {
  const document = createDocument('');
  while (document.length < text.length) {
    const from = document.length;
    const end = text.indexOf('\n', from + PIECE) + 1 || text.length;
    editDocument(document, from, from, text.slice(from, end));
    yield (end - from) / UNITS;
  }
  return document;
}

function isStill({ documents }: Kept, asked: Documents): boolean {
  if (documents.length !== asked.size) return false;
  return documents.every(
    ([uri, document, edits]) => asked.get(uri) === document && editsOf(document) === edits,
  );
}
