import { loadCatalog } from '../../catalog/catalog.ts';
import type { Item } from '../../language/document.ts';
import { isOpen, ocidOf, valueOf } from '../../language/names.ts';
import type { Comparison, Leaf, PermissionSet, TreeNode, VerbGrant } from '../../language/tree.ts';
import { walk } from '../../language/walk.ts';
import { namesOf, type NameKind } from '../names.ts';

/**
 * A kind of slot whose words are worth proposing again: a name, an OCID behind `id` (`group id`), a placeholder
 * (`<group>`), the value of a variable (`= target.bucket.name`), a resource type, a permission, a variable; or what ranks: the
 * services that resource types and permissions belong to.
 */
export type UseKind =
  | NameKind
  | `${string} id`
  | `<${string}>`
  | `= ${string}`
  | 'resource-type'
  | 'permission'
  | 'variable'
  | 'used-service';

/** A word in a slot, as it would be written again: a name without its quotes, a value with them. */
export interface Use {
  readonly kind: UseKind;
  readonly word: string;
  readonly declares: boolean;
}

/** A type of more services than this tells nothing about what a document is about. */
const TELLING_SERVICES = 2;

const known = new WeakMap<Item, readonly Use[]>();

/** The words of an item's slots. Worked out once for an item. */
export function usesOf(item: Item): readonly Use[] {
  let uses = known.get(item);
  if (!uses) known.set(item, (uses = item.tree ? collect(item, item.tree) : []));
  return uses;
}

function collect(item: Item, tree: TreeNode): Use[] {
  const uses: Use[] = namesOf(item).map(({ kind, name, declares }) => ({ kind, word: name, declares }));
  const add = (kind: UseKind, word: string) => void uses.push({ kind, word, declares: false });
  walk(tree, (node) => {
    switch (node.type) {
      case 'NamedSubject':
        for (const { id, name } of node.principals) {
          if (id) addOcid(node.kind.kind, name[0]);
          else for (const leaf of name) addOpen(node.kind.kind, leaf);
        }
        break;
      case 'CompartmentLocation':
        for (const leaf of node.path) {
          if (node.id) addOcid('compartment', leaf);
          else addOpen('compartment', leaf);
        }
        break;
      case 'Define':
        addOcid(node.kind.kind, node.ocid);
        break;
      case 'VerbGrant':
      case 'PermissionSet':
        grant(node);
        break;
      case 'Comparison':
        variable(node.variable);
        values(node);
        break;
      case 'Presence':
        variable(node.variable);
        break;
      default:
        break;
    }
  });
  return uses;

  function addOcid(kind: string, leaf: Leaf | undefined) {
    if (!leaf || leaf.start === leaf.end) return;
    if (ocidOf(valueOf(leaf)) || isOpen(leaf)) add(`${kind} id`, leaf.text);
  }
  function addOpen(kind: string, leaf: Leaf) {
    if (leaf.start < leaf.end && isOpen(leaf)) add(`<${kind}>`, leaf.text);
  }
  function grant(node: VerbGrant | PermissionSet) {
    const catalog = loadCatalog();
    const services = new Set<string>();
    if (node.type === 'VerbGrant') {
      const type = catalog.resourceType(node.resourceType.text) ?? catalog.family(node.resourceType.text);
      if (!type) return;
      add('resource-type', type.name);
      if (type.services.length <= TELLING_SERVICES) type.services.forEach((each) => services.add(each));
    } else {
      for (const leaf of node.permissions) {
        const permission = catalog.permission(leaf.text);
        if (!permission) continue;
        add('permission', permission.name);
        for (const type of permission.resourceTypes) add('resource-type', type);
        permission.services.slice(0, TELLING_SERVICES).forEach((each) => services.add(each));
      }
    }
    for (const service of services) add('used-service', service);
  }
  function variable(leaf: Leaf) {
    if (leaf.kind === 'ID' && leaf.start < leaf.end) add('variable', leaf.text);
  }
  function values({ variable, values: operands }: Comparison) {
    for (const leaf of operands) {
      const isWritten = (leaf.kind === 'STRING' || leaf.kind === 'ID') && leaf.start < leaf.end;
      if (isWritten) add(`= ${variable.text.toLowerCase()}`, leaf.text);
    }
  }
}
