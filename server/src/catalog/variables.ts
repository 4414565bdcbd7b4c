import { tableOf } from './table.ts';
import type { Variable, VariableDeclaration } from './facts.ts';
import { union } from './names.ts';
import type { PackedService, PackedVariable } from './packed.ts';

export interface Variables {
  readonly variables: readonly Variable[];
  readonly variableNames: readonly string[];
  /**
   * By its documented name, or by the name of a tag (`target.resource.tag.Operations.Project`); the answer to the latter
   * carries `tag`. Undefined when the namespace or the key of a tag is missing, or when something follows them.
   */
  variable(name: string): Variable | undefined;
  /** The variable that stands for the tag that `name` begins to name, and what follows its prefix, cut at the periods. */
  tagVariable(name: string): { readonly variable: Variable; readonly parts: readonly string[] } | undefined;
}

/** So many names are remembered with what was found for them. */
const MOST_KNOWN = 5_000;

/** @param services the one with the strongest evidence first */
export function readVariables(
  general: readonly PackedVariable[],
  services: readonly PackedService[],
): Variables {
  const merged = new Map<string, Variable>();
  const add = (variable: Variable) => {
    const key = variable.name.toLowerCase();
    const other = merged.get(key);
    merged.set(key, other ? merge(other, variable) : variable);
  };
  for (const packed of general) add(unpack(packed, undefined));
  for (const service of services) for (const packed of service.variables) add(unpack(packed, service));

  const variables = [...merged.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  // The longest prefix first: one may begin with another.
  const tagged = variables
    .flatMap((variable) => (variable.pattern ? [{ variable, prefix: prefixOf(variable.pattern) }] : []))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  const tagVariable = (name: string) => {
    const key = `${name.toLowerCase()}.`;
    const found = tagged.find(({ prefix }) => key.startsWith(prefix));
    return found && { variable: found.variable, parts: name.slice(found.prefix.length).split('.') };
  };
  const lookUp = (name: string): Variable | undefined => {
    const found = tagVariable(name);
    if (!found) return merged.get(name.toLowerCase());
    const [namespace, key, ...rest] = found.parts;
    return namespace && key && rest.length === 0 ? { ...found.variable, tag: { namespace, key } } : undefined;
  };
  const known = new Map<string, Variable | undefined>();
  return {
    variables,
    variableNames: variables.map(({ name }) => name),
    tagVariable,
    variable: (name) => {
      if (known.has(name)) return known.get(name);
      // Names come from any text: what is kept of them must not grow for ever.
      if (known.size >= MOST_KNOWN) known.clear();
      const found = lookUp(name);
      known.set(name, found);
      return found;
    },
  };
}

const prefixOf = (pattern: string) => pattern.slice(0, pattern.indexOf('<')).toLowerCase();

const VALUES_OF: ReadonlyMap<string, NonNullable<Variable['valuesOf']>> = tableOf<
  NonNullable<Variable['valuesOf']>
>({
  'permission names': 'permissions',
  'operation names': 'operations',
  'regions[].key': 'regions',
  'principalTypes[].value': 'principalTypes',
});

function unpack(packed: PackedVariable, service: PackedService | undefined): Variable {
  const { name, type, documented, values, valuesComplete, resourceTypes, note, ...rest } = packed;
  const pattern = rest.pattern ?? (name.includes('<') ? name : undefined);
  const valuesOf = typeof values === 'string' ? VALUES_OF.get(values) : undefined;
  const declaration: VariableDeclaration = {
    service: service?.service,
    ...(resourceTypes ? { resourceTypes } : {}),
    ...(note === undefined ? {} : { note }),
  };
  return {
    ...rest,
    name,
    type,
    general: service === undefined,
    documented: documented ?? true,
    ...(service ? { service: service.service } : {}),
    services: service ? [service.service] : [],
    evidence: service?.evidence ?? 'oracle-page',
    ...(resourceTypes ? { resourceTypes } : {}),
    ...(Array.isArray(values) ? { values } : {}),
    ...(valuesOf ? { valuesOf } : {}),
    valuesComplete: Array.isArray(values) && valuesComplete !== false,
    ...(pattern === undefined ? {} : { pattern }),
    ...(note === undefined ? {} : { note }),
    declarations: [declaration],
  };
}

/** What limits a variable in one service does not limit it in another; a general one is limited by none. */
function merge(a: Variable, b: Variable): Variable {
  const { resourceTypes, operations, ...rest } = a;
  const types = !a.general && resourceTypes && b.resourceTypes && union(resourceTypes, b.resourceTypes);
  const only = !a.general && operations && b.operations && union(operations, b.operations);
  const not = union(a.notAvailableFor ?? [], b.notAvailableFor ?? []);
  return {
    ...rest,
    documented: a.documented || b.documented,
    services: union(a.services, b.services),
    ...(types ? { resourceTypes: types } : {}),
    ...(only ? { operations: only } : {}),
    ...(not.length > 0 ? { notAvailableFor: not } : {}),
    declarations: [...a.declarations, ...b.declarations],
  };
}
