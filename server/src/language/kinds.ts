/**
 * The kinds of tokens. A keyword is its own kind (in lower case), as is each punctuation mark; every other
 * token is one of `ID` (a word), `STRING` ('…'), `TEXT` ("…"), `PATTERN` (/…/) and `OTHER` (what no statement has).
 */
export type Kind = string;

/** More tokens than this in one item are not read: their numbers travel through the parser as single UTF-16 code units. */
export const MOST_TOKENS = 20_000;

/** Words that the grammar names. None is reserved: each is also a name where a name stands. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...['allow', 'deny', 'define', 'endorse', 'admit'],
  ...['to', 'in', 'where', 'of', 'as', 'with', 'any', 'all', 'and', 'not', 'before', 'after', 'between'],
  ...['any-user', 'any-group', 'group', 'dynamic-group', 'service', 'resource', 'id'],
  ...['tenancy', 'compartment', 'any-tenancy', 'associate', 'inspect', 'read', 'use', 'manage'],
  ...['policy', 'description', 'tag-namespace', 'key', 'tag', 'matching', 'test', 'user', 'can', 'cannot'],
]);

const LONGEST_KEYWORD = Math.max(...[...KEYWORDS].map((word) => word.length));

/** One text for each keyword: there is a kind for each word of a file. */
const kindOf: ReadonlyMap<string, Kind> = new Map([...KEYWORDS].map((word) => [word, word]));

/** The kind of a word: itself in lower case when it is a keyword, else `ID`. */
export function kindOfWord(word: string): Kind {
  if (word.length > LONGEST_KEYWORD) return 'ID';
  return kindOf.get(word) ?? kindOf.get(word.toLowerCase()) ?? 'ID';
}

export const STATEMENT_STARTERS: ReadonlySet<Kind> = new Set(['allow', 'deny', 'define', 'endorse', 'admit']);
export const SUBJECT_KINDS: ReadonlySet<Kind> = new Set([
  'any-user',
  'any-group',
  'group',
  'dynamic-group',
  'service',
  'resource',
]);
export const VERB_KINDS: ReadonlySet<Kind> = new Set(['inspect', 'read', 'use', 'manage']);

/** Whether a token of this kind can stand where a name stands. */
export function canBeName(kind: Kind): boolean {
  return kind === 'ID' || kind === 'STRING' || kind === 'TEXT' || KEYWORDS.has(kind);
}

/** Whether a token of this kind is a word, quoted or not a word otherwise. */
export function isWord(kind: Kind): boolean {
  return kind === 'ID' || KEYWORDS.has(kind);
}
