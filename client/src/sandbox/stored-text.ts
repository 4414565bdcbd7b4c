import { createScanner } from '../../../server/src/language/scan.ts';
import { pathTo } from './operations/compartments.ts';
import type { Bound } from './statement.ts';
import type { Piece, State, StoredPolicy } from './state.ts';

/**
 * A statement as it is kept: one blank where there were several or a line end, and compartments by what they were bound to. So
 * what comes back is not the text that was sent, just as with the service. Source: reference 5.3.
 */
export function storedPieces(text: string, bound: readonly Bound[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let run = '';
  let end: number | undefined;
  const scanner = createScanner(text);
  for (let token = scanner.next(); token; token = scanner.next()) {
    if (end !== undefined && token.start > end) run += ' ';
    end = token.end;
    const { start } = token;
    const path = bound.find((each) => start >= each.start && start < each.end);
    if (!path) run += text.slice(start, end);
    else if (start === path.start) {
      pieces.push(run, { compartment: path.compartment });
      run = '';
    } else run = '';
  }
  return [...pieces, run];
}

/** The statements of a policy as the service shows them: paths as they are now, in lower case. */
export function shownStatements({ pieces, compartmentId }: StoredPolicy, state: State): readonly string[] {
  return pieces.map((statement) =>
    statement
      .map((piece) => (typeof piece === 'string' ? piece : pathFrom(compartmentId, piece.compartment, state)))
      .join(''),
  );
}

/** The path of a compartment from the one that a policy hangs on; its own name where it is that one. */
function pathFrom(attachment: string, compartment: string, state: State): string {
  const path = pathTo(state, compartment);
  const at = path.findIndex(({ id }) => id === attachment);
  const shown = at === path.length - 1 ? path.slice(-1) : path.slice(at + 1);
  return shown.map(({ name }) => name.toLowerCase()).join(':');
}
