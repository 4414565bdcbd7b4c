import type { Leaf, TreeNode } from './tree.ts';

/** The properties of each type of node that hold nodes or leaves, in the order of the grammar. */
const PARTS: Readonly<Record<TreeNode['type'], readonly string[]>> = {
  Grant: ['effect', 'subject', 'grant', 'location', 'condition'],
  Define: ['kind', 'name', 'id', 'ocid'],
  Endorse: ['deny', 'subject', 'association', 'grant', 'location', 'condition'],
  Admit: ['deny', 'subject', 'from', 'association', 'grant', 'location', 'condition'],
  Association: ['resourceType', 'location', 'withResourceType', 'withLocation'],
  AnySubject: ['kind'],
  NamedSubject: ['kind', 'principals'],
  ResourceSubject: ['kind', 'resourceKind', 'instance'],
  Principal: ['id', 'name'],
  QualifiedName: ['name'],
  VerbGrant: ['verb', 'resourceType'],
  PermissionSet: ['permissions'],
  TenancyLocation: ['kind', 'alias'],
  CompartmentLocation: ['kind', 'id', 'path', 'alias'],
  Combination: ['operator', 'conditions'],
  Comparison: ['variable', 'negated', 'operator', 'values'],
  Presence: ['negated', 'variable'],
  Call: ['function', 'arguments'],
  PolicyHead: ['name', 'locations', 'descriptions'],
  BlockEnd: ['brace'],
  DynamicGroup: ['name', 'descriptions', 'tags', 'rule'],
  TagValue: ['key', 'value'],
  TagNamespace: ['name', 'locations', 'descriptions', 'keys'],
  TagKey: ['name', 'description'],
  Test: ['name', 'cases'],
  TestCase: ['actor', 'tenancy', 'expectations'],
  UserActor: ['name', 'groups'],
  ResourceActor: ['resourceKind', 'attributes'],
  OtherActor: ['kind', 'name'],
  Attribute: ['key', 'value'],
  Expectation: ['outcome', 'action', 'location', 'facts'],
};

type Parts = Readonly<Record<string, undefined | TreeNode | Leaf | readonly (TreeNode | Leaf)[]>>;

/** Whether a value of a tree is a node; the others are leaves. */
export function isNode(value: TreeNode | Leaf): value is TreeNode {
  return 'type' in value;
}

/** The nodes and leaves right below a node, in the order of the grammar. */
export function childrenOf(node: TreeNode): (TreeNode | Leaf)[] {
  const children: (TreeNode | Leaf)[] = [];
  for (const part of PARTS[node.type]) {
    const value = (node as unknown as Parts)[part];
    if (value === undefined) continue;
    if (Array.isArray(value)) children.push(...(value as (TreeNode | Leaf)[]));
    else children.push(value as TreeNode | Leaf);
  }
  return children;
}

/** The properties of each type of node that hold nodes; the other types have leaves alone. */
const NODES: Readonly<Partial<Record<TreeNode['type'], readonly string[]>>> = {
  Grant: ['subject', 'grant', 'location', 'condition'],
  Endorse: ['subject', 'association', 'grant', 'location', 'condition'],
  Admit: ['subject', 'from', 'association', 'grant', 'location', 'condition'],
  Association: ['location', 'withLocation'],
  NamedSubject: ['principals'],
  ResourceSubject: ['instance'],
  Combination: ['conditions'],
  PolicyHead: ['locations'],
  DynamicGroup: ['tags', 'rule'],
  TagNamespace: ['locations', 'keys'],
  Test: ['cases'],
  TestCase: ['actor', 'expectations'],
  UserActor: ['groups'],
  ResourceActor: ['attributes'],
  OtherActor: ['name'],
  Expectation: ['location', 'facts'],
};

/** Calls `visit` with each node of a tree and the nodes above it, outermost first; parents come before children. */
export function walk(
  node: TreeNode,
  visit: (node: TreeNode, above: readonly TreeNode[]) => void,
  above: TreeNode[] = [],
): void {
  visit(node, above);
  const parts = NODES[node.type];
  if (!parts) return;
  above.push(node);
  for (const part of parts) {
    const value = (node as unknown as Readonly<Record<string, undefined | TreeNode | readonly TreeNode[]>>)[
      part
    ];
    if (value === undefined) continue;
    if ('type' in value) walk(value, visit, above);
    else for (const each of value) walk(each, visit, above);
  }
  above.pop();
}

/** Whether any leaf below a node is as `test` asks. */
export function someLeaf(node: TreeNode, test: (leaf: Leaf) => boolean): boolean {
  const holds = (each: TreeNode | Leaf) => (isNode(each) ? someLeaf(each, test) : test(each));
  for (const part of PARTS[node.type]) {
    const value = (node as unknown as Parts)[part];
    if (value === undefined) continue;
    if (Array.isArray(value) ? (value as (TreeNode | Leaf)[]).some(holds) : holds(value as TreeNode | Leaf))
      return true;
  }
  return false;
}

/** The leaves below a node, in the order of the grammar. */
export function leavesOf(node: TreeNode): Leaf[] {
  return childrenOf(node).flatMap((child) => (isNode(child) ? leavesOf(child) : [child]));
}
