import { absenceIn, requestOf, type Absence, type Barred } from '../access/absence.ts';
import { canBe } from '../access/condition.ts';
import { grantedBy, isOracles, permissionsOf } from '../access/grant.ts';
import type { Grantor } from '../access/statement.ts';
import { loadCatalog } from '../catalog/catalog.ts';
import type { Edit } from '../language/fault.ts';
import type { Item } from '../language/document.ts';
import type { Condition, Leaf } from '../language/tree.ts';
import { replacing, type Check } from './check.ts';
import type { Look } from './companions.ts';
import type { Finding } from './finding.ts';
import { fold, statementBefore, withCondition, withoutPermissions, type Folded } from './rewrite.ts';

/** `manage data-science-notebook-sessions where target.notebook-session.id = …`: a session that is created has no id yet */
const variableNotForOperation: Check = {
  code: 'variable-not-for-operation',
  severity: 'warning',
  example: {
    bad: 'allow group A to {DATA_SCIENCE_NOTEBOOK_SESSION_CREATE, DATA_SCIENCE_NOTEBOOK_SESSION_DELETE} in compartment Lab where target.notebook-session.createdBy = request.user.id',
    mended:
      'allow group A to {DATA_SCIENCE_NOTEBOOK_SESSION_CREATE} in compartment Lab\nallow group A to {DATA_SCIENCE_NOTEBOOK_SESSION_DELETE} in compartment Lab where target.notebook-session.createdBy = request.user.id',
  },
};

/** Conditions on variables that requests for some of the granted operations do not carry. */
export const lookForUnavailableVariables: Look = (statement, item) => {
  const absence = absenceIn(statement);
  if (!absence) return [];
  return [
    {
      wishes: absence.barred,
      tell: (unmet, indent) => {
        const barred = absence.barred.filter((each) => unmet.includes(each));
        return describe(statement, item, { ...absence, barred }, indent);
      },
    },
  ];
};

type Variant = 'create' | 'alone' | 'list' | 'only';

function describe(statement: Grantor, item: Item, absence: Absence, indent: string): Finding | undefined {
  const { barred, isAll } = absence;
  const variable = barred[0]?.variables[0];
  if (!variable) return undefined;
  const variant = isAll ? 'alone' : variantOf(barred);
  // Only people look at lists; what else needs one is seen to have it.
  const isPeople = ['group', 'any-group'].includes(statement.subject.kind.text.toLowerCase());
  const isOfUse = barred.some((each) => !absence.dead.has(each.permission));
  if (variant === 'list' && isOfUse && !isPeople) return undefined;
  const operations = [...new Set(barred.map((each) => each.operation))];
  const permissions = [...new Set(barred.map((each) => each.permission))];
  const isWeak = barred.some((each) =>
    each.variables.some((leaf) => !isOracles(loadCatalog().variable(leaf.text)?.evidence)),
  );
  const isGrave = (variant === 'create' || variant === 'alone') && !isWeak;
  const fix = variant === 'only' ? undefined : fixOf(statement, item, absence, indent);
  return {
    code: variableNotForOperation.code,
    severity: isGrave ? variableNotForOperation.severity : 'hint',
    ...{ start: variable.start, end: variable.end },
    args: {
      variable: variable.text,
      operations: listed(operations),
      permissions: permissions.join(', '),
      carrying: listed(loadCatalog().variable(variable.text)?.operations ?? []),
    },
    ...(variant === 'create' ? {} : { variant }),
    ...(fix ? { fix } : {}),
  };
}

/** Creating is what a person means to allow; that lists are not filtered is how OCI works; other limits are the variable's own. */
function variantOf(barred: readonly Barred[]): Variant {
  const isDeclared = ({ operation, variables }: Barred) =>
    variables.some((leaf) => loadCatalog().variable(leaf.text)?.notAvailableFor?.includes(operation));
  const declared = barred.filter(isDeclared);
  if (declared.length === 0) return 'only';
  return declared.every(({ operation }) => operation.startsWith('List')) ? 'list' : 'create';
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
}

/**
 * The edits that split a statement as Oracle's own page does: what the condition bars is granted without it, everything else
 * under it as before. A permission set gives up what the new statement grants. A verb stays as it is: under the
 * condition it gives nothing of what is barred, now or later, so that both texts give the same, and what is added to
 * the verb one day is still taken in.
 */
function fixOf(
  statement: Grantor,
  item: Item,
  { barred, isAll, dead }: Absence,
  indent: string,
): readonly Edit[] | undefined {
  const { grant, condition } = statement;
  if (!condition) return undefined;
  const parts = partsOf(item, condition, barred);
  // What anybody may do, in any place, is for a person to write.
  if (parts.has(true) && statement.subject.type === 'AnySubject') return undefined;
  const names = new Set(barred.map((each) => each.permission));
  const isBarred = ({ text }: Leaf) => names.has(text.toUpperCase());
  if (isAll) {
    const [[folded, permissions] = [], other] = parts;
    const isCreating = barred.some((each) => dead.has(each.permission) && !each.operation.startsWith('List'));
    // Who filters a list wants it filtered: to take the filter away is not what was meant.
    if (!isCreating || !permissions || folded === undefined || other || item.faults.length > 0)
      return undefined;
    // Without the condition, the rest of the grant would be let through as well.
    const isJustThat = grant.type === 'PermissionSet' && grant.permissions.every(isBarred);
    const only = isJustThat ? [] : replacing(grant, `{${permissions.join(', ')}}`);
    return [...only, ...withCondition(statement, folded)];
  }
  if (grant.type === 'PermissionSet' && grant.permissions.every(isBarred)) return undefined;
  const inserted = [...parts].map(([folded, permissions]) => {
    const text = inspecting(statement, permissions) ?? `{${asWritten(grant, permissions).join(', ')}}`;
    return statementBefore(item, statement, indent, [text], folded);
  });
  if (inserted.includes(undefined)) return undefined;
  const text = inserted.flatMap((edits) => edits?.map((edit) => edit.text) ?? []).join('');
  const rest = grant.type === 'PermissionSet' ? withoutPermissions(grant.permissions, isBarred) : [];
  return [{ start: statement.tree.start, end: statement.tree.start, text }, ...rest];
}

/** The permissions that are barred, by the condition that is left for each when what bars it is taken out. */
function partsOf(item: Item, condition: Condition, barred: readonly Barred[]): Map<Folded, string[]> {
  const parts = new Map<Folded, string[]>();
  for (const permission of new Set(barred.map((each) => each.permission))) {
    const own = barred.filter((each) => each.permission === permission);
    const folded = withoutVariables(item, condition, own, permission);
    const others = parts.get(folded);
    if (others) others.push(permission);
    else parts.set(folded, [permission]);
  }
  return parts;
}

/** Permissions in the case in which a set has them. */
function asWritten(grant: Grantor['grant'], permissions: readonly string[]): readonly string[] {
  if (grant.type === 'VerbGrant') return permissions;
  return grant.permissions.map(({ text }) => text).filter((text) => permissions.includes(text.toUpperCase()));
}

/** `inspect groups`, when that is what these permissions are. */
function inspecting({ grant }: Grantor, permissions: readonly string[]): string | undefined {
  const [type, other] = grantedBy(grant).resourceTypes;
  if (grant.type !== 'VerbGrant' || type === undefined || other !== undefined) return undefined;
  const inspected = permissionsOf(type, 'inspect');
  const isSame = inspected.size === permissions.length && permissions.every((each) => inspected.has(each));
  return isSame ? `inspect ${grant.resourceType.text}` : undefined;
}

/** A condition without what it asks of the variables that bar a permission, as it stands for that permission; the rest stays. */
function withoutVariables(
  item: Item,
  condition: Condition,
  barred: readonly Barred[],
  permission: string,
): Folded {
  const names = new Set(barred.flatMap(({ variables }) => variables.map((leaf) => leaf.text.toLowerCase())));
  return fold(item, condition, (part) => {
    if (part.type === 'Call') return undefined;
    const others = part.type === 'Comparison' ? part.values : [];
    if ([part.variable, ...others].some((leaf) => names.has(leaf.text.toLowerCase()))) return true;
    const isFilter = part.variable.text.toLowerCase() === 'request.permission';
    return isFilter ? canBe(part, true, requestOf(permission)) : undefined;
  });
}

export const unavailableVariableChecks: readonly Check[] = [variableNotForOperation];
