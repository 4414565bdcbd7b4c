/**
 * What a text of our language is that stands in a file of another one: one statement; several, one after the other; the rule of
 * a dynamic group; a whole document.
 */
export type EmbeddedKind = 'statement' | 'statements' | 'matching-rule' | 'document';

/** A stretch of an embedded text and of the host text that says it; both in UTF-16 code units. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly hostStart: number;
  readonly hostEnd: number;
  /** An escape or a slot: it stands for the other as a whole. Anything else is the same, character by character. */
  readonly whole: boolean;
}

/** A place in an embedded text that the host fills when it runs: `${var.x}`, `%s`. */
export interface Slot {
  readonly start: number;
  readonly end: number;
  /** What stands there in the host, as it is written there. */
  readonly source: string;
  /** What the host works out to fill it, where it tells: `var.x` of `${var.x}`, an argument of `format`. */
  readonly expression?: string;
}

/** What the host says a text to be of: the policy or the dynamic group that has this name. */
export interface Owner {
  readonly name: string;
  /** Where the name stands in the host, without quotes. */
  readonly hostStart: number;
  readonly hostEnd: number;
}

/** A text of our language in a host file, as it is meant: without the host's escapes. */
export interface Embedded {
  readonly kind: EmbeddedKind;
  /** False when it is taken for a statement for its words alone: then only hints may be given. */
  readonly sure: boolean;
  /** Texts of one list have the same number. */
  readonly list: number;
  /** False when the list holds more than the texts that can be read in it. */
  readonly whole: boolean;
  /** What a list holds besides is in other lists of the same file. */
  readonly restIsHere?: boolean;
  readonly text: string;
  /** They cover the text, in its order. */
  readonly pieces: readonly Piece[];
  readonly slots: readonly Slot[];
  /** Left out where no name stands beside it. */
  readonly owner?: Owner;
  /** Where it stands in the host, without quotes. */
  readonly hostStart: number;
  readonly hostEnd: number;
  /** How the host writes such a text; undefined for one that it cannot hold there. */
  readonly write: (text: string) => string | undefined;
}

/** The span of a host text that says a span of an embedded text. An end inside of an escape or a slot takes in all of it. */
export function hostSpan(
  { pieces, hostStart }: Embedded,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  const first = pieces.find((piece) => start < piece.end) ?? pieces.at(-1);
  const last = start === end ? first : (pieces.findLast((piece) => piece.start < end) ?? pieces[0]);
  if (!first || !last) return { start: hostStart, end: hostStart };
  const from = start >= first.end ? first.hostEnd : first.whole ? first.hostStart : plain(first, start);
  if (start === end) return { start: from, end: from };
  return { start: from, end: last.whole ? last.hostEnd : plain(last, end) };
}

function plain(piece: Piece, offset: number): number {
  return Math.min(piece.hostEnd, piece.hostStart + (offset - piece.start));
}

/** The offset in an embedded text of one in the host; undefined for one outside of it. */
export function embeddedOffset(
  { pieces, hostStart, hostEnd, text }: Embedded,
  offset: number,
): number | undefined {
  if (offset < hostStart || offset > hostEnd) return undefined;
  const piece = pieces.find(({ hostEnd: end }) => offset < end);
  if (!piece) return text.length;
  return piece.whole ? piece.start : piece.start + Math.max(0, offset - piece.hostStart);
}

/** A change of a text: what stands in a span of it becomes `text`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change of an embedded text as a change of its host; undefined when it cannot be made there. */
export function hostChange(embedded: Embedded, { start, end, text }: Change): Change | undefined {
  const cuts = ({ start: from, end: to, whole }: Piece) =>
    whole && ((from < start && start < to) || (from < end && end < to));
  if (start < 0 || end > embedded.text.length || embedded.pieces.some(cuts)) return undefined;
  const written = embedded.write(text);
  return written === undefined ? undefined : { ...hostSpan(embedded, start, end), text: written };
}

/**
 * A text that stands in another embedded text, as one of the host of that: JSON in a string of a script.
 * @param inner read in the text of `outer`
 */
export function embeddedWithin(outer: Embedded, inner: Embedded): Embedded {
  const pieces = inner.pieces.flatMap((piece): Piece[] => {
    const { start, hostStart: from, hostEnd: to } = piece;
    if (piece.whole) {
      const span = hostSpan(outer, from, to);
      return [{ ...piece, hostStart: span.start, hostEnd: span.end }];
    }
    return outer.pieces
      .filter((each) => each.start < to && from < each.end)
      .map((each) => {
        const [first, last] = [Math.max(from, each.start), Math.min(to, each.end)];
        const span = hostSpan(outer, first, last);
        const place = { start: start + first - from, end: start + last - from };
        return { ...place, hostStart: span.start, hostEnd: span.end, whole: each.whole };
      });
  });
  const sources = new Map(
    outer.slots.map(({ start, end, source }) => [outer.text.slice(start, end), source]),
  );
  const { start: hostStart, end: hostEnd } = hostSpan(outer, inner.hostStart, inner.hostEnd);
  return {
    ...{ ...inner, pieces, hostStart, hostEnd },
    slots: inner.slots.map((slot) => ({ ...slot, source: sources.get(slot.source) ?? slot.source })),
    write: (text) => {
      const written = inner.write(text);
      return written === undefined ? undefined : outer.write(written);
    },
  };
}

/**
 * A text as it is with some of its slots filled.
 * @param valueOf what a slot becomes; undefined for one that stays
 */
export function filled(embedded: Embedded, valueOf: (slot: Slot) => string | undefined): Embedded {
  const slots: Slot[] = [];
  const values = new Map(embedded.slots.map((slot) => [slot.start, { slot, value: valueOf(slot) }]));
  let text = '';
  const pieces = embedded.pieces.map((piece): Piece => {
    const { slot, value } = values.get(piece.start) ?? {};
    const isSlot = piece.whole && slot?.end === piece.end;
    const said = isSlot && value !== undefined ? value : embedded.text.slice(piece.start, piece.end);
    const start = text.length;
    text += said;
    if (isSlot && value === undefined) slots.push({ ...slot, start, end: text.length });
    return { ...piece, start, end: text.length };
  });
  return { ...embedded, text, pieces, slots };
}

/** Puts an embedded text together, from left to right. Offsets are those of the host. */
export interface Embedding {
  /** Text that stands in the host as it is. */
  plain(text: string, hostStart: number): void;
  /** Text that the host writes in another way. */
  escape(text: string, hostStart: number, hostEnd: number): void;
  /** A slot. One that the language would not read as such gets a name of its own. */
  slot(source: string, hostStart: number, hostEnd: number, expression?: string): void;
  /** @param write how the host writes a text without slots; undefined for one that it cannot hold */
  done(
    about: Pick<
      Embedded,
      'kind' | 'sure' | 'list' | 'whole' | 'restIsHere' | 'hostStart' | 'hostEnd' | 'owner'
    >,
    write: (text: string) => string | undefined,
  ): Embedded;
}

export function createEmbedding(): Embedding {
  const pieces: Piece[] = [];
  const slots: Slot[] = [];
  let text = '';
  const add = (fresh: string, hostStart: number, hostEnd: number, whole: boolean) => {
    pieces.push({ start: text.length, end: text.length + fresh.length, hostStart, hostEnd, whole });
    text += fresh;
  };
  return {
    plain: (fresh, hostStart) => {
      if (fresh !== '') add(fresh, hostStart, hostStart + fresh.length, false);
    },
    escape: (fresh, hostStart, hostEnd) => add(fresh, hostStart, hostEnd, true),
    slot: (source, hostStart, hostEnd, expression) => {
      const name = READABLE_SLOT.test(source) ? source : `\${slot${slots.length + 1}}`;
      const told = expression === undefined ? {} : { expression };
      slots.push({ start: text.length, end: text.length + name.length, source, ...told });
      add(name, hostStart, hostEnd, true);
    },
    done: (about, write) => {
      const sources = new Map(slots.map(({ start, end, source }) => [text.slice(start, end), source]));
      return { ...about, text, pieces, slots, write: (fresh) => writeWithSlots(fresh, sources, write) };
    },
  };
}

/** Slots that the language reads as placeholders; none can be taken for one of the names above. */
const READABLE_SLOT = /^(?:\$\{(?!slot\d)[^{}\r\n"'\\]*\}|%s|\$[A-Z_]{2,}|\{\{[\w .]+\}\})$/;

/** Writes a text in which slots stand: these as the host has them. */
function writeWithSlots(
  text: string,
  sources: ReadonlyMap<string, string>,
  write: (text: string) => string | undefined,
): string | undefined {
  let written = '';
  let rest = text;
  while (rest !== '') {
    let at = rest.length;
    let name = '';
    for (const each of sources.keys()) {
      const found = rest.indexOf(each);
      if (found >= 0 && found < at) [at, name] = [found, each];
    }
    const before = write(rest.slice(0, at));
    if (before === undefined) return undefined;
    written += before + (sources.get(name) ?? '');
    rest = rest.slice(at + name.length);
  }
  return written;
}

/** Whether a text begins as statements do, so surely that it may be taken for one wherever it stands. */
export function beginsLikeStatement(text: string): boolean {
  return BEGINNING.test(text);
}

const BEGINNING =
  /^\s*(?:(?:allow|deny|endorse|admit)\s+(?:any-(?:user|group)\b|(?:dynamic-group|group|service|resource)\s|\$\{|%s)|define\s+(?:tenancy|group|dynamic-group|compartment)\s+\S+\s+as\s)/i;
