import { readdirSync, readFileSync } from 'node:fs';

/** A snippet as its file writes it, and the name of that file. */
export interface Snippet {
  readonly name: string;
  readonly file: string;
  readonly prefix: string;
  readonly description: string;
  readonly body: string;
}

/** What a snippet inserts when some of its stops were filled. */
export interface Expansion {
  readonly text: string;
  /** The numbers of the tab stops in the order in which they stand, each as often as it stands. */
  readonly stops: readonly number[];
}

/** Chooses what a stop holds: `given` is its default, or its choices in their order. */
export type Fill = (given: readonly string[], stop: number) => string;

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stop'; readonly stop: number; readonly parts?: Part[]; readonly choices?: string[] };

/** The snippets of all files in `snippets/` but that of the forms of statements, which has a test of its own. */
export function bundledSnippets(): Snippet[] {
  return readdirSync('snippets')
    .filter((file) => file !== 'ocipolicy.json')
    .flatMap((file) => {
      const texts = JSON.parse(readFileSync(`snippets/${file}`, 'utf8')) as Record<
        string,
        { prefix: string; description: string; body: string[] }
      >;
      return Object.entries(texts).map(([name, { prefix, description, body }]) => ({
        ...{ name, file, prefix, description },
        body: body.join('\n'),
      }));
    });
}

/** Every choice of a snippet once: for each choice stop as many fills as it has choices, the others left at their first. */
export function choicesOf(body: string): Fill[] {
  const stops = new Map<number, number>();
  expand(body, (given, stop) => {
    stops.set(stop, given.length);
    return given[0] ?? '';
  });
  const fills: Fill[] = [(given) => given[0] ?? ''];
  for (const [chosen, count] of stops)
    for (let index = 1; index < count; index++)
      fills.push((given, stop) => given[stop === chosen ? index : 0] ?? '');
  return fills;
}

/**
 * The text that an editor inserts: tab stops, placeholders in one another, choices and mirrors, as VS Code's snippet
 * syntax has them (https://code.visualstudio.com/docs/editor/userdefinedsnippets#_snippet-syntax); no variables.
 * @throws Error for a stop that mirrors none, or for text that is no snippet
 */
export function expand(body: string, fill: Fill): Expansion {
  const parts = parse(body);
  const values = new Map<number, string>([[0, '']]);
  const valueOf = ({ stop, parts, choices }: Part & { kind: 'stop' }): void => {
    if (choices) values.set(stop, fill(choices, stop));
    else if (parts) values.set(stop, fill([write(parts)], stop));
  };
  const visit = (list: readonly Part[]): void => {
    for (const part of list) {
      if (part.kind === 'text') continue;
      visit(part.parts ?? []);
      valueOf(part);
    }
  };
  const stops: number[] = [];
  const write = (list: readonly Part[], seen?: number[]): string =>
    list
      .map((part) => {
        if (part.kind === 'text') return part.text;
        seen?.push(part.stop);
        if (part.parts && seen) write(part.parts, seen);
        const value = values.get(part.stop);
        if (value === undefined) throw new Error(`stop ${part.stop} has no default`);
        return value;
      })
      .join('');
  visit(parts);
  return { text: write(parts, stops), stops };
}

function parse(body: string): Part[] {
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    const sticky = new RegExp(pattern, 'y');
    sticky.lastIndex = at;
    const found = sticky.exec(body)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const list = (inside: boolean): Part[] => {
    const parts: Part[] = [];
    while (at < body.length && !(inside && body[at] === '}')) {
      const text = take(inside ? /[^$\\}]+/ : /[^$\\]+/);
      if (text !== undefined) parts.push({ kind: 'text', text });
      else if (take(/\\/)) parts.push({ kind: 'text', text: take(/[$}\\]/) ?? '\\' });
      else parts.push(stop());
    }
    return parts;
  };
  const stop = (): Part => {
    const plain = take(/\$\d+/);
    if (plain !== undefined) return { kind: 'stop', stop: Number(plain.slice(1)) };
    const braced = take(/\$\{\d+/);
    if (braced === undefined) throw new Error(`no tab stop at ${at}: ${body.slice(at, at + 20)}`);
    const number = Number(braced.slice(2));
    let part: Part = { kind: 'stop', stop: number };
    if (take(/:/)) part = { ...part, parts: list(true) };
    else if (take(/\|/)) {
      part = { ...part, choices: (take(/[^|]+/) ?? '').split(',') };
      take(/\|/);
    }
    if (!take(/\}/)) throw new Error(`tab stop ${number} does not end`);
    return part;
  };
  return list(false);
}
