import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type * as Sandbox from '../../sandbox/sandbox.ts';
import { complain, type ExitCode } from '../failure.ts';
import { localeOption } from '../locale.ts';
import { choices, say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { oneOf, UsageError } from '../usage.ts';
import { visible } from '../visible.ts';

type Module = typeof Sandbox;

/** What the commands of the sandbox are made of besides the terminal. */
export interface SandboxParts {
  /** The sandbox itself, which holds the parser and the catalogue: loaded when it is needed. */
  load(): Promise<Module>;
  /** Resolves when somebody stops the program. */
  stopped(): Promise<void>;
}

const FORMATS = ['pretty', 'json'] as const;

interface Common {
  readonly folder: string;
  readonly format: (typeof FORMATS)[number];
}

interface StartOptions extends Common {
  readonly port: number;
  readonly seed: boolean;
  readonly deny: boolean;
  readonly acceptUnknownTypes: boolean;
  readonly delayLists: number;
  readonly fault: readonly string[];
}

/** Adds `sandbox start`, `reset` and `seed`; `done` is told the exit code. */
export function sandboxCommand(
  program: Command,
  terminal: Terminal,
  parts: SandboxParts,
  done: (exitCode: ExitCode) => void,
): void {
  const group = program
    .command('sandbox')
    .description(say('help.sandbox'))
    .helpOption('-h, --help', say('help.help'))
    .helpCommand(false);

  common(group.command('start').description(say('help.sandboxStart')))
    .addOption(new Option('--port <port>', say('help.sandboxPort')).default(0).argParser(port))
    .option('--seed', say('help.sandboxWithSeed'), false)
    .option('--deny', say('help.sandboxDeny'), false)
    .option('--accept-unknown-types', say('help.sandboxUnknown'), false)
    .addOption(
      new Option('--delay-lists <requests>', say('help.sandboxDelay')).default(0).argParser(requests),
    )
    .option('--fault <fault>', say('help.sandboxFault'), (one: string, all: string[]) => [...all, one], [])
    .addHelpText('after', say('help.afterSandboxStart'))
    .action(async (options: StartOptions) => done(await start(options, terminal, parts)));

  common(group.command('reset').description(say('help.sandboxReset'))).action(async (options: Common) =>
    done(await reset(options, terminal, parts)),
  );

  common(group.command('seed').description(say('help.sandboxSeed'))).action(async (options: Common) =>
    done(await seed(options, terminal, parts)),
  );
}

function common(command: Command): Command {
  const folder = join('~', '.ocipolicy', 'sandbox');
  const format = say('help.format', { choices: choices(FORMATS), default: 'pretty' });
  return command
    .helpOption('-h, --help', say('help.help'))
    .option(
      '--folder <path>',
      say('help.sandboxFolder', { default: folder }),
      join(homedir(), '.ocipolicy', 'sandbox'),
    )
    .addOption(
      new Option('--format <format>', format).default('pretty').argParser(oneOf('--format', FORMATS)),
    )
    .addOption(localeOption());
}

async function start(options: StartOptions, terminal: Terminal, parts: SandboxParts): Promise<ExitCode> {
  const module = await parts.load();
  const faults = options.fault.map((text) => faultIn(text, module));
  return guarded(
    options,
    terminal,
    module,
    async (folder) => {
      const running = await module.startSandbox({
        folder,
        port: options.port,
        seed: options.seed,
        denyEnabled: options.deny,
        refuseUnknownTypes: !options.acceptUnknownTypes,
      });
      try {
        running.delayLists(options.delayLists);
        for (const fault of faults) running.faults.add(fault);
        const stopped = parts.stopped();
        const { url, configFile, profile, tenancyId, userId } = running;
        const told =
          options.format === 'json'
            ? JSON.stringify({ url, folder: running.folder, configFile, profile, tenancyId, userId })
            : `${say('sandbox.running', { url })}\n${say('sandbox.profile', { profile, file: visible(configFile) })}`;
        await terminal.stdout.write(`${told}\n`);
        await stopped;
      } finally {
        await running.close();
      }
      if (options.format === 'pretty') await terminal.stdout.write(`${say('sandbox.stopped')}\n`);
    },
    options.port,
  );
}

async function reset(options: Common, terminal: Terminal, parts: SandboxParts): Promise<ExitCode> {
  const module = await parts.load();
  return guarded(options, terminal, module, async (folder) => {
    module.resetSandbox(folder);
    const told =
      options.format === 'json'
        ? JSON.stringify({ folder })
        : say('sandbox.reset', { folder: visible(folder) });
    await terminal.stdout.write(`${told}\n`);
  });
}

async function seed(options: Common, terminal: Terminal, parts: SandboxParts): Promise<ExitCode> {
  const module = await parts.load();
  return guarded(options, terminal, module, async (folder) => {
    const made = module.seedSandbox(folder);
    const shown = visible(folder);
    const told =
      options.format === 'json'
        ? JSON.stringify({ folder, made })
        : made.length === 0
          ? say('sandbox.seededNothing', { folder: shown })
          : [say('sandbox.seeded', { folder: shown }), ...made.map((name) => `  ${name}`)].join('\n');
    await terminal.stdout.write(`${told}\n`);
  });
}

/** Does the work on the folder that was named; what is in its way is told in a sentence. */
async function guarded(
  options: Common,
  terminal: Terminal,
  module: Module,
  work: (folder: string) => Promise<void>,
  wanted = 0,
): Promise<ExitCode> {
  const folder = resolve(terminal.cwd, options.folder);
  try {
    await work(folder);
    return 0;
  } catch (error) {
    const sentence = sentenceOf(error, folder, wanted, module);
    if (sentence === undefined) throw error;
    await complain(terminal, sentence);
    return 2;
  }
}

function sentenceOf(error: unknown, folder: string, wanted: number, module: Module): string | undefined {
  if (error instanceof module.AlreadyRunning) return say('sandbox.alreadyRunning', { url: error.url });
  if (error instanceof module.UnreadableState)
    return say('sandbox.unreadable', { file: visible(error.path) });
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  if (code === 'EADDRINUSE') return say('sandbox.portTaken', { port: wanted });
  return say('sandbox.system', { folder: visible(folder), code });
}

function port(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new UsageError(say('usage.badPort', { value }));
}

function requests(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new UsageError(say('usage.badCount', { value }));
}

function faultIn(value: string, module: Module): Sandbox.Fault {
  const fault = module.readFault(value);
  if (!fault) throw new UsageError(say('usage.badFault', { value: visible(value) }));
  return fault;
}
