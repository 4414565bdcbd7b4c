import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { askPerson, askSecret } from '../../../client/src/cli/ask.ts';

/** A terminal of which the modes are kept, and what a person sees on it. */
function conversation() {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (mode: boolean) => void modes.push(mode),
  });
  const written: { readonly text: string; readonly mode: boolean | undefined }[] = [];
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      written.push({ text: String(chunk), mode: modes.at(-1) });
      done();
    },
  });
  const seen = () => written.map(({ text }) => text).join('');
  return { input, output, modes, seen, written };
}

describe('a person at the terminal', () => {
  it('answers a question and sees the answer', async () => {
    const { input, output, seen } = conversation();
    const answered = askPerson('Sure? ', { input, output });
    input.write('yes\r');
    expect(await answered).toBe('yes');
    expect(stripVTControlCharacters(seen())).toContain('Sure? yes');
  });

  it('gives a secret that is shown nowhere, and the terminal gets its mode back', async () => {
    const { input, output, modes, seen, written } = conversation();
    const answered = askSecret('Pass phrase: ', { input, output });
    // Mended while typing: one letter too many, taken back.
    input.write('correct horsee\x7f battery\r');
    expect(await answered).toBe('correct horse battery');
    expect(seen()).toBe('Pass phrase: \n');
    expect(modes).toEqual([true, false]);
    // Whoever types as soon as the question stands there is not shown either.
    expect(written[0]).toEqual({ text: 'Pass phrase: ', mode: true });
  });

  it.each([
    ['Ctrl+C', '\x03'],
    ['the end of the input', '\x04'],
  ])('gives none with %s', async (_, typed) => {
    const { input, output, modes } = conversation();
    const answered = askSecret('Pass phrase: ', { input, output });
    input.write(typed);
    expect(await answered).toBeUndefined();
    expect(modes).toEqual([true, false]);
  });
});
