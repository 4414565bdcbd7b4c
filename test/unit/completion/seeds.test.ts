/**
 * The statements of the seeds, typed character by character in the order in which their documents have them: before each
 * word at most three letters of it bring it among the first ten proposals that VS Code shows. `seed-misses.json` holds the
 * words for which that does not succeed, each with its reason; a word that only a person can know counts from its second time on.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TRIGGERS } from '../../../server/src/features/completion.ts';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { typeStatements, type Result } from './typing.ts';

interface Seed {
  readonly document: readonly { readonly text: string; readonly kind?: string }[];
  readonly cases: readonly { readonly kind?: string; readonly mended?: string }[];
}

interface Miss {
  readonly seed: string;
  readonly word: string;
  /** How often it is missed. */
  readonly times: number;
  /** Whether any three letters in their order are not enough either. */
  readonly byAnyLetters: boolean;
  readonly reason: string;
}

const SEEDS = ['000-notebook-secrets', '001-ai-data-platform', '002-data-science', '004-model-deployment'];
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const MISSES = read('./seed-misses.json') as Miss[];
const service = createPolicyService();

interface Typed {
  readonly text: string;
  readonly asked: boolean;
}

/** The document as it stands; then the texts that mend its faults, as somebody would go on to write them. */
function statementsOf(seed: string): Typed[] {
  const { document, cases } = read(`../../fixtures/seeds/${seed}.json`) as Seed;
  const mended = cases.flatMap(({ kind, mended: text }) => (text === undefined ? [] : [{ text, kind }]));
  return [...document, ...new Set(mended)].map(({ text, kind }, index) => {
    const whole = kind === 'matching-rule' ? `dynamic-group jobs-${index}\n  matching ${text}` : text;
    return { text: whole, asked: kind !== 'prose' && isWellFormed(whole) };
  });
}

function isWellFormed(text: string): boolean {
  service.open('file:///statement.ocipolicy', text);
  return service.findings('file:///statement.ocipolicy').every(({ severity }) => severity !== 'error');
}

const results = new Map<string, Result[]>();
function resultsOf(seed: string): Result[] {
  let typed = results.get(seed);
  if (!typed) results.set(seed, (typed = typeStatements(service, statementsOf(seed), TRIGGERS).flat()));
  return typed;
}

describe.each(SEEDS)('%s, typed', (seed) => {
  it('misses the words of the list and no others', () => {
    const missed = resultsOf(seed).filter(({ isNew, letters }) => !isNew && letters === undefined);
    const counted = new Map<string, Pick<Miss, 'word' | 'times' | 'byAnyLetters'>>();
    for (const { kind, text, byAnyLetters } of missed) {
      const word = `${kind} ${text}`;
      counted.set(word, { word, times: (counted.get(word)?.times ?? 0) + 1, byAnyLetters });
    }
    const listed = MISSES.filter((miss) => miss.seed === seed);
    expect([...counted.values()]).toEqual(
      listed.map(({ word, times, byAnyLetters }) => ({ word, times, byAnyLetters })),
    );
    for (const { reason } of listed) expect(reason).toMatch(/\w \w/);
  });

  it('has words of the kinds that count', () => {
    const kinds = new Set(resultsOf(seed).map(({ kind }) => kind));
    for (const kind of ['keyword', 'verb', 'resource type', 'variable', 'value', 'name'])
      expect(kinds).toContain(kind);
  });
});

describe('the rate over all seeds', () => {
  it('is that of the list', () => {
    const counted = SEEDS.flatMap(resultsOf).filter(({ isNew }) => !isNew);
    const missed = MISSES.reduce((sum, { times }) => sum + times, 0);
    const hits = counted.filter(({ letters }) => letters !== undefined).length;
    console.log(
      `completion of the seeds: ${hits} of ${counted.length} words (${((100 * hits) / counted.length).toFixed(2)} %)`,
    );
    expect(hits).toBe(counted.length - missed);
    expect(hits / counted.length).toBeGreaterThan(0.99);
  });
});
