// Facts held against each other: what one names must exist, and what two say must agree.
import { VERBS } from './schema.mjs';
import { show, stop } from './shapes.mjs';

/** Every name that a fact of one file may refer to in another. */
export function indexNames(services) {
  const known = {
    services: new Map(),
    types: new Set(),
    families: new Map(),
    named: new Map(),
    permissions: new Set(),
  };
  for (const service of services) {
    known.services.set(service.service, service);
    Object.keys(service.permissions).forEach((name) => known.permissions.add(name));
    service.resourceTypes.forEach(({ name }) => known.types.add(name));
    for (const family of service.families) {
      const where = `${service.service}.json: families “${family.name}”`;
      const other = known.families.get(family.name);
      if (other) stop(where, `is a family of ${other.service} too`);
      known.families.set(family.name, { service: service.service, ...family });
    }
  }
  for (const service of services)
    for (const kind of ['resourceTypes', 'families'])
      for (const thing of service[kind])
        for (const name of [thing.name, ...(thing.aliases ?? [])]) {
          const other = known.named.get(name.toLowerCase()) ?? `${kind} “${thing.name}”`;
          if (other !== `${kind} “${thing.name}”`)
            stop(
              `${service.service}.json: ${kind} “${thing.name}”`,
              `is called ${name}, which ${other} is called too`,
            );
          known.named.set(name.toLowerCase(), other);
        }
  return known;
}

/** Stops when a fact of `service` names what no file has, or contradicts another of its facts. */
export function checkService(service, known) {
  const names = namesOf(service, known);
  checkOtherServices(service, known);
  for (const kind of ['resourceTypes', 'families'])
    for (const thing of service[kind]) {
      const where = `${names.file}: ${kind} “${thing.name}”`;
      if (kind === 'families') thing.members.forEach((name) => names.type(name, `${where} members`));
      for (const family of thing.families ?? [])
        if (!known.families.get(family)?.members.includes(thing.name))
          stop(`${where} families`, `names ${family}, which does not have it as a member`);
      for (const [verb, added] of Object.entries(thing.extraPermissions ?? {}))
        added.forEach((name) => names.permission(name, `${where} extraPermissions ${verb}`));
      if (thing.verbs) checkTable(thing.verbs, `${where} verbs`, names, known);
    }
  checkPermissions(service, names);
  checkOperations(service, names);
  checkVariables(service, names);
}

/** Every permission that a verb table grants, or a family beyond its members. */
export function permissionsInTables(services) {
  const things = services.flatMap((service) => [...service.resourceTypes, ...service.families]);
  const cells = things.flatMap(({ verbs }) => Object.values(verbs ?? {}).map((cell) => cell.permissions));
  const extra = things.flatMap(({ extraPermissions }) => Object.values(extraPermissions ?? {}));
  return new Set([...cells, ...extra].flat());
}

/** Looks a name up for `service`, and stops when it is not there. */
function namesOf(service, known) {
  const file = `${service.service}.json`;
  const others = service.permissionsOfOtherServices ?? {};
  const look = (found, where, fault) => found || stop(where, fault);
  return {
    file,
    permission: (name, where) =>
      look(
        Object.hasOwn(service.permissions, name) || Object.hasOwn(others, name),
        where,
        `names ${name}, which is neither in permissions nor in permissionsOfOtherServices of ${file}`,
      ),
    operation: (name, where) =>
      look(
        Object.hasOwn(service.operations, name),
        where,
        `names ${name}, which is not in operations of ${file}`,
      ),
    type: (name, where) =>
      look(
        known.types.has(name) || known.families.has(name),
        where,
        `names ${name}, which is no resource type of any file`,
      ),
  };
}

function checkOtherServices(service, known) {
  for (const [name, services] of Object.entries(service.permissionsOfOtherServices ?? {}))
    for (const other of services)
      if (!known.services.get(other)?.permissions[name])
        stop(
          `${service.service}.json: permissionsOfOtherServices “${name}”`,
          `names ${other}, which has no permission of that name`,
        );
}

function checkTable(verbs, where, names, known) {
  const added = new Map();
  for (const verb of VERBS) {
    const cell = verbs[verb];
    const at = `${where} ${verb}`;
    cell.permissions.forEach((name) => names.permission(name, at));
    [...cell.operations, ...cell.partial.map(({ operation }) => operation)].forEach((name) =>
      names.operation(name, at),
    );
    Object.keys(cell.operationNotes ?? {}).forEach((name) => names.operation(name, `${at} operationNotes`));
    for (const needed of [
      ...cell.partial.flatMap(({ needs }) => needs ?? []),
      cell.familyCovers ?? [],
    ].flat()) {
      const [, type = needed] = needed.split(' ');
      if (!known.named.has(type) && !known.permissions.has(type))
        stop(at, `names “${needed}”, but no file has ${type}`);
    }
    for (const name of cell.permissions) {
      if (added.has(name))
        stop(at, `adds ${name}, which ${added.get(name)} adds already; a cell holds what its verb adds`);
      added.set(name, verb);
    }
  }
}

/** What a permission says of itself must be what the verb tables say. One that no table grants may say what it likes. */
function checkPermissions(service, names) {
  const granted = new Map();
  for (const type of service.resourceTypes)
    for (const verb of type.verbs ? VERBS : [])
      for (const name of type.verbs[verb].permissions)
        granted.set(name, (granted.get(name) ?? new Map()).set(type.name, verb));
  for (const [name, fact] of Object.entries(service.permissions)) {
    const where = `${names.file}: permissions “${name}”`;
    fact.resourceTypes.forEach((type) => names.type(type, `${where} resourceTypes`));
    const tables = granted.get(name);
    if (!tables) continue;
    const lowest = VERBS.find((verb) => [...tables.values()].includes(verb));
    if (fact.verb !== lowest)
      stop(`${where} verb`, `is ${show(fact.verb)}, but the lowest verb that grants it is ${lowest}`);
    const types = [...tables.keys()].sort().join(', ');
    const said = [...fact.resourceTypes].sort().join(', ');
    if (said !== types)
      stop(`${where} resourceTypes`, `are “${said}”, but the verb tables of ${types} grant it`);
    for (const [type, verb] of Object.entries(fact.verbByResourceType ?? {}))
      if (tables.get(type) !== verb)
        stop(
          `${where} verbByResourceType “${type}”`,
          `is ${verb}, but its table says ${tables.get(type) ?? 'nothing'}`,
        );
  }
}

function checkOperations(service, names) {
  for (const [name, { permissions, anyOf = [], conditional = [] }] of Object.entries(service.operations))
    [permissions ?? [], anyOf, conditional.map((part) => part.permissions)]
      .flat(2)
      .forEach((needed) => names.permission(needed, `${names.file}: operations “${name}”`));
}

function checkVariables(service, names) {
  for (const fact of service.variables) {
    const where = `${names.file}: variables “${fact.name}”`;
    fact.resourceTypes?.forEach((type) => names.type(type, `${where} resourceTypes`));
    fact.operations?.forEach((name) => names.operation(name, `${where} operations`));
    fact.notAvailableFor?.forEach((name) => names.operation(name, `${where} notAvailableFor`));
  }
}

/** Stops when general.json says something else of families and services than their own files. */
export function checkGeneral(general, services, known) {
  for (const fact of general.families) {
    const own = known.families.get(fact.name);
    const same = own?.service === fact.service && own.members.join() === fact.members.join();
    if (!same || (own.aliases ?? []).join() !== fact.aliases.join())
      stop(`general.json: families “${fact.name}”`, `differs from the family in ${fact.service}.json`);
  }
  for (const name of known.families.keys())
    if (!general.families.some((fact) => fact.name === name))
      stop('general.json: families', `lacks “${name}”`);
  for (const { value, service } of general.principalTypes)
    if (!known.services.has(service))
      stop(
        `general.json: principalTypes “${value}” service`,
        `is “${service}”, but there is no ${service}.json`,
      );
}
