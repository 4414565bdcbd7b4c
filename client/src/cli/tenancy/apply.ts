import {
  apply as applyTo,
  explainFailure,
  goBack,
  isApplicable,
  preparePlan,
  tell,
  type Applied,
  type ApplyOptions,
  type Change,
  type Choice,
  type Failed,
  type PreparedPlan,
  type Tenancy,
} from '../../tenancy/tenancy.ts';
import { wantsColor } from '../color.ts';
import type { ApplyCommandOptions } from '../commands/tenancy.ts';
import { complain, type ExitCode } from '../failure.ts';
import { count, say, spoken } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';
import { failureText, journalsOf, open, prepareOptions, readFiles, telling } from './open.ts';
import { changeName, json, placed, placeText, planJson, planText } from './show.ts';

/** Shows what changes, asks, and does it. Gives 0 when it is done or there was nothing to do, and 1 otherwise. */
export async function apply(
  paths: readonly string[],
  options: ApplyCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const files = await readFiles(paths, options, terminal);
  if (!files) return 1;
  return telling(terminal, async () => {
    const tenancy = await open(options, terminal);
    const prepared = await preparePlan(tenancy, files, prepareOptions(tenancy, options, terminal));
    return carryOut(tenancy, prepared, options, terminal);
  });
}

type How = Pick<ApplyCommandOptions, 'yes' | 'format' | 'color'>;

/** Shows a plan, asks, carries it out, and tells what became of it. */
export async function carryOut(
  tenancy: Tenancy,
  prepared: PreparedPlan,
  how: How,
  terminal: Terminal,
  undoes?: string,
): Promise<ExitCode> {
  const { plan } = prepared;
  // With JSON, standard output holds one value: what came of it.
  const out = how.format === 'json' ? terminal.stderr : terminal.stdout;
  await out.write(planText(plan, wantsColor(how.color, { ...terminal, stdout: out })));
  if (!isApplicable(plan)) {
    if (how.format === 'json')
      await terminal.stdout.write(json({ outcome: 'refused', plan: planJson(plan) }));
    await complain(terminal, say('apply.refused'));
    return 1;
  }
  if (plan.changes.length > 0 && !how.yes && !terminal.ask) {
    await complain(terminal, say('apply.needsYes'));
    return 1;
  }
  const stop = new AbortController();
  const release = terminal.onInterrupt?.(() => stop.abort());
  const folder = journalsOf(terminal);
  const options: ApplyOptions = {
    ...{ folder, undoes, signal: stop.signal },
    confirm: async () => how.yes || (await agrees(terminal, `${placeText(plan.place)}\n${say('ask.apply')}`)),
    onProgress: ({ change, phase }) => {
      if (phase === 'done') void out.write(`${say('apply.done', { what: changeName(change) })}\n`);
    },
    onFailure: (failed) => chosen(failed, how, terminal),
  };
  try {
    const applied = await applyTo(tenancy, prepared, options);
    let back: Applied | undefined;
    if (applied.outcome === 'back') {
      back = await goBack(tenancy, applied, {
        ...{ ...options, undoes: undefined, onFailure: undefined },
        // What goes back is another plan, and is shown like one.
        confirm: async (way) => {
          await out.write(planText(way, wantsColor(how.color, { ...terminal, stdout: out })));
          return options.confirm(way);
        },
      });
    }
    if (how.format === 'json') await terminal.stdout.write(json(resultJson(applied, back, prepared)));
    return await told(applied, back, terminal, out);
  } finally {
    release?.();
  }
}

/** Whether a person says yes. */
async function agrees({ ask }: Terminal, question: string): Promise<boolean> {
  return /^\s*(?:y|yes|s|sim|はい)\s*$/i.test((await ask?.(`${question} `)) ?? '');
}

/** What to do about a failure: asked where somebody is there to answer and a choice makes sense. */
async function chosen(failed: Failed, { yes }: How, terminal: Terminal): Promise<Choice> {
  await complain(terminal, failedText(failed));
  if (!terminal.ask || yes) return 'stop';
  const canGoOn = !failed.isConflict;
  const answer = await terminal.ask(`${say(canGoOn ? 'ask.onBackStop' : 'ask.backStop')} `);
  const first = answer?.trim().toLowerCase()[0];
  if (first === 'b' || first === 'v') return 'back';
  return canGoOn && (first === 'o' || first === 'c') ? 'on' : 'stop';
}

/** What failed, where in the files it stands, what the service said, and what is there now. */
export function failedText({ change, failure, isConflict, isUnknown, current }: Failed): string {
  const { source, statement } = explainFailure(failure, change);
  const lines = [`${placed(source)}${say('apply.failed', { what: changeName(change) })}`];
  const explained = explainFailure(failure, change);
  const text = isConflict ? failureText(failure) : failureText(failure).split('\n').slice(1).join('\n');
  if (!isConflict) lines.push(`  ${visible(tell(explained.saying, spoken()))}`);
  if (text !== '') lines.push(text);
  if (statement) lines.push(`  ${visible(statement.text)}`);
  if (isUnknown) lines.push(`  ${say('apply.unknown')}`);
  if (isConflict) {
    lines.push(`  ${say(current ? 'apply.now' : 'apply.gone')}`);
    if (current?.kind === 'policy') lines.push(...current.statements.map((each) => `    ${visible(each)}`));
    else if (current?.kind === 'dynamic-group') lines.push(`    ${visible(current.matchingRule)}`);
  }
  return lines.join('\n');
}

async function told(
  applied: Applied,
  back: Applied | undefined,
  terminal: Terminal,
  out: Terminal['stdout'],
): Promise<ExitCode> {
  const { outcome, done, notDone, differs, journalFile, journal, isCancelled } = applied;
  const names = (changes: readonly Change[]) => changes.map((change) => `  ${changeName(change)}\n`).join('');
  for (const change of differs) await complain(terminal, say('apply.differs', { what: changeName(change) }));
  switch (outcome) {
    case 'nothing':
      return 0;
    case 'done':
      await out.write(
        `${count('change', done.filter(isEnd).length)}\n${say('apply.journal', { file: visible(journalFile ?? '') })}\n`,
      );
      await out.write(`${say('apply.undo', { id: journal?.id ?? '' })}\n`);
      return 0;
    case 'declined':
      await out.write(`${say('apply.declined')}\n`);
      return 1;
    case 'refused':
      return 1;
    case 'stopped':
    case 'back':
      if (isCancelled) await complain(terminal, say('apply.cancelled'));
      if (done.length > 0) await terminal.stderr.write(`${say('apply.wasDone')}\n${names(done)}`);
      await terminal.stderr.write(`${say('apply.notDone')}\n${names(notDone)}`);
      if (back) await complain(terminal, say(isBack(back) ? 'apply.isBack' : 'apply.notBack'));
      if (back?.failed) await complain(terminal, failedText(back.failed));
      if (!back && done.length > 0)
        await terminal.stderr.write(`${say('apply.undo', { id: journal?.id ?? '' })}\n`);
      return 1;
  }
}

/** Whether a change is done with this write: some take several. */
function isEnd({ step }: Change): boolean {
  return !step || step.number === step.of;
}

function isBack({ outcome }: Applied): boolean {
  return outcome === 'done' || outcome === 'nothing';
}

function resultJson(applied: Applied, back: Applied | undefined, { plan }: PreparedPlan): unknown {
  const { failed, outcome, done, notDone, differs, journal } = applied;
  const names = (changes: readonly Change[]) =>
    changes.map(({ kind, action, name, step }) => ({ kind, action, name, step }));
  const { saying, ...rest } = failed ? explainFailure(failed.failure, failed.change) : { saying: undefined };
  return {
    ...{ outcome, done: names(done), notDone: names(notDone), differs: names(differs) },
    failed: failed && {
      ...{ change: names([failed.change])[0], message: saying && tell(saying, spoken()), ...rest },
      ...{ isConflict: failed.isConflict, isUnknown: failed.isUnknown, current: failed.current },
    },
    ...{ back: back?.outcome, journal: journal?.id, plan: planJson(plan) },
  };
}
