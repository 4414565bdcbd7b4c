/** At places of every faulty statement of the fixtures: an answer, edits that a client can apply, nothing written twice. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, describe, it } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';

const folder = new URL('../../fixtures/slips/', import.meta.url);
const files = readdirSync(folder).filter((name) => name !== 'not-yet.json');
/** Every so many characters; another one in each statement, so that all kinds of places are met. */
const STEP = 5;
const uri = 'file:///slip.ocipolicy';
const service = createPolicyService();

/** What is wrong with the proposals at some places of a text. */
function troubleIn(text: string, first: number): string[] {
  const trouble: string[] = [];
  service.open(uri, text);
  for (let at = first; at <= text.length; at += STEP) {
    const lines = text.slice(0, at).split(/\r\n|\r|\n/);
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const { items } = service.completion(uri, position);
    const say = (what: string) => trouble.push(`${what}: ${text.slice(0, at)}‹|›${text.slice(at)}`);
    for (const { label, textEdit } of items) {
      if (!textEdit || !('range' in textEdit)) {
        say('no edit');
        continue;
      }
      const { start, end } = textEdit.range;
      const isAround = start.character <= position.character && position.character <= end.character;
      if (start.line !== position.line || end.line !== position.line || !isAround)
        say(`the edit of ${label} is elsewhere`);
      const behind = text.charAt(at + end.character - position.character);
      if (/ $/.test(textEdit.newText) && behind === ' ') say(`two blanks behind ${label}`);
      if (textEdit.newText.endsWith("'") && behind === "'") say(`two quotes behind ${label}`);
    }
    const keys = items.map(({ label, kind }) => `${kind === 15} ${label}`);
    if (new Set(keys).size < keys.length) say('a proposal twice');
    service.signatureHelp(uri, position);
  }
  service.close(uri);
  return trouble;
}

describe.each(files)('%s', (file) => {
  const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { readonly text: string }[];

  it('draws proposals that can be taken', () => {
    const texts = cases.map(({ text }) => text.replace(/[‹›]/g, ''));
    expect(texts.flatMap((text, index) => troubleIn(text, index % STEP))).toEqual([]);
  });
});
