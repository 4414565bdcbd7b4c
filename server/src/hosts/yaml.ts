import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Scalar } from 'yaml';
import { beginsLikeStatement, type Embedded, type EmbeddedKind } from './embedded.ts';
import { isRule, kindOfKey, MAY_HOLD, PROSE, withoutDoubt } from './places.ts';
import { embeddedIn } from './yaml-strings.ts';

/**
 * The texts of our language in YAML: lists and rules by the names that Ansible's modules, the API and the landing zones give them; a
 * file that is a list of statements; anything else by its beginning, and then not surely. Undefined for a broken file.
 */
export function readYaml(text: string): Embedded[] | undefined {
  if (!MAY_HOLD.test(text)) return [];
  const documents = parseAllDocuments(text, { logLevel: 'silent', strict: true, uniqueKeys: false });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
  const found: Embedded[] = [];
  let list = 0;
  const take = (nodes: readonly unknown[], kind: EmbeddedKind, inFlow: boolean, sure: boolean) => {
    const whole = nodes.every((node) => isScalar(node));
    const texts = nodes
      .filter((node): node is Scalar => isScalar(node) && typeof node.value === 'string')
      .flatMap((node) => embeddedIn(node, text, inFlow, { kind, sure, list, whole }) ?? []);
    list++;
    return texts;
  };
  const named = (key: string, value: unknown, inFlow: boolean) => {
    const kind = kindOfKey(key);
    const values = isSeq(value) ? value.items : [value];
    const texts =
      kind && !isMap(value) ? take(values, kind, inFlow || (isSeq(value) && !!value.flow), true) : [];
    if (kind === 'statement' ? withoutDoubt(texts) : texts.some((each) => isRule(each.text)))
      for (const each of texts) found.push(each);
    else if (!PROSE.test(key)) visit(value, inFlow);
  };
  const visit = (node: unknown, inFlow: boolean) => {
    if (isScalar(node)) {
      const [one] = take([node], 'statement', inFlow, false);
      if (one && beginsLikeStatement(one.text)) found.push(one);
    } else if (isMap(node)) {
      for (const { key, value } of node.items)
        named(isScalar(key) ? String(key.value) : '', value, inFlow || !!node.flow);
    } else if (isSeq(node)) for (const item of node.items) visit(item, inFlow || !!node.flow);
  };
  for (const { contents } of documents) {
    const items = isSeq(contents) ? contents.items : [];
    const isList = items.length > 0 && items.every((item) => isScalar(item) || isAlias(item));
    const texts = isList && isSeq(contents) ? take(items, 'statement', !!contents.flow, true) : [];
    if (withoutDoubt(texts)) for (const each of texts) found.push(each);
    else visit(contents, false);
  }
  return found.sort((a, b) => a.hostStart - b.hostStart);
}
