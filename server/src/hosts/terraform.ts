import { tableOf } from '../catalog/table.ts';
import { beginsLikeStatement, type Embedded, type EmbeddedKind, type Owner } from './embedded.ts';
import { isRule, MAY_HOLD, PROSE, STATEMENT_KEYS, RULE_KEYS, withoutDoubt } from './places.ts';
import { embeddedIn } from './terraform-strings.ts';
import { withTerraform, type Node } from './terraform-parser.ts';

/** Attributes of the provider's resources that hold texts of our language. Source: the OCI provider's documentation. */
const ATTRIBUTES: ReadonlyMap<string, Readonly<Record<string, EmbeddedKind>>> = tableOf<
  Readonly<Record<string, EmbeddedKind>>
>({
  oci_identity_policy: { statements: 'statement' },
  oci_identity_dynamic_group: { matching_rule: 'matching-rule' },
  oci_identity_domains_dynamic_resource_group: { matching_rule: 'matching-rule' },
});

/** Functions that give a list, or a text, as it was given to them. */
const PASSING: ReadonlySet<string> = new Set([
  ...[
    'concat',
    'flatten',
    'compact',
    'distinct',
    'tolist',
    'toset',
    'setunion',
    'coalescelist',
    'sort',
    'reverse',
  ],
  ...['coalesce', 'chomp', 'trimspace', 'try', 'sensitive', 'nonsensitive'],
]);

/**
 * The texts of our language in a Terraform or OpenTofu file: by the attribute that they stand in; in maps and modules by the name
 * of the list; anywhere else by their beginning, and then not surely. Undefined for a broken file and while the parser is not ready.
 */
export function readTerraform(text: string): Embedded[] | undefined {
  if (!MAY_HOLD.test(text)) return [];
  return withTerraform(text, (root) => {
    const found: Embedded[] = [];
    let list = 0;
    /** Lists elsewhere that the statements of policies refer to: `local.x`, `var.x`. */
    const referred = referredBy(root);
    const locals = localsIn(root);
    const take = (node: Node, kind: EmbeddedKind, sure: boolean, container?: Node | null) => {
      const strings = stringsOf(node, kind);
      const owner = container && ownerIn(container, text);
      const whole = strings.every(
        (string) => 'node' in string && !/[$%]\{/.test(string.node.text.slice(0, 4)),
      );
      const restIsHere = strings.every((string) => 'node' in string || locals.has(string.unknown));
      const texts = strings.flatMap((string) =>
        !('node' in string)
          ? []
          : (embeddedIn(string.node, text, {
              ...{ kind: string.kind, given: string.given, sure, list, whole, restIsHere },
              ...(owner ? { owner } : {}),
            }) ?? []),
      );
      list++;
      return texts;
    };
    /** A value that stands under a name that may tell what it is. */
    const named = (name: string, value: Node, container: Node | null, scope = '') => {
      if (STATEMENT_KEYS.has(name) || referred.has(scope + name)) {
        const texts = take(value, 'statement', true, container);
        if (withoutDoubt(texts)) return texts.forEach((each) => found.push(each));
      } else if (RULE_KEYS.has(name)) {
        const rules = take(value, 'matching-rule', true, container);
        if (rules.length > 0 && rules.every(({ text: rule }) => isRule(rule)))
          return rules.forEach((each) => found.push(each));
      }
      if (!PROSE.test(name)) anywhere(value);
    };
    const anywhere = (node: Node) => {
      if (STRINGS.has(node.type)) {
        const [one] = take(node, 'statement', false);
        if (one && beginsLikeStatement(one.text)) found.push(one);
        return;
      }
      if (node.type === 'attribute' || node.type === 'object_elem')
        return named(nameOf(node.namedChild(0)), lastOf(node), node.parent);
      if (node.type === 'block') return block(node);
      for (const child of node.namedChildren) if (!SKIPPED.has(child.type)) anywhere(child);
    };
    const block = (node: Node) => {
      const [type, ...labels] = node.namedChildren
        .filter((child) => child.type === 'identifier' || child.type === 'string_lit')
        .map(nameOf);
      const attributes = type === 'resource' ? (ATTRIBUTES.get(labels[0] ?? '') ?? {}) : {};
      for (const child of node.namedChildren
        .filter(({ type: kind }) => kind === 'body')
        .flatMap((body) => body.namedChildren)) {
        const isAttribute = child.type === 'attribute';
        const name = isAttribute ? nameOf(child.namedChild(0)) : '';
        const kind = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
        if (kind) found.push(...take(lastOf(child), kind, true, child.parent));
        else if (isAttribute && type === 'locals') named(name, lastOf(child), null, 'local.');
        else if (type === 'variable' && name === 'default' && referred.has(`var.${labels[0] ?? ''}`))
          named(labels[0] ?? '', lastOf(child), null, 'var.');
        else anywhere(child);
      }
    };
    anywhere(root);
    return found.sort((a, b) => a.hostStart - b.hostStart);
  });
}

const STRINGS: ReadonlySet<string> = new Set(['string_lit', 'quoted_template', 'heredoc_template']);

/** What is worked out is no statement, though a text stands in it. */
const SKIPPED: ReadonlySet<string> = new Set([
  'operation',
  'template_interpolation',
  'comment',
  'index',
  'for_intro',
  'for_cond',
]);

/** The name that an identifier, a quoted key or a label says. */
function nameOf(node: Node | null): string {
  return (node?.text ?? '').replace(/^"([^]*)"$/, '$1');
}

function lastOf(node: Node): Node {
  return node.namedChildren.findLast(({ type }) => type !== 'comment') ?? node;
}

/** The name that an object or the body of a block has among its attributes. */
function ownerIn(container: Node, host: string): Owner | undefined {
  const attribute = container.namedChildren.find(
    ({ type, firstNamedChild }) =>
      /^(?:attribute|object_elem)$/.test(type) && /^(?:display_)?name$/.test(nameOf(firstNamedChild)),
  );
  const [string] = attribute ? stringsOf(lastOf(attribute), 'statement') : [];
  if (!string || !('node' in string)) return undefined;
  const about = { kind: 'statement', sure: true, list: 0, whole: true, given: string.given } as const;
  const said = embeddedIn(string.node, host, about);
  return said && { name: said.text, hostStart: said.hostStart, hostEnd: said.hostEnd };
}

/** What the statements of the policies of a file refer to: `local.x`, `var.x`. */
function referredBy(root: Node): ReadonlySet<string> {
  const referred = new Set<string>();
  for (const block of root.descendantsOfType('block')) {
    const [type, label] = block.namedChildren;
    if (nameOf(type ?? null) !== 'resource' || nameOf(label ?? null) !== 'oci_identity_policy') continue;
    for (const attribute of block.descendantsOfType('attribute')) {
      if (nameOf(attribute.firstNamedChild) !== 'statements') continue;
      for (const { text } of attribute.descendantsOfType('expression'))
        if (/^(?:local|var)\.[\w-]+$/.test(text)) referred.add(text);
    }
  }
  return referred;
}

/** The locals that a file has: `local.x`. */
function localsIn(root: Node): ReadonlySet<string> {
  const attributes = root
    .descendantsOfType('block')
    .filter((block) => block.firstNamedChild?.text === 'locals')
    .flatMap((block) => block.namedChildren.filter(({ type }) => type === 'body'))
    .flatMap((body) => body.namedChildren.filter(({ type }) => type === 'attribute'));
  return new Set(attributes.map(({ firstNamedChild }) => `local.${nameOf(firstNamedChild)}`));
}

/** What is known when it runs only, as it is written. */
interface Unknown {
  readonly unknown: string;
}

interface Found {
  readonly node: Node;
  readonly kind: EmbeddedKind;
  /** What `format` fills the verbs in it with; undefined where it does not. */
  readonly given: readonly string[] | undefined;
}

/** The strings that may become what an expression gives, and what is known when it runs only. */
function stringsOf(node: Node, kind: EmbeddedKind, given?: readonly string[]): (Found | Unknown)[] {
  if (STRINGS.has(node.type)) return [{ node, kind, given }];
  const children = node.namedChildren.filter(({ type }) => type !== 'comment');
  const among = (nodes: readonly (Node | undefined)[]) =>
    nodes.flatMap((child) => (child ? stringsOf(child, kind, given) : []));
  switch (node.type) {
    case 'expression':
    case 'collection_value':
    case 'template_expr':
    case 'literal_value':
    case 'for_expr':
      // Behind an index or an attribute, it is another value.
      return children.length === 1 ? among(children) : [{ unknown: node.text }];
    case 'tuple':
      return among(children);
    case 'conditional':
      return among(children.slice(1));
    case 'for_tuple_expr':
      return among(children.filter(({ type }) => type === 'expression').slice(-1));
    case 'function_call':
      return argumentsOf(children, kind);
    default:
      return node.isNamed && !PUNCTUATION.test(node.type) ? [{ unknown: node.text }] : [];
  }
}

/** The signs that a list is written with have names too. */
const PUNCTUATION = /_(?:start|end)$|^ellipsis$/;

function argumentsOf([name, given]: readonly Node[], kind: EmbeddedKind): (Found | Unknown)[] {
  const values = given?.namedChildren.filter(({ type }) => type === 'expression') ?? [];
  const [first, second] = values;
  const called = name?.text ?? '';
  if (PASSING.has(called)) return values.flatMap((value) => stringsOf(value, kind));
  if (called === 'format' && first)
    return stringsOf(
      first,
      kind,
      values.slice(1).map(({ text }) => text),
    );
  // Each of its strings is made of the elements of lists.
  if (called === 'formatlist' && first) return stringsOf(first, kind, []);
  if (called === 'split' && second) return stringsOf(second, kind === 'statement' ? 'statements' : kind);
  return [{ unknown: called }];
}
