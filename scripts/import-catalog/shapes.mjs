// What a fact may look like: a shape takes a value and where it stands, and stops when the two do not fit.

/** A fact that contradicts the schema or another fact. The message names the file and the fact. */
export class FactFault extends Error {}

export function stop(where, fault) {
  throw new FactFault(`${where} ${fault}.`);
}

export const show = (value) =>
  typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? 'absent');
export const is = (test, what) => (value, where) =>
  test(value) || stop(where, `is ${show(value)}, not ${what}`);
export const text = is((v) => typeof v === 'string' && v !== '', 'a text');
export const flag = is((v) => typeof v === 'boolean', 'true or false');
export const number = is((v) => Number.isInteger(v) && v > 0, 'a number above 0');
export const word = (pattern, what) =>
  is((v) => typeof v === 'string' && pattern.test(v), `${what} (${pattern.source})`);
export const oneOf = (...values) => is((v) => values.includes(v), values.map(show).join(' or '));
export const orNull = (shape) => (value, where) => value === null || shape(value, where);
export const either = (first, second) => (value, where) =>
  typeof value === 'string' ? first(value, where) : second(value, where);

export const list = (shape) => (value, where) => {
  if (!Array.isArray(value)) stop(where, `is ${show(value)}, not a list`);
  const seen = new Set();
  value.forEach((item, i) => {
    const name =
      typeof item === 'string' ? item : (item?.name ?? item?.operation ?? item?.value ?? item?.key);
    shape(item, typeof name === 'string' ? `${where} “${name}”` : `${where}[${i}]`);
    if (typeof name === 'string' && seen.size === seen.add(name).size) stop(where, `holds “${name}” twice`);
  });
};

export const mapOf = (key, shape) => (value, where) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    stop(where, `is ${show(value)}, not a map`);
  for (const [name, item] of Object.entries(value)) {
    key(name, where);
    shape(item, `${where} “${name}”`);
  }
};

/** Fields whose name ends in `?` may be absent; a field that is not named stops, so that no fact is lost unseen. */
export const fields = (shapes) => (value, where) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    stop(where, `is ${show(value)}, not a map`);
  const left = new Set(Object.keys(value));
  for (const [field, shape] of Object.entries(shapes)) {
    const name = field.replace('?', '');
    if (left.delete(name))
      shape(value[name], where.endsWith('.json') ? `${where}: ${name}` : `${where} ${name}`);
    else if (name === field) stop(where, `has no “${name}”`);
  }
  for (const name of left)
    stop(where, `has “${name}”, which the schema does not know; teach it to the importer`);
};
