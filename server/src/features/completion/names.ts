import { loadCatalog } from '../../catalog/catalog.ts';
import type { NameKind } from '../names.ts';
import { isWanted } from './filter.ts';
import { ocidProposal } from './ocids.ts';
import type { Proposal, Surroundings } from './proposal.ts';
import { usedIn } from './tally.ts';
import { usesOf, type UseKind } from './uses.ts';

/** So many items before the cursor count as just above it. */
const JUST_ABOVE = 12;

/**
 * The words of a kind that are worth writing again: what the statements just above have, nearest first; then what is
 * declared; then what is used most; then what the tenancy has. `typed`: only those that it leaves.
 */
export function wordsAgain(
  kind: UseKind,
  { document, documents, tenancy, item }: Surroundings,
  typed = '',
): string[] {
  const near = new Map<string, string>();
  const at = document.items.indexOf(item);
  for (let index = at - 1; index >= Math.max(0, at - JUST_ABOVE); index--) {
    const above = document.items[index];
    for (const use of above ? usesOf(above) : []) {
      const key = use.word.toLowerCase();
      if (use.kind === kind && !near.has(key)) near.set(key, use.word);
    }
  }
  const words = [...near.values()].filter((word) => isWanted(word, typed));
  for (const { word, key } of usedIn(documents, kind, item))
    if (!near.has(key) && isWanted(word, typed, key)) words.push(word);
  const there = tenancy[kind as NameKind];
  if (!there || there.length === 0) return words;
  const known = new Set(words.map((word) => word.toLowerCase()));
  return [...words, ...there.filter((name) => isWanted(name, typed) && !known.has(name.toLowerCase()))];
}

/** More names than this are not looked at while nothing is typed: the client asks again when something is. */
const MOST = 1000;

/** Names of a kind that the documents declare or use, and their placeholders for such a name. */
export function nameProposals(kind: NameKind, surroundings: Surroundings): Proposal[] {
  const typed = surroundings.slot.typed.replace(/^['"]/, '');
  const names = wordsAgain(kind, surroundings, typed).slice(0, typed === '' ? MOST : undefined);
  return [...names.map(quoted), ...wordsAgain(`<${kind}>`, surroundings)].map((label): Proposal => ({
    label,
    kind: 'name',
    quotable: true,
  }));
}

/** A name as it is written: in quotes where it needs them. */
export function quoted(name: string): string {
  return /^\w[\w.@+-]*$/.test(name) ? name : `'${name.replaceAll("'", "\\'")}'`;
}

/** A placeholder, to be filled at once or later. */
export function placeholderProposal(name: string): Proposal {
  return { label: `<${name}>`, kind: 'name', insert: `\${1:<${name}>}`, snippet: true, quotable: true };
}

/** What may stand behind `group`, `dynamic-group` or `service`; `taken` are names that the same list has already. */
export function principalProposals(
  kind: 'group' | 'dynamic-group' | 'service',
  taken: ReadonlySet<string>,
  surroundings: Surroundings,
): Proposal[] {
  const names = nameProposals(kind, surroundings).filter(({ label }) => !taken.has(label.toLowerCase()));
  if (kind === 'service') return [...names, ...serviceProposals(surroundings)];
  const domains = wordsAgain('domain', surroundings).map((name): Proposal => {
    return { label: `${quoted(name)}/`, kind: 'name', goesOn: true };
  });
  return [...names, ...domains, placeholderProposal(`${kind}-name`)];
}

/** The services of OCI that may be a subject; of those that there are in every region, the name up to the region. */
function serviceProposals(surroundings: Surroundings): Proposal[] {
  const region = wordsAgain('= request.region', surroundings)[0] ?? "'iad'";
  const name = loadCatalog().region(region.replaceAll("'", ''))?.name ?? 'us-ashburn-1';
  return loadCatalog().servicePrincipals.map(({ name: label, regional }): Proposal => {
    if (!regional) return { label, kind: 'name', quotable: true };
    return {
      label,
      kind: 'name',
      insert: label.replace(/<.*$/, `\${1:${name}}`),
      snippet: true,
      quotable: true,
    };
  });
}

/** OCIDs behind `id` that the documents have already, and the beginning of one. */
export function ocidProposals(kind: string, surroundings: Surroundings): Proposal[] {
  const again = wordsAgain(`${kind} id`, surroundings).map((label): Proposal => ({
    label,
    kind: 'name',
    quotable: true,
  }));
  return [...again, ocidProposal(kind)];
}
