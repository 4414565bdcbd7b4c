import type { Command, Option } from 'commander';
import type { LoadQuestions } from './access-inputs.ts';
import { ANSWER_FORMATS, can, type CanOptions } from './commands/can.ts';
import { diff, type DiffOptions } from './commands/diff.ts';
import { explain, type ExplainOptions } from './commands/explain.ts';
import { test, type TestOptions } from './commands/test.ts';
import { whatCan, type WhatCanOptions } from './commands/whatCan.ts';
import { whoCan } from './commands/whoCan.ts';
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

export const ACCESS_COMMANDS = ['test', 'can', 'who-can', 'what-can', 'explain', 'diff'];

/** Adds the commands that answer who can do what. */
export function addAccessCommands(program: Command, registry: Registry): void {
  const { terminal, loadQuestions, onPolicyFiles, choice, refuseUnusedName, end } = registry;

  onPolicyFiles(program.command('test'))
    .description(say('help.test'))
    .addOption(choice('--format', '<format>', TEST_FORMATS, 'pretty'))
    .option('--coverage', say('help.coverage'), false)
    .option('--hosts', say('help.hosts'), false)
    .addHelpText('after', say('help.afterTest'))
    .action(async (paths: string[], options: TestOptions) => {
      refuseUnusedName(paths, options.stdinName);
      end(await test(paths, options, terminal, loadQuestions));
    });

  const about = (command: Command) =>
    onPolicyFiles(command)
      .option('--in <place>', say('help.in'))
      .option('--where <facts>', say('help.where'), collect)
      .option('--hosts', say('help.hosts'), false)
      .addOption(choice('--format', '<format>', ANSWER_FORMATS, 'pretty'));

  const asking = program
    .command('can')
    .argument('<who>', say('help.who'))
    .argument('<action>', say('help.action'));
  about(asking)
    .description(say('help.can'))
    .option('--to <place>', say('help.moveTo'))
    .option('--at <type=place>', say('help.elsewhere'), collect)
    .addHelpText('after', say('help.afterCan'))
    .action(async (who: string, action: string, paths: string[], options: CanOptions) => {
      refuseUnusedName(paths, options.stdinName);
      end(await can([who, action, paths], options, terminal, loadQuestions));
    });

  about(program.command('who-can').argument('<action>', say('help.action')))
    .description(say('help.whoCan'))
    .option('--to <place>', say('help.moveTo'))
    .option('--at <type=place>', say('help.elsewhere'), collect)
    .action(async (action: string, paths: string[], options: CanOptions) => {
      refuseUnusedName(paths, options.stdinName);
      end(await whoCan([action, paths], options, terminal, loadQuestions));
    });

  about(program.command('what-can').argument('<who>', say('help.who')))
    .description(say('help.whatCan'))
    .option('--all', say('help.explainAll'), false)
    .action(async (who: string, paths: string[], options: WhatCanOptions) => {
      refuseUnusedName(paths, options.stdinName);
      end(await whatCan([who, paths], options, terminal, loadQuestions));
    });

  onPolicyFiles(program.command('explain'))
    .description(say('help.explain'))
    .option('--all', say('help.explainAll'), false)
    .option('--hosts', say('help.hosts'), false)
    .addOption(choice('--format', '<format>', ANSWER_FORMATS, 'pretty'))
    .action(async (paths: string[], options: ExplainOptions) => {
      refuseUnusedName(paths, options.stdinName);
      end(await explain(paths, options, terminal, loadQuestions));
    });

  onPolicyFiles(program.command('diff'))
    .description(say('help.diff'))
    .option('--against <revision>', say('help.against'))
    .option('--from <path>', say('help.from'), collect)
    .option('--plan <path>', say('help.planFile'))
    .option('--hosts', say('help.hosts'), false)
    .option('--fail-on-gain', say('help.failOnGain'), false)
    .addOption(choice('--format', '<format>', ANSWER_FORMATS, 'pretty'))
    .addHelpText('after', say('help.afterDiff'))
    .action(async (paths: string[], options: DiffOptions) => {
      refuseUnusedName(options.plan === undefined ? paths : [options.plan], options.stdinName);
      end(await diff(paths, options, terminal, loadQuestions));
    });
}

/** An option that may stand several times. */
function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
