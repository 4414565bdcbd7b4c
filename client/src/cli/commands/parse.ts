import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import pc from 'picocolors';
import { wantsColor } from '../color.ts';
import { complain, complainOfError, type ExitCode } from '../failure.ts';
import { treeJson, type NamedTree } from '../formats/treeJson.ts';
import { treeOutline } from '../formats/treePretty.ts';
import { STDIN } from '../inputs/find.ts';
import { readInputs } from '../inputs/inputs.ts';
import { spoken } from '../say.ts';
import { withText, type LoadService } from '../service.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';

export const TREE_FORMATS = ['json', 'pretty'] as const;
export type TreeFormat = (typeof TREE_FORMATS)[number];

export interface ParseOptions {
  readonly format: TreeFormat;
  readonly color?: boolean | undefined;
  readonly stdinName?: string | undefined;
}

/**
 * Prints the syntax trees of policy files. As JSON, one named file (or standard input) gives an object, and anything
 * else an array, however many files there are in it. Gives 2 when something could not be read, else 0: a broken
 * statement has a tree too.
 */
export async function parse(
  paths: readonly string[],
  options: ParseOptions,
  terminal: Terminal,
  loadService: LoadService,
): Promise<ExitCode> {
  const service = await loadService({ locale: spoken() });
  const print = treePrinter(options, namesOneText(paths, terminal.cwd), terminal);
  let exitCode: ExitCode = 0;
  for await (const input of readInputs(paths, options.stdinName, terminal)) {
    if ('sentence' in input) {
      exitCode = 2;
      await complain(terminal, input.sentence);
      continue;
    }
    let text: string;
    try {
      const tree = withText(service, input, (uri) => service.tree(uri));
      text = print.tree({ file: input.name, tree });
    } catch (error) {
      exitCode = 2;
      await complainOfError(terminal, error, input.name);
      continue;
    }
    await terminal.stdout.write(text);
  }
  await terminal.stdout.write(print.end());
  return exitCode;
}

function treePrinter(options: ParseOptions, isOne: boolean, terminal: Terminal) {
  if (options.format === 'pretty') {
    const { bold } = pc.createColors(wantsColor(options.color, terminal));
    return {
      tree: ({ file, tree }: NamedTree) => `${bold(visible(file))}\n${treeOutline(tree)}\n`,
      end: () => '',
    };
  }
  if (isOne) return { tree: (named: NamedTree) => `${treeJson(named)}\n`, end: () => '' };
  let isFirst = true;
  return {
    tree: (named: NamedTree) => {
      const text = treeJson(named);
      const before = isFirst ? '[\n' : ',\n';
      isFirst = false;
      return before + text;
    },
    end: () => (isFirst ? '[]\n' : '\n]\n'),
  };
}

/** The shape of the output follows from how the call is written, not from how many files a folder happens to hold. */
function namesOneText(paths: readonly string[], cwd: string): boolean {
  const [path, ...others] = paths;
  if (path === undefined || others.length > 0) return false;
  if (path === STDIN) return true;
  try {
    return !statSync(resolve(cwd, path)).isDirectory();
  } catch {
    return false;
  }
}
