import type * as questions from '../../../server/src/features/access/access.ts';
import { complain } from './failure.ts';
import { readInputs, type Input } from './inputs/inputs.ts';
import { count } from './say.ts';
import type { Terminal } from './terminal.ts';

/** What answers questions of access; loaded only by commands that ask some, since it holds the parser and the catalogue. */
export type Questions = typeof questions;
export type LoadQuestions = () => Promise<Questions>;

/** Policy files, together one tenancy. */
export interface Read {
  readonly inputs: readonly Input[];
  /** Something could not be read, and was told on the error stream. */
  readonly isIncomplete: boolean;
  /** What to call a document to a person. */
  nameOf(uri: string): string;
}

/** Reads all that the path arguments stand for; what cannot be read is told on the error stream. */
export async function readAll(
  paths: readonly string[],
  stdinName: string | undefined,
  terminal: Terminal,
): Promise<Read> {
  const inputs: Input[] = [];
  let isIncomplete = false;
  for await (const input of readInputs(paths, stdinName, terminal)) {
    if ('sentence' in input) {
      isIncomplete = true;
      await complain(terminal, input.sentence);
    } else inputs.push(input);
  }
  const names = new Map(inputs.map(({ uri, name }) => [uri, name]));
  return { inputs, isIncomplete, nameOf: (uri) => names.get(uri) ?? uri };
}

/** Policy files made ready for questions. */
export interface ReadTenancy extends Read {
  readonly questions: Questions;
  readonly documents: ReturnType<Questions['read']>;
  readonly tenancy: ReturnType<Questions['prepare']>;
}

/** Reads all that the path arguments stand for as one tenancy; what could not be read of it is told on the error stream. */
export async function readTenancy(
  paths: readonly string[],
  stdinName: string | undefined,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ReadTenancy> {
  const questions = await loadQuestions();
  const all = await readAll(paths, stdinName, terminal);
  const documents = questions.read(all.inputs);
  const tenancy = questions.prepare(documents);
  if (tenancy.unread > 0) await complain(terminal, count('unread', tenancy.unread));
  return { ...all, questions, documents, tenancy };
}
