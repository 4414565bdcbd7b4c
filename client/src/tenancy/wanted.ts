import { subjectForm } from '../../../server/src/access/normal-form.ts';
import { loadCatalog } from '../../../server/src/catalog/catalog.ts';
import { createInventory, type Entry } from '../../../server/src/checks/inventory.ts';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/checks/settings.ts';
import type { Finding } from '../../../server/src/checks/finding.ts';
import { namesMadeBy } from '../../../server/src/checks/tenancy-names.ts';
import {
  createDocument,
  positionIn,
  type Item,
  type PolicyDocument,
} from '../../../server/src/language/document.ts';
import { valueOf } from '../../../server/src/language/names.ts';
import type { Leaf, Location, PolicyHead, Span, Statement } from '../../../server/src/language/tree.ts';
import { walk } from '../../../server/src/language/walk.ts';
import { print } from '../../../server/src/language/print.ts';
import type { NamedThings } from './snapshot.ts';
import { ruleText, textOf, type ReadStatement } from './statements.ts';

/** A policy file. */
export interface SourceFile {
  /** What a person calls it. */
  readonly name: string;
  readonly text: string;
  readonly settings?: Settings | undefined;
}

/** A place in a file: line and column as people count, from 1; columns in UTF-16 code units. */
export interface Source {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface WantedStatement extends ReadStatement {
  readonly tree: Statement;
  readonly item: Item;
  readonly source: Source;
}

export interface WantedPolicy {
  readonly name: string;
  /** Where the file says that it hangs; undefined where it does not say. */
  readonly location: Location | undefined;
  /** The location as the file has it, for people. */
  readonly locationText: string;
  /** Undefined leaves what the tenancy has. */
  readonly description: string | undefined;
  readonly statements: readonly WantedStatement[];
  readonly source: Source;
  /** The bare statements of a file, named after it. */
  readonly isBare: boolean;
}

export interface WantedDynamicGroup {
  readonly domain: string | undefined;
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: readonly {
    readonly namespace: string;
    readonly key: string;
    readonly value: string;
    readonly source: Source;
  }[];
  readonly matchingRule: string;
  readonly source: Source;
}

export interface WantedTagNamespace {
  readonly name: string;
  readonly location: Location | undefined;
  readonly locationText: string;
  readonly description: string | undefined;
  readonly keys: readonly {
    readonly name: string;
    readonly description: string | undefined;
    readonly source: Source;
  }[];
  readonly source: Source;
}

/** A slot that somebody has yet to fill. */
export interface Unfilled {
  readonly text: string;
  readonly source: Source;
}

export interface Fault {
  readonly finding: Finding;
  readonly source: Source;
}

/** What files say that a tenancy should have. */
export interface Wanted {
  readonly files: readonly string[];
  readonly policies: readonly WantedPolicy[];
  readonly dynamicGroups: readonly WantedDynamicGroup[];
  readonly tagNamespaces: readonly WantedTagNamespace[];
  readonly unfilled: readonly Unfilled[];
  /** The names that the files make, see `namesMadeBy`. */
  readonly made: ReadonlySet<string>;
  /** What the checks call an error, also where a comment silences it. */
  readonly faults: readonly Fault[];
}

/** Reads files and checks them. Never throws. */
export function readWanted(files: readonly SourceFile[]): Wanted {
  const wanted = {
    files: files.map(({ name }) => name),
    policies: [] as WantedPolicy[],
    dynamicGroups: [] as WantedDynamicGroup[],
    tagNamespaces: [] as WantedTagNamespace[],
    unfilled: [] as Unfilled[],
    faults: [] as Fault[],
  };
  const documents = files.map((file) => readFile(file, wanted));
  return { ...wanted, made: namesMadeBy(documents) };
}

/** The groups and tags that statements and dynamic groups name. */
export function thingsNamed({ policies, dynamicGroups }: Wanted): NamedThings {
  const [groups, tags] = [new Set<string>(), new Set<string>()];
  for (const { tree } of policies.flatMap(({ statements }) => statements)) {
    if (tree.type !== 'Grant') continue;
    const { kind, principals } = subjectForm(tree.subject);
    if (kind === 'group') for (const each of principals) groups.add(each.replace(/^group:(?:id )?/, ''));
    walk(tree, (node) => {
      const tag = node.type === 'Comparison' && loadCatalog().variable(node.variable.text)?.tag;
      if (tag) tags.add(`${tag.namespace}.${tag.key}`.toLowerCase());
    });
  }
  for (const tag of dynamicGroups.flatMap((group) => group.tags))
    tags.add(`${tag.namespace}.${tag.key}`.toLowerCase());
  return { groups, tags };
}

type Writable = {
  -readonly [Part in Exclude<keyof Wanted, 'made'>]: Wanted[Part] extends readonly (infer Each)[]
    ? Each[]
    : never;
};

function readFile(
  { name: file, text, settings = DEFAULT_SETTINGS }: SourceFile,
  wanted: Writable,
): PolicyDocument {
  const document = createDocument(text);
  const placeOf = (item: Item, span: Pick<Span, 'start'>): Source => {
    const { line, character } = positionIn(item, span.start);
    return { file, line: line + 1, column: character + 1 };
  };
  for (const { item, finding } of checkDocument(document, { settings, ignores: false })) {
    if (finding.severity === 'error') wanted.faults.push({ finding, source: placeOf(item, finding) });
  }
  for (const item of document.items) {
    // Tests are not applied, so that they may keep their slots.
    if (item.kind === 'test') continue;
    for (const slot of item.placeholders)
      wanted.unfilled.push({ text: slot.text, source: placeOf(item, slot) });
  }
  const inventory = createInventory();
  inventory.update(document);
  for (const { head, statements } of inventory.policies) {
    const tree = head?.item.tree;
    if (head && tree?.type === 'PolicyHead') {
      wanted.policies.push(policyOf(tree, head.item, statements, placeOf));
    } else if (statements.length > 0) {
      const first = statements[0] as Entry;
      wanted.policies.push({
        ...{ name: nameOfFile(file), location: undefined, locationText: '', description: undefined },
        statements: readStatements(statements, placeOf),
        source: placeOf(first.item, first.item.tree ?? { start: 0 }),
        isBare: true,
      });
    }
  }
  for (const { item } of inventory.declarations) {
    const { tree } = item;
    if (tree?.type === 'DynamicGroup') {
      const [first, second] = tree.name.map(valueOf);
      wanted.dynamicGroups.push({
        ...(second === undefined
          ? { domain: undefined, name: first ?? '' }
          : { domain: first, name: second }),
        description: descriptionOf(tree.descriptions),
        tags: tree.tags.map(({ key, value }) => ({
          ...tagName(key),
          value: valueOf(value),
          source: placeOf(item, key),
        })),
        matchingRule: ruleText(tree.rule),
        source: placeOf(item, tree),
      });
    } else if (tree?.type === 'TagNamespace') {
      wanted.tagNamespaces.push({
        ...{ name: valueOf(tree.name), ...locationOf(tree.locations) },
        description: descriptionOf(tree.descriptions),
        keys: tree.keys.map((key) => ({
          name: valueOf(key.name),
          description: key.description && valueOf(key.description),
          source: placeOf(item, key),
        })),
        source: placeOf(item, tree),
      });
    }
  }
  return document;
}

function policyOf(
  tree: PolicyHead,
  item: Item,
  statements: readonly Entry[],
  placeOf: (item: Item, span: Pick<Span, 'start'>) => Source,
): WantedPolicy {
  return {
    ...{ name: valueOf(tree.name), ...locationOf(tree.locations), isBare: false },
    description: descriptionOf(tree.descriptions),
    statements: readStatements(statements, placeOf),
    source: placeOf(item, tree),
  };
}

function readStatements(
  entries: readonly Entry[],
  placeOf: (item: Item, span: Pick<Span, 'start'>) => Source,
): WantedStatement[] {
  return entries.flatMap(({ item }) => {
    const { tree } = item;
    const isStatement =
      tree?.type === 'Grant' || tree?.type === 'Define' || tree?.type === 'Endorse' || tree?.type === 'Admit';
    return isStatement ? [{ text: textOf(tree), tree, item, source: placeOf(item, tree) }] : [];
  });
}

function descriptionOf([leaf]: readonly Leaf[]): string | undefined {
  return leaf && valueOf(leaf);
}

function locationOf([location]: readonly Location[]): {
  location: Location | undefined;
  locationText: string;
} {
  if (!location) return { location, locationText: '' };
  const head = { type: 'PolicyHead', start: 0, end: 0, descriptions: [] } as const;
  const name: Leaf = { kind: 'ID', text: 'x', start: 0, end: 1, lineStart: false, blankBefore: false };
  const printed = print({ ...head, name, locations: [location] });
  return {
    location,
    locationText: printed.replace(/^policy x in (?:compartment )?/, '').replace(/ \{$/, ''),
  };
}

/** `labdatascience.secret-id`: a namespace has no period in its name. Source: reference 1.6. */
function tagName(leaf: Leaf): { namespace: string; key: string } {
  const text = valueOf(leaf);
  const dot = text.indexOf('.');
  return dot < 0 ? { namespace: text, key: '' } : { namespace: text.slice(0, dot), key: text.slice(dot + 1) };
}

/** The name of the policy that the bare statements of a file form: letters, digits, `.`, `_` and `-`, at most 100. */
export function nameOfFile(file: string): string {
  const base = file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  const name = base.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '');
  return (name === '' ? 'policy' : name).slice(0, 100);
}
