/** A language in whose files texts of ours stand. */
export type HostName = 'terraform' | 'json' | 'yaml' | 'markdown' | 'shell' | 'python' | 'javascript';

export const HOST_NAMES: readonly HostName[] = [
  ...(['terraform', 'json', 'yaml', 'markdown', 'shell', 'python', 'javascript'] as const),
];

/** What the names of a host's files end in, and what editors call its language. */
const KNOWN: Readonly<
  Record<HostName, { readonly endings: readonly string[]; readonly languages: readonly string[] }>
> = {
  terraform: {
    endings: ['.tf', '.tofu', '.tfvars'],
    languages: ['terraform', 'opentofu', 'terraform-vars', 'opentofu-vars', 'tf', 'tfvars'],
  },
  json: { endings: ['.json', '.jsonc'], languages: ['json', 'jsonc'] },
  yaml: { endings: ['.yaml', '.yml'], languages: ['yaml', 'ansible'] },
  markdown: { endings: ['.md', '.markdown'], languages: ['markdown'] },
  shell: { endings: ['.sh', '.bash', '.zsh'], languages: ['shellscript'] },
  python: { endings: ['.py'], languages: ['python'] },
  javascript: {
    endings: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
    languages: ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'],
  },
};

/** The host that a file is of by its name (a path or a URI), or by the language that an editor says it is in. */
export function hostOf(name: string, language?: string): HostName | undefined {
  const lower = name.toLowerCase();
  return HOST_NAMES.find((host) => {
    const { endings, languages } = KNOWN[host];
    return language === undefined
      ? endings.some((ending) => lower.endsWith(ending))
      : languages.includes(language);
  });
}
