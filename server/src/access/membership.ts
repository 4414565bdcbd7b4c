import { isOpen, valueOf } from '../language/names.ts';
import type { Comparison, Condition } from '../language/tree.ts';
import { isSameCompartment } from './compartments.ts';
import { isSameGroup } from './group-names.ts';
import type { GroupRef, Principal, ResourcePrincipal } from './request.ts';
import type { Placed, Tenancy } from './tenancy.ts';
import { every, not, some, truthOf, type Truth } from './truth.ts';

/** Whether a statement's subject takes in a principal of the tenancy itself. Source: reference 4.3, `matchesSubject`. */
export function takesIn(statement: Placed, principal: Principal, tenancy: Tenancy): Truth {
  let truths = known.get(principal)?.get(tenancy);
  if (!truths) {
    truths = new Map();
    // Of a comparison's two tenancies one is asked after the other.
    const others = known.get(principal);
    if (others && others.size < 2) others.set(tenancy, truths);
    else known.set(principal, new Map([[tenancy, truths]]));
  }
  let truth = truths.get(statement.subject);
  if (truth === undefined) truths.set(statement.subject, (truth = find(statement, principal, tenancy)));
  return truth;
}

/** Whether subjects of a kind may take in a principal at all. */
export function mayTakeIn(kind: string, principal: Principal): boolean {
  if (kind === 'group') return principal.kind === 'user';
  if (kind === 'dynamic-group') return principal.kind === 'resource';
  return kind !== 'service' || principal.kind === 'service';
}

/** What was found out about principals: many statements have one subject. */
const known = new WeakMap<Principal, Map<Tenancy, Map<string, Truth>>>();

function find({ tree, groups }: Placed, principal: Principal, tenancy: Tenancy): Truth {
  const kind = tree.subject.kind.text.toLowerCase();
  switch (kind) {
    case 'any-user':
      return 'yes';
    case 'any-group':
      return isInAnyGroup(principal, tenancy);
    case 'group':
      if (principal.kind !== 'user') return 'no';
      return some(groups, (group) => some(principal.groups, (own) => isSameGroup(own, group)));
    case 'dynamic-group':
      if (principal.kind !== 'resource') return 'no';
      return some(groups, (group) => isMember(principal, group, tenancy));
    case 'service':
      if (principal.kind !== 'service') return 'no';
      return some(groups, ({ name, ocid }) =>
        truthOf((name ?? ocid ?? '').toLowerCase() === principal.name.toLowerCase()),
      );
    default:
      // `resource …`: whom it means is not documented.
      return principal.kind === 'resource' ? 'unknown' : 'no';
  }
}

/** Whether `any-group` means a principal that is in no group is told differently by Oracle's pages. Source: reference 7, question 13. */
function isInAnyGroup(principal: Principal, tenancy: Tenancy): Truth {
  if (principal.kind === 'service') return 'no';
  if (principal.kind === 'user') return principal.groups.length > 0 ? 'yes' : 'unknown';
  if (principal.memberOf && principal.memberOf.length > 0) return 'yes';
  return some(tenancy.dynamicGroups, ({ rule }) => fits(principal, rule, tenancy)) === 'yes'
    ? 'yes'
    : 'unknown';
}

/** Whether a resource is in a dynamic group; not known of a group that nothing declares. */
export function isMember(principal: ResourcePrincipal, group: GroupRef, tenancy: Tenancy): Truth {
  const isNamed = principal.memberOf?.some((each) => isSameGroup(each, group) === 'yes') ?? false;
  if (isNamed) return 'yes';
  const fact = tenancy.dynamicGroup(group);
  return fact ? fits(principal, fact.rule, tenancy) : 'unknown';
}

/** Whether a resource fits a matching rule. Source: reference 2.4. */
export function fits(principal: ResourcePrincipal, rule: Condition, tenancy: Tenancy): Truth {
  switch (rule.type) {
    case 'Combination': {
      const isAll = rule.operator.text.toLowerCase() === 'all';
      return (isAll ? every : some)(rule.conditions, (each) => fits(principal, each, tenancy));
    }
    case 'Presence': {
      const tag = tagOf(rule.variable.text);
      if (tag === undefined || isOpen(rule.variable) || !principal.tags) return 'unknown';
      const truth = truthOf(principal.tags.has(tag));
      return rule.negated ? not(truth) : truth;
    }
    case 'Comparison':
      return compares(principal, rule, tenancy);
    case 'Call':
      return 'unknown';
  }
}

function compares(principal: ResourcePrincipal, comparison: Comparison, tenancy: Tenancy): Truth {
  const { variable, operator, values } = comparison;
  const [value] = values;
  if (!value || isOpen(value) || isOpen(variable) || values.length > 1) return 'unknown';
  if (value.kind !== 'STRING' && value.kind !== 'TEXT') return 'unknown';
  if (operator.text !== '=' && operator.text !== '!=') return 'unknown';
  const name = variable.text.toLowerCase();
  const isInstance = isAnInstance(principal);
  if (name.startsWith('instance.') && isInstance !== 'yes') return isInstance;
  // Whether `resource.…` speaks of instances too is not documented. Source: reference 7, question 24.
  if (name.startsWith('resource.') && isInstance === 'yes') return 'unknown';
  const equal = equals(principal, name, valueOf(value).toLowerCase(), tenancy);
  if (equal === 'absent') return 'no';
  return operator.text === '=' ? equal : not(equal);
}

function isAnInstance({ type, ocid }: ResourcePrincipal): Truth {
  if (type !== undefined) return truthOf(type.toLowerCase() === 'instance');
  return ocid === undefined ? 'unknown' : truthOf(ocid.toLowerCase().startsWith('ocid1.instance.'));
}

function equals(
  principal: ResourcePrincipal,
  name: string,
  value: string,
  tenancy: Tenancy,
): Truth | 'absent' {
  switch (name) {
    case 'resource.type':
      return told(principal.type, value);
    case 'resource.id':
    case 'instance.id':
      return told(principal.ocid, value);
    case 'resource.compartment.id':
    case 'instance.compartment.id':
      // The compartment that it lies in directly. Source: reference 4.11, vector 30.
      return isSameCompartment(principal.compartment ?? {}, { ocid: value }, tenancy.compartments);
    default: {
      const tag = tagOf(name);
      if (tag === undefined || !principal.tags) return 'unknown';
      const held = principal.tags.get(tag);
      return held === undefined ? 'absent' : told(held, value);
    }
  }
}

function told(held: string | undefined, value: string): Truth {
  return held === undefined ? 'unknown' : truthOf(held.toLowerCase() === value);
}

function tagOf(variable: string): string | undefined {
  return /^tag\.([^.]+\.[^.]+)\.value$/i.exec(variable)?.[1]?.toLowerCase();
}
