/** The number of terminal cells of a character: 0, 1 or 2 (Unicode Standard Annex 11, and what terminals do). */
export function cellWidth(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\u1160-\u11FF]/u.test(character)) return 0;
  // Two regional indicators make one flag of two cells.
  if (/^\p{Regional_Indicator}/u.test(character)) return 1;
  return isWide(point) || /^\p{Emoji_Presentation}/u.test(character) ? 2 : 1;
}

/** East Asian wide and fullwidth characters, in whole blocks; emoji are asked for apart. */
const WIDE = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2630, 0x2637],
  [0x268a, 0x268f],
  [0x2e80, 0x303e],
  [0x3041, 0x3247],
  [0x3250, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1d300, 0x1d376],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
] as const;

function isWide(point: number): boolean {
  return WIDE.some(([first, last]) => point >= first && point <= last);
}
