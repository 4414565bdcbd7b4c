import { Command, CommanderError, Option } from 'commander';
import { ACCESS_COMMANDS, addAccessCommands } from './access-commands.ts';
import type { LoadQuestions } from './access-inputs.ts';
import { check, type CheckOptions } from './commands/check.ts';
import { CONVERSIONS, convert, type ConvertOptions } from './commands/convert.ts';
import { format, type FormatOptions } from './commands/format.ts';
import { lsp, type LspOptions, type ServerProgram } from './commands/lsp.ts';
import { sandboxCommand, type SandboxParts } from './commands/sandbox.ts';
import { parse, TREE_FORMATS, type ParseOptions } from './commands/parse.ts';
import { addTenancyCommands, exitCodeOfWrongCall, TENANCY_COMMANDS } from './commands/tenancy.ts';
import { complain, complainOfError, type ExitCode } from './failure.ts';
import { FORMATS } from './formats/formats.ts';
import { STDIN } from './inputs/find.ts';
import { languageFor, localeOption } from './locale.ts';
import { choices, say, speak } from './say.ts';
import type { LoadService } from './service.ts';
import { FAIL_LEVELS } from './severity.ts';
import { OutputFailure, type Terminal } from './terminal.ts';
import { oneOf, UsageError, usageSentence } from './usage.ts';
import { version } from './version.ts';
import { cellsWide, wrapCells } from './wrap.ts';

/** What the commands are made of besides the terminal. */
export interface Parts {
  readonly loadService: LoadService;
  readonly loadQuestions: LoadQuestions;
  readonly server: ServerProgram;
  readonly sandbox: SandboxParts;
}

/**
 * Runs `ocipolicy` with the given arguments (without the program's own name). Never throws: what goes wrong is told in
 * a sentence on the error stream. Gives the exit code; undefined when a server was started and goes on running.
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  parts: Parts,
): Promise<ExitCode | undefined> {
  speak(languageFor(args, terminal.env));
  try {
    return await runCommand(args, terminal, parts);
  } catch (error) {
    await tell(error, terminal).catch(() => undefined);
    return exitCodeOfWrongCall(args);
  }
}

async function tell(error: unknown, terminal: Terminal): Promise<void> {
  if (error instanceof UsageError) await complain(terminal, error.message);
  else if (!(error instanceof OutputFailure)) await complainOfError(terminal, error);
  // Who reads the output may leave early, as `head` does: that is no news to anyone.
  else if (error.code !== 'EPIPE') await complain(terminal, say('output.failed', { code: error.code }));
}

async function runCommand(
  args: readonly string[],
  terminal: Terminal,
  parts: Parts,
): Promise<ExitCode | undefined> {
  let exitCode: ExitCode | undefined;
  let help = '';
  const program = root(terminal, (text) => (help += text));

  const onFiles = () => {
    inColor(onPolicyFiles(program.command('check')))
      .description(say('help.check'))
      .addOption(choice('--format', '<format>', FORMATS, 'pretty', 'help.format'))
      .addOption(choice('--fail-level', '<level>', FAIL_LEVELS, 'error', 'help.failLevel'))
      .option('--quiet', say('help.quiet'), false)
      .option('--fix', say('help.fix'), false)
      .option('--hosts', say('help.hosts'), false)
      .option('--config <path>', say('help.config'))
      .addHelpText('after', say('help.afterCheck'))
      .action(async (paths: string[], options: CheckOptions) => {
        refuseUnusedName(paths, options.stdinName);
        exitCode = await check(paths, options, terminal, parts.loadService);
      });

    onPolicyFiles(program.command('format'))
      .description(say('help.formatFiles'))
      .option('--check', say('help.formatCheck'), false)
      .addHelpText('after', say('help.afterFormat'))
      .action(async (paths: string[], options: FormatOptions) => {
        refuseUnusedName(paths, options.stdinName);
        exitCode = await format(paths, options, terminal, parts.loadService);
      });

    onPolicyFiles(program.command('convert'))
      .description(say('help.convert'))
      .addOption(choice('--to', '<form>', CONVERSIONS, 'json', 'help.to'))
      .addHelpText('after', say('help.afterConvert'))
      .action(async (paths: string[], options: ConvertOptions) => {
        refuseUnusedName(paths, options.stdinName);
        exitCode = await convert(paths, options, terminal, parts.loadService);
      });

    inColor(onPolicyFiles(program.command('parse')))
      .description(say('help.parse'))
      .addOption(choice('--format', '<format>', TREE_FORMATS, 'json', 'help.format'))
      .addHelpText('after', say('help.afterParse'))
      .action(async (paths: string[], options: ParseOptions) => {
        refuseUnusedName(paths, options.stdinName);
        exitCode = await parse(paths, options, terminal, parts.loadService);
      });
  };
  const aboutAccess = () =>
    addAccessCommands(program, {
      ...{ terminal, refuseUnusedName, loadQuestions: parts.loadQuestions },
      onPolicyFiles: (command) => inColor(onPolicyFiles(command)),
      choice: (flag, placeholder, names, usual) => choice(flag, placeholder, names, usual, 'help.format'),
      end: (code) => (exitCode = code),
    });
  const onTenancy = () =>
    addTenancyCommands(program, { onPolicyFiles, inColor }, terminal, (code) => (exitCode = code));
  const server = () => {
    program
      .command('lsp')
      .description(say('help.lsp'))
      .helpOption('-h, --help', say('help.help'))
      .option('--stdio', say('help.stdio'))
      // Editors that start a server by command add this by themselves.
      .addOption(new Option('--clientProcessId <id>').hideHelp())
      .action(async (options: LspOptions) => {
        exitCode = await lsp(options, terminal, parts.server);
      });
  };
  const sandbox = () => sandboxCommand(program, terminal, parts.sandbox, (code) => (exitCode = code));

  // What the first word names is made alone. Help tells of all commands, and what is none of them is held against all.
  const groups: readonly (readonly [names: readonly string[], make: () => void])[] = [
    [['check', 'format', 'convert', 'parse'], onFiles],
    [ACCESS_COMMANDS, aboutAccess],
    [TENANCY_COMMANDS, onTenancy],
    [['lsp'], server],
    [['sandbox'], sandbox],
  ];
  const asked = groups.filter(([names]) => names.includes(args[0] ?? ''));
  for (const [, make] of asked.length > 0 ? asked : groups) make();

  for (const command of withAllBelow(program)) {
    command.exitOverride((error) => {
      if (error.exitCode === 0) throw error;
      throw new UsageError(usageSentence(error, fullName(command)));
    });
  }

  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and the version come here too: commander ends by throwing.
    exitCode = 0;
  }
  if (help !== '') await terminal.stdout.write(help);
  return exitCode;
}

function withAllBelow(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withAllBelow)];
}

function root(terminal: Terminal, write: (text: string) => void): Command {
  const titles = new Map([
    ['Usage:', say('help.usage')],
    ['Arguments:', say('help.arguments')],
    ['Options:', say('help.options')],
    ['Commands:', say('help.commands')],
  ]);
  return new Command('ocipolicy')
    .description(say('help.program'))
    .version(version, '-V, --version', say('help.version'))
    .helpOption('-h, --help', say('help.help'))
    .addOption(localeOption())
    .helpCommand('help [command]', say('help.helpCommand'))
    .addHelpText('after', say('help.afterProgram'))
    .configureHelp({
      optionDescription: ({ description }) => description,
      displayWidth: cellsWide,
      boxWrap: wrapCells,
      styleTitle: (title) => titles.get(title) ?? title,
    })
    .configureOutput({
      writeOut: write,
      // Faults are told as sentences of our own, by `run`.
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => terminal.stdout.columns ?? 100,
      getErrHelpWidth: () => terminal.stderr.columns ?? 100,
    });
}

/** The argument and the options that commands on policy files have in common. */
function onPolicyFiles(command: Command): Command {
  return command
    .argument('[paths...]', say('help.paths'))
    .helpOption('-h, --help', say('help.help'))
    .option('--stdin-name <path>', say('help.stdinName'))
    .addOption(localeOption());
}

/** The options of commands whose output may have colours. */
function inColor(command: Command): Command {
  return command.option('--color', say('help.color')).option('--no-color', say('help.noColor'));
}

function choice<Name extends string>(
  flag: string,
  placeholder: string,
  names: readonly Name[],
  usual: Name,
  description: 'help.format' | 'help.failLevel' | 'help.to',
): Option {
  const text = say(description, { choices: choices(names), default: usual });
  return new Option(`${flag} ${placeholder}`, text).default(usual).argParser(oneOf(flag, names));
}

function refuseUnusedName(paths: readonly string[], stdinName: string | undefined): void {
  if (stdinName !== undefined && !paths.includes(STDIN)) throw new UsageError(say('usage.stdinName'));
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
