import type { Embedded } from './embedded.ts';
import type { HostName } from './endings.ts';
import { readJson } from './json.ts';
import { readMarkdown } from './markdown.ts';
import { readJavaScript, readPython } from './scripts.ts';
import { readShell } from './shell.ts';
import { loadTerraform } from './terraform-parser.ts';
import { readTerraform } from './terraform.ts';
import { readYaml } from './yaml.ts';

export { hostOf, type HostName } from './endings.ts';

interface Host {
  /** Makes it ready to read; absent when it always is. */
  readonly load?: () => Promise<void>;
  /** The texts of our language in a text, in its order; undefined for a broken text: nothing is to be said of it. */
  readonly read: (text: string) => readonly Embedded[] | undefined;
}

export const HOSTS: Readonly<Record<HostName, Host>> = {
  terraform: { load: loadTerraform, read: readTerraform },
  json: { read: readJson },
  yaml: { read: readYaml },
  markdown: { read: readMarkdown },
  shell: { read: readShell },
  python: { read: readPython },
  javascript: { read: readJavaScript },
};
