import {
  env,
  EventEmitter,
  l10n,
  ProgressLocation,
  window,
  workspace,
  type Event,
  type ExtensionContext,
} from 'vscode';
import type { Finding } from '../../../../server/src/checks/finding.ts';
import { toLocale } from '../../../../server/src/checks/words/locale.ts';
import type { Profile, Saying, Tenancy } from '../../tenancy/tenancy.ts';
import type { LoadModules, TenancyModules } from './modules.ts';
import type { Prompts } from './prompts.ts';

/** A profile by its name and where it is written down. */
export interface ChosenProfile {
  readonly configFile: string | undefined;
  readonly profile: string | undefined;
}

/** The profile that a window works with, and the tenancy behind it. */
export interface TenancySession {
  readonly chosen: ChosenProfile;
  readonly onDidChange: Event<void>;
  readonly prompts: Prompts;
  readonly folder: Promise<string>;
  modules(): Promise<TenancyModules>;
  choose(chosen: ChosenProfile): Promise<void>;
  /** The profiles that can be chosen, with those of a sandbox that this window started. */
  profiles(): Promise<Profile[]>;
  /** Opens the tenancy anew: keys and tokens may have changed. Rejects with `TenancyFailure`. */
  open(signal?: AbortSignal): Promise<Tenancy>;
  tell(saying: Saying): string;
  /** What a check found, as a sentence. */
  say(finding: Finding): string;
  /** Shows progress with a button that cancels; a failure is told as a message, and undefined comes back. */
  withProgress<Result>(title: string, work: (asked: Working) => Promise<Result>): Promise<Result | undefined>;
}

export interface Working {
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
}

const CHOSEN = 'ocipolicy.profile';

export function createSession(
  context: ExtensionContext,
  load: LoadModules,
  prompts: Prompts,
): TenancySession {
  const changed = new EventEmitter<void>();
  context.subscriptions.push(changed);
  let loading: Promise<TenancyModules> | undefined;
  let loaded: TenancyModules | undefined;
  const modules = async () => (loaded = await (loading ??= load()));
  const chosenNow = (): ChosenProfile => {
    const settings = workspace.getConfiguration('ocipolicy.tenancy');
    const text = (name: string) => settings.get<string>(name) || undefined;
    return (
      context.workspaceState.get<ChosenProfile>(CHOSEN) ?? {
        configFile: text('configFile'),
        profile: text('profile'),
      }
    );
  };
  const locale = () => {
    const named = workspace.getConfiguration('ocipolicy').get<string>('locale');
    return toLocale(named && named !== 'auto' ? named : env.language);
  };
  const session: TenancySession = {
    get chosen() {
      return chosenNow();
    },
    onDidChange: changed.event,
    prompts,
    get folder() {
      return modules().then(({ tenancy }) => tenancy.journalFolder(process.env));
    },
    modules,
    choose: async (chosen) => {
      await context.workspaceState.update(CHOSEN, chosen);
      changed.fire();
    },
    profiles: async () => {
      const { tenancy } = await modules();
      const { configFile } = chosenNow();
      const files = new Set([undefined, configFile]);
      return [...files].flatMap((file) => tenancy.listProfiles({ env: process.env, configFile: file }));
    },
    open: async (signal) => {
      const { tenancy } = await modules();
      const { configFile, profile } = chosenNow();
      let asked: { readonly key: string; readonly phrase: string } | undefined;
      const askPassPhrase = async (keyFile: string) => {
        const key = `passPhrase:${keyFile}`;
        const known = await context.secrets.get(key);
        if (known !== undefined) return known;
        const phrase = await prompts.secret(l10n.t('Pass phrase of the private key {0}', keyFile));
        if (phrase !== undefined) asked = { key, phrase };
        return phrase;
      };
      try {
        const opened = await tenancy.openTenancy({
          env: process.env,
          configFile,
          profile,
          askPassPhrase,
          signal,
        });
        // Kept by the editor, encrypted, once it is known to be the right one.
        if (asked) await context.secrets.store(asked.key, asked.phrase);
        return opened;
      } catch (error) {
        const isWrong =
          error instanceof tenancy.TenancyFailure && error.saying?.key === 'profile.passPhraseWrong';
        const file = isWrong ? error.saying?.args['file'] : undefined;
        if (file !== undefined) await context.secrets.delete(`passPhrase:${file}`);
        throw error;
      }
    },
    // Whoever has something to tell has loaded what made it.
    tell: (saying) => loaded?.tenancy.tell(saying, locale()) ?? saying.key,
    say: (finding) => loaded?.messageOf(finding, locale()) ?? finding.code,
    withProgress: async (title, work) => {
      try {
        return await window.withProgress(
          { location: ProgressLocation.Notification, title, cancellable: true },
          (progress, token) => {
            const ending = new AbortController();
            token.onCancellationRequested(() => ending.abort());
            return work({ signal: ending.signal, say: (message) => progress.report({ message }) });
          },
        );
      } catch (error) {
        await tellFailure(error, session);
        return undefined;
      }
    },
  };
  return session;
}

/** Tells what went wrong as a sentence, with the service's own words behind it. */
async function tellFailure(error: unknown, session: TenancySession): Promise<void> {
  const { tenancy } = await session.modules();
  if (!(error instanceof tenancy.TenancyFailure)) throw error;
  if (error.kind === 'cancelled') return;
  const { saying, verbatim } = tenancy.explainFailure(error);
  const own = session.tell(saying);
  void window.showErrorMessage(verbatim === undefined || verbatim === '' ? own : `${own} (${verbatim})`);
}
