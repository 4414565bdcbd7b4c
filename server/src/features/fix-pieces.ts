import type { Edit } from '../language/fault.ts';

/** A text that is edited again and again, as what is left of it and what was written into it. */
export interface Pieces {
  /** Applies edits whose offsets count in the text as it is by now; in order, none overlapping another. */
  apply(edits: readonly Edit[]): void;
  /** What turns the first text into the present one: offsets in the first text, in order, none touching another. */
  edits(): Edit[];
}

/** Kept text by its place in the first text, or text that was written. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

/** The pieces of a text of this length, in UTF-16 code units. */
export function piecesOf(length: number): Pieces {
  let pieces: readonly Piece[] = [{ from: 0, to: length }];
  return {
    apply: (edits) => void (pieces = edited(pieces, edits)),
    edits: () => {
      const edits: Edit[] = [];
      let at = 0;
      let written = '';
      for (const piece of [...pieces, { from: length, to: length }]) {
        if ('text' in piece) {
          written += piece.text;
          continue;
        }
        if (piece.from > at || written !== '') edits.push({ start: at, end: piece.from, text: written });
        at = piece.to;
        written = '';
      }
      return edits;
    },
  };
}

function edited(pieces: readonly Piece[], edits: readonly Edit[]): Piece[] {
  const result: Piece[] = [];
  let index = 0;
  /** How much of the piece at `index`, and of the whole text, lies behind. */
  let taken = 0;
  let at = 0;
  const advance = (to: number, keep: boolean) => {
    for (let piece = pieces[index]; piece && at < to; piece = pieces[index]) {
      const count = Math.min(lengthOf(piece) - taken, to - at);
      if (keep && count > 0) result.push(part(piece, taken, taken + count));
      at += count;
      taken += count;
      if (taken < lengthOf(piece)) return;
      index++;
      taken = 0;
    }
  };
  for (const { start, end, text } of edits) {
    advance(start, true);
    advance(end, false);
    if (text !== '') result.push({ text });
  }
  advance(Infinity, true);
  return result;
}

function lengthOf(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.to - piece.from;
}

function part(piece: Piece, from: number, to: number): Piece {
  if ('text' in piece) return { text: piece.text.slice(from, to) };
  return { from: piece.from + from, to: piece.from + to };
}
