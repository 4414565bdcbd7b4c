import { hostOf } from '../../hosts/hosts.ts';
import { moduleValues, type ModuleValues } from '../../hosts/terraform-values.ts';
import { composed, type Composed } from './composed.ts';

/** The Terraform files of folders, as far as a client tells of them or has them open. */
export interface Modules {
  /** Takes in what a file says; undefined when it is gone. It is read when something is asked of its folder. */
  tell(uri: string, text: string | undefined): void;
  /** An open file says something else. */
  changed(uri: string): void;
  /** What the files of a file's folder fill slots with. */
  valuesFor(uri: string): ModuleValues;
  /** The other files of its folder, with what they surely hold. */
  beside(uri: string): ReadonlyMap<string, Composed>;
}

/** @param openText what an open file says; undefined for one that is not open */
export function createModules(openText: (uri: string) => string | undefined): Modules {
  const folders = new Map<string, Map<string, string | undefined>>();
  const values = new Map<string, ModuleValues>();
  const others = new Map<string, ReadonlyMap<string, Composed>>();
  const forget = (folder: string) => {
    values.delete(folder);
    for (const uri of others.keys()) if (folderOf(uri) === folder) others.delete(uri);
  };
  const filesIn = (folder: string): [uri: string, text: string][] =>
    [...(folders.get(folder) ?? [])].flatMap(([uri, told]): [string, string][] => {
      const text = openText(uri) ?? told;
      return text === undefined ? [] : [[uri, text]];
    });
  const modules: Modules = {
    tell: (uri, text) => {
      const folder = folderOf(uri);
      const files = folders.get(folder) ?? new Map<string, string | undefined>();
      if (text === undefined) files.delete(uri);
      else files.set(uri, text);
      folders.set(folder, files);
      forget(folder);
    },
    changed: (uri) => {
      if (hostOf(uri) !== 'terraform') return;
      const folder = folderOf(uri);
      const files = folders.get(folder) ?? new Map<string, string | undefined>();
      if (!files.has(uri)) files.set(uri, undefined);
      folders.set(folder, files);
      forget(folder);
    },
    valuesFor: (uri) => {
      const folder = folderOf(uri);
      const known = values.get(folder) ?? moduleValues(filesIn(folder).map(([, text]) => text));
      values.set(folder, known);
      return known;
    },
    beside: (uri) => {
      const folder = folderOf(uri);
      const known =
        others.get(uri) ??
        new Map(
          filesIn(folder)
            .filter(([each]) => each !== uri)
            .map(([each, text]) => [each, composed(each, 'terraform', text, modules.valuesFor(uri))]),
        );
      others.set(uri, known);
      return known;
    },
  };
  return modules;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
