import { filled } from './embedded.ts';
import { embeddedIn } from './terraform-strings.ts';
import { withTerraform, type Node } from './terraform-parser.ts';

/** What a variable is when nobody gives it, or what a local or the name of a resource is. */
export interface ModuleValue {
  readonly value: string;
  /** `default`: somebody may give another one. */
  readonly by: 'default' | 'local';
}

/** Values by what Terraform calls them: `var.region`, `local.groups.admins`, `oci_identity_group.admins.name`. */
export type ModuleValues = ReadonlyMap<string, ModuleValue>;

/**
 * The texts that the variables, the locals and the names of resources of a module stand for, as far as its files say them: strings, also in objects, and strings
 * in which such a one is. A file that is broken says none, and so does each while the parser is not ready.
 * @param files the texts of the Terraform files of one folder
 */
export function moduleValues(files: Iterable<string>): ModuleValues {
  const values = new Map<string, ModuleValue>();
  const waiting: { key: string; by: ModuleValue['by']; says: () => string | undefined }[] = [];
  for (const text of files) {
    if (!/\b(?:variable|locals|resource)\b/.test(text)) continue;
    withTerraform(text, (root) => {
      for (const body of root.namedChildren)
        for (const block of body.namedChildren)
          if (block.type === 'block')
            collect(block, text, values, (key, by, says) => waiting.push({ key, by, says }));
    });
  }
  // What refers to another one is known when that is: as many rounds as there are, and no more, since some go round in circles.
  for (let rest = waiting, before = -1; rest.length > 0 && rest.length !== before;) {
    before = rest.length;
    rest = rest.filter(({ key, by, says }) => {
      const value = says();
      if (value !== undefined) values.set(key, { value, by });
      return value === undefined;
    });
  }
  return values;
}

/** What an expression of a slot stands for: a name of the module, or a string as such. Undefined for any other. */
export function valueOfExpression(
  expression: string,
  values: ModuleValues,
): (ModuleValue & { key: string }) | undefined {
  const key = expression.replace(/\[\s*"([\w-]+)"\s*\]/g, '.$1');
  const known = values.get(key);
  if (known) return { ...known, key };
  const literal = /^"([^"\\$%]*)"$/.exec(expression)?.[1];
  return literal === undefined ? undefined : { value: literal, by: 'local', key: expression };
}

function collect(
  block: Node,
  text: string,
  values: ModuleValues,
  add: (key: string, by: ModuleValue['by'], says: () => string | undefined) => void,
): void {
  const [type, label, name] = block.namedChildren.map((child) => child.text.replace(/^"([^]*)"$/, '$1'));
  const attributes = block.namedChildren
    .filter((child) => child.type === 'body')
    .flatMap((body) => body.namedChildren.filter((child) => child.type === 'attribute'));
  const leaf = (key: string, by: ModuleValue['by'], node: Node): void => {
    const inner = unwrapped(node);
    if (inner.type === 'object') {
      for (const element of inner.namedChildren.filter((child) => child.type === 'object_elem')) {
        const name = (element.namedChildren[0]?.text ?? '').replace(/^"([^]*)"$/, '$1');
        const value = element.namedChildren.at(-1);
        if (/^[\w-]+$/.test(name) && value) leaf(`${key}.${name}`, by, value);
      }
    } else if (/^(?:string_lit|quoted_template)$/.test(inner.type)) {
      const about = { kind: 'statement', sure: true, list: 0, whole: true, given: undefined } as const;
      const said = embeddedIn(inner, text, about);
      if (!said) return;
      add(key, by, () => {
        const full = filled(said, ({ expression = '' }) => valueOfExpression(expression, values)?.value);
        return full.slots.length === 0 ? full.text : undefined;
      });
    } else if (/^(?:local|var)\.[\w.[\]"-]+$/.test(inner.text))
      // Another name for it.
      add(key, by, () => valueOfExpression(inner.text, values)?.value);
  };
  if (type === 'variable' && label !== undefined) {
    const given = attributes.find((attribute) => attribute.namedChildren[0]?.text === 'default');
    const value = given?.namedChildren.at(-1);
    if (value) leaf(`var.${label}`, 'default', value);
  } else if (type === 'resource') {
    // What is called by the name of another resource is called as that one.
    for (const { namedChildren } of attributes) {
      const value = namedChildren.at(-1);
      const key = namedChildren[0]?.text ?? '';
      if (/^(?:display_)?name$/.test(key) && value) leaf(`${label}.${name}.${key}`, 'local', value);
    }
  } else if (type === 'locals')
    for (const { namedChildren } of attributes) {
      const value = namedChildren.at(-1);
      if (value) leaf(`local.${namedChildren[0]?.text ?? ''}`, 'local', value);
    }
}

/** What an expression is when it is nothing but that. */
function unwrapped(node: Node): Node {
  const [only, more] = node.namedChildren.filter(({ type }) => type !== 'comment');
  const isWrapped = /^(?:expression|collection_value|template_expr|literal_value)$/.test(node.type);
  return isWrapped && only && !more ? unwrapped(only) : node;
}
