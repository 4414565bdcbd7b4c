import { extensions, workspace, type TextDocument } from 'vscode';

/** The languages of other files that hold policies, by what the setting `ocipolicy.hosts` calls them, and the endings of such files. */
const HOSTS: Readonly<
  Record<string, { readonly languages: readonly string[]; readonly endings: readonly string[] }>
> = {
  terraform: {
    languages: ['terraform', 'opentofu', 'terraform-vars', 'opentofu-vars'],
    endings: ['tf', 'tofu', 'tfvars'],
  },
  markdown: { languages: ['markdown'], endings: ['md', 'markdown'] },
  json: { languages: ['json', 'jsonc'], endings: ['json', 'jsonc'] },
  yaml: { languages: ['yaml', 'ansible'], endings: ['yaml', 'yml'] },
  scripts: {
    languages: ['shellscript', 'python', 'typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
    endings: ['sh', 'bash', 'zsh', 'py', 'ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'],
  },
};

function hostsOn(hosts: unknown): (typeof HOSTS)[string][] {
  const on = typeof hosts === 'object' && hosts !== null ? (hosts as Record<string, unknown>) : {};
  return Object.entries(HOSTS).flatMap(([host, known]) => (on[host] === true ? [known] : []));
}

/** What the setting says. */
export const hostSetting = () => workspace.getConfiguration('ocipolicy').get<unknown>('hosts');

/** What the server is told of: policy files, and the files of those hosts that the setting turns on. */
export function selectorOf(hosts: unknown): { language: string }[] {
  return ['ocipolicy', ...hostsOn(hosts).flatMap(({ languages }) => languages)].map((language) => ({
    language,
  }));
}

/** What the names of such files end in. */
export function endingsOf(hosts: unknown): string[] {
  return ['ocipolicy', ...hostsOn(hosts).flatMap(({ endings }) => endings)];
}

/** Whether a document is of another language in which policies are looked for, and may hold one. */
export function mayHoldPolicies(document: TextDocument): boolean {
  const { languageId, uri } = document;
  if (languageId === 'ocipolicy' || workspace.fs.isWritableFileSystem(uri.scheme) !== true) return false;
  const isOn = selectorOf(hostSetting()).some(({ language }) => language === languageId);
  return isOn && /oci_identity|statements|matching[_-]?rule|```ocipolicy/i.test(document.getText());
}

export const isTerraform = (languageId: string) =>
  HOSTS['terraform']?.languages.includes(languageId) === true;

/** Extensions whose own servers colour Terraform files: of two that do, the editor takes one. */
const COLORING = ['hashicorp.terraform', 'opentofu.vscode-opentofu'];

/** Whether the words of a file are coloured by what they mean: in other files than policies, where nobody else does. */
export function isColoredHere(languageId: string): boolean {
  if (languageId === 'ocipolicy' || languageId === 'markdown') return true;
  return isTerraform(languageId) && !COLORING.some((id) => extensions.getExtension(id));
}
