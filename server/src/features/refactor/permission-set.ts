import { grantedBy, isCertain, permissionsOf, verbOf } from '../../access/grant.ts';
import { takenBy } from '../../access/grant-form.ts';
import { loadCatalog, VERBS, type Verb } from '../../catalog/catalog.ts';
import { hasComment, type Place, type Refactoring, type Sound } from './place.ts';
import { replaced } from './write.ts';

/** A set of more permissions nobody reads. */
const MOST_PERMISSIONS = 120;
/** So many verbs with types are proposed for a set at most. */
const MOST_PROPOSED = 3;

/** A verb and a resource type as the permissions that it stands for, and a set of permissions as a verb and a type. */
export function permissionSetRefactorings({ statement }: Place): Refactoring[] {
  if (!statement || hasComment(statement.item, statement.tree.grant)) return [];
  return statement.tree.grant.type === 'VerbGrant' ? toSet(statement) : toVerb(statement);
}

function toSet({ item, tree, form }: Sound): Refactoring[] {
  if (tree.grant.type !== 'VerbGrant') return [];
  const verb = verbOf(tree.grant.verb.text);
  const type = nameOf(tree.grant.resourceType.text);
  if (!verb || !type || !isCertain(type)) return [];
  const permissions = [...meantBy(verb, type, form.denies)];
  if (permissions.length === 0 || permissions.length > MOST_PERMISSIONS) return [];
  return [
    {
      ...{ id: 'to-permission-set', kind: 'refactor.rewrite', title: 'toPermissions' },
      args: { count: permissions.length },
      edits: () => [replaced(item, tree.grant, `{${permissions.join(', ')}}`)],
    },
  ];
}

function toVerb({ item, tree, form }: Sound): Refactoring[] {
  const permissions = grantedBy(tree.grant).permissions ?? new Set<string>();
  const catalog = loadCatalog();
  const types = new Set<string>();
  const [first] = permissions;
  for (const type of catalog.permission(first ?? '')?.resourceTypes ?? []) {
    types.add(type);
    for (const family of catalog.resourceType(type)?.families ?? []) types.add(family);
  }
  return [...types]
    .filter(isCertain)
    .flatMap((type) => {
      // Where a verb adds nothing to the one below, the lower one says the same and promises less.
      const verb = VERBS.find((each) => isSame(meantBy(each, type, form.denies), permissions));
      return verb ? [`${verb} ${type}`] : [];
    })
    .slice(0, MOST_PROPOSED)
    .map((grant) => ({
      ...{ id: `to-verb ${grant}`, kind: 'refactor.rewrite', title: 'toVerb', args: { grant } },
      edits: () => [replaced(item, tree.grant, grant)],
    }));
}

/** The permissions that a verb gives on a type, or takes where it denies. */
export function meantBy(verb: Verb, type: string, denies: boolean): ReadonlySet<string> {
  return denies ? takenBy(verb, type) : permissionsOf(type, verb);
}

/** The documented name of a resource type or a family. */
export function nameOf(word: string): string | undefined {
  const catalog = loadCatalog();
  return (catalog.resourceType(word) ?? catalog.family(word))?.name;
}

export function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}
