import { commands, Disposable, l10n, Uri, window, workspace, type TextDocument } from 'vscode';
import { isShownOnly } from '../shownOnly.ts';
import { applyReady, planFor, reading, tellObstacles, type Parts } from './applyPlan.ts';
import { allFiles, fileOf } from './sourceFiles.ts';

/** The commands of `contributes.commands` that read or write a tenancy. */
export const TENANCY_COMMANDS = {
  apply: 'ocipolicy.apply',
  preview: 'ocipolicy.previewChanges',
  undo: 'ocipolicy.undoLastApply',
  import: 'ocipolicy.importPolicies',
  drift: 'ocipolicy.checkDrift',
  selectProfile: 'ocipolicy.selectProfile',
} as const;

/** Registers them until what is returned is disposed. */
export function registerTenancyCommands(parts: Parts): Disposable {
  const onFile = (work: (document: TextDocument) => Promise<unknown>) => async (target?: unknown) => {
    const document = await documentOf(target);
    if (document) return work(document);
    void window.showInformationMessage(l10n.t('Open a policy file first.'));
    return undefined;
  };
  return Disposable.from(
    commands.registerCommand(
      TENANCY_COMMANDS.apply,
      onFile((document) => apply(document, parts)),
    ),
    commands.registerCommand(
      TENANCY_COMMANDS.preview,
      onFile((document) => preview(document, parts)),
    ),
    commands.registerCommand(TENANCY_COMMANDS.undo, () => undoLast(parts)),
    commands.registerCommand(TENANCY_COMMANDS.import, () => importPolicies(parts)),
    commands.registerCommand(TENANCY_COMMANDS.drift, () => checkDrift(parts)),
    commands.registerCommand(TENANCY_COMMANDS.selectProfile, () => selectProfile(parts)),
  );
}

/** The policy file that a command is about: that of a menu or lens, else the one in front. */
async function documentOf(target: unknown): Promise<TextDocument | undefined> {
  const uri = typeof target === 'string' ? Uri.parse(target) : target instanceof Uri ? target : undefined;
  if (uri) return workspace.openTextDocument(uri);
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'ocipolicy' && !isShownOnly(document.uri) ? document : undefined;
}

async function apply(document: TextDocument, parts: Parts) {
  const ready = await planFor([await fileOf(document, await parts.session.modules())], parts);
  return ready && applyReady(ready, parts);
}

async function preview(document: TextDocument, parts: Parts) {
  const ready = await planFor([await fileOf(document, await parts.session.modules())], parts);
  if (!ready) return undefined;
  const { plan } = ready.prepared;
  if (plan.changes.length > 0) await parts.previews.show(ready.prepared, parts.session);
  if (await tellObstacles(ready.prepared, parts)) return plan;
  if (plan.changes.length === 0) {
    void window.showInformationMessage(
      l10n.t('Nothing to do: {0} has all of this already.', plan.place.tenancyName),
    );
  }
  return plan;
}

async function undoLast(parts: Parts) {
  const { session, seen } = parts;
  const found = await session.withProgress(l10n.t('Looking for the last apply'), async (asked) => {
    const { tenancy: modules } = await session.modules();
    const tenancy = await session.open(asked.signal);
    const journal = modules.journalToUndo(await session.folder, tenancy.place.tenancyId);
    const prepared = await modules.prepareUndo(tenancy, journal, reading(asked));
    seen(prepared);
    return { ready: { tenancy, prepared }, id: journal.id };
  });
  return found && applyReady(found.ready, parts, found.id);
}

async function importPolicies({ session }: Parts) {
  const read = await session.withProgress(l10n.t('Reading the tenancy'), async (asked) => {
    const { tenancy: modules } = await session.modules();
    const tenancy = await session.open(asked.signal);
    return { modules, snapshot: await tenancy.snapshot(reading(asked)) };
  });
  if (!read) return undefined;
  const { modules, snapshot } = read;
  const items = [
    {
      label: l10n.t('Everything'),
      id: undefined,
      description: l10n.t('policies, dynamic groups and tag namespaces'),
    },
    ...snapshot.compartments.map(({ id, name }, index) => ({
      label: index === 0 ? l10n.t('{0} (the tenancy itself)', name) : (modules.pathOf(snapshot, id) ?? name),
      id,
      description: l10n.t(
        '{0} policies',
        snapshot.policies.filter(({ compartmentId }) => compartmentId === id).length,
      ),
    })),
  ];
  const picked = await session.prompts.pick(items, l10n.t('What should be imported?'));
  if (!picked) return undefined;
  const content = modules.importTenancy(snapshot, { compartmentId: picked.id });
  const document = await workspace.openTextDocument({ language: 'ocipolicy', content });
  await window.showTextDocument(document);
  return document;
}

/** Compares all policy files of the workspace with the tenancy; shows what differs. */
async function checkDrift(parts: Parts) {
  const files = await allFiles(await parts.session.modules());
  const ready = await planFor(files, parts);
  if (!ready) return undefined;
  const { plan } = ready.prepared;
  if (plan.changes.length === 0) {
    void window.showInformationMessage(l10n.t('No drift: {0} is as the files say.', plan.place.tenancyName));
    return plan;
  }
  await parts.previews.show(ready.prepared, parts.session);
  void window.showWarningMessage(
    l10n.t('Drift: {0} things in {1} are not as the files say.', plan.changes.length, plan.place.tenancyName),
  );
  return plan;
}

async function selectProfile({ session }: Parts) {
  const profiles = await session.withProgress(l10n.t('Reading profiles'), () => session.profiles());
  if (!profiles) return;
  if (profiles.length === 0) {
    void window.showInformationMessage(
      l10n.t(
        'There is no OCI configuration file. Start the sandbox tenancy to try things out, or set one up with the OCI CLI.',
      ),
    );
    return;
  }
  const items = profiles.map(({ name, region, endpoint, configFile }) => ({
    label: name,
    description: endpoint === undefined ? (region ?? '') : l10n.t('sandbox on this machine'),
    detail: configFile,
    profile: name,
    configFile,
  }));
  const picked = await session.prompts.pick(items, l10n.t('Which profile should be used?'));
  if (picked) await session.choose({ configFile: picked.configFile, profile: picked.profile });
}
