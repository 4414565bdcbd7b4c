import { beginsLikeStatement, type Embedded, type EmbeddedKind } from './embedded.ts';
import { isRule, kindOfKey, MAY_HOLD, PROSE, withoutDoubt } from './places.ts';
import { embeddedIn } from './script-strings.ts';
import { JAVASCRIPT, PYTHON, tokensOf, type ScriptLanguage, type Token } from './script-tokens.ts';

export const readPython = (text: string) => readScript(text, PYTHON);
/** Also TypeScript. */
export const readJavaScript = (text: string) => readScript(text, JAVASCRIPT);

/**
 * The texts of our language in a program: the strings of a list, or the rule, that stands behind a name as the OCI SDKs have it
 * (`statements=[…]`, `matchingRule: "…"`); any other string by its beginning, and then not surely. A string that is put together
 * of several is passed over. Undefined for a program with a string that does not end.
 */
function readScript(text: string, language: ScriptLanguage): Embedded[] | undefined {
  if (!MAY_HOLD.test(text)) return [];
  const tokens = tokensOf(text, language);
  if (!tokens) return undefined;
  const found: Embedded[] = [];
  const taken = new Set<number>();
  let list = 0;
  const take = (at: readonly number[], kind: EmbeddedKind, sure: boolean, whole: boolean) => {
    const texts = at.flatMap((index) => {
      const token = tokens[index];
      const formats = isSign(tokens[index + 1], '.') && tokens[index + 2]?.text === 'format';
      const embedded = token && embeddedIn(token, text, formats, { kind, sure, list, whole });
      return embedded ? [{ index, embedded }] : [];
    });
    list++;
    return texts;
  };
  tokens.forEach((token, index) => {
    const key = keyOf(token, text);
    const kind = key === undefined ? undefined : kindOfKey(key);
    const value = kind ? valueAfter(tokens, index) : undefined;
    if (!kind || value === undefined) return;
    const { strings, whole } = isSign(tokens[value], '[')
      ? elementsOf(tokens, value)
      : { strings: isAlone(tokens, value) ? [value] : [], whole: true };
    const texts = take(strings, kind, true, whole);
    const all = texts.map(({ embedded }) => embedded);
    if (kind === 'statement' ? !withoutDoubt(all) : !all.some((each) => isRule(each.text))) return;
    for (const each of texts) taken.add(each.index);
    for (const each of all) found.push(each);
  });
  tokens.forEach((token, index) => {
    if (token.kind !== 'string' || taken.has(index) || !isAlone(tokens, index)) return;
    const key = tokens[index - 2];
    const isNamed = isSign(tokens[index - 1], ':') || isSign(tokens[index - 1], '=');
    if (isNamed && key && PROSE.test(keyOf(key, text) ?? '')) return;
    const [one] = take([index], 'statement', false, true);
    if (one && beginsLikeStatement(one.embedded.text)) found.push(one.embedded);
  });
  return found.sort((a, b) => a.hostStart - b.hostStart);
}

const isSign = (token: Token | undefined, sign: string) => token?.kind === 'sign' && token.text === sign;

function keyOf(token: Token, text: string): string | undefined {
  if (token.kind === 'name') return token.text;
  return token.kind === 'string' ? text.slice(token.start + 1, token.end - 1) : undefined;
}

/** The token that a name is set to: behind an equals sign or a colon, and a type between these. */
function valueAfter(tokens: readonly Token[], key: number): number | undefined {
  const next = tokens[key + 1];
  const isValue = (at: number) => isSign(tokens[at], '[') || tokens[at]?.kind === 'string';
  if (isSign(next, '=')) return isValue(key + 2) ? key + 2 : undefined;
  if (!isSign(next, ':')) return undefined;
  if (isValue(key + 2)) return key + 2;
  let at = key + 2;
  while (at < key + 12 && (tokens[at]?.kind === 'name' || /^[[\]<>|.]$/.test(tokens[at]?.text ?? ''))) at++;
  return isSign(tokens[at], '=') && isValue(at + 1) ? at + 1 : undefined;
}

/** The strings that are elements of a list, by their numbers; what else it holds is not known. */
function elementsOf(tokens: readonly Token[], open: number): { strings: number[]; whole: boolean } {
  const strings: number[] = [];
  let whole = true;
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { kind, text } = tokens[at] as Token;
    if (kind === 'sign' && /^[[({]$/.test(text)) depth++;
    else if (kind === 'sign' && /^[\])}]$/.test(text) && --depth === 0) break;
    if (depth !== 1 || at === open) continue;
    const begins = at === open + 1 || isSign(tokens[at - 1], ',');
    if (!begins) continue;
    if (kind === 'string' && isAlone(tokens, at)) strings.push(at);
    else if (kind !== 'sign' || text !== ',') whole = false;
  }
  return { strings, whole };
}

/** Whether a string is all of a value: not put together with another one. */
function isAlone(tokens: readonly Token[], index: number): boolean {
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  const joins = (token: Token | undefined) => token?.kind === 'string' || isSign(token, '+');
  return (
    !joins(before) &&
    !joins(after) &&
    !(isSign(after, '.') && /^(?:join|concat|replace)/.test(tokens[index + 2]?.text ?? ''))
  );
}
