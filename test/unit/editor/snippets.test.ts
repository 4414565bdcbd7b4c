import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';

interface Snippet {
  prefix: string | string[];
  description: string;
  body: string | string[];
}

const snippets = JSON.parse(readFileSync('snippets/ocipolicy.json', 'utf8')) as Record<string, Snippet>;
const TAB_STOP = /\$(?:(\d+)|\{(\d+)(?::([^${}]*)|\|([^|]*)\|)?\})/g;

/** The text that VS Code inserts before anything is typed, and the numbers of the tab stops in their order. */
function insert(body: string): { text: string; stops: number[] } {
  const defaults = new Map<string, string>();
  const stops: number[] = [];
  const text = body.replace(
    TAB_STOP,
    (_, plain: string, braced: string, value?: string, choices?: string) => {
      const stop = plain ?? braced;
      stops.push(Number(stop));
      const given = value ?? choices?.split(',')[0];
      if (given !== undefined) defaults.set(stop, given);
      return given ?? defaults.get(stop) ?? '';
    },
  );
  return { text, stops };
}

const cases = Object.entries(snippets).map(([name, { body }]) => ({
  name,
  ...insert([body].flat().join('\n')),
}));

describe.each(cases)('$name', ({ text, stops }) => {
  test('its tab stops are numbered from 1 without a gap, and the last place is $0', () => {
    const numbers = [...new Set(stops)].sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    expect(stops.filter((stop) => stop === 0)).toHaveLength(1);
    expect(text).not.toMatch(/[$|]/);
  });

  test('what it inserts is a whole statement or block', () => {
    const service = createPolicyService();
    service.open('snippet', text);
    // What is not typed over stays a placeholder: listed, and never applied.
    const faults = service
      .findings('snippet')
      .filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(faults.filter(({ code }) => code !== 'placeholder-unfilled')).toEqual([]);
  });
});

test('every prefix is one word of the language and belongs to one snippet', () => {
  const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const prefix of prefixes) expect(prefix).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});

test('every kind of statement and block has a snippet', () => {
  const openers = new Set(cases.flatMap(({ text }) => text.split('\n').map((line) => line.split(' ')[0])));
  const kinds = [
    'allow',
    'deny',
    'define',
    'endorse',
    'admit',
    'policy',
    'dynamic-group',
    'tag-namespace',
    'test',
  ];
  expect([...openers]).toEqual(expect.arrayContaining(kinds));
});
