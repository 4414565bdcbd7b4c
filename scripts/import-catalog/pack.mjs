// The data file's form. What a service refers to is an index into its own list, or a name when it stands in another service,
// so that a new fact changes the lines of its own service only. server/src/catalog/packed.ts has the types.
import { VERBS } from './schema.mjs';

const trim = (cells) => {
  while (cells.length > 1 && (cells.at(-1) === undefined || cells.at(-1)?.length === 0)) cells.pop();
  return cells;
};
/** The named fields that hold something, or undefined when none does. */
const extras = (facts) => {
  const held = Object.entries(facts).filter(([, value]) => value !== undefined);
  return held.length > 0 ? Object.fromEntries(held) : undefined;
};

/** @param granted the permissions that some verb table grants */
export function packService(service, granted) {
  const refer = (names) => {
    const at = new Map(names.map((name, i) => [name, i]));
    return (name) => at.get(name) ?? name;
  };
  const permission = refer(Object.keys(service.permissions));
  const operation = refer(Object.keys(service.operations));
  const type = refer(service.resourceTypes.map(({ name }) => name));
  const table = (verbs) =>
    verbs &&
    VERBS.map((verb) => {
      const { permissions, operations, partial, familyCovers, operationNotes } = verbs[verb];
      const part = ({ operation: name, ...rest }) =>
        extras(rest) ? [operation(name), rest] : operation(name);
      const notes = extras({ familyCovers, operationNotes });
      return trim([permissions.map(permission), operations.map(operation), partial.map(part), notes]);
    });

  return {
    head: {
      ...{ service: service.service, title: service.title, evidence: service.evidence },
      sources: service.sources.map(({ document, updated }) => trim([document, updated])),
      notes: service.notes ?? [],
      elsewhere: service.permissionsOfOtherServices ?? {},
    },
    permissions: Object.entries(service.permissions).map(([name, { resourceTypes, verb, ...rest }]) =>
      trim([
        name,
        VERBS.indexOf(verb),
        resourceTypes.map(type),
        extras({ nameOnly: granted.has(name) ? undefined : true, ...rest }),
      ]),
    ),
    operations: Object.entries(service.operations).map(
      ([name, { permissions, anyOf, conditional, ...rest }]) =>
        trim([
          name,
          permissions?.map(permission) ?? null,
          extras({
            anyOf: anyOf?.map((set) => set.map(permission)),
            conditional: conditional?.map((c) => [c.permissions.map(permission), c.when]),
            ...rest,
          }),
        ]),
    ),
    resourceTypes: service.resourceTypes.map(({ name, verbs, aliases, verbsComplete, note }) =>
      trim([name, table(verbs), extras({ aliases, verbsComplete, note })]),
    ),
    families: service.families.map(({ name, members, verbs, extraPermissions, ...rest }) => {
      const extra = extraPermissions && VERBS.map((verb) => extraPermissions[verb].map(permission));
      return trim([
        name,
        members.map(type),
        extras({ verbs: table(verbs), extraPermissions: extra, ...rest }),
      ]);
    }),
    variables: service.variables.map(({ listed, ...fact }) => ({
      ...fact,
      ...(listed === false ? { documented: false } : {}),
    })),
  };
}

export function packGeneral(general) {
  const { variables, undocumentedOrServiceVariables, sources: from, ...rest } = general;
  // The verbs are the code's own, and the families are those of the services.
  delete rest.verbs;
  delete rest.families;
  const seen = undocumentedOrServiceVariables.map(
    ({ documented, listed = !documented.endsWith(' only'), ...fact }) => ({
      ...fact,
      where: documented,
      ...(listed ? {} : { documented: false }),
    }),
  );
  return {
    ...rest,
    sources: from.map(({ document, updated }) => trim([document, updated])),
    variables: [...variables, ...seen],
  };
}

/** One fact a line, so that a difference between two imports can be read; ASCII, so that an engine keeps a byte a character. */
export function write(general, services) {
  const lines = (facts) =>
    facts.length > 0 ? `[\n${facts.map((fact) => JSON.stringify(fact)).join(',\n')}\n]` : '[]';
  const entries = (things) =>
    Object.entries(things).map(
      ([key, v]) => `${JSON.stringify(key)}:${Array.isArray(v) ? lines(v) : JSON.stringify(v)}`,
    );
  const blocks = services.map(({ head, ...kinds }) =>
    [JSON.stringify(head).slice(0, -1), ...entries(kinds)].join(',\n').concat('}'),
  );
  const text = `{"format":1,\n"general":{${entries(general).join(',\n')}},\n"services":[\n${blocks.join(',\n')}\n]}\n`;
  return text.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
