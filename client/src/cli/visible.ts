/**
 * `text` with every control and format character spelled out as `<U+001B>`: a file name or a quoted piece of a
 * policy must neither steer the terminal nor hide in it.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, spellOut);
}

/** `<U+200B>` for a zero-width space. */
export function spellOut(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `<U+${point.toString(16).toUpperCase().padStart(4, '0')}>`;
}
