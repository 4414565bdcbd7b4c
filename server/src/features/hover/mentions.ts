import { selecting } from '../../checks/follow.ts';
import { positionIn, type Item, type PolicyDocument } from '../../language/document.ts';
import { ocidOf, valueOf } from '../../language/names.ts';
import type { Define, ItemTree, Leaf, Statement } from '../../language/tree.ts';
import { count, type Say } from '../words/words.ts';
import { code } from './markdown.ts';

/*
 * Where a document names something. Names are compared without regard to letter case; a name without a domain is of
 * the domain `Default`. A hover over a name asks all statements of a file, so what a statement names is worked out once.
 */

/** A statement that grants or takes away, with its item. */
export interface Granting {
  readonly item: Item;
  readonly tree: Exclude<Statement, Define>;
}

/** What a statement names. */
export interface Mentions {
  /** Its subjects, as `subjectKey` writes them. */
  readonly subjects: readonly string[];
  /** The paths of its compartments, as `pathKey` writes them. */
  readonly paths: readonly string[];
  /** The tenancies that it names, as `nameKey` writes them. */
  readonly tenancies: readonly string[];
}

/** The statements of a document with what they name, kept while it is edited. */
const mentioning = selecting(({ tree }) => {
  return tree?.type === 'Grant' || tree?.type === 'Endorse' || tree?.type === 'Admit'
    ? { tree, mentions: mentionsOf(tree) }
    : undefined;
});

/** Everything else: definitions, declarations, heads of policies. There are few of them. */
const others = selecting(({ tree }) => {
  return tree && tree.type !== 'Grant' && tree.type !== 'Endorse' && tree.type !== 'Admit' ? tree : undefined;
});

/** The statements of a document, definitions left out, for which `names` says so. */
export function statementsNaming(
  document: PolicyDocument,
  names: (mentions: Mentions, item: Item) => boolean,
): Granting[] {
  const found: Granting[] = [];
  for (const { item, value } of mentioning(document))
    if (names(value.mentions, item)) found.push({ item, tree: value.tree });
  return found;
}

function mentionsOf(tree: Granting['tree']): Mentions {
  const { subject } = tree;
  const ends = 'association' in tree && tree.association;
  const from = tree.type === 'Admit' ? tree.from : undefined;
  const locations = [tree.location, from, ...(ends ? [ends.location, ends.withLocation] : [])];
  const named = subject.type === 'NamedSubject' ? subject.principals.filter(({ id }) => !id) : [];
  return {
    subjects: named.map(({ name }) => subjectKey(subject.kind.kind, name)),
    paths: locations.flatMap((location) =>
      location?.type === 'CompartmentLocation' && !location.id ? [pathKey(location.path)] : [],
    ),
    tenancies: locations.flatMap((location) => (location?.alias ? [nameKey([location.alias])] : [])),
  };
}

/** A kind of subject and a name, in a form that can be compared. */
export function subjectKey(kind: string, name: readonly Leaf[]): string {
  return `${kind} ${nameKey(name)}`;
}

/** A path of compartments in a form that can be compared; one that begins with another lies in it. */
export function pathKey(path: readonly Leaf[]): string {
  return path.map((step) => `${valueOf(step).toLowerCase()}:`).join('');
}

/** A name with its domain, in a form that can be compared. */
export function nameKey(name: readonly Leaf[]): string {
  const [last, domain] = [name.at(-1), name.length > 1 ? name[0] : undefined];
  const text = (leaf: Leaf | undefined) => (leaf ? valueOf(leaf).toLowerCase() : undefined);
  return `${text(domain) ?? 'default'}/${text(last) ?? ''}`;
}

/** How many statements there are, and on which lines the first of them begin. */
export function toldLines(found: readonly Granting[], say: Say): string {
  if (found.length === 0) return say('name/no-statement');
  const first = found.slice(0, 12).map(({ item, tree }) => positionIn(item, tree.start).line + 1);
  const shown = [...new Set(first)].join(', ');
  const more = found.length > 12 ? `, ${say('more', { number: found.length - 12 })}` : '';
  return say('name/statements', {
    statements: count(say, 'statements', found.length),
    lines: `${shown}${more}`,
  });
}

/** The `define` of a kind and a name; the first one of several. */
export function definitionOf(
  kind: string,
  name: readonly Leaf[],
  document: PolicyDocument,
): Define | undefined {
  for (const { value: tree } of others(document))
    if (tree.type === 'Define' && tree.kind.kind === kind && nameKey(tree.name) === nameKey(name))
      return tree;
  return undefined;
}

/** The first declaration of a type that fits, with its item. */
export function declarationOf<T extends ItemTree['type']>(
  type: T,
  document: PolicyDocument,
  fits: (tree: Extract<ItemTree, { type: T }>) => boolean,
): { item: Item; tree: Extract<ItemTree, { type: T }> } | undefined {
  for (const { item, value } of others(document)) {
    const tree = value as Extract<ItemTree, { type: T }>;
    if (tree.type === type && fits(tree)) return { item, tree };
  }
  return undefined;
}

/** A name with its domain as it is written, as code. */
export function written(name: readonly Leaf[]): string {
  return code(name.map(({ text }) => text).join('/'));
}

/** An OCID in a sentence, shortened in its middle. */
export function shortOcid(leaf: Leaf): string {
  const text = valueOf(leaf);
  return code(ocidOf(text) && text.length > 60 ? `${text.slice(0, 40)}…${text.slice(-6)}` : text);
}
