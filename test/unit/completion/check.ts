import { createPolicyService, type PolicyService } from '../../../server/src/features/service.ts';

const service: PolicyService = createPolicyService();
const URI = 'file:///marked.ocipolicy';

/** Proposals at the mark `‹|›` of a text, in their order, as VS Code would show them when nothing is typed yet. */
export function proposalsIn(marked: string, others: Readonly<Record<string, string>> = {}) {
  const at = marked.indexOf('‹|›');
  if (at < 0) throw new Error('the text has no mark');
  const text = marked.replace('‹|›', '');
  for (const [uri, content] of Object.entries(others)) service.open(uri, content);
  service.open(URI, text);
  const lines = text.slice(0, at).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const { items } = service.completion(URI, position);
  for (const uri of [URI, ...Object.keys(others)]) service.close(uri);
  return items;
}

/** The labels of the proposals that what is typed before the mark leaves, as VS Code filters them. */
export function labelsIn(marked: string, others?: Readonly<Record<string, string>>): string[] {
  return filtered(proposalsIn(marked, others), typedIn(marked)).map((item) => item.label);
}

function typedIn(marked: string): string {
  const before = marked.slice(0, marked.indexOf('‹|›'));
  return /(?:'[^'\n]*|[\w.@+<>$-]*)$/.exec(before)?.[0] ?? '';
}

interface Ranked {
  readonly label: string;
  readonly filterText?: string;
  readonly sortText?: string;
}

/**
 * Filters and sorts as VS Code does in essence: the letters typed stand in the proposal in their order, the first at the
 * start of a word; a proposal that begins with them comes first, then our order.
 */
export function filtered<Item extends Ranked>(items: readonly Item[], typed: string): Item[] {
  const wanted = typed.toLowerCase();
  return items
    .map((item) => ({ item, score: fuzzy((item.filterText ?? item.label).toLowerCase(), wanted) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0) || ((a.item.sortText ?? '') < (b.item.sortText ?? '') ? -1 : 1))
    .map(({ item }) => item);
}

function fuzzy(text: string, typed: string): number | undefined {
  if (text.startsWith(typed)) return 0;
  let from = 0;
  for (const [index, letter] of [...typed].entries()) {
    let at = text.indexOf(letter, from);
    if (index === 0) while (at > 0 && /[a-z0-9]/.test(text[at - 1] ?? '')) at = text.indexOf(letter, at + 1);
    if (at < 0) return undefined;
    from = at + 1;
  }
  return 1;
}
