import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder holds. A link to a file counts as a file; a link to a folder is left out. */
export interface Entry {
  readonly name: string;
  isDirectory(): boolean;
}

/**
 * The entries of a folder in the order of their names. Links to folders are not followed, so a walk ends even where
 * links lead in a circle, and never leaves the folder. Throws what the system says when the folder cannot be read.
 */
export function listFolder(path: string): Entry[] {
  return readdirSync(path, { withFileTypes: true })
    .map((entry) => {
      if (!entry.isSymbolicLink()) return entry;
      return leadsToFolder(join(path, entry.name)) ? undefined : fileEntry(entry.name);
    })
    .filter((entry) => entry !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fileEntry(name: string): Entry {
  return { name, isDirectory: () => false };
}

function leadsToFolder(link: string): boolean {
  try {
    return statSync(link).isDirectory();
  } catch {
    // A link that leads nowhere stays in the list: whoever reads it will say so.
    return false;
  }
}
