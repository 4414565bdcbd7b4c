import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Steps } from './access/steps.ts';
import type { Documents } from './features/access/access.ts';
import { editsOf } from './language/document.ts';

/** What work in parts is about. */
export interface PartsOf {
  /** The documents that it reads, as they are now. */
  of(): Documents;
  isCancelled(): boolean;
}

/**
 * So many steps are done in one go: of large files a step takes about a millisecond, of small ones much less. The number hangs on
 * nothing but the size, so that what is answered at once does not depend on how fast the machine is.
 */
const STEPS = 30;
const LARGE = 10_000;

/**
 * Does work in parts, one after the other, and lets what else the server was asked come in between. What is done within one part is
 * answered at once. Work whose documents are edited meanwhile is given up, with an error that says so; it is never gone on with.
 */
export function inParts() {
  let latest: Promise<unknown> | undefined;
  return <Answer>(begin: () => Steps<Answer>, about: PartsOf): Answer | Promise<Answer> => {
    const isStill = remembered(about.of());
    const most = (STEPS * LARGE) / Math.max(1, Math.min(LARGE, sizeOf(about.of())));
    const steps = latest ? undefined : begin();
    const first = steps && part(steps, most);
    if (first?.done) return first.value;
    const before = latest;
    const goOn = async (): Promise<Answer> => {
      await before?.catch(() => undefined);
      let own = steps;
      for (;;) {
        await pause();
        if (about.isCancelled())
          throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was taken back.');
        if (!isStill(about.of()))
          throw new ResponseError(LSPErrorCodes.ContentModified, 'The text is another one by now.');
        own ??= begin();
        const step = part(own, most);
        if (step.done) return step.value;
      }
    };
    const mine = goOn();
    latest = mine;
    const end = () => {
      if (latest === mine) latest = undefined;
    };
    mine.then(end, end);
    return mine;
  };
}

/** Goes on until so much is done, or all. */
function part<Answer>(steps: Steps<Answer>, most: number): IteratorResult<number, Answer> {
  for (let done = 0; ;) {
    const step = steps.next();
    if (step.done) return step;
    done += step.value;
    if (done >= most) return step;
  }
}

/** Lets messages that came meanwhile be answered. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Gives whether documents are what they were, and unchanged. */
function remembered(documents: Documents): (now: Documents) => boolean {
  const then = [...documents].map(([uri, document]) => [uri, document, editsOf(document)] as const);
  return (now) =>
    now.size === then.length &&
    then.every(([uri, document, edits]) => now.get(uri) === document && editsOf(document) === edits);
}

function sizeOf(documents: Documents): number {
  let size = 0;
  for (const { items } of documents.values()) size += items.length;
  return size;
}
