import type { Range } from '../language/document.ts';
import type { Target } from './convert/to.ts';

/** The request for statements of a document in the form of another tool: `CopyParams`; the answer is a text. */
export const COPY_AS = 'ocipolicy/copyAs';
/** The request for what was copied from somewhere else as statements: `PasteParams`; the answer is a text, or null. */
export const PASTE = 'ocipolicy/paste';

export interface CopyParams {
  readonly textDocument: { readonly uri: string };
  /** Left out for the whole document. */
  readonly range?: Range;
  readonly to: Target;
}

export interface PasteParams {
  readonly textDocument: { readonly uri: string };
  readonly position: Range['start'];
  readonly text: string;
}
