/** Random numbers that are the same for the same seed. */
export interface Dice {
  below(limit: number): number;
  chance(share: number): boolean;
  pick<Value>(list: readonly Value[]): Value;
}

export function createDice(seed: number): Dice;
export function generateFile(
  count: number,
  options?: { readonly seed?: number; readonly faultEvery?: number },
): { readonly text: string; readonly faults: number };
