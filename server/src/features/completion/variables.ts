import { tableOf } from '../../catalog/table.ts';
import { loadCatalog, type Variable } from '../../catalog/catalog.ts';
import { valueOf } from '../../language/names.ts';
import { wordsAgain } from './names.ts';
import type { Place } from './place.ts';
import type { Proposal, Surroundings } from './proposal.ts';
import { inBuckets } from './ranking.ts';
import { carries, reachAt } from './reach.ts';
import { usedIn } from './tally.ts';

/** General variables in the order of their use. */
// prettier-ignore
const GENERAL = [
  'request.principal.type', 'request.permission', 'request.operation', 'request.user.id', 'request.user.name', 'request.region',
  'request.groups.id', 'request.principal.id', 'request.principal.compartment.id', 'target.compartment.id', 'target.compartment.name',
  'request.networkSource.name', 'request.utc-timestamp', 'request.utc-timestamp.day-of-week', 'request.utc-timestamp.time-of-day',
  'request.ad',
];

/** What else is known of who asks, once `request.principal.type` has this value. Source: Oracle's page on workload identity. */
const OF_PRINCIPAL: ReadonlyMap<string, readonly string[]> = tableOf<readonly string[]>({
  workload: [
    'request.principal.namespace',
    'request.principal.service_account',
    'request.principal.cluster_id',
  ],
});

/** More variables than this come of a family or of `all-resources`: then no one of them is likelier than a general one. */
const MANY = 20;

/**
 * The variables that may stand at a place of a condition: those that requests of the statement carry, those of its resource
 * types before the general ones, then tags with the keys that the documents know. One that no request carries is left
 * out; one that some requests lack says so.
 */
export function variableProposals(place: Place, surroundings: Surroundings): Proposal[] {
  const used = new Set(usedIn(surroundings.documents, 'variable', surroundings.item).map(lower));
  const { own, near, tags } = carriedAt(place, surroundings);
  const [usual, other] = generalVariables(used);
  const isAnybody = 'subject' in place.tree && place.tree.subject.type === 'AnySubject';
  const first = isAnybody || own.length > MANY ? [...usual, ...own] : [...own, ...usual];
  const { again, taken } = compared(place);
  const usedOwn = new Set([...own, ...tags].filter(({ label }) => used.has(label.toLowerCase())));
  return inBuckets([...first, ...near, ...other, ...tags], (proposal) => {
    const name = proposal.label.toLowerCase();
    if (again.has(name)) return 0;
    if (taken.has(name)) return 3;
    return usedOwn.has(proposal) ? 1 : 2;
  });
}

const lower = ({ word }: { readonly word: string }) => word.toLowerCase();

/** The variables of the statement's resource types, those of types that its operations touch besides, and those of tags. */
function carriedAt({ tree, above }: Place, surroundings: Surroundings) {
  const reach = reachAt(tree, above);
  const own: Proposal[] = [];
  const near: Proposal[] = [];
  const tags: Proposal[] = [];
  const keys = wordsAgain('tag', surroundings);
  for (const variable of loadCatalog().variables) {
    if (variable.general) {
      if (variable.pattern !== undefined) tags.push(...tagProposals(variable, keys));
      continue;
    }
    const carried = reach ? carries(reach, variable) : 'none';
    if (carried === 'none') continue;
    if (variable.pattern !== undefined) tags.unshift(...tagProposals(variable, keys));
    else if (carried === 'near') near.push(variableProposal(variable));
    else own.push({ ...variableProposal(variable), ...(carried === 'all' ? {} : { missingIn: carried }) });
  }
  return { own, near, tags };
}

/** The variables that every service has: those of frequent use, that of the documents first; and the others. */
function generalVariables(used: ReadonlySet<string>): readonly [usual: Proposal[], other: Proposal[]] {
  const all = loadCatalog().variables.filter(({ general, pattern }) => general && pattern === undefined);
  const isUsed = ({ name }: Variable) => used.has(name.toLowerCase());
  const isUsual = (variable: Variable) => isUsed(variable) || GENERAL.includes(variable.name);
  const place = (variable: Variable) =>
    GENERAL.indexOf(variable.name) - (isUsed(variable) ? GENERAL.length : 0);
  const usual = all.filter(isUsual).sort((a, b) => place(a) - place(b));
  return [usual.map(variableProposal), all.filter((each) => !isUsual(each)).map(variableProposal)];
}

function variableProposal({ name, type }: Variable): Proposal {
  return { label: name, kind: 'variable', detail: type };
}

/** A variable that stands for a tag, with each key that is known, and with both parts to be filled. */
function tagProposals({ pattern = '', type }: Variable, keys: readonly string[]): Proposal[] {
  const prefix = pattern.slice(0, pattern.indexOf('<'));
  const open: Proposal = {
    ...{ label: `${prefix}<namespace>.<key>`, kind: 'variable', detail: type },
    ...{ insert: `${prefix}\${1:<namespace>}.\${2:<key>}`, snippet: true },
  };
  return [...keys.map((key): Proposal => ({ label: prefix + key, kind: 'variable', detail: type })), open];
}

/**
 * The variables that the innermost combination compares already. `any` asks for one value after the other, `all` excludes
 * one after the other; and a kind of principal brings variables of its own.
 */
function compared({ above, node }: Place) {
  const combination = above.findLast((each) => each.type === 'Combination');
  const repeated = combination?.operator.kind === 'any' ? '=' : '!=';
  const [again, taken] = [new Set<string>(), new Set<string>()];
  for (const each of combination?.conditions ?? []) {
    if (each === node || (each.type !== 'Comparison' && each.type !== 'Presence')) continue;
    const name = each.variable.text.toLowerCase();
    const isRepeated = each.type === 'Comparison' && each.operator.kind === repeated;
    (isRepeated ? again : taken).add(name);
    if (each.type === 'Comparison' && name === 'request.principal.type' && each.operator.kind === '=')
      for (const value of each.values)
        OF_PRINCIPAL.get(valueOf(value).toLowerCase())?.forEach((own) => again.add(own));
  }
  return { again, taken };
}

/** The variables of matching rules, those of tags with the keys that the documents know. */
export function matchingVariableProposals(surroundings: Surroundings): Proposal[] {
  return loadCatalog().matchingVariables.flatMap(({ name, tagged, type }): Proposal[] => {
    if (!tagged) return [{ label: name, kind: 'variable', detail: type }];
    const keys = wordsAgain('tag', surroundings).map((key): Proposal => {
      return { label: `tag.${key}.value`, kind: 'variable', detail: type };
    });
    const insert = 'tag.${1:<namespace>}.${2:<key>}.value';
    return [...keys, { label: name, kind: 'variable', insert, snippet: true, detail: type }];
  });
}

/** Variables that a test may state as facts: those that the documents compare, then those of services. */
export function factProposals(surroundings: Surroundings): Proposal[] {
  const used = new Set(usedIn(surroundings.documents, 'variable', surroundings.item).map(lower));
  const facts = loadCatalog().variables.filter(({ pattern }) => pattern === undefined);
  return inBuckets(facts, ({ name, general }) => (used.has(name.toLowerCase()) ? 0 : general ? 2 : 1)).map(
    variableProposal,
  );
}
