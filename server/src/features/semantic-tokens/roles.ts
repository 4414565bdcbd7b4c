import { loadCatalog } from '../../catalog/catalog.ts';
import type { Leaf, TreeNode } from '../../language/tree.ts';
import { walk } from '../../language/walk.ts';
import type { MODIFIERS, TYPES } from './words.ts';

/** What a word is. */
export interface Role {
  readonly type: (typeof TYPES)[number];
  readonly modifier?: (typeof MODIFIERS)[number];
}

const KEYWORD: Role = { type: 'keyword' };
const DOMAIN: Role = { type: 'namespace' };

/** The words of a tree whose meaning is told by where they stand, by the offset of each. */
export function rolesOf(tree: TreeNode): ReadonlyMap<number, Role> {
  const roles = new Map<number, Role>();
  const add = (leaf: Leaf | undefined, role: Role | undefined) => {
    if (leaf && role && leaf.end > leaf.start) roles.set(leaf.start, role);
  };
  const qualified = (name: readonly Leaf[], role: Role) => {
    if (name.length > 1) add(name[0], DOMAIN);
    add(name.at(-1), role);
  };
  walk(tree, (node) => {
    switch (node.type) {
      case 'Define':
        qualified(node.name, { ...nameRole(node.kind), modifier: 'declaration' });
        break;
      case 'Association':
        add(node.resourceType, typeRole(node.resourceType));
        add(node.withResourceType, typeRole(node.withResourceType));
        break;
      case 'NamedSubject':
        for (const { id, name } of node.principals) if (!id) qualified(name, { type: 'class' });
        break;
      case 'ResourceSubject':
        add(node.resourceKind, { type: 'type' });
        qualified(node.instance.name, { type: 'class' });
        break;
      case 'VerbGrant':
        add(node.verb, { type: 'method' });
        add(node.resourceType, typeRole(node.resourceType));
        break;
      case 'PermissionSet':
        for (const leaf of node.permissions) add(leaf, permissionRole(leaf));
        break;
      case 'TenancyLocation':
        add(node.alias, DOMAIN);
        break;
      case 'CompartmentLocation':
        if (!node.id) for (const leaf of node.path) add(leaf, DOMAIN);
        add(node.alias, DOMAIN);
        break;
      case 'Combination':
        add(node.operator, KEYWORD);
        break;
      case 'Comparison':
        add(node.variable, variableRole(node.variable));
        for (const leaf of node.values) if (isVariable(leaf)) add(leaf, variableRole(leaf));
        break;
      case 'Presence':
        add(node.variable, variableRole(node.variable));
        break;
      case 'Call':
        add(node.function, { type: 'function' });
        for (const leaf of node.arguments) if (isVariable(leaf)) add(leaf, variableRole(leaf));
        break;
      case 'PolicyHead':
        add(node.name, { type: 'namespace', modifier: 'declaration' });
        break;
      case 'DynamicGroup':
        qualified(node.name, { type: 'class', modifier: 'declaration' });
        break;
      case 'TagNamespace':
        add(node.name, { type: 'namespace', modifier: 'declaration' });
        break;
      case 'TagKey':
        add(node.name, { type: 'property', modifier: 'declaration' });
        break;
      case 'TagValue':
      case 'Attribute':
        add(node.key, { type: 'property' });
        break;
      case 'TestCase':
        add(node.tenancy, DOMAIN);
        break;
      case 'UserActor':
        add(node.name, { type: 'class' });
        for (const group of node.groups) qualified(group.name, { type: 'class' });
        break;
      case 'ResourceActor':
        add(node.resourceKind, { type: 'type' });
        break;
      case 'OtherActor':
        qualified(node.name.name, { type: 'class' });
        break;
      case 'Expectation':
        add(node.action, actionRole(node.action));
        break;
      default:
        break;
    }
  });
  return roles;
}

function nameRole({ text }: Leaf): Role {
  const kind = text.toLowerCase();
  return { type: kind === 'tenancy' || kind === 'compartment' ? 'namespace' : 'class' };
}

function typeRole({ text }: Leaf): Role {
  const catalog = loadCatalog();
  if (text.toLowerCase() === 'all-resources') return { type: 'enum', modifier: 'defaultLibrary' };
  if (catalog.resourceType(text)) return { type: 'type', modifier: 'defaultLibrary' };
  return catalog.family(text) ? { type: 'enum', modifier: 'defaultLibrary' } : { type: 'type' };
}

function permissionRole({ text }: Leaf): Role {
  return loadCatalog().permission(text)
    ? { type: 'enumMember', modifier: 'defaultLibrary' }
    : { type: 'enumMember' };
}

function variableRole({ text }: Leaf): Role {
  return loadCatalog().variable(text)
    ? { type: 'variable', modifier: 'defaultLibrary' }
    : { type: 'variable' };
}

/** What a test expects to be possible: an operation or a permission. */
function actionRole(leaf: Leaf): Role {
  const role = permissionRole(leaf);
  return role.modifier ? role : { type: 'function' };
}

/** Whether a value is a variable of its own. */
function isVariable({ kind, text }: Leaf): boolean {
  return kind === 'ID' && /^(?:request|target|resource)\./i.test(text);
}
