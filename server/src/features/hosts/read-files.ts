import { hostOf, HOSTS } from '../../hosts/hosts.ts';
import { moduleValues, type ModuleValues } from '../../hosts/terraform-values.ts';
import { createDocument, type PolicyDocument, type Range } from '../../language/document.ts';
import { composed, type FilledSlot } from './composed.ts';

export type { FilledSlot } from './composed.ts';

interface File {
  readonly uri: string;
  readonly text: string;
}

/** Files, of our language and of others, as documents for questions about what they grant. */
export interface FilesRead {
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  /** How many statements of host files are left out, because what they say is not known before the host runs. */
  readonly left: number;
  /** The URIs of host files that cannot be read. */
  readonly broken: readonly string[];
  /** What slots were filled with, each once. */
  readonly filled: readonly FilledSlot[];
  /** An answer about the documents, with the places that it names as they are in the files. */
  located<Report>(report: Report): Report;
}

/**
 * Reads files; by its name, a file is of our language or a host.
 * @param moduleOf the texts of the Terraform files that stand beside one, itself among them
 */
export async function readFiles(
  files: readonly File[],
  moduleOf: (uri: string) => readonly string[] | Promise<readonly string[]>,
): Promise<FilesRead> {
  const documents = new Map<string, PolicyDocument>();
  const places = new Map<string, (range: Range) => Range>();
  const modules = new Map<string, Promise<ModuleValues>>();
  const filled = new Map<string, FilledSlot>();
  const broken: string[] = [];
  let left = 0;
  for (const { uri, text } of files) {
    const host = hostOf(uri);
    if (host) await HOSTS[host].load?.();
    let values: ModuleValues | undefined;
    if (host === 'terraform' && /\$\{|\b(?:var|local)\./.test(text)) {
      const folder = uri.slice(0, uri.lastIndexOf('/'));
      const known = modules.get(folder) ?? Promise.resolve(moduleOf(uri)).then(moduleValues);
      modules.set(folder, known);
      values = await known;
    }
    const read = host && composed(uri, host, text, values);
    documents.set(uri, read?.document ?? createDocument(text));
    if (!read) continue;
    left += read.left;
    if (read.isBroken) broken.push(uri);
    places.set(uri, read.locate);
    for (const each of read.filled) filled.set(`${each.key} ${each.value}`, each);
  }
  return {
    ...{ documents, left, broken, filled: [...filled.values()] },
    located: (report) => (places.size === 0 ? report : (located(report, places) as typeof report)),
  };
}

/** A copy of data in which each place, told by `uri` and `range`, is the one in its file. */
export function located(data: unknown, places: ReadonlyMap<string, (range: Range) => Range>): unknown {
  if (Array.isArray(data)) return data.map((each) => located(each, places));
  if (typeof data !== 'object' || data === null) return data;
  const copy = Object.fromEntries(Object.entries(data).map(([key, each]) => [key, located(each, places)]));
  const { uri, range } = data as { uri?: unknown; range?: Range };
  const locate = typeof uri === 'string' ? places.get(uri) : undefined;
  return locate && range ? { ...copy, range: locate(range) } : copy;
}
