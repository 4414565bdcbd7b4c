// npm run package [-- FOLDER]: the extension as a .vsix, and the command line as a .tgz for npm, into artifacts/ or FOLDER.
// Both are made of a production build of their own, beside dist/, so that an open editor keeps what it runs.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installAndBuild } from './install.mjs';
import { Missing, runMain } from './missing.mjs';
import { npm } from './npm.mjs';
import { run } from './run.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** What the `.vsix` may weigh, and how many files it may hold, the two of its format among them. A test holds it. */
export const BUDGET = { bytes: 2_000_000, files: 30 };

/** What the packages may take from the project; `.vscodeignore` and `files` of package.json say what they do take. */
const SOURCES = ['package.json', '.vscodeignore', 'LICENSE', 'README.md', 'CHANGELOG.md'].concat(
  ['package.nls.json', 'package.nls.ja.json', 'package.nls.pt-br.json', 'language-configuration.json'],
  ['icons', 'l10n', 'snippets', 'syntaxes', 'schemas', 'docs/checks.md', 'docs/pictures'],
);

/**
 * Builds for production and packs, after the packages of the lock file were installed.
 * @param to the folder that the two files go to
 * @returns `vsix` and `tgz`: their paths; `files`: what the extension holds, by path inside it
 * @throws Missing when the build fails
 */
export async function packAll(to) {
  const { createVSIX, listFiles } = await import('@vscode/vsce');
  // vsce compares paths as they are written, so that a link in this one would lose files.
  const staging = realpathSync(mkdtempSync(path.join(tmpdir(), 'ocipolicy-')));
  try {
    mkdirSync(to, { recursive: true });
    const build = [path.join(root, 'scripts/build.mjs'), '--production', path.join(staging, 'dist')];
    const { code } = await run(process.execPath, build, { cwd: root });
    if (code !== 0) throw new Missing('The build failed, so there is nothing to pack: its faults are above.');
    for (const file of SOURCES)
      cpSync(path.join(root, file), path.join(staging, file), { recursive: true, dereference: true });

    const manifest = JSON.parse(readFileSync(path.join(staging, 'package.json'), 'utf8'));
    const why = 'The command line cannot be packed';
    await npm(['pack', '--ignore-scripts', '--pack-destination', to], { cwd: staging, why });

    // VS Code needs nothing of npm's; vsce takes its list of files from .vscodeignore, and refuses to have two.
    for (const key of ['files', 'bin', 'scripts', 'devDependencies', 'private']) delete manifest[key];
    withOneSnippetFile(manifest, staging);
    writeFileSync(path.join(staging, 'package.json'), JSON.stringify(manifest));
    const readme = path.join(staging, 'README.md');
    if (!manifest.repository) writeFileSync(readme, withoutRelativeLinks(readFileSync(readme, 'utf8')));
    const vsix = path.join(to, `${manifest.name}-${manifest.version}.vsix`);
    const options = { cwd: staging, dependencies: false };
    await createVSIX({ ...options, packagePath: vsix, allowMissingRepository: true });
    const tgz = path.join(to, `${manifest.name}-${manifest.version}.tgz`);
    return { vsix, tgz, files: await listFiles(options) };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * Puts the snippets of all files into one, each with the topic of its file, and names that file in the manifest: a file more is
 * a file more to unpack and to read for everybody.
 */
function withOneSnippetFile({ contributes }, staging) {
  // The bare forms of statements come last where snippets are offered by topic.
  const isForms = (file) => path.parse(file.path).name === 'ocipolicy';
  const files = [...contributes.snippets].sort((a, b) => isForms(a) - isForms(b));
  const topics = files.map(({ path: file }) => {
    const snippets = JSON.parse(readFileSync(path.join(staging, file), 'utf8'));
    const topic = path.parse(file).name;
    return Object.entries(snippets).map(([name, snippet]) => [name, { ...snippet, topic }]);
  });
  const [{ language }] = files;
  rmSync(path.join(staging, 'snippets'), { recursive: true });
  mkdirSync(path.join(staging, 'snippets'));
  const file = './snippets/snippets.json';
  writeFileSync(path.join(staging, file), JSON.stringify(Object.fromEntries(topics.flat())));
  contributes.snippets = [{ language, path: file }];
}

/** The number of files in a ZIP archive: PKWARE's APPNOTE.TXT, 4.3.16, “total number of entries in the central directory”. */
export function filesInside(archive) {
  const bytes = readFileSync(archive);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error(`${archive} is no ZIP archive`);
  return bytes.readUInt16LE(end + 10);
}

/**
 * A page of Markdown whose links into the project are plain words, and whose pictures of it are gone: where no public
 * repository is named, nothing tells the Marketplace where they are.
 */
export function withoutRelativeLinks(markdown) {
  return markdown
    .replaceAll(/!\[[^\]]*\]\((?!https:)[^)]*\)\n*/g, '')
    .replaceAll(/\[([^\]]*)\]\((?!https:|#)[^)]*\)/g, '$1');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runMain(async () => {
    await installAndBuild();
    const { vsix, tgz, files } = await packAll(path.resolve(process.argv[2] ?? path.join(root, 'artifacts')));
    console.log(`\n${files.sort().join('\n')}\n`);
    for (const file of [vsix, tgz])
      console.log(`${path.relative(process.cwd(), file)}  ${Math.round(statSync(file).size / 1000)} KB`);
    const bytes = statSync(vsix).size;
    const inside = filesInside(vsix);
    console.log(
      `The extension: ${inside} files of at most ${BUDGET.files}, ${bytes} bytes of at most ${BUDGET.bytes}`,
    );
    return bytes <= BUDGET.bytes && inside <= BUDGET.files ? 0 : 1;
  });
}
