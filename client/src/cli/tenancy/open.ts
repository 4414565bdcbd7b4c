import { complain } from '../failure.ts';
import { readInputs } from '../inputs/inputs.ts';
import { projectsOf } from '../project.ts';
import { say, spoken } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';
import {
  createdByApplies,
  explainFailure,
  journalFolder,
  openTenancy,
  tell,
  TenancyFailure,
  type PrepareOptions,
  type SourceFile,
  type Tenancy,
} from '../../tenancy/tenancy.ts';
import type { PlanCommandOptions, TenancyOptions } from '../commands/tenancy.ts';

/** Opens the tenancy that the options and the environment name. */
export function open(options: TenancyOptions, terminal: Terminal, signal?: AbortSignal): Promise<Tenancy> {
  const { profile, configFile, region } = options;
  const { env, askSecret } = terminal;
  const askPassPhrase =
    askSecret && ((file: string) => askSecret(say('ask.passPhrase', { file: visible(file) })));
  return openTenancy({ env, profile, configFile, region, signal, askPassPhrase });
}

/** The folder of the journals of this user. */
export function journalsOf({ env }: Terminal): string {
  return journalFolder(env);
}

/** How a plan of a call is made. */
export function prepareOptions(
  { place }: Tenancy,
  { compartment, delete: deletes }: Pick<PlanCommandOptions, 'compartment' | 'delete'>,
  terminal: Terminal,
): PrepareOptions {
  const owned = deletes ? createdByApplies(journalsOf(terminal), place.tenancyId) : undefined;
  return { compartment, delete: deletes, owned };
}

/** The policy files of a call with the settings of their projects; undefined, told, when one of them cannot be read. */
export async function readFiles(
  paths: readonly string[],
  { stdinName }: Pick<PlanCommandOptions, 'stdinName'>,
  terminal: Terminal,
): Promise<SourceFile[] | undefined> {
  const projects = await projectsOf(undefined, terminal);
  const files: SourceFile[] = [];
  let failed = false;
  const fail = async (sentence: string) => {
    failed = true;
    await complain(terminal, sentence);
  };
  if ('sentence' in projects) {
    await fail(projects.sentence);
    return undefined;
  }
  for await (const read of readInputs(paths, stdinName, terminal)) {
    if ('sentence' in read) {
      await fail(read.sentence);
      continue;
    }
    const settings = projects.settingsFor(read.path === undefined ? { folder: '.' } : { file: read.path });
    if (settings && 'sentence' in settings) await fail(settings.sentence);
    else files.push({ name: read.name, text: read.text, settings });
  }
  return failed ? undefined : files;
}

/** Runs what asks a tenancy; what it refuses is told in our words and in its own, and ends with 1. */
export async function telling(terminal: Terminal, run: () => Promise<0 | 1 | 2>): Promise<0 | 1 | 2> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof TenancyFailure)) throw error;
    await complain(terminal, failureText(error));
    return 1;
  }
}

/** A failure as a sentence, and behind it what the service said. */
export function failureText(failure: TenancyFailure): string {
  const { saying, verbatim, status, code, requestId } = explainFailure(failure);
  const said = verbatim === undefined ? '' : `\n  ${[status, code].filter(Boolean).join(' ')}: ${verbatim}`;
  const id = requestId === undefined ? '' : `\n  opc-request-id: ${requestId}`;
  return `${visible(tell(saying, spoken()))}${visibleLines(said + id)}`;
}

/** Spells out what must not reach a terminal, but keeps our own line ends. */
function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
