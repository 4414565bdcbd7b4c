import type { Command, Option } from 'commander';
import type { LoadQuestions } from './access-inputs.ts';
import { ANSWER_FORMATS, can, type CanOptions } from './commands/can.ts';
import { test, type TestOptions } from './commands/test.ts';
import type { ExitCode } from './failure.ts';
import { TEST_FORMATS } from './formats/tests.ts';
import { say } from './say.ts';
import type { Terminal } from './terminal.ts';

/** What the commands of access take from the program. */
export interface Registry {
  readonly terminal: Terminal;
  readonly loadQuestions: LoadQuestions;
  /** Adds the argument and the options of commands on policy files. */
  onPolicyFiles(command: Command): Command;
  choice(flag: '--format', placeholder: string, names: readonly string[], usual: string): Option;
  /** Refuses a name for standard input that is not read. */
  refuseUnusedName(paths: readonly string[], stdinName: string | undefined): void;
  end(exitCode: ExitCode): void;
}

/** Adds the commands that answer who can do what. */
export function addAccessCommands(program: Command, registry: Registry): void {
  const { terminal, loadQuestions, onPolicyFiles, choice, refuseUnusedName, end } = registry;

  onPolicyFiles(program.command('test'))
    .description(say('help.test'))
    .addOption(choice('--format', '<format>', TEST_FORMATS, 'pretty'))
    .option('--coverage', say('help.coverage'), false)
    .addHelpText('after', say('help.afterTest'))
    .action(async (paths: string[], options: TestOptions) => {
      refuseUnusedName(paths, options.stdinName);
      end(await test(paths, options, terminal, loadQuestions));
    });

  const asking = program
    .command('can')
    .argument('<who>', say('help.who'))
    .argument('<action>', say('help.action'));
  onPolicyFiles(asking)
    .description(say('help.can'))
    .option('--in <place>', say('help.in'))
    .option('--where <facts>', say('help.where'), collect)
    .addOption(choice('--format', '<format>', ANSWER_FORMATS, 'pretty'))
    .addHelpText('after', say('help.afterCan'))
    .action(async (who: string, action: string, paths: string[], options: CanOptions) => {
      refuseUnusedName(paths, options.stdinName);
      end(await can([who, action, paths], options, terminal, loadQuestions));
    });
}

/** An option that may stand several times. */
function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
