import { verbOf } from '../../access/grant.ts';
import { looksLikeOcid, valueOf } from '../../language/names.ts';
import type { ItemTree, Leaf, NamedSubject, TreeNode } from '../../language/tree.ts';
import type { Granted } from './granted.ts';
import { grantHover } from './grant.ts';
import { keywordHover } from './keyword.ts';
import { code, paragraphs } from './markdown.ts';
import { compartmentHover, domainHover, groupHover, tagHover, tenancyHover } from './name.ts';
import { ocidHover } from './ocid.ts';
import { operationHover } from './operation.ts';
import { permissionHover } from './permission.ts';
import { principalTypeHover } from './principal-type.ts';
import type { Answer, Question } from './question.ts';
import { servicePrincipalHover } from './service-principal.ts';
import { valueHover } from './value.ts';
import { matchingVariableHover, variableHover } from './variable.ts';

/** What a leaf means by its place in the tree; `above` are the nodes around it, outermost first. */
export function leafHover(leaf: Leaf, above: readonly TreeNode[], question: Question): Answer {
  const node = above.at(-1);
  const [root] = above;
  if (!node || !root) return undefined;
  switch (node.type) {
    case 'VerbGrant': {
      const granted = { verb: verbOf(node.verb.text), isDenied: isDenied(root as ItemTree) };
      const told = grantHover(node.resourceType.text, granted, question);
      if (told !== undefined) return told;
      return leaf === node.verb
        ? keywordHover(leaf, above, question)
        : unknown('unknown/type', leaf, question);
    }
    case 'Association':
      return grantHover(leaf.text, { verb: undefined, isDenied: false }, question);
    case 'PermissionSet':
      return permissionHover(leaf.text, question) ?? unknown('unknown/permission', leaf, question);
    case 'Comparison':
      if (leaf === node.variable) return variable(leaf, root, question);
      if (node.values.includes(leaf)) return valueHover(leaf, node.variable.text, question);
      return keywordHover(leaf, above, question);
    case 'Presence':
      return leaf === node.variable ? variable(leaf, root, question) : keywordHover(leaf, above, question);
    case 'Call':
      if (leaf === node.function) return keywordHover(leaf, above, question);
      return variableHover(leaf.text, question) ?? valueHover(leaf, node.arguments[0]?.text ?? '', question);
    case 'Principal':
      return leaf === node.id
        ? keywordHover(leaf, above, question)
        : subject(
            leaf,
            node.name,
            above.findLast((each) => each.type === 'NamedSubject'),
            question,
          );
    case 'QualifiedName':
      return qualifiedName(leaf, node.name, above.at(-2), question);
    case 'TenancyLocation':
      return leaf === node.alias ? tenancyHover([leaf], question) : keywordHover(leaf, above, question);
    case 'CompartmentLocation':
      if (leaf === node.alias) return tenancyHover([leaf], question);
      if (!node.path.includes(leaf)) return keywordHover(leaf, above, question);
      return (
        ocidHover(valueOf(leaf), question) ??
        compartmentHover(node.path.slice(0, node.path.indexOf(leaf) + 1), question)
      );
    case 'Define':
      if (leaf === node.ocid) return ocidHover(valueOf(leaf), question);
      if (!node.name.includes(leaf)) return keywordHover(leaf, above, question);
      return defined(node.kind.kind, leaf, node.name, question);
    case 'DynamicGroup':
      if (!node.name.includes(leaf)) return keywordHover(leaf, above, question);
      return group('dynamic-group', leaf, node.name, question);
    case 'TagNamespace':
      return leaf === node.name
        ? tagHover(valueOf(leaf), undefined, question)
        : keywordHover(leaf, above, question);
    case 'TagKey': {
      const space = root.type === 'TagNamespace' ? valueOf(root.name) : '';
      return leaf === node.name
        ? tagHover(space, valueOf(leaf), question)
        : keywordHover(leaf, above, question);
    }
    case 'TagValue': {
      const [namespace = '', ...key] = valueOf(leaf).split('.');
      return leaf === node.key && key.length > 0
        ? tagHover(namespace, key.join('.'), question)
        : ocidHover(valueOf(leaf), question);
    }
    case 'ResourceSubject':
    case 'ResourceActor':
      return leaf === node.resourceKind
        ? principalTypeHover(leaf.text, question)
        : keywordHover(leaf, above, question);
    case 'Attribute':
      return leaf === node.key
        ? variableHover(leaf.text, question)
        : valueHover(leaf, node.key.text, question);
    case 'Expectation':
      if (leaf !== node.action) return keywordHover(leaf, above, question);
      return operationHover(leaf.text, question) ?? permissionHover(leaf.text, question);
    case 'TestCase':
      return leaf === node.tenancy ? tenancyHover([leaf], question) : keywordHover(leaf, above, question);
    case 'PolicyHead':
    case 'Test':
    case 'UserActor':
      return leaf === node.name ? undefined : keywordHover(leaf, above, question);
    default:
      return keywordHover(leaf, above, question);
  }
}

/** Whether a statement takes away. */
export function isDenied(tree: ItemTree): boolean {
  if (tree.type === 'Grant') return tree.effect.kind === 'deny';
  return (tree.type === 'Endorse' || tree.type === 'Admit') && tree.deny !== undefined;
}

/** What the verb of a statement is, for a resource type that its tree does not hold. */
export function grantedBy(tree: ItemTree | undefined): Granted {
  const grant = tree && 'grant' in tree ? tree.grant : undefined;
  return {
    verb: grant?.type === 'VerbGrant' ? verbOf(grant.verb.text) : undefined,
    isDenied: tree !== undefined && isDenied(tree),
  };
}

function variable(leaf: Leaf, root: TreeNode, question: Question): Answer {
  const text = valueOf(leaf);
  const inRule = root.type === 'DynamicGroup';
  const told = inRule
    ? (matchingVariableHover(text, question) ?? variableHover(text, question))
    : (variableHover(text, question) ?? matchingVariableHover(text, question));
  return told ?? (leaf.kind === 'ID' ? unknown('unknown/variable', leaf, question) : undefined);
}

function subject(
  leaf: Leaf,
  name: readonly Leaf[],
  parent: TreeNode | undefined,
  question: Question,
): Answer {
  const kind = (parent as NamedSubject | undefined)?.kind.kind;
  const text = valueOf(leaf);
  if (looksLikeOcid(text)) return ocidHover(text, question);
  if (kind === 'service') return servicePrincipalHover(text, question);
  return kind === 'group' || kind === 'dynamic-group' ? group(kind, leaf, name, question) : undefined;
}

function qualifiedName(
  leaf: Leaf,
  name: readonly Leaf[],
  parent: TreeNode | undefined,
  question: Question,
): Answer {
  if (parent?.type === 'UserActor') return group('group', leaf, name, question);
  if (parent?.type !== 'OtherActor') return undefined;
  const { kind } = parent.kind;
  if (kind === 'service') return servicePrincipalHover(valueOf(leaf), question);
  return kind === 'group' || kind === 'dynamic-group' ? group(kind, leaf, name, question) : undefined;
}

function defined(kind: string, leaf: Leaf, name: readonly Leaf[], question: Question): Answer {
  if (kind === 'tenancy') return tenancyHover(name, question);
  if (kind === 'compartment') return compartmentHover(name, question);
  return kind === 'group' || kind === 'dynamic-group' ? group(kind, leaf, name, question) : undefined;
}

function group(
  kind: 'group' | 'dynamic-group',
  leaf: Leaf,
  name: readonly Leaf[],
  question: Question,
): Answer {
  const isDomain = name.length > 1 && leaf === name[0];
  return isDomain ? domainHover(leaf, question) : groupHover(kind, name, question);
}

function unknown(
  key: 'unknown/type' | 'unknown/permission' | 'unknown/variable',
  leaf: Leaf,
  { say }: Question,
): Answer {
  return leaf.text === '' ? undefined : paragraphs(say(key, { name: code(leaf.text) }));
}
