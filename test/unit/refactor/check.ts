import { expect } from 'vitest';
import { commentsOf, grantsOf, marked, refactored } from './grants.ts';

/** The text after the refactoring of that id; `undefined` when it is not offered. What is granted, and the comments, must stay as they are. */
export function after(text: string, id: string): string | undefined {
  const { text: plain, range } = marked(text);
  const found = refactored(plain, range).find(({ refactoring }) => refactoring.id === id);
  if (found) {
    expect(grantsOf(found.after)).toEqual(grantsOf(plain));
    expect(commentsOf(found.after)).toEqual(commentsOf(plain));
  }
  return found?.after;
}

/** `id` at the place marked in `before` gives `expected`, or is not offered. */
export type Row = [what: string, id: string, before: string, expected: string | undefined];

export const check = (_: string, id: string, before: string, expected: string | undefined) =>
  expect(after(before, id)).toBe(expected);
