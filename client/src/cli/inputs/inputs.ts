import { createReadStream, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { decode } from './decode.ts';
import { displayName, findFiles, STDIN, type Found } from './find.ts';
import { notRead, systemReason, type Problem } from './problem.ts';

/** A policy text and what to call it. */
export interface Input {
  /** For people and reports: relative to the current folder when below it, with `/` on every system. */
  readonly name: string;
  /** The absolute path; undefined for standard input without a name. */
  readonly path: string | undefined;
  readonly uri: string;
  /** Without its byte order mark. */
  readonly text: string;
  /** It came with a UTF-8 byte order mark. */
  readonly mark?: true;
  /** It came through standard input, whatever its name. */
  readonly fromStdin?: true;
}

/** A file or a stream of more bytes than this is refused. */
export const LARGEST_FILE = 50 * 1024 * 1024;

/**
 * Reads what the path arguments stand for, in their order, each file once; no argument is the current folder. What
 * cannot be read comes as a problem in its place, and the rest is read all the same.
 * @param hosts whether folders also give the files of other languages that may hold statements
 */
export async function* readInputs(
  paths: readonly string[],
  stdinName: string | undefined,
  terminal: Terminal,
  hosts = false,
): AsyncGenerator<Input | Problem> {
  const seen = new Set<string>();
  for (const argument of paths.length > 0 ? paths : ['.']) {
    if (argument === STDIN) {
      if (!seen.has(STDIN)) yield await readStdin(stdinName, terminal);
      seen.add(STDIN);
      continue;
    }
    for (const found of findFiles(argument, terminal.cwd, hosts)) {
      if ('sentence' in found) yield found;
      else if (!seen.has(found.path)) yield await readFile(found);
      if ('path' in found) seen.add(found.path);
    }
  }
}

async function readStdin(stdinName: string | undefined, terminal: Terminal): Promise<Input | Problem> {
  const path = stdinName === undefined ? undefined : resolve(terminal.cwd, stdinName);
  const name = path === undefined ? say('stdin.name') : displayName(path, terminal.cwd, true);
  try {
    const read = input(name, path, await readWhole(terminal.stdin));
    return 'text' in read ? { ...read, fromStdin: true } : read;
  } catch (error) {
    return notRead(name, systemReason(error));
  }
}

async function readFile({ path, name }: Found): Promise<Input | Problem> {
  try {
    const { size, isRegular } = kindOf(path);
    if (size > LARGEST_FILE) return notRead(name, say('reason.largeFile'));
    // A pipe or a device tells no size and may never end.
    return input(name, path, isRegular ? readFileSync(path) : await readWhole(createReadStream(path)));
  } catch (error) {
    return notRead(name, systemReason(error, path));
  }
}

function kindOf(path: string): { size: number; isRegular: boolean } {
  const status = statSync(path);
  return { size: status.size, isRegular: status.isFile() };
}

function input(name: string, path: string | undefined, bytes: Buffer | undefined): Input | Problem {
  if (bytes === undefined) return notRead(name, say('reason.largeFile'));
  const decoded = decode(bytes);
  if ('reason' in decoded) return notRead(name, decoded.reason);
  const uri = path === undefined ? 'untitled:stdin.ocipolicy' : pathToFileURL(path).href;
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { name, path, uri, text: decoded.text, ...(hasMark ? { mark: true } : {}) };
}

/** All bytes of a stream; undefined when there are too many, and then the stream is closed. */
async function readWhole(stream: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LARGEST_FILE) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
