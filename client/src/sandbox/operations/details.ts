import { refusals } from '../refusal.ts';
import type { State } from '../state.ts';

type Body = Readonly<Record<string, unknown>>;

/** The text of a property that must be there. */
export function text(body: Body, name: string): string {
  const value = body[name];
  if (value === undefined || value === null) throw refusals.missing(name);
  if (typeof value !== 'string') throw refusals.invalid(`${name} must be a string`);
  return value;
}

export function optionalText(body: Body, name: string): string | undefined {
  return body[name] === undefined || body[name] === null ? undefined : text(body, name);
}

export function optionalFlag(body: Body, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw refusals.invalid(`${name} must be a boolean`);
  return value;
}

export function optionalTexts(body: Body, name: string): readonly string[] | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    throw refusals.invalid(`${name} must be a list of strings`);
  return value;
}

/** Characters and length of the names of most things. Source: reference 1.6. */
const NAME = /^[\p{L}\p{N}._+-]{1,100}$/u;
const LONGEST_DESCRIPTION = 400;

/** The name of a new thing. */
export function nameIn(body: Body, allowed: RegExp = NAME): string {
  const name = text(body, 'name');
  if (!allowed.test(name))
    throw refusals.invalid(`The name '${name}' has characters or a length that are not allowed`);
  return name;
}

/** A description; it may be empty. */
export function descriptionIn(body: Body): string {
  const description = text(body, 'description');
  if (description.length > LONGEST_DESCRIPTION)
    throw refusals.invalid(`description must not be longer than ${LONGEST_DESCRIPTION} characters`);
  return description;
}

/** The tags of a body; defined ones must be of keys that the tenancy has and that are not retired. */
export function tagsIn(body: Body, state: State): Readonly<Record<string, unknown>> {
  const tags: Record<string, unknown> = {};
  const freeform = body['freeformTags'];
  if (freeform !== undefined && freeform !== null) {
    if (!isRecord(freeform) || !Object.values(freeform).every((value) => typeof value === 'string'))
      throw refusals.invalid('freeformTags must hold strings');
    tags['freeformTags'] = freeform;
  }
  const defined = body['definedTags'];
  if (defined !== undefined && defined !== null) {
    if (!isRecord(defined)) throw refusals.invalid('definedTags must hold namespaces');
    for (const [namespace, values] of Object.entries(defined)) checkDefined(namespace, values, state);
    tags['definedTags'] = defined;
  }
  return tags;
}

function checkDefined(namespace: string, values: unknown, { resources }: State): void {
  const found = resources.tagNamespaces.find((each) => isSame(each.name, namespace) && !each['isRetired']);
  if (!found || !isRecord(values)) throw refusals.tagUnknown(namespace);
  for (const [key, value] of Object.entries(values)) {
    const tag = resources.tags.find(
      (each) => each['tagNamespaceId'] === found.id && isSame(each.name, key) && !each['isRetired'],
    );
    if (!tag) throw refusals.tagUnknown(`${namespace}.${key}`);
    const validator = tag['validator'];
    const allowed = isRecord(validator) ? validator['values'] : undefined;
    if (Array.isArray(allowed) && !allowed.includes(value))
      throw refusals.invalid(`The value of the tag ${namespace}.${key} is none of those that its key allows`);
  }
}

/** Whether two names are the same to the service. Source: reference 1.4. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
