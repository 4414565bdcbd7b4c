import { Option, type Command } from 'commander';
import type { ExitCode } from '../failure.ts';
import { localeOption } from '../locale.ts';
import { choices, say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { oneOf } from '../usage.ts';

/** How a plan and what came of it are printed. */
export const TENANCY_FORMATS = ['pretty', 'json'] as const;

/** What the commands on a tenancy have in common. */
export interface TenancyOptions {
  readonly profile?: string | undefined;
  readonly configFile?: string | undefined;
  readonly region?: string | undefined;
  readonly format: (typeof TENANCY_FORMATS)[number];
  readonly color?: boolean | undefined;
}

export interface PlanCommandOptions extends TenancyOptions {
  readonly stdinName?: string | undefined;
  /** Where policies go of which the files do not say it. */
  readonly compartment?: string | undefined;
  readonly delete: boolean;
}

export interface ApplyCommandOptions extends PlanCommandOptions {
  readonly yes: boolean;
}

export interface ImportCommandOptions extends TenancyOptions {
  readonly compartment?: string | undefined;
  readonly output?: string | undefined;
}

export interface UndoCommandOptions extends TenancyOptions {
  readonly yes: boolean;
}

export const TENANCY_COMMANDS = ['plan', 'apply', 'drift', 'import', 'undo'];

/** What a call ends with when it is wrong: for the commands on a tenancy, 2 says that changes are pending. */
export function exitCodeOfWrongCall(args: readonly string[]): ExitCode {
  const name = args.find((arg, index) => !arg.startsWith('-') && args[index - 1] !== '--locale');
  return name !== undefined && TENANCY_COMMANDS.includes(name) ? 1 : 2;
}

/** Gives a command the arguments and options that others have too. */
export interface Shared {
  readonly onPolicyFiles: (command: Command) => Command;
  readonly inColor: (command: Command) => Command;
}

/**
 * Adds the commands on a tenancy. What they need is loaded when one of them runs.
 * @param done takes the exit code
 */
export function addTenancyCommands(
  program: Command,
  { onPolicyFiles, inColor }: Shared,
  terminal: Terminal,
  done: (exitCode: ExitCode) => void,
): void {
  const onFiles = (name: string) =>
    onTenancy(inColor(onPolicyFiles(program.command(name)))).option(
      '--compartment <path>',
      say('help.compartment'),
    );

  onFiles('plan')
    .description(say('help.plan'))
    .option('--delete', say('help.delete'), false)
    .addHelpText('after', say('help.afterPlan'))
    .action(async (paths: string[], options: PlanCommandOptions) => {
      const { plan } = await import('../tenancy/plan.ts');
      done(await plan(paths, options, terminal));
    });

  onFiles('apply')
    .description(say('help.apply'))
    .option('--delete', say('help.delete'), false)
    .option('--yes', say('help.yes'), false)
    .addHelpText('after', say('help.afterApply'))
    .action(async (paths: string[], options: ApplyCommandOptions) => {
      const { apply } = await import('../tenancy/apply.ts');
      done(await apply(paths, options, terminal));
    });

  onFiles('drift')
    .description(say('help.drift'))
    .addHelpText('after', say('help.afterDrift'))
    .action(async (paths: string[], options: PlanCommandOptions) => {
      const { drift } = await import('../tenancy/plan.ts');
      done(await drift(paths, options, terminal));
    });

  onTenancy(inColor(program.command('import')))
    .helpOption('-h, --help', say('help.help'))
    .addOption(localeOption())
    .description(say('help.import'))
    .option('--compartment <path>', say('help.importCompartment'))
    .option('--output <path>', say('help.output'))
    .action(async (options: ImportCommandOptions) => {
      const { importPolicies } = await import('../tenancy/import.ts');
      done(await importPolicies(options, terminal));
    });

  onTenancy(inColor(program.command('undo')))
    .helpOption('-h, --help', say('help.help'))
    .addOption(localeOption())
    .description(say('help.undo'))
    .argument('[journal]', say('help.journal'))
    .option('--yes', say('help.yes'), false)
    .addHelpText('after', say('help.afterApply'))
    .action(async (journal: string | undefined, options: UndoCommandOptions) => {
      const { undo } = await import('../tenancy/undo.ts');
      done(await undo(journal, options, terminal));
    });
}

function onTenancy(command: Command): Command {
  const usual = 'pretty';
  const text = say('help.format', { choices: choices(TENANCY_FORMATS), default: usual });
  return command
    .option('--profile <name>', say('help.profile'))
    .option('--config-file <path>', say('help.configFile'))
    .option('--region <region>', say('help.region'))
    .addOption(
      new Option('--format <format>', text).default(usual).argParser(oneOf('--format', TENANCY_FORMATS)),
    );
}
