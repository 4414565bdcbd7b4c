import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Manifest {
  icon: string;
  contributes: {
    languages: {
      id: string;
      extensions: string[];
      configuration: string;
      icon: { light: string; dark: string };
    }[];
    grammars: {
      language?: string;
      scopeName: string;
      path: string;
      embeddedLanguages?: Record<string, string>;
    }[];
    snippets: { language: string; path: string }[];
    commands: { command: string }[];
    menus: Record<string, { command?: string; submenu?: string }[]>;
    submenus: { id: string }[];
    walkthroughs: {
      steps: { id: string; description: string; media: { image: string }; completionEvents: string[] }[];
    }[];
  };
}

const { icon, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const [language] = contributes.languages;

test('one language is contributed, for .ocipolicy files', () => {
  expect(contributes.languages.map(({ id, extensions }) => ({ id, extensions }))).toEqual([
    { id: 'ocipolicy', extensions: ['.ocipolicy'] },
  ]);
});

test.each([language?.configuration ?? '', ...contributes.snippets.map(({ path }) => path)])(
  '%s is JSON',
  (path) => {
    expect(Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object).length).toBeGreaterThan(0);
  },
);

test.each(contributes.grammars)(
  '$path is the grammar of $scopeName',
  ({ path, scopeName, embeddedLanguages }) => {
    const grammar = JSON.parse(readFileSync(path, 'utf8')) as { scopeName: string };
    expect(grammar.scopeName).toBe(scopeName);
    for (const scope of Object.keys(embeddedLanguages ?? {}))
      expect(JSON.stringify(grammar)).toContain(`"${scope}"`);
  },
);

test.each([language?.icon.light ?? '', language?.icon.dark ?? ''])('%s draws 16 by 16 units', (path) => {
  expect(readFileSync(path, 'utf8')).toMatch(/^<svg [^>]*viewBox="0 0 16 16"/);
});

test('the icon of the extension is a PNG of 256 by 256 pixels', () => {
  // A PNG begins with its signature and the chunk IHDR, whose first two words are width and height (ISO 15948).
  const png = readFileSync(icon);
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 256]);
});

const commands = contributes.commands.map(({ command }) => command);
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const texts = ['package.nls.json', 'package.nls.pt-br.json', 'package.nls.ja.json'].map(
  (file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>,
);

test.each(steps)('the step $id of the walkthrough has a picture, and its links lead somewhere', (step) => {
  expect(readFileSync(step.media.image).subarray(1, 4).toString('latin1')).toBe('PNG');
  const named = texts.map((words) => {
    const text = words[step.description.replaceAll('%', '')] ?? '';
    return [...text.matchAll(/\(command:([^)]+)\)/g)].map(([, command = '']) => command);
  });
  expect(named[0]).toHaveLength(1);
  expect(named).toEqual([named[0], named[0], named[0]]);
  const own = [...(named[0] ?? []), ...step.completionEvents.map((event) => event.replace('onCommand:', ''))];
  for (const command of own.filter((each) => each.startsWith('ocipolicy.')))
    expect(commands).toContain(command);
});

test('menus name commands and menus that there are', () => {
  const entries = Object.values(contributes.menus).flat();
  expect(entries.length).toBeGreaterThan(0);
  for (const { command, submenu } of entries) {
    if (command !== undefined) expect(commands).toContain(command);
    else expect(contributes.submenus.map(({ id }) => id)).toContain(submenu);
  }
});
