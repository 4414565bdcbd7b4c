import { statSync } from 'node:fs';
import { isAbsolute, join, parse, sep } from 'node:path';
import { listFolder, type Entry } from './folder.ts';

/** One step of a pattern between slashes: a name as it is, any depth of folders, or names of a form. */
type Step = { readonly name: string } | { readonly anyDepth: true } | { readonly form: RegExp };

const MAGIC = /[*?[\]{}\\]/;

/** Whether a path argument that names no file may be meant as a pattern. */
export function looksLikeGlob(argument: string): boolean {
  return MAGIC.test(argument);
}

/**
 * The files that a pattern matches, as absolute paths in the order of their names. `*` and `?` stand for characters of
 * a name, `**` for any depth of folders, `[a-z]` and `[!a-z]` for one character, `{a,b}` for a choice; a backslash
 * takes the meaning from the next character (on Windows it separates folders). Wildcards do not match names that begin
 * with a dot, nor `node_modules`, and do not follow links to folders; spelled out, all of them can be named.
 * `refused` hears of folders that cannot be read.
 */
export function glob(pattern: string, cwd: string, refused: Refused): string[] {
  const found = new Set<string>();
  const list = listOnce(refused);
  for (const choice of choices(sep === '\\' ? pattern.replaceAll('\\', '/') : pattern)) {
    // A slash at the end asks for folders, and only files are wanted.
    if (choice.endsWith('/')) continue;
    const root = isAbsolute(choice) ? parse(choice).root : '';
    const steps = choice.slice(root.length).split('/').filter(Boolean).map(step);
    collect(root || cwd, steps, { found, list, done: new Set() });
  }
  return [...found].sort();
}

type Refused = (error: unknown, folder: string) => void;

interface Search {
  readonly found: Set<string>;
  readonly list: (folder: string) => Entry[];
  /** What was looked for where: `**` leads to the same place on many ways. */
  readonly done: Set<string>;
}

function collect(folder: string, steps: readonly Step[], search: Search): void {
  const [first, ...rest] = steps;
  const key = `${steps.length} ${folder}`;
  if (first === undefined || search.done.has(key)) return;
  search.done.add(key);
  if ('name' in first) {
    const path = join(folder, first.name);
    if (rest.length > 0) collect(path, rest, search);
    else if (isFile(path)) search.found.add(path);
    return;
  }
  const anyDepth = 'anyDepth' in first;
  if (anyDepth) collect(folder, rest, search);
  for (const entry of search.list(folder)) {
    const path = join(folder, entry.name);
    if (anyDepth ? entry.name.startsWith('.') : !first.form.test(entry.name)) continue;
    if (!entry.isDirectory()) {
      if (rest.length === 0) search.found.add(path);
    } else if (entry.name !== 'node_modules') {
      collect(path, anyDepth ? steps : rest, search);
    }
  }
}

/** Lists each folder once, so that `refused` hears of it once. */
function listOnce(refused: Refused): (folder: string) => Entry[] {
  const lists = new Map<string, Entry[]>();
  return (folder) => {
    let entries = lists.get(folder);
    if (!entries) {
      try {
        entries = listFolder(folder);
      } catch (error) {
        entries = [];
        refused(error, folder);
      }
      lists.set(folder, entries);
    }
    return entries;
  };
}

function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The patterns that the choices in braces stand for; braces without a comma are letters like others. */
function choices(pattern: string): string[] {
  const open = /(?<!\\)\{/g;
  for (let match = open.exec(pattern); match; match = open.exec(pattern)) {
    const parts = braceParts(pattern, match.index);
    if (!parts) continue;
    const before = pattern.slice(0, match.index);
    const after = pattern.slice(parts.end);
    return parts.texts.flatMap((text) => choices(before + text + after));
  }
  return [pattern];
}

/** The texts between the commas of the braces that open at `open`, and where they end. */
function braceParts(pattern: string, open: number): { texts: string[]; end: number } | undefined {
  const texts: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === ',' && depth === 1) {
      texts.push(pattern.slice(start, at));
      start = at + 1;
    } else if (character === '}' && --depth === 0) {
      return texts.length > 0 ? { texts: [...texts, pattern.slice(start, at)], end: at + 1 } : undefined;
    }
  }
  return undefined;
}

function step(text: string): Step {
  if (text === '**') return { anyDepth: true };
  if (!/[*?[]/.test(text)) return { name: text.replace(/\\(.)/g, '$1') };
  const source = text.replace(/\\(.)|\[([!^]?)(\]?[^\]]*)\]|\*+|\?|[^]/gu, (token, escaped, not, set) => {
    if (escaped !== undefined) return literal(String(escaped));
    if (set !== undefined) return `[${not ? '^' : ''}${String(set).replace(/[\\[\]^]/g, '\\$&')}]`;
    if (token.startsWith('*')) return '.*';
    return token === '?' ? '.' : literal(token);
  });
  return { form: new RegExp(`^${text.startsWith('.') ? '' : '(?!\\.)'}${source}$`, 'su') };
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
