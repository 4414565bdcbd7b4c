import type fc from 'fast-check';

/** What random input is given to, again and again. A value is plain data, so that a failure can be kept as a fixture. */
export interface Target<Value = unknown> {
  readonly name: string;
  readonly values: fc.Arbitrary<Value>;
  /** Fails by throwing. */
  check(value: Value): void | Promise<void>;
  /** Makes ready what all checks share; called before the first one. */
  prepare?(): Promise<void>;
  /** Gives back what `prepare` took. */
  end?(): Promise<void>;
}

/** A target as the others see it: which values it takes is its own affair. */
export type AnyTarget = Target<unknown>;

/** Throws, with both shown, when two plain values differ. */
export function same(what: string, found: unknown, wanted: unknown): void {
  const [left, right] = [shown(found), shown(wanted)];
  if (left !== right) throw new Error(`${what}: found\n${left}\nbut wanted\n${right}`);
}

/** Throws when something does not hold. */
export function holds(what: string, condition: boolean): void {
  if (!condition) throw new Error(what);
}

/** As text: keys in the order of the alphabet, what is undefined left out, so that equal data give equal texts. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}
