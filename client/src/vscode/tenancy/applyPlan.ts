import { commands, l10n, Uri, window } from 'vscode';
import type {
  Applied,
  ApplyOptions,
  Change,
  Failed,
  Plan,
  PreparedPlan,
  Saying,
  SourceFile,
  Tenancy,
} from '../../tenancy/tenancy.ts';
import { openSource } from './places.ts';
import type { Previews } from './preview.ts';
import type { TenancySession, Working } from './session.ts';

/** What the commands that change a tenancy are made of. */
export interface Parts {
  readonly session: TenancySession;
  readonly previews: Previews;
  /** Hears of a tenancy that was read or written. */
  readonly seen: (prepared: PreparedPlan) => void;
}

/** What can be applied: an open tenancy and the plan for it. */
export interface Ready {
  readonly tenancy: Tenancy;
  readonly prepared: PreparedPlan;
}

/**
 * Reads the tenancy and makes the plan for files. Where it is not said to which compartment a policy belongs, a person is asked.
 * Undefined when a person cancelled, or when it failed, which was told.
 */
export async function planFor(files: readonly SourceFile[], parts: Parts): Promise<Ready | undefined> {
  const { session } = parts;
  const first = await planned(files, undefined, parts);
  if (!first?.prepared.plan.stops.some(({ key }) => key === 'stop.placeMissing')) return first;
  const { tenancy } = await session.modules();
  const { snapshot } = first.prepared;
  const items = snapshot.compartments.map(({ id, name }, index) => ({
    label: index === 0 ? l10n.t('{0} (the tenancy itself)', name) : (tenancy.pathOf(snapshot, id) ?? name),
    id,
  }));
  const picked = await session.prompts.pick(items, l10n.t('In which compartment does the policy belong?'));
  return picked && planned(files, picked.id, parts);
}

function planned(
  files: readonly SourceFile[],
  compartment: string | undefined,
  { session, seen }: Parts,
): Promise<Ready | undefined> {
  return session.withProgress(l10n.t('Comparing with the tenancy'), async (asked) => {
    const { tenancy: modules } = await session.modules();
    const tenancy = await session.open(asked.signal);
    const prepared = await modules.preparePlan(tenancy, files, { compartment, ...reading(asked) });
    seen(prepared);
    return { tenancy, prepared };
  });
}

/** Progress of reading a tenancy. */
export function reading({ signal, say }: Working) {
  return {
    signal,
    onRead: (read: number, all: number) => say(l10n.t('{0} of {1} compartments read', read, all)),
  };
}

/** What keeps a plan from being applied, told with the places in the files; true when there is something. */
export async function tellObstacles({ plan }: PreparedPlan, { session }: Parts): Promise<boolean> {
  const obstacles = [
    ...plan.unfilled.map(({ text, source }) => ({ label: l10n.t('Fill {0}', text), source })),
    ...plan.faults.map(({ finding, source }) => ({ label: session.say(finding), source })),
    ...plan.stops.map((stop) => ({ label: session.tell(stop), source: stop.source })),
  ];
  if (obstacles.length === 0) return false;
  const items = obstacles.map(({ label, source }) => ({
    label,
    source,
    description: source ? `${source.file}:${source.line}` : '',
  }));
  const title = l10n.t('Nothing was applied: {0} things to settle first', obstacles.length);
  const picked = await session.prompts.pick(items, title);
  if (picked?.source) await openSource(picked.source);
  return true;
}

/** Shows a plan, asks, and does it: the plan that was shown and nothing else. */
export async function applyReady(ready: Ready, parts: Parts, undoes?: string): Promise<Applied | undefined> {
  const { session, previews, seen } = parts;
  const { plan } = ready.prepared;
  if (await tellObstacles(ready.prepared, parts)) return undefined;
  if (plan.changes.length === 0) {
    const notes = plan.notes.map((note) => session.tell(note)).join(' ');
    void window.showInformationMessage(
      `${l10n.t('Nothing to do: {0} has all of this already.', plan.place.tenancyName)} ${notes}`.trim(),
    );
    return undefined;
  }
  await previews.show(ready.prepared, session);
  const isSure = await session.prompts.confirm(titleOf(plan), detailOf(plan, session), l10n.t('Apply'));
  if (!isSure) return undefined;
  const folder = await session.folder;
  const applied = await session.withProgress(
    l10n.t('Applying to {0}', plan.place.tenancyName),
    async (asked) => {
      const { tenancy: modules } = await session.modules();
      const options: ApplyOptions = {
        // The person has said yes to exactly this plan.
        confirm: (shown) => Promise.resolve(shown === plan),
        onFailure: (failed) => askAfterFailure(failed, session),
        onProgress: ({ change, index, count }) => asked.say(`${index + 1}/${count} ${summaryOf(change)}`),
        signal: asked.signal,
        folder,
        undoes,
      };
      const done = await modules.apply(ready.tenancy, ready.prepared, options);
      if (done.outcome !== 'back') return done;
      return modules.goBack(ready.tenancy, done, {
        ...options,
        confirm: () => Promise.resolve(true),
        onFailure: undefined,
      });
    },
  );
  if (applied) {
    void tellApplied(applied, plan, undoes !== undefined);
    seen(ready.prepared);
  }
  return applied;
}

/** The tenancy, the region and the profile stand in the question itself. */
function titleOf({ place, changes }: Plan): string {
  const { tenancyName, homeRegion, profile, isSandbox } = place;
  return isSandbox
    ? l10n.t(
        'Apply {0} changes to {1}, a sandbox on this machine (region {2}, profile {3})?',
        changes.length,
        tenancyName,
        homeRegion,
        profile,
      )
    : l10n.t(
        'Apply {0} changes to the tenancy {1} (region {2}, profile {3})?',
        changes.length,
        tenancyName,
        homeRegion,
        profile,
      );
}

function detailOf({ changes, warnings, questions, notes, access }: Plan, session: TenancySession): string {
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
  const told = (sayings: readonly Saying[] = []) => sayings.map((each) => session.tell(each));
  return [
    ...changes.map(summaryOf),
    '',
    ...list(l10n.t('Know this first:'), [
      ...warnings.map(({ finding }) => session.say(finding)),
      ...[...questions, ...notes].map((remark) => session.tell(remark)),
    ]),
    ...list(l10n.t('Access gained:'), told(access?.gained)),
    ...list(l10n.t('Access lost:'), told(access?.lost)),
    ...list(l10n.t('Access that could not be told:'), told(access?.open)),
    l10n.t('It can be undone with “Undo Last Apply”.'),
  ].join('\n');
}

const ACTIONS: Readonly<Record<Change['action'], (name: string) => string>> = {
  create: (name) => l10n.t('create {0}', name),
  update: (name) => l10n.t('change {0}', name),
  replace: (name) => l10n.t('replace {0}', name),
  delete: (name) => l10n.t('delete {0}', name),
};

/** `change policy readers in labs (+2 −1 statements)` */
export function summaryOf({ kind, action, name, compartment, statements, step }: Change): string {
  const counts = statements ? ` (+${statements.added.length} −${statements.removed.length})` : '';
  const part = step ? ` ${step.number}/${step.of}` : '';
  return `${ACTIONS[action](`${kind} ${name}`)}${part} · ${compartment}${counts}`;
}

async function askAfterFailure(
  { change, failure, done, notDone, isConflict, isUnknown }: Failed,
  session: TenancySession,
): Promise<'on' | 'back' | 'stop'> {
  const { tenancy } = await session.modules();
  const { saying, verbatim, source } = tenancy.explainFailure(failure, change);
  const [on, back, stop] = [l10n.t('Go On'), l10n.t('Go Back'), l10n.t('Stop Here')];
  const detail = [
    session.tell(saying),
    ...(verbatim ? [verbatim] : []),
    ...(isUnknown ? [l10n.t('Nobody can tell whether it was written.')] : []),
    ...(isConflict ? [l10n.t('Somebody else changed it in between; it was left alone.')] : []),
    '',
    l10n.t('Done: {0}. Not done: {1}.', done.length, notDone.length),
    ...done.map((each) => `  ✓ ${summaryOf(each)}`),
    ...notDone.map((each) => `  – ${summaryOf(each)}`),
  ].join('\n');
  if (source) await openSource(source);
  const answer = await session.prompts.choose(l10n.t('Failed: {0}', summaryOf(change)), detail, [
    on,
    back,
    stop,
  ]);
  return answer === on ? 'on' : answer === back ? 'back' : 'stop';
}

async function tellApplied(
  { outcome, done, notDone, journalFile }: Applied,
  { place }: Plan,
  isUndo: boolean,
) {
  const show = l10n.t('Show Journal');
  const undo = l10n.t('Undo');
  const choices = [...(isUndo ? [] : [undo]), ...(journalFile === undefined ? [] : [show])];
  const answer =
    outcome === 'done'
      ? await window.showInformationMessage(
          l10n.t('{0} changes done in {1}.', done.length, place.tenancyName),
          ...choices,
        )
      : await window.showWarningMessage(
          l10n.t('{0} changes done, {1} not done in {2}.', done.length, notDone.length, place.tenancyName),
          ...choices,
        );
  if (answer === undo) await commands.executeCommand('ocipolicy.undoLastApply');
  else if (answer === show && journalFile !== undefined) await window.showTextDocument(Uri.file(journalFile));
}
