/**
 * Makes a value smaller for as long as something holds of it: lists and texts lose pieces, first large ones.
 * @param holds whether a value still does what is looked into
 * @param goesOn asked before each try
 */
export async function smaller(
  value: unknown,
  holds: (value: unknown) => Promise<boolean>,
  goesOn: () => boolean,
): Promise<unknown> {
  let best = value;
  for (let found = true; found && goesOn();) {
    found = false;
    for (const candidate of candidates(best)) {
      if (!goesOn()) break;
      if (!(await holds(candidate))) continue;
      [best, found] = [candidate, true];
      break;
    }
  }
  return best;
}

function* candidates(value: unknown): Generator<unknown> {
  if (typeof value === 'string' || Array.isArray(value)) {
    const whole = value as string;
    for (let size = Math.ceil(whole.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
      for (let at = 0; at < whole.length; at += size) {
        yield typeof value === 'string'
          ? whole.slice(0, at) + whole.slice(at + size)
          : [...value.slice(0, at), ...value.slice(at + size)];
      }
    }
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    for (const candidate of candidates(part)) {
      if (!Array.isArray(value)) yield { ...value, [key]: candidate };
      else yield value.map((each: unknown, index) => (String(index) === key ? candidate : each));
    }
  }
}
