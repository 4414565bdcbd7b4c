import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import type { PolicyService, Position } from '../../../server/src/features/service.ts';
import { filtered } from './fuzzy.ts';
import { wordsOf, type Word, type WordKind } from './words.ts';

/*
 * A statement typed character by character: before each of its words the editor asks for proposals as VS Code does (when a
 * trigger character was typed, else with the first letter), and what is typed of the word narrows them.
 */

/** How a word fared. */
export interface Result extends Word {
  /** Only a person can know it: it has not been written in the file before. */
  readonly isNew: boolean;
  /** The fewest letters, from its first on, that bring it among the first ten; undefined when three do not. */
  readonly letters: number | undefined;
  /** Three or fewer of its letters in their order bring it there, the first one among them. */
  readonly byAnyLetters: boolean;
}

const TEN = 10;
const THREE = 3;
const PERSONAL: ReadonlySet<WordKind> = new Set(['tag', 'name', 'OCID', 'text']);

/** Types the statements of a file one behind the other; gives how each word of those that are asked for fared. */
export function typeStatements(
  service: PolicyService,
  statements: readonly { readonly text: string; readonly asked: boolean }[],
  triggers: readonly string[],
): Result[][] {
  const file = new File(service);
  const written = new Set<string>();
  let before = '';
  const results = statements.map(({ text, asked }) => {
    file.write(before + text);
    const words = file.words(before.length);
    const own = words.flatMap((word): Result[] => {
      const isNew = PERSONAL.has(word.kind) && !written.has(word.key);
      if (!asked) return [];
      if (isNew) return [{ ...word, isNew, letters: undefined, byAnyLetters: false }];
      return [
        {
          ...word,
          isNew,
          ...typeWord(new Session(file, before + text.slice(0, word.start), triggers), word),
        },
      ];
    });
    for (const { key } of words) written.add(key);
    before += `${text}\n`;
    return own;
  });
  file.close();
  return results;
}

function typeWord(session: Session, word: Word): Pick<Result, 'letters' | 'byAnyLetters'> {
  const quote = word.text.startsWith("'") ? "'" : '';
  const rest = word.text.slice(quote.length);
  const letters = [0, 1, 2, THREE].find(
    (count) =>
      isAmongTen(session.shown(quote + rest.slice(0, count)), word) ||
      (count === 0 && isAmongTen(session.shown(''), word)),
  );
  const isThere = (three: string) => isAmongTen(session.shown(quote + three), word);
  return { letters, byAnyLetters: letters !== undefined || threeLetters(rest).some(isThere) };
}

/** The first letter and two more in their order: first the starts of words, then all others. */
function threeLetters(text: string): string[] {
  const found = new Set<string>();
  const starts = [...text.matchAll(/(?<![a-z0-9])[a-z0-9]|(?<=[a-z])[A-Z]/gi)].map(({ index }) => index);
  const all = Array.from(text, (_, index) => index).filter((index) => /[a-z0-9]/i.test(text[index] ?? ''));
  for (const places of [starts, all])
    for (const second of places)
      for (const third of places)
        if (0 < second && second < third)
          found.add(`${text[0] ?? ''}${text[second] ?? ''}${text[third] ?? ''}`);
  return [...found];
}

/** A tag's name may also be filled in: then its beginning must be among the first ten. */
function isAmongTen(items: readonly CompletionItem[], { text, kind }: Word): boolean {
  const wanted = text.toLowerCase();
  return items.slice(0, TEN).some(({ label }) => {
    const offered = label.toLowerCase();
    if (offered === wanted || (wanted === '{' && label === '{ }')) return true;
    if (kind === 'service' && offered.includes('<')) return wanted.startsWith(offered.replace(/<.*$/, ''));
    if (/\.tag\./.test(wanted) && offered.includes('<namespace>'))
      return wanted.startsWith(offered.replace(/<.*$/, ''));
    return false;
  });
}

/** The proposals as the editor keeps them while the letters of a word are typed. */
class Session {
  readonly #answers = new Map<string, CompletionList>();

  constructor(
    private readonly file: File,
    private readonly before: string,
    private readonly triggers: readonly string[],
  ) {}

  /** What the editor shows when this much of the word is typed. */
  shown(typed: string): CompletionItem[] {
    // It asks when a trigger character is typed, of which the word may have some; else with the first letter.
    const isTriggered = (length: number) =>
      this.triggers.includes((this.before + typed).charAt(this.before.length + length - 1));
    const from =
      [...typed.slice(1), ' '].map((_, index) => typed.length - index).find(isTriggered) ??
      (isTriggered(0) ? 0 : 1);
    if (typed.length < from) return [];
    const begun = this.#answer(typed.slice(0, from));
    const { items } = begun.isIncomplete ? this.#answer(typed) : begun;
    return filtered(items, typed);
  }

  #answer(typed: string): CompletionList {
    let answer = this.#answers.get(typed);
    if (!answer) {
      this.file.write(this.before + typed);
      this.#answers.set(typed, (answer = this.file.ask()));
    }
    return answer;
  }
}

/** An open document that is typed at its end. */
class File {
  #text = '';

  constructor(private readonly service: PolicyService) {
    service.open(URI, '');
  }

  /** Changes the end of the text as far as it is another. */
  write(text: string): void {
    let same = 0;
    while (same < text.length && same < this.#text.length && text[same] === this.#text[same]) same++;
    const range = { start: endOf(text.slice(0, same)), end: endOf(this.#text) };
    this.service.change(URI, [{ range, text: text.slice(same) }]);
    this.#text = text;
  }

  ask(): CompletionList {
    return this.service.completion(URI, endOf(this.#text));
  }

  /** The words from an offset on, in their order; their offsets count from there. */
  words(from: number): Word[] {
    const items = this.service.documents.get(URI)?.items ?? [];
    return items
      .filter((item) => item.start + item.text.length > from)
      .flatMap((item) => wordsOf(item, item.start - from));
  }

  close(): void {
    this.service.close(URI);
  }
}

const URI = 'file:///typed.ocipolicy';

function endOf(text: string): Position {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
