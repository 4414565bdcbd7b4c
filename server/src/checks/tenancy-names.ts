import { loadCatalog, nearest } from '../catalog/catalog.ts';
import type { Item, PolicyDocument } from '../language/document.ts';
import { isOpen, valueOf } from '../language/names.ts';
import { walk, type Leaf } from '../language/tree.ts';
import { replacing, type Check, type Found } from './check.ts';
import type { Finding } from './finding.ts';
import { selecting } from './follow.ts';
import type { KnownNames, Settings } from './settings.ts';

/** Checks that compare names with those of a tenancy that was read. Without one they are silent: they have no example. */
export const tenancyNameChecks: readonly Check[] = [
  { code: 'group-unknown', severity: 'warning' },
  { code: 'dynamic-group-unknown', severity: 'warning' },
  { code: 'subject-kind-mismatch', severity: 'warning' },
  { code: 'identity-domain-unknown', severity: 'warning' },
  { code: 'compartment-unknown', severity: 'warning' },
  { code: 'tag-unknown', severity: 'warning' },
];

type Kind = keyof KnownNames;

/** A name where a statement uses it. */
interface Use {
  readonly kind: Kind;
  readonly name: string;
  readonly leaf: Leaf;
  /** The keyword before a subject's name. */
  readonly keyword?: Leaf;
}

/** The names of statements, kept while the document is edited. Across tenancies other names count. */
const usesIn = selecting((item: Item): readonly Use[] | undefined => {
  if (item.tree?.type !== 'Grant' || item.faults.length > 0) return undefined;
  const uses: Use[] = [];
  const add = (kind: Kind, leaf: Leaf | undefined, keyword?: Leaf) => {
    if (!leaf || isOpen(leaf)) return;
    uses.push({ kind, name: valueOf(leaf), leaf, ...(keyword ? { keyword } : {}) });
  };
  walk(item.tree, (node) => {
    if (node.type === 'NamedSubject') {
      const kind = node.kind.text.toLowerCase();
      if (kind !== 'group' && kind !== 'dynamic-group') return;
      for (const { id, name } of node.principals) {
        if (id) continue;
        const domain = name.length > 1 ? name[0] : undefined;
        if (domain && valueOf(domain).toLowerCase() !== 'default') add('domain', domain);
        // Only the groups of the default domain are known.
        else add(kind, name.at(-1), node.kind);
      }
    } else if (node.type === 'CompartmentLocation' && !node.id && !node.alias) {
      for (const leaf of node.path) add('compartment', leaf);
    } else if (node.type === 'Comparison' || node.type === 'Presence') {
      const tag = isOpen(node.variable) ? undefined : loadCatalog().variable(node.variable.text)?.tag;
      if (tag) uses.push({ kind: 'tag', name: `${tag.namespace}.${tag.key}`, leaf: node.variable });
    }
  });
  return uses.length > 0 ? uses : undefined;
});

/** What a document itself makes or renames: no tenancy needs to have it. */
const ownIn = selecting((item: Item): readonly (readonly [Kind, string])[] | undefined => {
  const { tree } = item;
  const last = (name: readonly Leaf[]) => name.slice(-1).map(valueOf).join('');
  if (tree?.type === 'DynamicGroup') return [['dynamic-group', last(tree.name)]];
  if (tree?.type === 'TagNamespace')
    return tree.keys.map((key) => ['tag', `${valueOf(tree.name)}.${valueOf(key.name)}`] as const);
  if (tree?.type !== 'Define') return undefined;
  return (['group', 'dynamic-group', 'compartment'] as const).map((kind) => [kind, last(tree.name)] as const);
});

/** The names that the documents of a workspace make, each as its kind and the name in lower case. */
export function namesMadeBy(documents: Iterable<PolicyDocument>): ReadonlySet<string> {
  const made = new Set<string>();
  for (const document of documents)
    for (const { value } of ownIn(document)) for (const [kind, name] of value) made.add(keyOf(kind, name));
  return made;
}

const keyOf = (kind: string, name: string) => `${kind} ${name.toLowerCase()}`;

/** Names that the tenancy has not, nor do the files make them. A kind of which the tenancy was not read wholly is passed over. */
export function checkTenancyNames(document: PolicyDocument, { tenancy }: Settings): Found[] {
  if (!tenancy) return [];
  const made = tenancy.made ?? namesMadeBy([document]);
  const known = knownOf(tenancy.names);
  return usesIn(document).flatMap(({ item, value }) =>
    value.flatMap((use): Found[] => {
      if (
        !tenancy.names[use.kind] ||
        known.has(keyOf(use.kind, use.name)) ||
        made.has(keyOf(use.kind, use.name))
      )
        return [];
      // Services set tags of their own, such as `orcl-aidp` (reference 6.2), which no tenancy lists.
      if (use.kind === 'tag' && /^(?:oracle|orcl)/i.test(use.name)) return [];
      return [{ item, finding: judge(use, tenancy.names, known) }];
    }),
  );
}

const sets = new WeakMap<KnownNames, ReadonlySet<string>>();

function knownOf(names: KnownNames): ReadonlySet<string> {
  let known = sets.get(names);
  if (!known) {
    const all = Object.entries(names).flatMap(([kind, list]) => list.map((name) => keyOf(kind, name)));
    sets.set(names, (known = new Set(all)));
  }
  return known;
}

const CODES: Readonly<Record<Kind, string>> = {
  group: 'group-unknown',
  'dynamic-group': 'dynamic-group-unknown',
  domain: 'identity-domain-unknown',
  compartment: 'compartment-unknown',
  tag: 'tag-unknown',
};

function judge({ kind, name, leaf, keyword }: Use, names: KnownNames, known: ReadonlySet<string>): Finding {
  const finding = { severity: 'warning' as const, start: leaf.start, end: leaf.end };
  const other = kind === 'group' ? 'dynamic-group' : 'group';
  if (keyword && known.has(keyOf(other, name))) {
    const args = { name, kind, mended: other };
    return {
      ...{ ...finding, code: 'subject-kind-mismatch', start: keyword.start, end: keyword.end, args },
      fix: replacing(keyword, other),
    };
  }
  const [mended] = kind === 'tag' ? [] : nearest(name, names[kind] ?? []);
  if (mended === undefined) return { ...finding, code: CODES[kind], args: { name } };
  const text = leaf.kind === 'STRING' ? `'${mended}'` : mended;
  const isWord = leaf.kind === 'STRING' || /^[\w.@+-]+$/.test(mended);
  return {
    ...{ ...finding, code: CODES[kind], args: { name, mended }, variant: 'meant' },
    fix: replacing(leaf, isWord ? text : `'${mended}'`),
  };
}
