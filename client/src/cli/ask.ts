import { Writable } from 'node:stream';

/** What a person types into, and what the question is written to. */
export interface Conversation {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks a person; undefined when nobody answers: the input ends, or Ctrl+C is pressed. */
export function askPerson(question: string, { input, output }: Conversation): Promise<string | undefined> {
  return answered(input, output, question);
}

/** The same for a secret: what is typed is shown nowhere, not even as stars, which would tell how long it is. */
export async function askSecret(
  question: string,
  { input, output }: Conversation,
): Promise<string | undefined> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    // Asked only once the terminal shows nothing any more: somebody may type, or paste, at once.
    return await answered(input, nowhere, '', () => output.write(question));
  } finally {
    // The line end that was typed was not shown either.
    output.write('\n');
  }
}

async function answered(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
  ready: () => unknown = () => undefined,
): Promise<string | undefined> {
  const { createInterface } = await import('node:readline');
  // As a terminal, so that the system echoes nothing: what is shown is what is written to `output`.
  const lines = createInterface({ input, output, terminal: true, historySize: 0 });
  return new Promise((resolve) => {
    lines.on('close', () => resolve(undefined));
    lines.on('SIGINT', () => lines.close());
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
    ready();
  });
}
