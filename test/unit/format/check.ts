import { createDocument, editDocument, offsetAt, textOf } from '../../../server/src/language/document.ts';
import { formatDocument } from '../../../server/src/features/format.ts';

/** A text after its formatting edits, applied from the last to the first. */
export function formatText(text: string): string {
  const document = createDocument(text);
  for (const { range, newText } of formatDocument(document).reverse()) {
    editDocument(document, offsetAt(document, range.start), offsetAt(document, range.end), newText);
  }
  return textOf(document);
}
