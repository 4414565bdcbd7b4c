import type { Finding } from '../../../../server/src/features/service.ts';
import type { Input } from '../inputs/inputs.ts';
import type { Terminal } from '../terminal.ts';

/** A text with the findings to print of it. */
export interface Checked {
  readonly input: Input;
  readonly findings: readonly Finding[];
}

/** What a whole check came to. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly filesRead: number;
  /** The sentences about what could not be read. */
  readonly problems: readonly string[];
}

/** A format: what it prints for each file as soon as the file is checked, and what at the end. */
export interface Report {
  file(checked: Checked): string;
  end(outcome: Outcome): string;
}

/** What a format may go by. */
export interface ReportOptions {
  readonly terminal: Terminal;
  readonly color: boolean;
  readonly quiet: boolean;
}
