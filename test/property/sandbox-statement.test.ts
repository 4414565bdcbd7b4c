import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../client/src/sandbox/refusal.ts';
import { bindStatement, readStatement, type Surroundings } from '../../client/src/sandbox/statement.ts';
import { SETTINGS } from '../../client/src/sandbox/settings.ts';
import { newTenancy } from '../../client/src/sandbox/state.ts';
import { storedPieces } from '../../client/src/sandbox/stored-text.ts';
import { print } from '../../server/src/language/print.ts';
import type { Statement } from '../../server/src/language/tree.ts';
import { file, soup, statement } from './generate.ts';

/** The statement, or undefined when it is refused in the service's way. */
function read(text: string): Statement | undefined {
  try {
    return readStatement(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.status).toBe(400);
    return undefined;
  }
}

const stored = (text: string) => storedPieces(text, []).join('');

describe('a stored statement', () => {
  it('means what the statement meant that was sent, and is stored once more as it is', () => {
    let taken = 0;
    fc.assert(
      fc.property(statement, (text) => {
        const tree = read(text);
        if (!tree) return;
        taken++;
        const kept = stored(text);
        const again = read(kept);
        expect(again && print(again)).toBe(print(tree));
        expect(stored(kept)).toBe(kept);
        expect(kept).not.toMatch(/[\n\r\t]/);
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it.each([
    ['words in any order', soup],
    ['whole files', file],
    ['any characters', fc.string({ unit: 'binary' })],
  ])('of %s is made, or refused in the way of the service', (_, text) => {
    const state = newTenancy(new Date(0));
    const at: Surroundings = { state, settings: SETTINGS, attachment: state.tenancy.id, aliases: new Set() };
    fc.assert(
      fc.property(text, (sent) => {
        const tree = read(sent);
        if (!tree) return;
        try {
          expect(storedPieces(sent, bindStatement(tree, at)).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 300 },
    );
  });
});
