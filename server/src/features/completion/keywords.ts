import { loadCatalog, VERBS } from '../../catalog/catalog.ts';
import type { Item, PolicyDocument } from '../../language/document.ts';
import { KEYWORDS } from '../../language/kinds.ts';
import type { Proposal } from './proposal.ts';
import type { Slot } from './slot.ts';

/** How a file writes its keywords. */
export interface Style {
  readonly opener: 'lower' | 'capital' | 'upper';
  readonly word: 'lower' | 'upper';
}

/** The style of the statements nearest to an item: a file that writes `Allow` and `IN TENANCY` goes on so. */
export function styleOf(document: PolicyDocument, near: Item): Style {
  const at = document.items.indexOf(near);
  const around = document.items.slice(Math.max(0, at - 20), at + 20).filter((item) => item !== near);
  const count = { lower: 0, capital: 0, upper: 0, wordUpper: 0, wordLower: 0 };
  for (const { tree } of around) {
    if (tree?.type !== 'Grant') continue;
    const opener = tree.effect.text;
    if (opener === opener.toUpperCase()) count.upper++;
    else if (opener === opener.toLowerCase()) count.lower++;
    else count.capital++;
    const place = tree.location.kind.text;
    if (place !== '' && place === place.toUpperCase()) count.wordUpper++;
    else count.wordLower++;
  }
  const opener =
    count.upper > count.lower && count.upper > count.capital
      ? 'upper'
      : count.capital > count.lower
        ? 'capital'
        : 'lower';
  return { opener, word: count.wordUpper > count.wordLower ? 'upper' : 'lower' };
}

function styled(word: string, style: Style, opens: boolean): string {
  if (opens && style.opener === 'capital') return word.charAt(0).toUpperCase() + word.slice(1);
  const upper = opens ? style.opener === 'upper' : style.word === 'upper';
  return upper ? word.toUpperCase() : word;
}

const OPENERS = ['allow', 'deny', 'define', 'endorse', 'admit'];

/** Where a statement or a declaration may begin. */
export function openerProposals(style: Style): Proposal[] {
  const blocks: readonly (readonly [string, string])[] = [
    [
      'policy',
      'policy ${1:name} in compartment ${2:compartment}\n  description "${3:what it is for}"\n{\n  $0\n}',
    ],
    [
      'dynamic-group',
      'dynamic-group ${1:name}\n  description "${2:who is in it}"\n  matching ${3|all,any|} { $0 }',
    ],
    [
      'tag-namespace',
      'tag-namespace ${1:name} in compartment ${2:compartment} {\n  key ${3:key} description "${4:what it says}"\n}',
    ],
    [
      'test',
      'test "${1:what must hold}" {\n  as user ${2:name} in group ${3:group}\n  can ${4:Operation} in compartment ${5:compartment}\n}',
    ],
  ];
  return [
    ...OPENERS.map((word): Proposal => ({ label: styled(word, style, true), kind: 'keyword', goesOn: true })),
    ...blocks.map(([label, insert]): Proposal => ({ label, kind: 'keyword', insert, snippet: true })),
  ];
}

/** Words that are names too; where a name may be left out, the others are what may follow. */
const NEVER_ALIAS: ReadonlySet<string> = new Set([
  'where',
  'with',
  'of',
  'to',
  'in',
  'as',
  'can',
  'cannot',
  'matching',
]);
/** Behind these the next slot is certain. */
const GOES_ON: ReadonlySet<string> = new Set([
  ...[
    'to',
    'in',
    'where',
    'of',
    'with',
    'group',
    'dynamic-group',
    'service',
    'compartment',
    'as',
    'associate',
    'any-user',
    'any-group',
  ],
]);

/** The keywords that fit a slot; of names' slots only those that are no name there. */
export function keywordProposals(slot: Slot, style: Style): Proposal[] {
  const { place } = slot;
  let candidates = [...new Set([...LIKELY, ...KEYWORDS])];
  if (place) {
    const own = OWN_KEYWORDS[`${place.node.type}.${place.part}`];
    candidates = own
      ? [...own]
      : place.part === 'alias'
        ? candidates.filter((word) => NEVER_ALIAS.has(word))
        : [];
  }
  return candidates
    .filter((word) => slot.fits(word) || (word === 'id' && announces(place)))
    .filter((word) => word !== 'any-tenancy' || slot.kind !== 'grant')
    .map((word): Proposal => {
      const label = styled(word, style, false);
      if (word === 'any' || word === 'all')
        return { label, kind: 'keyword', insert: `${label} { $0 }`, snippet: true, goesOn: true };
      return { label, kind: 'keyword', ...(GOES_ON.has(word) ? { goesOn: true } : {}) };
    });
}

/** Whether `id` can be written: it has not been yet. */
function announces(place: Slot['place']): boolean {
  return place !== undefined && 'name' in place.node
    ? !('id' in place.node && place.node.id)
    : place?.node.type === 'CompartmentLocation' && !place.node.id;
}

/** Keywords in the order in which they are wanted; the others follow in that of the grammar. */
const LIKELY = [
  'to',
  'in',
  'where',
  'group',
  'dynamic-group',
  'any-user',
  'any-group',
  'service',
  'compartment',
  'tenancy',
  'all',
  'any',
];

/** Keywords beside the names, values or variables of a slot. */
const OWN_KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  'Principal.name': ['id'],
  'CompartmentLocation.path': ['id'],
  'Presence.variable': ['all', 'any', 'not'],
  'Comparison.variable': ['all', 'any', 'not'],
  'VerbGrant.verb': ['associate'],
};

/** The verbs, each with what it adds to the one below for the resource type at hand. */
export function verbProposals(type: string | undefined): Proposal[] {
  const catalog = loadCatalog();
  const isKnown = type !== undefined && catalog.tablesKnown(type);
  return VERBS.map((verb, index): Proposal => {
    if (!isKnown) return { label: verb, kind: 'verb', goesOn: true };
    const all = catalog.permissionsOf(type, verb);
    const lower = VERBS[index - 1];
    const before = new Set(lower ? catalog.permissionsOf(type, lower) : []);
    const added = all.filter((permission) => !before.has(permission));
    const detail =
      added.length === 0
        ? '+0'
        : `+${added.length}: ${added.slice(0, 3).join(', ')}${added.length > 3 ? ', …' : ''}`;
    return { label: verb, kind: 'verb', detail, goesOn: true };
  });
}

/** The operators that fit the variable before the cursor. */
export function operatorProposals(variable: string, isRule: boolean): Proposal[] {
  const equality: Proposal[] = [
    { label: '=', kind: 'operator', goesOn: true },
    { label: '!=', kind: 'operator', goesOn: true },
  ];
  if (isRule) return equality;
  const list: Proposal[] = [
    { label: 'in', kind: 'operator', insert: 'in ($0)', snippet: true, goesOn: true },
    { label: 'not in', kind: 'operator', insert: 'not in ($0)', snippet: true, goesOn: true },
  ];
  if (!/^request\.utc-timestamp(?:\.time-of-day)?$/i.test(variable)) return [...equality, ...list];
  const sample = /time-of-day$/i.test(variable) ? '00:00:00Z' : '2027-01-01T00:00:00Z';
  return [
    {
      label: 'between',
      kind: 'operator',
      insert: `between '\${1:${sample}}' and '\${2:${sample}}'`,
      snippet: true,
    },
    { label: 'before', kind: 'operator', insert: `before '\${1:${sample}}'`, snippet: true },
    { label: 'after', kind: 'operator', insert: `after '\${1:${sample}}'`, snippet: true },
  ];
}
