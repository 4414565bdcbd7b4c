import { createReadStream, fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import { askPerson, askSecret } from './ask.ts';

/** Where text goes. `write` resolves when the text is handed on, and rejects with an `OutputFailure` when it cannot be. */
export interface Output {
  write(text: string): Promise<void>;
  readonly isTTY: boolean;
  /** The width in cells; undefined where there is no terminal. */
  readonly columns: number | undefined;
}

/** All that a command touches of the world besides files, so that tests can run commands in-process. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the person who sits there, on the error stream; undefined as an answer when there is none. Absent where nobody sits. */
  readonly ask?: ((question: string) => Promise<string | undefined>) | undefined;
  /** The same for a secret: what is typed is not shown. */
  readonly askSecret?: ((question: string) => Promise<string | undefined>) | undefined;
  /** Hears the first interruption (Ctrl+C) instead of ending; gives what ends the listening. */
  readonly onInterrupt?: ((heard: () => void) => () => void) | undefined;
}

/** The output is gone or full; `code` is the system's word, `EPIPE` when the reader has left. */
export class OutputFailure extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    // Naming process.stdin opens it, and an open standard input would keep the process alive.
    get stdin() {
      return standardInput();
    },
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    cwd: process.cwd(),
    env: process.env,
    ...(isatty(0) && isatty(2)
      ? {
          ask: (question: string) => askPerson(question, { input: process.stdin, output: process.stderr }),
          askSecret: (question: string) =>
            askSecret(question, { input: process.stdin, output: process.stderr }),
        }
      : {}),
    onInterrupt: (heard) => {
      process.once('SIGINT', heard);
      return () => void process.off('SIGINT', heard);
    },
  };
}

/** Node gives a folder as standard input (`< folder`) as an empty stream, which would pass for an empty policy. */
function standardInput(): AsyncIterable<Uint8Array> {
  return fstatSync(0).isDirectory() ? createReadStream('', { fd: 0 }) : process.stdin;
}

function output(stream: NodeJS.WriteStream): Output {
  // The callback of write tells of a failure too; without a listener, the event would end the process with a stack.
  stream.on('error', () => undefined);
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error?: NodeJS.ErrnoException | null) => {
          if (error) reject(new OutputFailure(error.code ?? error.message));
          else resolve();
        });
      }),
    // Undefined for a pipe or a file, whatever its type says.
    isTTY: stream.isTTY === true,
    columns: stream.columns,
  };
}
