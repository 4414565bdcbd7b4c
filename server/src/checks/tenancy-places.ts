import { locationForm } from '../access/normal-form.ts';
import { startsWith } from '../access/subsume.ts';
import { nearest } from '../catalog/catalog.ts';
import type { Item, PolicyDocument } from '../language/document.ts';
import { isOpen, valueOf } from '../language/names.ts';
import type { CompartmentLocation, Leaf, Location, PolicyHead, Span } from '../language/tree.ts';
import { replacing, type Check, type Found } from './check.ts';
import type { Finding } from './finding.ts';
import { selecting } from './follow.ts';
import type { Settings } from './settings.ts';
import { EXAMPLE_TENANCY as tenancy } from './tenancy-example.ts';
import { keyOf, knownIn, unknownName, written, type Known } from './tenancy-known.ts';
import { namesMadeBy } from './tenancy-names.ts';

const inside = (place: string, compartment: string, name = 'buckets') =>
  `policy ${name} in ${place}\n  description "Buckets"\n{\n  allow group Analysts to read buckets in ${compartment}\n}\n`;

/** Checks that look for compartments and policies in a tenancy that was read. Without one they are silent. */
export const tenancyPlaceChecks: readonly Check[] = [
  {
    code: 'compartment-unknown',
    severity: 'warning',
    example: {
      tenancy,
      bad: inside('compartment Shop', 'compartment Wed'),
      mended: inside('compartment Shop', 'compartment Web'),
    },
  },
  {
    code: 'compartment-outside-subtree',
    severity: 'error',
    example: {
      tenancy,
      bad: inside('compartment Finance', 'compartment Shop:Web'),
      mended: inside('tenancy', 'compartment Shop:Web'),
    },
  },
  {
    code: 'compartment-path-ambiguous',
    severity: 'hint',
    example: {
      tenancy: { ...tenancy, 'compartment-path': ['Shop', 'Shop:Shop'] },
      bad: inside('compartment Shop', 'compartment Shop'),
      mended: inside('compartment Shop', 'compartment id ocid1.compartment.oc1..shop'),
    },
  },
  {
    code: 'root-as-compartment',
    severity: 'error',
    example: { tenancy, bad: inside('tenancy', 'compartment acme'), mended: inside('tenancy', 'tenancy') },
  },
  {
    code: 'deny-not-enabled',
    severity: 'warning',
    example: {
      tenancy,
      bad: 'deny group Analysts to manage buckets in tenancy\n',
      mended: 'allow group Analysts to use buckets in tenancy\n',
    },
  },
  {
    code: 'policy-name-duplicate',
    severity: 'warning',
    example: {
      tenancy,
      bad: inside('compartment Shop', 'compartment Web', 'Readers'),
      mended: inside('compartment Shop', 'compartment Web', 'shop-readers'),
    },
  },
];

/** Where an item places something, where its statement reaches, and whether it denies. */
interface Placed {
  readonly head?: PolicyHead;
  /** Of a head: the path of the compartment that the policy hangs on, in lower case; undefined where the file does not say it. */
  readonly attachment?: readonly string[] | undefined;
  /** The same as one text. */
  readonly place?: string | undefined;
  /** The end of a policy block. */
  readonly isEnd?: boolean;
  /** Of a declaration: paths of these count from the root. */
  readonly declared?: CompartmentLocation;
  /** Of a statement: paths of these count from where its policy hangs. */
  readonly reached?: CompartmentLocation;
  readonly denies?: Leaf;
  /** What was found, and by what it was judged: it stands as long as that is the same. Few items of a document change. */
  judged?: {
    readonly known: Known;
    readonly made: ReadonlySet<string>;
    readonly place: string | undefined;
    readonly findings: readonly Finding[];
  };
}

const placedIn = selecting((item: Item): Placed | undefined => {
  const { tree } = item;
  if (!tree || item.faults.length > 0) return undefined;
  if (tree.type === 'BlockEnd') return { isEnd: true };
  if (tree.type === 'PolicyHead') {
    const attachment = attachmentOf(tree);
    return { head: tree, attachment, place: attachment?.join(':'), ...pathOf('declared', tree.locations[0]) };
  }
  if (tree.type === 'TagNamespace') return pathOf('declared', tree.locations[0]);
  if (tree.type !== 'Grant') return undefined;
  const denies = tree.effect.text.toLowerCase() === 'deny' ? { denies: tree.effect } : {};
  const placed = { ...denies, ...pathOf('reached', tree.location) };
  return Object.keys(placed).length > 0 ? placed : undefined;
});

/** A location that is a path of names, each of them written out. */
function pathOf(part: 'declared' | 'reached', location: Location | undefined): Placed {
  if (location?.type !== 'CompartmentLocation' || location.id || location.alias) return {};
  return location.path.some(isOpen) ? {} : { [part]: location };
}

/** Compartments that are not where they are looked for, and policies whose name is taken elsewhere. */
export function checkTenancyPlaces(document: PolicyDocument, { tenancy: read }: Settings): Found[] {
  if (!read) return [];
  const known = knownIn(read.names);
  const made = read.made ?? namesMadeBy([document]);
  const found: Found[] = [];
  let above: Pick<Placed, 'attachment' | 'place'> = {};
  let hasDenied = false;
  for (const { item, value } of placedIn(document)) {
    const { head, isEnd, denies } = value;
    const add = (finding: Finding) => void found.push({ item, finding });
    if (head) above = value;
    else if (isEnd) above = {};
    const { attachment, place } = above;
    const isJudged =
      value.judged?.known === known && value.judged.made === made && value.judged.place === place;
    if (!isJudged) value.judged = { known, made, place, findings: judge(value, attachment, known, made) };
    value.judged?.findings.forEach(add);
    // Once is enough: all denials of a file share the answer.
    if (denies && !hasDenied && known.list('denying-policy')?.length === 0) {
      hasDenied = true;
      const { start, end } = denies;
      add({ code: 'deny-not-enabled', severity: 'warning', start, end, args: {} });
    }
  }
  return found;
}

/** The path of the compartment that a policy hangs on, in lower case; undefined where the file does not say it. */
function attachmentOf({ locations: [location] }: PolicyHead): readonly string[] | undefined {
  if (!location || location.alias) return undefined;
  const form = locationForm(location);
  return form.kind === 'path' ? form.path : form.kind === 'tenancy' ? [] : undefined;
}

function judgeName(
  { name: leaf }: PolicyHead,
  attachment: readonly string[] | undefined,
  known: Known,
): Finding | undefined {
  if (!attachment || isOpen(leaf)) return undefined;
  const name = valueOf(leaf);
  const before = `${name.toLowerCase()} in `;
  const places = (known.list('policy-place') ?? [])
    .filter((each) => each.toLowerCase().startsWith(before))
    .map((each) => each.slice(before.length));
  const [place] = places;
  const isHere = places.some((each) => each.toLowerCase() === attachment.join(':'));
  if (place === undefined || isHere) return undefined;
  const args = { name, place: place === '' ? 'tenancy' : place };
  return {
    ...{ code: 'policy-name-duplicate', severity: 'warning', start: leaf.start, end: leaf.end },
    ...{ args, variant: 'tenancy' },
  };
}

/** @param attachment where paths of statements count from; undefined where that is not known */
function judge(
  { head, declared, reached }: Placed,
  attachment: readonly string[] | undefined,
  known: Known,
  made: ReadonlySet<string>,
): readonly Finding[] {
  const found = [
    head && judgeName(head, attachment, known),
    declared && judgePath(declared, [], known, made),
    reached && judgePath(reached, attachment, known, made),
  ].filter((each) => each !== undefined);
  return found.length > 0 ? found : NONE;
}

const NONE: readonly never[] = [];

/** @param attachment where paths count from; undefined where that is not known */
function judgePath(
  location: CompartmentLocation,
  attachment: readonly string[] | undefined,
  known: Known,
  made: ReadonlySet<string>,
): Finding | undefined {
  const names = location.path.map(valueOf);
  const path = names.map((name) => name.toLowerCase());
  const [first, last] = [location.path[0], location.path.at(-1)];
  if (!first || !last || made.has(keyOf('compartment', names[0] ?? ''))) return undefined;
  const isThere = (parts: readonly string[]) => known.has('compartment-path', parts.join(':'));
  const span: Span = { start: first.start, end: last.end };
  const hangsOn = attachment?.at(-1);
  const below = attachment && isThere([...attachment, ...path]);
  const fromOwn = attachment && path[0] === hangsOn && isThere([...attachment.slice(0, -1), ...path]);
  if (below && fromOwn) {
    const args = { path: names.join(':') };
    return { code: 'compartment-path-ambiguous', severity: 'hint', ...span, args };
  }
  // A path that begins above its policy is told from the file alone.
  const isFromAbove = attachment && attachment.length > 0 && path.length > attachment.length;
  if (below || fromOwn || (isFromAbove && startsWith(path, attachment))) return undefined;
  if (
    path.length === 1 &&
    known.has('tenancy-name', path[0] ?? '') &&
    !known.has('compartment', path[0] ?? '')
  ) {
    const args = { name: names[0] ?? '', mended: 'tenancy' };
    return {
      code: 'root-as-compartment',
      severity: 'error',
      ...span,
      args,
      fix: replacing(location, 'tenancy'),
    };
  }
  const isKnownPlace = attachment && (attachment.length === 0 || isThere(attachment));
  if (!isKnownPlace || !known.list('compartment-path')) return judgeParts(location, known);
  return judgeElsewhere(location, attachment, known, span);
}

/** Without the place of the policy, each part may lie anywhere. */
function judgeParts({ path }: CompartmentLocation, known: Known): Finding | undefined {
  const leaf = path.find((each) => known.lacks('compartment', valueOf(each)));
  return leaf && unknownName('compartment-unknown', leaf, valueOf(leaf), known.list('compartment') ?? []);
}

/** A path that leads nowhere from where its policy hangs: to another place, or to none at all. */
function judgeElsewhere(
  location: CompartmentLocation,
  attachment: readonly string[],
  known: Known,
  span: Span,
): Finding {
  const names = location.path.map(valueOf);
  const [wanted, from] = [names.join(':').toLowerCase(), attachment.join(':')];
  const all = known.list('compartment-path') ?? [];
  const ends = all.filter((each) => `:${each.toLowerCase()}`.endsWith(`:${wanted}`));
  const isBelow = (each: string) => from === '' || each.toLowerCase().startsWith(`${from}:`);
  const [inside] = ends.filter(isBelow);
  if (inside !== undefined) {
    const parts = inside.split(':').slice(attachment.length);
    const mended = parts.map((part) => written(part, location.path[0] as Leaf)).join(':');
    const args = { name: names.join(':'), mended };
    const meant = {
      code: 'compartment-unknown',
      severity: 'warning' as const,
      ...span,
      args,
      variant: 'deeper',
    };
    return ends.filter(isBelow).length === 1 ? { ...meant, fix: replacing(span, mended) } : meant;
  }
  const [elsewhere] = ends;
  if (elsewhere !== undefined) {
    const args = { path: names.join(':'), place: from, found: elsewhere };
    return { code: 'compartment-outside-subtree', severity: 'error', ...span, args };
  }
  // The first part that is not below the one before it.
  let at = attachment;
  for (const leaf of location.path) {
    const name = valueOf(leaf).toLowerCase();
    if (
      !known.has('compartment-path', [...at, name].join(':')) &&
      !(at === attachment && name === at.at(-1))
    ) {
      const children = childrenOf(at, all);
      const isNear = nearest(name, children).length > 0;
      return unknownName('compartment-unknown', leaf, valueOf(leaf), isNear ? children : []);
    }
    if (at !== attachment || name !== at.at(-1)) at = [...at, name];
  }
  return { code: 'compartment-unknown', severity: 'warning', ...span, args: { name: names.join(':') } };
}

/** The names right below a compartment. */
function childrenOf(path: readonly string[], all: readonly string[]): string[] {
  const before = path.length === 0 ? '' : `${path.join(':')}:`;
  return all.flatMap((each) => {
    const rest = each.slice(before.length);
    return each.toLowerCase().startsWith(before) && rest !== '' && !rest.includes(':') ? [rest] : [];
  });
}
