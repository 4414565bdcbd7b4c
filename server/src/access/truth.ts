/** Three outcomes: it holds, it does not, or what was told does not settle it. Source: reference 4.5. */
export type Truth = 'yes' | 'no' | 'unknown';

/** `no` when one is `no`; else `unknown` when one is; else `yes`. Looks no further than it must. */
export function every<T>(things: readonly T[], truthOf: (thing: T) => Truth): Truth {
  let found: Truth = 'yes';
  for (const thing of things) {
    const truth = truthOf(thing);
    if (truth === 'no') return 'no';
    if (truth === 'unknown') found = 'unknown';
  }
  return found;
}

/** `yes` when one is `yes`; else `unknown` when one is; else `no`. Looks no further than it must. */
export function some<T>(things: readonly T[], truthOf: (thing: T) => Truth): Truth {
  let found: Truth = 'no';
  for (const thing of things) {
    const truth = truthOf(thing);
    if (truth === 'yes') return 'yes';
    if (truth === 'unknown') found = 'unknown';
  }
  return found;
}

export function both(one: Truth, other: Truth): Truth {
  if (one === 'no' || other === 'no') return 'no';
  return one === 'yes' && other === 'yes' ? 'yes' : 'unknown';
}

export function not(truth: Truth): Truth {
  return truth === 'yes' ? 'no' : truth === 'no' ? 'yes' : 'unknown';
}

export function truthOf(holds: boolean): Truth {
  return holds ? 'yes' : 'no';
}

/** What several ways to look at a thing agree on. */
export function agreed(truths: readonly Truth[]): Truth {
  const [first = 'unknown'] = truths;
  return truths.every((truth) => truth === first) ? first : 'unknown';
}
