/**
 * A table by words that people write. It has the rows that it is given and no others: an object would also have what every
 * object has, `constructor` for one, and somebody may call a group so.
 */
export function tableOf<V>(rows: Readonly<Record<string, V>>): ReadonlyMap<string, V> {
  return new Map(Object.entries(rows));
}
