import type { Edit } from '../language/fault.ts';

/** How grave a finding is; the same four words in the editor, on the command line and in settings. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Something found in an item. Offsets are UTF-16 code units from the item's first character. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
  /** Which of a code's messages fits, when it has several. */
  readonly variant?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly fix?: readonly Edit[];
}
