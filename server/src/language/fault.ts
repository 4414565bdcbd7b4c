/** A change of text that mends a fault; offsets as those of the fault. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * A slip in the text of an item, named by the code of a check. Offsets are UTF-16 code units from the item's
 * first character. What is said to a person about it is made from `code` and `args` by the checks.
 */
export interface Fault {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly args: Readonly<Record<string, string>>;
  /** The edits that mend it, when one mending is certain enough to propose. */
  readonly fix?: readonly Edit[];
}

export function fault(
  code: string,
  start: number,
  end: number,
  args: Record<string, string> = {},
  fix?: readonly Edit[],
): Fault {
  return fix ? { code, start, end, args, fix } : { code, start, end, args };
}

/** The same fault, with its offsets and those of its edits moved. */
export function moveFault(one: Fault, by: number): Fault {
  const fix = one.fix?.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by }));
  const moved = { ...one, start: one.start + by, end: one.end + by };
  return fix ? { ...moved, fix } : moved;
}
