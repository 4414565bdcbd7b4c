import { grantedBy, verbOf } from '../../access/grant.ts';
import { nameForm } from '../../access/normal-form.ts';
import { loadCatalog } from '../../catalog/catalog.ts';
import type { Leaf, Span, Statement } from '../../language/tree.ts';
import { meantBy } from '../refactor/permission-set.ts';

/** A statement that allows or denies something. */
export type Acting = Exclude<Statement, { readonly type: 'Define' }>;

/** A resource type or a permission that a statement is about. */
export interface Reached {
  readonly name: string;
  /** Of a type the permissions that the verb stands for there, of a permission the types that have it; empty where no table tells. */
  readonly detail: string;
  /** The word that means it; counts from the item. */
  readonly span: Span;
  readonly isPermission: boolean;
}

/** What a statement is about: the resource type, the members of the family, each of the permissions, the ends of an association. */
export function reached(tree: Acting): Reached[] {
  const { grant } = tree;
  if (!grant) return associated(tree).map((word) => ({ ...named(word.text), span: word }));
  if (grant.type === 'PermissionSet') {
    return grant.permissions.map((leaf) => {
      const fact = loadCatalog().permission(leaf.text);
      const name = fact?.name ?? leaf.text.toUpperCase();
      return { name, detail: fact?.resourceTypes.join(', ') ?? '', span: leaf, isPermission: true };
    });
  }
  const [word, verb] = [grant.resourceType, verbOf(grant.verb.text)];
  const { resourceTypes } = grantedBy(grant);
  if (resourceTypes.length === 0) return [{ ...named(word.text), span: word }];
  return resourceTypes.map((type) => {
    const permissions = verb ? [...meantBy(verb, type, deniesIn(tree))] : [];
    return { ...named(type), detail: permissions.join(', '), span: word };
  });
}

/**
 * The words by which a statement reaches a resource type, a family or a permission: its own name, that of a family it is a member of or
 * that is a part of it, `all-resources`, permissions of it. Empty for none.
 */
export function reaches(tree: Acting, name: string): Span[] {
  const wanted = name.toLowerCase();
  const { grant } = tree;
  if (!grant) return associated(tree).filter((word) => word.text.toLowerCase() === wanted);
  const catalog = loadCatalog();
  const type = catalog.resourceType(name);
  const family = type ? undefined : catalog.family(name);
  const permission = type || family ? undefined : catalog.permission(name);
  // Of a family one of its members is enough.
  const types = type ? [type.name] : (family?.members ?? permission?.resourceTypes ?? []);
  if (grant.type === 'PermissionSet') {
    return grant.permissions.filter((leaf) =>
      permission
        ? leaf.text.toUpperCase() === permission.name
        : nameForm(leaf).toLowerCase() === wanted ||
          (catalog.permission(leaf.text)?.resourceTypes.some((each) => types.includes(each)) ?? false),
    );
  }
  const word = grant.resourceType;
  if (word.text.toLowerCase() === wanted) return [word];
  const { everything, resourceTypes } = grantedBy(grant);
  const common = everything ? types : types.filter((each) => resourceTypes.includes(each));
  const verb = verbOf(grant.verb.text);
  if (!permission) return everything || common.length > 0 ? [word] : [];
  return verb && common.some((each) => meantBy(verb, each, deniesIn(tree)).has(permission.name))
    ? [word]
    : [];
}

function named(name: string): Omit<Reached, 'span'> {
  return { name, detail: '', isPermission: false };
}

function associated(tree: Acting): Leaf[] {
  const association = tree.type === 'Grant' ? undefined : tree.association;
  return association ? [association.resourceType, association.withResourceType] : [];
}

/** Whether it takes what it names, instead of giving it. */
export function deniesIn(tree: Acting): boolean {
  return tree.type === 'Grant' ? tree.effect.text.toLowerCase() === 'deny' : tree.deny !== undefined;
}
