import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as questions from '../../../server/src/features/access/access.ts';
import type { FilledSlot } from '../../../server/src/features/access/access.ts';
import { hostOf } from '../../../server/src/hosts/endings.ts';
import { complain } from './failure.ts';
import { LARGEST_FILE, readInputs, type Input } from './inputs/inputs.ts';
import type { Problem } from './inputs/problem.ts';
import { count, say } from './say.ts';
import type { Terminal } from './terminal.ts';
import { visible } from './visible.ts';

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

/** What is read of a call: its path arguments, what standard input is called, and whether folders give host files, too. */
export interface Asked {
  readonly stdinName?: string | undefined;
  readonly hosts?: boolean | undefined;
}

/** Reads all that the path arguments stand for; what cannot be read is told on the error stream. */
export async function readAll(
  paths: readonly string[],
  { stdinName, hosts }: Asked,
  terminal: Terminal,
): Promise<Read> {
  return gathered(readInputs(paths, stdinName, terminal, hosts), terminal);
}

/** The same of inputs that come from elsewhere. */
export async function gathered(
  reading: AsyncIterable<Input | Problem> | Iterable<Input | Problem>,
  terminal: Terminal,
): Promise<Read> {
  const inputs: Input[] = [];
  let isIncomplete = false;
  for await (const input of reading) {
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
  /** An answer, with places as they are in the files: in those of other languages, they are not those of the documents. */
  located<Report>(report: Report): Report;
}

/** Reads all that the path arguments stand for as one tenancy; what could not be read of it is told on the error stream. */
export async function readTenancy(
  paths: readonly string[],
  asked: Asked,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ReadTenancy> {
  const questions = await loadQuestions();
  const read = await prepared(await readAll(paths, asked, terminal), questions, moduleBeside);
  await tellRead([read], terminal);
  return read;
}

/** Files, made ready, and what is to be told of how they were read. */
export interface Prepared extends ReadTenancy {
  readonly filled: readonly FilledSlot[];
  /** How many statements are left out, because what they say is known only when the host runs. */
  readonly left: number;
  /** The URIs of files of other languages that are broken. */
  readonly broken: readonly string[];
}

/**
 * Makes files ready for questions.
 * @param moduleOf the texts of the Terraform files beside one
 */
export async function prepared(
  all: Read,
  questions: Questions,
  moduleOf: (uri: string) => readonly string[] | Promise<readonly string[]>,
): Promise<Prepared> {
  const { documents, left, broken, filled, located } = await questions.readFiles(all.inputs, moduleOf);
  const tenancy = questions.prepare(documents);
  // Whatever a comparison proves, it proves of what was read.
  return {
    ...all,
    broken,
    questions,
    documents,
    left,
    filled,
    located,
    tenancy: { ...tenancy, unread: tenancy.unread + left + broken.length },
  };
}

/** Tells on the error stream what could not be read, and what slots of host files were filled with. */
export async function tellRead(all: readonly Prepared[], terminal: Terminal): Promise<void> {
  const left = all.reduce((sum, each) => sum + each.left, 0);
  const broken = all.reduce((sum, each) => sum + each.broken.length, 0);
  const unread = all.reduce((sum, { tenancy }) => sum + tenancy.unread, 0) - left - broken;
  if (unread > 0) await complain(terminal, count('unread', unread));
  for (const { broken: uris, nameOf } of all)
    for (const uri of uris) await complain(terminal, say('host.broken', { name: visible(nameOf(uri)) }));
  if (left > 0) await complain(terminal, count('left', left));
  const told = new Set(
    all.flatMap(({ filled }) =>
      filled.map(({ key, value, by }) =>
        visible(say(by === 'default' ? 'filled.default' : 'filled.local', { key, value })),
      ),
    ),
  );
  if (told.size > 0) await complain(terminal, say('filled', { values: [...told].join('; ') }));
}

/** The texts of the Terraform files in the folder of one; none where they cannot be read. */
export function moduleBeside(uri: string): readonly string[] {
  try {
    const folder = dirname(fileURLToPath(uri));
    return readdirSync(folder)
      .filter((name) => hostOf(name) === 'terraform' && !name.endsWith('.tfvars'))
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).size <= LARGEST_FILE)
      .map((path) => readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
}
