import type { SignatureHelp, SignatureInformation } from 'vscode-languageserver-types';
import type { ItemKind } from '../language/cut.ts';
import { itemAt, offsetAt, type PolicyDocument, type Position } from '../language/document.ts';
import type { TreeNode } from '../language/tree.ts';
import type { Place } from './completion/place.ts';
import { slotAt, type Slot } from './completion/slot.ts';

/** Why a skeleton is asked for: a person wants it, a blank was typed, or it is shown and the text has changed since. */
export type SignatureAsked = 'wanted' | 'typed' | 'shown';

/**
 * The skeleton of the statement or declaration at a place, with the part marked that belongs there; its words are those of
 * the language and not translated. It comes up of its own accord behind the first word of a statement only, and goes when
 * a condition begins: from there on the proposals say everything, and it would only hide the lines above.
 */
export function signatureHelpAt(
  document: PolicyDocument,
  position: Position,
  asked: SignatureAsked = 'wanted',
): SignatureHelp | undefined {
  const offset = offsetAt(document, position);
  const item = itemAt(document, offset);
  const slot = item && slotAt(item, offset - item.start);
  const forms = slot && FORMS[slot.kind];
  if (!forms || slot.before.length === 0 || isInTheWay(slot, asked)) return undefined;
  const { word, nth } = partAt(slot);
  const signatures = forms.map((form) => signatureOf(openedAs(form, slot), word, nth));
  const active = Math.max(0, forms.findIndex(isWritten(slot)));
  const parameter = signatures[active]?.activeParameter;
  return {
    signatures,
    activeSignature: active,
    ...(parameter === undefined ? {} : { activeParameter: parameter }),
  };
}

/** The ways to write a statement or a declaration; what may be left out stands in square brackets. */
const FORMS: Readonly<Partial<Record<ItemKind, readonly string[]>>> = {
  grant: [
    'allow <subject> to <verb> <resource-type> in <location> [where <condition>]',
    'allow <subject> to {<permission>, …} in <location> [where <condition>]',
  ],
  define: ['define <kind> <name> as <ocid>'],
  endorse: [
    'endorse <subject> to <verb> <resource-type> in <location> [where <condition>]',
    'endorse <subject> to {<permission>, …} in <location> [where <condition>]',
    'endorse <subject> to associate <resource-type> in <location> with <resource-type> in <location>',
  ],
  admit: [
    'admit <subject> [of <tenancy>] to <verb> <resource-type> in <location> [where <condition>]',
    'admit <subject> [of <tenancy>] to {<permission>, …} in <location> [where <condition>]',
    'admit <subject> [of <tenancy>] to associate <resource-type> in <location> with <resource-type> in <location>',
  ],
  policy: ['policy <name> [in <location>] [description "…"] { <statements> }'],
  'dynamic-group': ['dynamic-group <name> [description "…"] [tag <key> = \'…\'] matching <condition>'],
  'tag-namespace': ['tag-namespace <name> [in <location>] [description "…"] { key <key> [description "…"] }'],
  test: ['test "…" { as <subject> can <operation> [in <location>] [where <facts>] }'],
};

const STATEMENTS: ReadonlySet<ItemKind> = new Set(['grant', 'define', 'endorse', 'admit']);

function isInTheWay({ kind, before, lineStart, whole, place }: Slot, asked: SignatureAsked): boolean {
  if (asked === 'wanted') return false;
  if (!STATEMENTS.has(kind) || (lineStart && whole)) return true;
  const opener = before[0]?.kind === 'deny' && kind !== 'grant' ? 2 : 1;
  if (asked === 'typed') return before.length > opener;
  return place !== undefined && before.at(-1)?.kind !== 'where' && partOf(place) === '<condition>';
}

/** Tells the form that the statement has, by the word behind `to`. */
function isWritten({ before }: Slot): (form: string) => boolean {
  const granted = before[before.findIndex(({ kind }) => kind === 'to') + 1]?.kind;
  return (form) =>
    form.includes('associate') === (granted === 'associate') && form.includes('{<p') === (granted === '{');
}

/** The form that begins as the statement does. */
function openedAs(form: string, { kind, before }: Slot): string {
  if (before[0]?.kind !== 'deny') return form;
  return kind === 'grant' ? form.replace('allow', 'deny') : `deny ${form}`;
}

function signatureOf(label: string, word: string, nth: number): SignatureInformation {
  const words = [...label.matchAll(/\{<permission>, …\}|[^\s[\]]+/g)];
  const active = words.filter(
    ([each]) => each === word || (word === '<permission>' && each.startsWith('{<')),
  )[nth];
  return {
    label,
    parameters: words.map(({ 0: each, index }) => ({ label: [index, index + each.length] })),
    ...(active ? { activeParameter: words.indexOf(active) } : {}),
  };
}

/** Which word of the form belongs in a slot; `nth` tells apart the two of a form between tenancies. */
function partAt({ before, place, kind, fits }: Slot): { word: string; nth: number } {
  const nth = before.some((token) => token.kind === 'with') ? 1 : 0;
  const told =
    (kind === 'test' ? IN_TEST : BEHIND)[before.at(-1)?.kind ?? ''] ??
    (before.length === 1 ? FIRST[kind] : undefined);
  if (told !== undefined) return { word: told, nth };
  // A name may stand behind `tenancy`, and between two tenancies only does it mean anything.
  const isName = place?.part !== 'alias' || kind === 'endorse' || kind === 'admit';
  if (place && isName) return { word: partOf(place), nth };
  return { word: KEYWORDS.find((keyword) => fits(keyword)) ?? (fits('any-user') ? '<subject>' : ''), nth };
}

/** What stands behind a keyword. */
const BEHIND: Readonly<Record<string, string>> = {
  ...{ of: '<tenancy>', in: '<location>', where: '<condition>', as: '<ocid>' },
};

const IN_TEST: Readonly<Record<string, string>> = { as: '<subject>', in: '<location>', where: '<facts>' };

/** What stands behind the first word. */
const FIRST: Readonly<Partial<Record<ItemKind, string>>> = {
  ...{ grant: '<subject>', endorse: '<subject>', admit: '<subject>', define: '<kind>' },
};

/** Keywords of the forms, in the order in which they are wanted where several fit. */
const KEYWORDS = ['to', 'in', 'of', 'with', 'as', 'where', 'matching', '{', 'key', 'can'];

/** The words of the forms by the properties of the tree; the outermost one counts. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ subject: '<subject>', from: '<tenancy>', verb: '<verb>', permissions: '<permission>' },
  ...{ resourceType: '<resource-type>', withResourceType: '<resource-type>' },
  ...{ location: '<location>', withLocation: '<location>', locations: '<location>' },
  ...{ condition: '<condition>', rule: '<condition>', facts: '<facts>', action: '<operation>' },
  ...{ name: '<name>', kind: '<kind>', ocid: '<ocid>', tags: '<key>', keys: '<key>', actor: '<subject>' },
};

function partOf({ above, node, part }: Place): string {
  const path = [...above, node];
  for (const [index, each] of path.entries()) {
    const word = WORDS[index === path.length - 1 ? part : propertyOf(each, path[index + 1])];
    if (word !== undefined) return word;
  }
  return '';
}

/** The property of a node that holds another. */
function propertyOf(node: TreeNode, inner: TreeNode | undefined): string {
  const found = Object.entries(node).find(
    ([, value]) => value === inner || (Array.isArray(value) && value.includes(inner)),
  );
  return found?.[0] ?? '';
}
