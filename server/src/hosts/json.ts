import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { placeholdersIn } from '../language/placeholder.ts';
import { beginsLikeStatement, createEmbedding, type Embedded, type EmbeddedKind } from './embedded.ts';
import { isRule, kindOfKey, MAY_HOLD, PROSE, withoutDoubt } from './places.ts';

/**
 * The texts of our language in JSON: lists by the names that the API, the provider and the landing zones give them, rules of dynamic
 * groups, and a file that is a list of statements, as the OCI CLI takes it. Undefined for a broken file.
 */
export function readJson(text: string): Embedded[] | undefined {
  if (!MAY_HOLD.test(text)) return [];
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0) return undefined;
  const found: Embedded[] = [];
  let list = 0;
  const take = (nodes: readonly Node[], kind: EmbeddedKind, sure = true) => {
    const texts = nodes
      .filter(({ type }) => type === 'string')
      .map((node) => embeddedIn(node, text, { kind, sure, list, whole: true }));
    list++;
    return texts;
  };
  const visit = (node: Node) => {
    if (node.type === 'property') {
      const [key, value] = node.children ?? [];
      if (!key || !value) return;
      const values = value.type === 'array' ? (value.children ?? []) : [value];
      const kind = kindOfKey(String(key.value));
      const texts = kind ? take(values, kind) : [];
      if (kind === 'statement' ? withoutDoubt(texts) : texts.some((each) => isRule(each.text)))
        for (const each of texts) found.push(each);
      else if (!PROSE.test(String(key.value))) visit(value);
      return;
    }
    if (node.type === 'string') {
      const [one] = take([node], 'statement', false);
      if (one && beginsLikeStatement(one.text)) found.push(one);
      return;
    }
    for (const child of node.children ?? []) visit(child);
  };
  const all = root?.type === 'array' ? (root.children ?? []) : [];
  const isList = all.length > 0 && all.every((each) => each.type === 'string');
  if (isList && all.some((each) => beginsLikeStatement(String(each.value))))
    for (const each of take(all, 'statement')) found.push(each);
  else if (root) visit(root);
  return found;
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([^]))/g;
const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function embeddedIn(
  node: Node,
  host: string,
  about: Pick<Embedded, 'kind' | 'sure' | 'list' | 'whole'>,
): Embedded {
  const hostStart = node.offset + 1;
  const hostEnd = node.offset + node.length - 1;
  const source = host.slice(hostStart, hostEnd);
  const embedding = createEmbedding();
  const read = (from: number, to: number) => {
    let at = from;
    for (const part of source.slice(from, to).matchAll(ESCAPE)) {
      const start = from + part.index;
      embedding.plain(source.slice(at, start), hostStart + at);
      at = start + part[0].length;
      const sign = part[2] ?? '';
      const meant =
        part[1] === undefined ? (CONTROL[sign] ?? sign) : String.fromCharCode(parseInt(part[1], 16));
      embedding.escape(meant, hostStart + start, hostStart + at);
    }
    embedding.plain(source.slice(at, to), hostStart + at);
  };
  let at = 0;
  for (const { text, start, end } of placeholdersIn(source, 0).filter(({ by }) => by === 'template')) {
    read(at, start);
    embedding.slot(text, hostStart + start, hostStart + end);
    at = end;
  }
  read(at, source.length);
  return embedding.done({ ...about, hostStart, hostEnd }, (text) => JSON.stringify(text).slice(1, -1));
}
