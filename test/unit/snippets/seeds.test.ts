/**
 * The bundles against the documents that they come from, statement by statement: what a snippet inserts, in all of its
 * choices, is what the document writes, or the mended form that `test/fixtures/seeds` has of it.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createPolicyService, type Range } from '../../../server/src/features/service.ts';
import { BUNDLES, LEFT_OUT, type Bundle } from './bundles.ts';
import { bundledSnippets, choicesOf, expand } from './expand.ts';

interface Seed {
  readonly cases: { id: string; text: string; mended?: string }[];
  readonly document: { text: string; kind?: string }[];
}

const read = (name: string) => JSON.parse(readFileSync(`test/fixtures/seeds/${name}.json`, 'utf8')) as Seed;
const SEEDS: Readonly<Record<string, Seed>> = {
  '000': read('000-notebook-secrets'),
  '001': read('001-ai-data-platform'),
  '002': read('002-data-science'),
  '004': read('004-model-deployment'),
};
const snippets = bundledSnippets().filter(({ file }) => file !== 'common.json');

/** One form for all ways of writing a statement: blanks, line ends, comments, the case of keywords, braces round one condition. */
function normal(text: string): string {
  return (
    text
      .replace(/\/\/.*$/gm, '')
      .replace(/\b(?:allow|to|in|tenancy|where|all|any)\b/gi, (word) => word.toLowerCase())
      .replace(/\s+/g, ' ')
      .replace(/ ?([{}(),]|!?=) ?/g, '$1')
      .replace(/([}])(?=\w)/g, '$1 ')
      // all or any of one condition is that condition.
      .replace(/(?<=where )(?:all|any)\{([^{},]+)\}$/, '$1')
      .trim()
  );
}

/** The statements and matching rules of a text, normalised. */
function written(text: string): string[] {
  const service = createPolicyService();
  service.open('snippet', text);
  const rows = text.split('\n');
  const slice = ({ start, end }: Range) =>
    rows
      .slice(start.line, end.line + 1)
      .map((row, index, all) =>
        row.slice(index === 0 ? start.character : 0, index === all.length - 1 ? end.character : undefined),
      )
      .join('\n');
  return (service.tree('snippet')?.items ?? [])
    .map(({ range }) => slice(range))
    .map((item) => /^allow\b[^]*|(?<=\smatching\s)[^]*/.exec(item)?.[0])
    .filter((item) => item !== undefined)
    .map(normal);
}

/** A statement of a document in the snippet's names; mended, unless it is wanted as it stands. */
function sought(seed: Seed, index: number, { names, verbatim, joined }: Bundle): string {
  const { text = '', kind } = seed.document[index] ?? {};
  const same = seed.cases.filter((one) =>
    kind === 'matching-rule' && joined ? one.id === joined : normal(one.text) === normal(text),
  );
  const mended = same.find((one) => one.mended !== undefined)?.mended;
  const wanted = mended === undefined || verbatim?.includes(index) ? text : mended;
  return normal(
    wanted.replace(/<{1,2}([^<>]+)>{1,2}/g, (placeholder, name: string) => {
      const given = names[`<${name}>`];
      if (given === undefined) throw new Error(`no name for ${placeholder} in: ${wanted}`);
      return given;
    }),
  );
}

describe.each(snippets)('$prefix', ({ prefix, body }) => {
  test('holds the statements of its document, none missing and none extra', () => {
    const bundle = BUNDLES[prefix];
    if (!bundle) throw new Error('no row in bundles.ts');
    const texts = choicesOf(body).map((fill) => written(expand(body, fill).text));
    const expected = Object.entries(bundle.statements).flatMap(([seed, indexes]) =>
      indexes.map((index) => sought(SEEDS[seed] ?? { cases: [], document: [] }, index, bundle)),
    );
    const extra = (bundle.extra ?? []).map(({ text }) => normal(text));
    const inserted = [...new Set(texts.flat())].sort();
    expect(inserted).toEqual([...new Set([...expected, ...extra])].sort());
    for (const text of texts) expect(new Set(text).size, 'a statement twice').toBe(text.length);
  });
});

test.each(Object.keys(SEEDS))(
  'every statement of document %s is in a snippet or left out for a reason',
  (seed) => {
    const held = Object.values(BUNDLES).flatMap(({ statements }) => statements[seed] ?? []);
    const leftOut = Object.keys(LEFT_OUT[seed] ?? {}).map(Number);
    const all = (SEEDS[seed]?.document ?? []).map((_, index) => index);
    expect([...new Set([...held, ...leftOut])].sort((a, b) => a - b)).toEqual(all);
    expect(leftOut.filter((index) => held.includes(index))).toEqual([]);
  },
);

test('every bundle has its snippet', () => {
  expect(Object.keys(BUNDLES).sort()).toEqual(snippets.map(({ prefix }) => prefix).sort());
});
