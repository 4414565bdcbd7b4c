import { beginsLikeStatement, embeddedWithin, type Embedded } from './embedded.ts';
import { readJson } from './json.ts';
import { isRule, MAY_HOLD } from './places.ts';
import { commandsOf, type Word } from './shell-words.ts';

/**
 * The texts of our language in a script of a shell: what `--statements` and `--matching-rule` of the OCI CLI are given, and lists of
 * statements in JSON, quoted or as a document (`<<EOF`); any other word by its beginning, and then not surely. Undefined for a script
 * with a quote that does not end.
 */
export function readShell(text: string): Embedded[] | undefined {
  if (!MAY_HOLD.test(text)) return [];
  const commands = commandsOf(text);
  if (!commands) return undefined;
  const found: Embedded[] = [];
  let list = 0;
  for (const command of commands) {
    command.forEach((word, index) => {
      const texts = textsIn(word, optionOf(word, command[index - 1]));
      const numbers = new Map<number, number>();
      for (const each of texts) {
        if (!numbers.has(each.list)) numbers.set(each.list, list++);
        found.push({ ...each, list: numbers.get(each.list) ?? list });
      }
    });
  }
  return found.sort((a, b) => a.hostStart - b.hostStart);
}

/** The option that a word is given to: `--statements '…'`, `--statements='…'`. */
function optionOf({ bare }: Word, before: Word | undefined): string {
  return bare.endsWith('=') ? bare.slice(0, -1) : (before?.bare ?? '');
}

function textsIn({ said, quote }: Word, option: string): readonly Embedded[] {
  if (!said) return [];
  if (/^\s*[[{]/.test(said.text))
    return (readJson(said.text) ?? []).map((each) => embeddedWithin(said, each));
  if (option === '--matching-rule' && isRule(said.text)) return [{ ...said, kind: 'matching-rule' }];
  // A document of several lines is no statement, though its first line may be one.
  const isOne = quote !== '<<' && !said.text.includes('\n');
  return isOne && beginsLikeStatement(said.text) ? [{ ...said, sure: option === '--statements' }] : [];
}
