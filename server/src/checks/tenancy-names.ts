import { loadCatalog } from '../catalog/catalog.ts';
import type { Item, PolicyDocument } from '../language/document.ts';
import { isOpen, valueOf } from '../language/names.ts';
import type { Leaf, NamedSubject, Principal } from '../language/tree.ts';
import { walk } from '../language/walk.ts';
import { replacing, type Check, type Found } from './check.ts';
import type { Finding } from './finding.ts';
import { selecting } from './follow.ts';
import type { Settings } from './settings.ts';
import { EXAMPLE_TENANCY as tenancy } from './tenancy-example.ts';
import { judging, keyOf, knownIn, unknownName, written, type Known } from './tenancy-known.ts';

const reading = (subject: string) => `allow ${subject} to read buckets in tenancy\n`;
const tagged = (key: string) =>
  `allow group Analysts to use instances in tenancy where target.resource.compartment.tag.${key} = 'Prod'\n`;

/** Checks that compare principals and tags with those of a tenancy that was read. Without one they are silent. */
export const tenancyNameChecks: readonly Check[] = [
  {
    code: 'group-unknown',
    severity: 'warning',
    example: { tenancy, bad: reading('group Analists'), mended: reading('group Analysts') },
  },
  {
    code: 'dynamic-group-unknown',
    severity: 'warning',
    example: { tenancy, bad: reading('dynamic-group notebok'), mended: reading('dynamic-group notebooks') },
  },
  {
    code: 'subject-kind-mismatch',
    severity: 'warning',
    example: { tenancy, bad: reading('group notebooks'), mended: reading('dynamic-group notebooks') },
  },
  {
    code: 'identity-domain-unknown',
    severity: 'warning',
    example: { tenancy, bad: reading('group Partner/couriers'), mended: reading('group Partners/couriers') },
  },
  {
    code: 'tag-unknown',
    severity: 'warning',
    example: { tenancy, bad: tagged('lab.stages'), mended: tagged('lab.stage') },
  },
  {
    code: 'tag-retired',
    severity: 'warning',
    example: { tenancy, bad: tagged('lab.phase'), mended: tagged('lab.stage') },
  },
  {
    code: 'domain-ambiguous',
    severity: 'hint',
    example: { tenancy, bad: reading('group auditors'), mended: reading('group Default/auditors') },
  },
  {
    code: 'default-domain-redundant',
    severity: 'hint',
    example: {
      tenancy: { ...tenancy, domain: ['Default'], 'domain-group': [] },
      ...{ bad: reading('group Default/Analysts'), mended: reading('group Analysts') },
    },
  },
  {
    code: 'dead-subject',
    severity: 'hint',
    example: { tenancy, bad: reading('group Interns'), mended: reading('group Analysts') },
  },
];

type PrincipalKind = 'group' | 'dynamic-group';

/** A principal or a tag where a statement uses it. */
type Use =
  | {
      readonly kind: PrincipalKind;
      readonly name: Leaf;
      readonly domain: Leaf | undefined;
      readonly subject: NamedSubject;
    }
  | { readonly kind: 'tag'; readonly name: string; readonly leaf: Leaf };

/** The names of statements, kept while the document is edited. Across tenancies other names count. */
function usesOf(item: Item): readonly Use[] | undefined {
  if (item.tree?.type !== 'Grant' || item.faults.length > 0) return undefined;
  const uses: Use[] = [];
  walk(item.tree, (node) => {
    if (node.type === 'NamedSubject') {
      const kind = node.kind.text.toLowerCase();
      if (kind !== 'group' && kind !== 'dynamic-group') return;
      for (const principal of node.principals) {
        const use = useOf(principal, kind, node);
        if (use) uses.push(use);
      }
    } else if (node.type === 'Comparison' || node.type === 'Presence') {
      const tag = isOpen(node.variable) ? undefined : loadCatalog().variable(node.variable.text)?.tag;
      if (tag) uses.push({ kind: 'tag', name: `${tag.namespace}.${tag.key}`, leaf: node.variable });
    }
  });
  return uses.length > 0 ? uses : undefined;
}

function useOf({ id, name: leaves }: Principal, kind: PrincipalKind, subject: NamedSubject): Use | undefined {
  const [name, domain] = [leaves.at(-1), leaves.length > 1 ? leaves[0] : undefined];
  if (id || !name || isOpen(name) || (domain && isOpen(domain))) return undefined;
  return { kind, name, domain, subject };
}

/** What a document itself makes or renames: no tenancy needs to have it. */
const ownIn = selecting((item: Item): readonly (readonly [string, string])[] | undefined => {
  const { tree } = item;
  const last = (name: readonly Leaf[]) => name.slice(-1).map(valueOf).join('');
  if (tree?.type === 'DynamicGroup') {
    const [domain] = tree.name.length > 1 && tree.name[0] ? [valueOf(tree.name[0])] : [];
    const isDefault = domain === undefined || domain.toLowerCase() === 'default';
    if (isDefault) return [['dynamic-group', last(tree.name)]];
    return [['domain-dynamic-group', `${domain}/${last(tree.name)}`]];
  }
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

/** Names that the tenancy has not, nor do the files make them. A kind of which the tenancy was not read wholly is passed over. */
export function checkTenancyNames(document: PolicyDocument, { tenancy: read }: Settings): readonly Found[] {
  if (!read) return [];
  const made = read.made ?? namesMadeBy([document]);
  const known = knownIn(read.names);
  return judged(document, known, made);
}

const judged = judging<Use>(usesOf, (use, known, made) =>
  use.kind === 'tag' ? judgeTag(use, known, made) : judgePrincipal(use, known, made),
);

function judgeTag(
  { name, leaf }: Extract<Use, { kind: 'tag' }>,
  known: Known,
  made: ReadonlySet<string>,
): Finding | undefined {
  // Services set tags of their own, such as `orcl-aidp` (reference 6.2), which no tenancy lists.
  if (made.has(keyOf('tag', name)) || /^(?:oracle|orcl)/i.test(name)) return undefined;
  const finding = { severity: 'warning' as const, start: leaf.start, end: leaf.end, args: { name } };
  if (known.has('retired-tag', name)) return { ...finding, code: 'tag-retired' };
  return known.lacks('tag', name) ? { ...finding, code: 'tag-unknown' } : undefined;
}

function judgePrincipal(
  { kind, name: leaf, domain, subject }: Extract<Use, { kind: PrincipalKind }>,
  known: Known,
  made: ReadonlySet<string>,
): Finding | undefined {
  const isDefault = !domain || valueOf(domain).toLowerCase() === 'default';
  const name = isDefault ? valueOf(leaf) : `${valueOf(domain)}/${valueOf(leaf)}`;
  if (!isDefault && known.lacks('domain', valueOf(domain)))
    return unknownName('identity-domain-unknown', domain, valueOf(domain), known.list('domain') ?? []);
  const inDomain = (of: PrincipalKind) => (isDefault ? of : (`domain-${of}` as const));
  if (made.has(keyOf(inDomain(kind), name))) return undefined;
  const span = { start: (domain ?? leaf).start, end: leaf.end };
  const hint = { severity: 'hint' as const, ...span, args: { name } };
  if (!known.lacks(inDomain(kind), name)) {
    if (kind === 'group' && known.has('empty-group', name)) return { ...hint, code: 'dead-subject' };
    return judgeDomain(leaf, domain, kind, known);
  }
  const other = kind === 'group' ? 'dynamic-group' : 'group';
  if (known.has(inDomain(other), name) && subject.principals.length === 1) {
    const { start, end } = subject.kind;
    return {
      ...{ code: 'subject-kind-mismatch', severity: 'warning', start, end },
      ...{ args: { name, kind, mended: other }, fix: replacing(subject.kind, other) },
    };
  }
  if (known.has(inDomain(other), name))
    return {
      ...{ code: 'subject-kind-mismatch', severity: 'warning', ...span },
      args: { name, kind, mended: other },
    };
  const elsewhere = isDefault ? known.domainsWith(kind, valueOf(leaf)) : [];
  const [only] = elsewhere;
  if (only !== undefined && elsewhere.length === 1) {
    const args = { name, domain: only, mended: `${only}/${valueOf(leaf)}` };
    const fix = [{ ...span, text: `${written(only, leaf)}/${leaf.text}` }];
    return { code: `${kind}-unknown`, severity: 'warning', ...span, args, variant: 'domain', fix };
  }
  return isDefault
    ? unknownName(`${kind}-unknown`, leaf, name, known.list(kind) ?? [])
    : nameInDomain(kind, leaf, valueOf(domain), known);
}

/** A name that its domain lacks, with the nearest one of that domain. */
function nameInDomain(kind: PrincipalKind, leaf: Leaf, domain: string, known: Known): Finding {
  const before = `${domain.toLowerCase()}/`;
  const names = (known.list(`domain-${kind}`) ?? [])
    .filter((each) => each.toLowerCase().startsWith(before))
    .map((each) => each.slice(before.length));
  const found = unknownName(`${kind}-unknown`, leaf, valueOf(leaf), names);
  return { ...found, args: { ...found.args, name: `${domain}/${valueOf(leaf)}` } };
}

/** A bare name means the default domain, also where another one has the name; in a tenancy with one domain nobody needs to say so. */
function judgeDomain(
  leaf: Leaf,
  domain: Leaf | undefined,
  kind: PrincipalKind,
  known: Known,
): Finding | undefined {
  const name = valueOf(leaf);
  const hint = { severity: 'hint' as const, start: (domain ?? leaf).start, end: leaf.end };
  if (!domain) {
    const others = known.domainsWith(kind, name);
    if (others.length === 0) return undefined;
    const quote = leaf.kind === 'STRING' ? "'" : '';
    const mended = `${quote}Default${quote}/${leaf.text}`;
    const args = { name, others: others.join(', '), mended };
    return { ...hint, code: 'domain-ambiguous', args, fix: replacing(leaf, mended) };
  }
  if (valueOf(domain).toLowerCase() !== 'default' || known.list('domain')?.length !== 1) return undefined;
  const fix = [{ start: domain.start, end: leaf.start, text: '' }];
  return { ...hint, code: 'default-domain-redundant', args: { name, mended: leaf.text }, fix };
}
