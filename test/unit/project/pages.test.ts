/** The pages that people read: what they name is there, and the settings are those of the manifest. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

const { scripts, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const PAGES = [...readdirSync('.'), ...readdirSync('docs').map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

describe.each(PAGES)('%s', (page) => {
  const text = readFileSync(page, 'utf8');
  // Code is no place for links.
  const prose = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, (code) => (code.startsWith('```') ? '' : '`'));

  test('links and pictures lead to what is there', () => {
    for (const [, target = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [file = '', fragment] = target.split('#');
      const found = file === '' ? page : path.join(path.dirname(page), file);
      expect(existsSync(found), `${target} in ${page}`).toBe(true);
      if (fragment !== undefined && found.endsWith('.md'))
        expect(anchorsOf(found), target).toContain(fragment);
    }
  });

  test('scripts of npm that it names are there', () => {
    for (const [, name = ''] of text.matchAll(/\bnpm run ([a-z]+)/g))
      expect(Object.keys(scripts)).toContain(name);
  });
});

test('the README lists every setting with its default, and no other', () => {
  const rows = readFileSync('README.md', 'utf8').matchAll(/^\| `(ocipolicy\.[\w.]+)` \| `(.*?)` \|/gm);
  const listed = Object.fromEntries(
    [...rows].map(([, name, value = '']) => [name, JSON.parse(value) as unknown]),
  );
  const defaults = Object.entries(contributes.configuration.properties).map(([name, setting]) => [
    name,
    setting.default,
  ]);
  expect(listed).toEqual(Object.fromEntries(defaults));
});

/** The anchors of a page's headings, as GitHub makes them, and those written by hand. */
function anchorsOf(page: string): string[] {
  const text = readFileSync(page, 'utf8');
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = '']) => name)];
}
