import type { Item } from '../language/document.ts';
import { isOpen, ocidOf, valueOf } from '../language/names.ts';
import type { Leaf, TreeNode } from '../language/tree.ts';
import { walk } from '../language/walk.ts';

/** What a name stands for. */
export type NameKind =
  | 'group'
  | 'dynamic-group'
  | 'service'
  | 'domain'
  | 'compartment'
  | 'tenancy'
  | 'tag'
  | 'tag-namespace'
  | 'policy'
  | 'user';

/** A name where it is declared or used. Offsets of the leaf count from the item. */
export interface Name {
  readonly kind: NameKind;
  /** Without quotes. */
  readonly name: string;
  readonly leaf: Leaf;
  readonly declares: boolean;
}

const known = new WeakMap<Item, readonly Name[]>();

/** The names of an item; placeholders and OCIDs are none. Worked out once for an item. */
export function namesOf(item: Item): readonly Name[] {
  let names = known.get(item);
  if (!names) {
    names = item.tree ? collect(item.tree) : [];
    known.set(item, names);
  }
  return names;
}

function collect(tree: TreeNode): Name[] {
  const names: Name[] = [];
  const add = (kind: NameKind, leaf: Leaf | undefined, declares = false) => {
    if (!leaf || isOpen(leaf)) return;
    const name = valueOf(leaf);
    if (name !== '' && !ocidOf(name)) names.push({ kind, name, leaf, declares });
  };
  const qualified = (kind: NameKind, name: readonly Leaf[], declares = false) => {
    if (name.length > 1) add('domain', name[0]);
    add(kind, name.at(-1), declares);
  };
  walk(tree, (node) => {
    switch (node.type) {
      case 'NamedSubject':
        for (const { id, name } of node.principals) if (!id) qualified(node.kind.kind as NameKind, name);
        break;
      case 'CompartmentLocation':
        if (!node.id) for (const part of node.path) add('compartment', part);
        add('tenancy', node.alias);
        break;
      case 'TenancyLocation':
        add('tenancy', node.alias);
        break;
      case 'Define':
        qualified(node.kind.kind as NameKind, node.name, true);
        break;
      case 'DynamicGroup':
        qualified('dynamic-group', node.name, true);
        break;
      case 'TagNamespace':
        add('tag-namespace', node.name, true);
        for (const key of node.keys) {
          const leaf = { ...key.name, text: `${valueOf(node.name)}.${valueOf(key.name)}`, kind: 'ID' };
          names.push({ kind: 'tag', name: leaf.text, leaf: key.name, declares: true });
        }
        break;
      case 'TagValue':
        add('tag', node.key);
        break;
      case 'PolicyHead':
        add('policy', node.name, true);
        break;
      case 'TestCase':
        add('tenancy', node.tenancy);
        break;
      case 'UserActor':
        add('user', node.name);
        for (const group of node.groups) qualified('group', group.name);
        break;
      case 'OtherActor':
        qualified(node.kind.kind as NameKind, node.name.name);
        break;
      case 'Comparison':
      case 'Presence':
        tag(node.variable);
        if (node.type === 'Comparison') node.values.forEach(tag);
        break;
      default:
        break;
    }
  });
  return names;

  function tag(leaf: Leaf) {
    const [, name] = /(?:^|\.)tag\.([^.<{]+\.[^.<{]+)(?:\.value)?$/i.exec(leaf.text) ?? [];
    if (name !== undefined && leaf.kind === 'ID') names.push({ kind: 'tag', name, leaf, declares: false });
  }
}
