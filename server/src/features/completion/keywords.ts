import { KEYWORDS, type Kind } from '../../language/kinds.ts';
import type { Proposal } from './proposal.ts';
import type { Slot } from './slot.ts';
import { styled, type Style } from './style.ts';

/** Keywords in the order in which they are wanted where several fit; the others follow in that of the grammar. */
// prettier-ignore
const ORDER: readonly Kind[] = [...new Set([
  'to', 'in', 'where', 'with', 'group', 'dynamic-group', 'any-user', 'any-group', 'service', 'compartment', 'tenancy', 'all', 'any',
  'matching', 'can', 'cannot', ...KEYWORDS,
])];

/** Where another order holds, by the word before. */
const BEHIND: Readonly<Record<Kind, readonly Kind[]>> = {
  define: ['tenancy', 'group', 'dynamic-group', 'compartment', 'service'],
  of: ['tenancy', 'any-tenancy'],
};
const ACTORS: readonly Kind[] = ['user', 'resource', 'service', 'dynamic-group', 'group'];
const FOREIGN_LOCATIONS: readonly Kind[] = ['any-tenancy', 'tenancy', 'compartment'];

/** Words that say in what way a statement goes on: never names where a name may be left out. */
const CLAUSES: ReadonlySet<Kind> = new Set([
  ...['where', 'with', 'of', 'to', 'in', 'as', 'can', 'cannot', 'matching', 'description'],
]);

/** Keywords beside the names, values or variables of a slot: those words could be names too, but are meant as keywords. */
const BESIDE: Readonly<Record<string, readonly Kind[]>> = {
  'Principal.name': ['id'],
  'CompartmentLocation.path': ['id'],
  'Define.ocid': ['id'],
  'Presence.variable': ['all', 'any', 'not'],
  'Comparison.variable': ['all', 'any', 'not'],
  'VerbGrant.verb': ['associate'],
};

/** Behind these something certain follows. */
const GOES_ON: ReadonlySet<Kind> = new Set([
  ...['to', 'in', 'where', 'of', 'with', 'as', 'associate', 'any-user', 'any-group'],
  ...['group', 'dynamic-group', 'service', 'compartment', 'endorse', 'admit', 'matching', 'can', 'cannot'],
]);

/** What only statements between tenancies have; the grammar of the others takes it, and a check reports it. */
const BETWEEN_TENANCIES: ReadonlySet<Kind> = new Set(['of', 'any-tenancy']);

/** The keywords that fit a slot; where a name stands, only those that are not meant as one. */
export function keywordProposals(slot: Slot, style: Style): Proposal[] {
  const between = slot.kind === 'endorse' || slot.kind === 'admit';
  return candidates(slot)
    .filter((word) => between || !BETWEEN_TENANCIES.has(word))
    .filter((word) => !isSaidAlready(word, slot))
    .map((word) => keywordProposal(word, style));
}

function candidates(slot: Slot): readonly Kind[] {
  const { place, before, fits } = slot;
  if (!place) {
    const fitting = (orderIn(slot) ?? ORDER).filter(fits);
    const isDenial = before.length === 1 && before[0]?.kind === 'deny';
    return isDenial ? [...fitting, 'endorse', 'admit'] : fitting;
  }
  const own = BESIDE[`${place.node.type}.${place.part}`];
  if (own) return own.filter((word) => (word === 'id' ? mayAnnounce(place) : fits(word)));
  return place.part === 'alias' ? ORDER.filter((word) => CLAUSES.has(word) && fits(word)) : [];
}

function orderIn({ before, kind }: Slot): readonly Kind[] | undefined {
  const last = before.at(-1)?.kind ?? '';
  if (kind === 'test' && last === 'as') return ACTORS;
  return kind === 'endorse' && last === 'in' ? FOREIGN_LOCATIONS : BEHIND[last];
}

/** Whether `id` may stand here: it has not been said, and no part of a name has. */
function mayAnnounce({ node, index }: NonNullable<Slot['place']>): boolean {
  return index === 0 && !('id' in node && node.id);
}

/** A declaration is in one place and has one description, though the grammar takes several; rules know no `not`. */
function isSaidAlready(word: Kind, { kind, before }: Slot): boolean {
  if (kind === 'dynamic-group' && word === 'not') return true;
  if (kind !== 'policy' && kind !== 'tag-namespace' && kind !== 'dynamic-group') return false;
  const isInBraces = before.some((token) => token.kind === '{');
  return (
    (word === 'in' || word === 'description') && !isInBraces && before.some((token) => token.kind === word)
  );
}

function keywordProposal(word: Kind, style: Style): Proposal {
  const label = styled(word, style.word);
  if (word === 'any' || word === 'all')
    return { label, kind: 'keyword', insert: `${label} { $0 }`, snippet: true, goesOn: true };
  if (word === 'description') return { label, kind: 'keyword', insert: `${label} "$0"`, snippet: true };
  return { label, kind: 'keyword', ...(GOES_ON.has(word) ? { goesOn: true } : {}) };
}
