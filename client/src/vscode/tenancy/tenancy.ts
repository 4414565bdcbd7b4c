import { commands, Disposable, type ExtensionContext } from 'vscode';
import type { Parts } from './applyPlan.ts';
import { registerTenancyCommands } from './commands.ts';
import { TENANCY_NAMES } from '../../../../server/src/features/tenancy-names.ts';
import type { PolicyServer } from '../policyServer.ts';
import type { LoadModules } from './modules.ts';
import { createPreviews } from './preview.ts';
import { showProfile } from './profileStatus.ts';
import { editorPrompts, type Prompts } from './prompts.ts';
import { registerSandbox } from './sandboxCommands.ts';
import { createSession, type TenancySession } from './session.ts';
import { registerTenancyView } from './tenancyView.ts';

/** What tests inside the editor use of it. */
export interface TenancyApi {
  readonly session: TenancySession;
  /** Asks instead of the editor, until it is called again without an argument. */
  answerWith(prompts?: Partial<Prompts>): void;
}

/** Wires what reads and writes a tenancy. Not for the web: it needs a network of its own and files outside the workspace. */
export function registerTenancy(
  context: ExtensionContext,
  server: PolicyServer,
  load: LoadModules,
): TenancyApi {
  let answers: Partial<Prompts> = {};
  const prompts = Object.fromEntries(
    Object.entries(editorPrompts).map(([name, ask]) => [
      name,
      (...args: unknown[]) =>
        ((answers as Record<string, typeof ask | undefined>)[name] ?? ask)(
          ...(args as [never, never, never]),
        ),
    ]),
  ) as unknown as Prompts;
  const session = createSession(context, load, prompts);
  const previews = createPreviews();
  const view = registerTenancyView(session);
  const seen: Parts['seen'] = (prepared) => {
    view.seen(prepared);
    void session
      .modules()
      .then(({ tenancy }) => server.request(TENANCY_NAMES, { names: tenancy.knownNames(prepared.snapshot) }));
  };
  const parts: Parts = { session, previews, seen };
  context.subscriptions.push(
    Disposable.from(
      session.onDidChange(() => void server.request(TENANCY_NAMES, { names: null })),
      previews,
      view,
      registerTenancyCommands(parts),
      registerSandbox(context, session),
      showProfile(session),
    ),
  );
  void commands.executeCommand('setContext', 'ocipolicy.tenancyAvailable', true);
  return { session, answerWith: (given = {}) => void (answers = given) };
}
