import type { Embedded } from './embedded.ts';
import type { HostName } from './endings.ts';
import { readJson } from './json.ts';
import { readMarkdown } from './markdown.ts';
import { loadTerraform } from './terraform-parser.ts';
import { readTerraform } from './terraform.ts';

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
  markdown: { read: readMarkdown },
};
