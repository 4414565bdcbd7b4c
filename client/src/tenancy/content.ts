import type { DefinedTags, Stored } from './objects.ts';
import { compareStatements } from './statement-changes.ts';
import { readStatement, ruleKey, type Names } from './statements.ts';

/** Whether two objects say the same, however they are written. Tags that only the second one has do not count: the service adds some. */
export function sameContent(one: Stored, other: Stored, names: Names): boolean {
  if (one.kind !== other.kind || one.name.toLowerCase() !== other.name.toLowerCase()) return false;
  if (one.description !== other.description || !hasTags(other.definedTags, one.definedTags)) return false;
  if (one.kind === 'policy' && other.kind === 'policy') {
    const placed = (policy: typeof one) => ({
      statements: policy.statements.map(readStatement),
      compartmentId: policy.compartmentId,
    });
    const { added, removed } = compareStatements(placed(one), placed(other), names).changes;
    return added.length === 0 && removed.length === 0 && one.compartmentId === other.compartmentId;
  }
  if (one.kind === 'dynamic-group' && other.kind === 'dynamic-group') {
    return ruleKey(one.matchingRule) === ruleKey(other.matchingRule);
  }
  const isRetired = (object: Stored) => 'isRetired' in object && object.isRetired;
  return isRetired(one) === isRetired(other);
}

function hasTags(tags: DefinedTags, wanted: DefinedTags): boolean {
  return Object.entries(wanted).every(([namespace, keys]) =>
    Object.entries(keys).every(
      ([key, value]) => JSON.stringify(tags[namespace]?.[key]) === JSON.stringify(value),
    ),
  );
}
