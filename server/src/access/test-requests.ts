import { isOpen, looksLikeOcid, valueOf } from '../language/names.ts';
import type { Attribute, Condition, Expectation, Leaf, Location, TestCase } from '../language/tree.ts';
import { groupRef } from './group-names.ts';
import { isVariable } from './holds.ts';
import type { CompartmentRef, Fact, GroupRef, Principal, Request, ResourcePrincipal } from './request.ts';
import type { Tenancy } from './tenancy.ts';
import { instantOf } from './time.ts';

/** Who asks in a case of a test, and what the request carries because of it. */
export interface Actor {
  readonly principal: Principal;
  readonly facts: ReadonlyMap<string, Fact>;
}

/**
 * Who asks. A user is in the groups that are named and in no other; a member of a group (`as group G`) is a user who is in that
 * one alone. A resource is in the dynamic groups whose rules it fits; a member of a dynamic group is what its rule says of it.
 */
export function actorOf({ actor, tenancy: from }: TestCase, tenancy: Tenancy): Actor {
  const own = actorAtHome(actor, tenancy);
  if (!from) return own;
  return { ...own, principal: { ...own.principal, tenancy: tenancyNamed(from, tenancy) } };
}

function actorAtHome(actor: TestCase['actor'], tenancy: Tenancy): Actor {
  switch (actor.type) {
    case 'UserActor': {
      const name = valueOf(actor.name);
      const who = looksLikeOcid(name) ? { ocid: name } : { name };
      const groups = actor.groups.map((group) => groupNamed(group.name, 'group', tenancy));
      return { principal: { kind: 'user', ...who, groups }, facts: NO_FACTS };
    }
    case 'ResourceActor':
      return resourceOf(valueOf(actor.resourceKind), actor.attributes, tenancy);
    case 'OtherActor': {
      const kind = actor.kind.text.toLowerCase();
      const { name } = actor.name;
      if (kind === 'service')
        return { principal: { kind, name: name.map(valueOf).join('/') }, facts: NO_FACTS };
      const group = groupNamed(name, kind, tenancy);
      return kind === 'group'
        ? { principal: { kind: 'user', groups: [group] }, facts: NO_FACTS }
        : { principal: memberOf(group, tenancy), facts: NO_FACTS };
    }
  }
}

const NO_FACTS: ReadonlyMap<string, Fact> = new Map();

/** A group by its name, with the OCID that the `define`s of the documents give that name. */
function groupNamed(name: readonly Leaf[], kind: string, tenancy: Tenancy): GroupRef {
  const ref = groupRef(name);
  const key = [ref.domain, ref.name]
    .filter((each) => each !== undefined)
    .join('\n')
    .toLowerCase();
  const ocid = tenancy.aliases.get(`${kind}:${key}`);
  return ocid === undefined ? ref : { ...ref, ocid };
}

/** A principal that is in a dynamic group, with what the group's rule says for certain of its members. */
export function memberOf(group: GroupRef, tenancy: Tenancy): ResourcePrincipal {
  const fact = tenancy.dynamicGroup(group);
  return { kind: 'resource', ...(fact ? impliedBy(fact.rule) : {}), memberOf: [group] };
}

/**
 * A resource that is in a dynamic group by its rule, as far as one can be made from the rule; of a group that nothing declares, one
 * that is in it by assertion.
 */
export function resourceFitting(group: GroupRef, tenancy: Tenancy): ResourcePrincipal {
  const fact = tenancy.dynamicGroup(group);
  if (!fact) return { kind: 'resource', tags: new Map(), memberOf: [group] };
  const { type = 'fnfunction', ...rest } = impliedBy(firstWay(fact.rule));
  return { kind: 'resource', type, ocid: `ocid1.${type}.oc1..example`, tags: new Map(), ...rest };
}

/** The first branch of a rule that asks for one of several things. */
function firstWay(rule: Condition): Condition {
  if (rule.type !== 'Combination' || rule.operator.text.toLowerCase() === 'all') return rule;
  const [first] = rule.conditions;
  return first ? firstWay(first) : rule;
}

type Implied = Pick<ResourcePrincipal, 'type' | 'ocid' | 'compartment'>;

function impliedBy(rule: Condition): Implied {
  if (rule.type === 'Combination') {
    const isAll = rule.operator.text.toLowerCase() === 'all' || rule.conditions.length === 1;
    return isAll ? Object.assign({}, ...rule.conditions.map(impliedBy)) : {};
  }
  if (rule.type !== 'Comparison' || rule.operator.text !== '=') return {};
  const [leaf] = rule.values;
  if (!leaf || isOpen(leaf)) return {};
  const value = valueOf(leaf);
  const [kind, ...rest] = rule.variable.text.toLowerCase().split('.');
  if (kind !== 'resource' && kind !== 'instance') return {};
  const type = kind === 'instance' ? { type: 'instance' } : {};
  switch (rest.join('.')) {
    case 'type':
      return { type: value };
    case 'id':
      return { ...type, ocid: value };
    case 'compartment.id':
      return { ...type, compartment: { ocid: value } };
    default:
      return type;
  }
}

function resourceOf(type: string, attributes: readonly Attribute[], tenancy: Tenancy): Actor {
  const facts: Attribute[] = [];
  const tags = new Map<string, string>();
  let told: Implied = { type };
  for (const attribute of attributes) {
    const key = valueOf(attribute.key).toLowerCase();
    const value = valueOf(attribute.value);
    const tag = /^(?:tag\.)?([^.]+\.[^.]+?)(?:\.value)?$/.exec(key)?.[1];
    if (key === 'id') told = { ...told, ocid: value };
    else if (key === 'compartment') told = { ...told, compartment: compartmentNamed(value, tenancy) };
    else if (/^(?:request|target)\./.test(key)) facts.push(attribute);
    else if (tag !== undefined) tags.set(tag, value.toLowerCase());
  }
  const principal: Principal = { kind: 'resource', ...told, ...(tags.size > 0 ? { tags } : {}) };
  return { principal, facts: factsOf(facts) };
}

function compartmentNamed(text: string, { aliases }: Tenancy): CompartmentRef {
  if (looksLikeOcid(text)) return { ocid: text };
  const path = text.split(':');
  const ocid = path.length === 1 ? aliases.get(`compartment:${text.toLowerCase()}`) : undefined;
  return ocid === undefined ? { path } : { path, ocid };
}

/** The request that an expectation speaks of. */
export function requestOf({ action, location, facts }: Expectation, actor: Actor, tenancy: Tenancy): Request {
  const carried = new Map([...actor.facts, ...factsOf(facts)]);
  const stamp = carried.get('request.utc-timestamp');
  const time = stamp && 'values' in stamp ? instantOf(stamp.values[0] ?? '') : undefined;
  if (time !== undefined) carried.delete('request.utc-timestamp');
  return {
    principal: actor.principal,
    action: action.text,
    target: location ? targetAt(location, tenancy) : {},
    ...(location?.alias ? { tenancy: tenancyNamed(location.alias, tenancy) } : {}),
    facts: carried,
    ...(time === undefined ? {} : { time }),
  };
}

/** The OCID of a tenancy, by what the documents `define` it as; empty, which is none that is known, where they do not. */
function tenancyNamed(name: Leaf, { aliases }: Tenancy): string {
  const text = valueOf(name);
  return looksLikeOcid(text) ? text : (aliases.get(`tenancy:${text.toLowerCase()}`) ?? '');
}

function targetAt(location: Location, tenancy: Tenancy): CompartmentRef {
  if (location.type === 'TenancyLocation') return { path: [] };
  const names = location.path.map(valueOf);
  if (location.id) return { ocid: names.join(':') };
  return names.length === 1 ? compartmentNamed(names.join(), tenancy) : { path: names };
}

/** What a request carries by attributes. The empty text stands for nothing at all; a variable twice has both values. */
function factsOf(attributes: readonly Attribute[]): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const { key, value } of attributes) {
    const name = valueOf(key).toLowerCase();
    if (isVariable(value)) {
      facts.set(name, { as: value.text });
      continue;
    }
    const text = valueOf(value);
    const before = facts.get(name);
    const values = before && 'values' in before ? before.values : [];
    facts.set(name, { values: text === '' ? values : [...values, text] });
  }
  return facts;
}
