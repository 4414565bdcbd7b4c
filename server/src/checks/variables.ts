import { grantedBy, verbOf, type Granted } from '../access/grant.ts';
import { deprecationOf, isMultiValued } from '../access/variables.ts';
import type { Catalog, Variable } from '../catalog/catalog.ts';
import type { Combination, Leaf, PermissionSet, VerbGrant } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext } from './check.ts';
import { comparisons, isAll, listOf, without } from './comparison.ts';

/** What the statement at hand grants; undefined where it is no grant, or not wholly known. */
function grantOf({ tree }: CheckContext): VerbGrant | PermissionSet | undefined {
  return tree.type === 'Grant' || tree.type === 'Endorse' || tree.type === 'Admit' ? tree.grant : undefined;
}

/** `manage vcns … where target.bucket.name = 'x'` */
const variableNotForResourceType: Check = {
  code: 'variable-not-for-resource-type',
  severity: 'warning',
  example: {
    bad: "allow group NetAdmins to manage vcns in tenancy where target.bucket.name = 'logs'",
    mended: "allow group NetAdmins to manage buckets in tenancy where target.bucket.name = 'logs'",
  },
  visit: comparisons(({ comparison, variable }, context) => {
    const grant = grantOf(context);
    const types = grant ? reached(grant, context.catalog) : undefined;
    if (!grant || !types || isCarried(variable, types)) return;
    const args = {
      variable: comparison.variable.text,
      granted:
        grant.type === 'VerbGrant' ? grant.resourceType.text : grant.permissions.map(textOf).join(', '),
      types: (variable.resourceTypes ?? []).slice(0, 3).join(', '),
    };
    const list = listOf(context.above);
    // A branch that never holds can go; a condition that must hold cannot, for the statement would grant more.
    const fix =
      list && !isAll(list) ? without(list.conditions, list.conditions.indexOf(comparison)) : undefined;
    context.report(comparison.variable, fix ? { args, variant: 'branch', fix } : { args });
  }),
};

const textOf = ({ text }: Leaf) => text;

/** What a grant reaches, where every word of it is known and it does not reach everything. */
function reached(grant: VerbGrant | PermissionSet, catalog: Catalog): Granted | undefined {
  const granted = grantedBy(grant);
  if (granted.everything || granted.resourceTypes.length === 0) return undefined;
  if (grant.type === 'VerbGrant') return granted;
  return grant.permissions.every(({ text }) => catalog.permission(text)) ? granted : undefined;
}

/** Whether requests for these types may carry a variable. Lists of one service do not always name the parent's variables. */
function isCarried(
  { general, documented, evidence, resourceTypes, services }: Variable,
  granted: Granted,
): boolean {
  if (general || !documented || (evidence !== 'seed' && evidence !== 'oracle-page')) return true;
  if (!resourceTypes || resourceTypes.some((type) => granted.resourceTypes.includes(type))) return true;
  return services.some((service) => granted.services.includes(service));
}

/** `request.vcn.id = 'ocid1.vcn…'` */
const variableDeprecated: Check = {
  code: 'variable-deprecated',
  severity: 'warning',
  example: {
    bad: "allow group Staff to read buckets in tenancy where request.ipv4.ipaddress = '192.0.2.1'",
    mended: "allow group Staff to read buckets in tenancy where request.networkSource.name = 'office'",
  },
  visit: comparisons(({ comparison, variable }, { report }) => {
    const instead = deprecationOf(variable.name);
    if (!instead) return;
    const args = { variable: comparison.variable.text };
    // Tenancies without identity domains still have it.
    if (instead === 'sign-on-policy') {
      return report(comparison.variable, { args, variant: 'sign-on-policy', severity: 'hint' });
    }
    const isPlain = comparison.values.length === 1;
    const mended = `request.networkSource.name ${comparison.operator.text} '<network-source>'`;
    report(comparison.variable, isPlain ? { args, fix: replacing(comparison, mended) } : { args });
  }),
};

/** `allow … where request.networkSource.name != 'guests'`: not where there is no network source. */
const absentVariableInequality: Check = {
  code: 'absent-variable-inequality',
  severity: 'hint',
  example: {
    bad: "allow group Staff to read buckets in tenancy where request.networkSource.name != 'guests'",
    mended:
      "allow group Staff to read buckets in tenancy where any { !request.networkSource.name, request.networkSource.name != 'guests' }",
  },
  visit: comparisons(({ comparison, variable, operator }, context) => {
    const { tree, above, report } = context;
    if (operator !== '!=' && operator !== 'not in') return;
    if (!comparison.values.every((leaf) => leaf.kind === 'STRING' || leaf.kind === 'PATTERN')) return;
    // In a deny, an absent variable lets through what was to be stopped: that is told by a check of its own.
    if (tree.type !== 'Grant' || tree.effect.text.toLowerCase() !== 'allow') return;
    if (!mayBeAbsent(variable, tree.subject.kind.text.toLowerCase())) return;
    const name = comparison.variable.text.toLowerCase();
    if (above.some((node) => node.type === 'Combination' && asksForPresence(node, name))) return;
    report(comparison.variable, { args: { variable: comparison.variable.text } });
  }),
};

/** Variables that many requests lack though what they ask for is granted. Those of the target are told by operation. */
function mayBeAbsent({ name, pattern }: Variable, subjectKind: string): boolean {
  if (pattern !== undefined || /^request\.networkSource\.name$/i.test(name)) return true;
  return /^request\.(?:user|groups)\./i.test(name) && subjectKind !== 'group';
}

const asked = new WeakMap<Combination, ReadonlySet<string>>();

/** Whether a condition next to it says what holds where the variable is missing. Worked out once for each list. */
function asksForPresence(list: Combination, name: string): boolean {
  let names = asked.get(list);
  if (!names) {
    const telling = list.conditions.filter(
      (each) => each.type === 'Presence' || (each.type === 'Comparison' && each.operator.text === '='),
    );
    names = new Set(telling.map((each) => ('variable' in each ? each.variable.text.toLowerCase() : '')));
    asked.set(list, names);
  }
  return names.has(name);
}

/** `target.secret.id = request.principal.group.tag.ns.key`: both sides are sets. */
const multiValuedComparison: Check = {
  code: 'multi-valued-comparison',
  severity: 'hint',
  example: {
    bad: "allow any-user to read secret-bundles in compartment labs where all { request.principal.type = 'datasciencenotebooksession', target.secret.id = request.principal.group.tag.labs.secret-id }",
    mended:
      "allow any-user to read secret-bundles in compartment labs where all { request.principal.type = 'datasciencenotebooksession', target.secret.id = request.principal.compartment.tag.labs.secret-id }",
  },
  visit: {
    Comparison: (comparison, { catalog, tree, report }) => {
      if (tree.type === 'DynamicGroup') return;
      const { variable, values, negated, operator } = comparison;
      const isSet = (leaf: Leaf) => isSetVariable(leaf, catalog);
      const other = values.find((leaf) => leaf.kind === 'ID' && /^(?:request|target)\./i.test(leaf.text));
      if (!other || ![variable, other].some(isSet)) return;
      const set = isSet(variable) ? variable : other;
      const isNot = negated !== undefined || operator.text === '!=';
      report(comparison, { args: { variable: set.text }, ...(isNot ? { variant: 'not' } : {}) });
    },
  },
};

/** Also with a placeholder for the namespace or the key of its tag. */
function isSetVariable(leaf: Leaf, catalog: Catalog): boolean {
  if (/^request\.principal\.group\.tag\./i.test(leaf.text)) return true;
  const variable = isSettled(leaf) ? catalog.variable(leaf.text) : undefined;
  return variable !== undefined && isMultiValued(variable);
}

/** `inspect buckets … where target.bucket.name = 'hr'` */
const listNotFiltered: Check = {
  code: 'list-not-filtered',
  severity: 'hint',
  example: {
    bad: "allow group HR to inspect buckets in compartment HR where target.bucket.name = 'hr'",
    mended: 'allow group HR to inspect buckets in compartment HR',
  },
  visit: comparisons(({ comparison, variable }, context) => {
    const grant = grantOf(context);
    if (grant?.type !== 'VerbGrant' || verbOf(grant.verb.text) !== 'inspect') return;
    // Where the catalogue names the operations that do not carry it, they are told one by one.
    if (!/^target\.[\w-]+\.(?:id|name)$/i.test(variable.name) || variable.notAvailableFor) return;
    const [type, more] = grantedBy(grant).resourceTypes;
    if (type === undefined || more !== undefined || variable.resourceTypes?.[0] !== type) return;
    context.report(comparison.variable, { args: { variable: comparison.variable.text, type } });
  }),
};

export const variableChecks: readonly Check[] = [
  variableNotForResourceType,
  variableDeprecated,
  absentVariableInequality,
  multiValuedComparison,
  listNotFiltered,
];
