import { commands, l10n, window, workspace, type ExtensionContext } from 'vscode';
import { showAccessChanges, type AccessChanges } from './access/accessChanges.ts';
import { accessServer } from './access/accessServer.ts';
import { createAnswers } from './access/answers.ts';
import { showPolicyTests, type PolicyTests } from './access/policyTests.ts';
import { registerQuestions } from './access/questions.ts';
import { registerCommands } from './commands.ts';
import { withProjectFiles } from './configuration.ts';
import { registerConvertCommands } from './convertCommands.ts';
import { checksPage, registerExplainCheck } from './explainCheck.ts';
import { registerHostCommands } from './hosts/hostCommands.ts';
import { tellTerraformModules } from './hosts/terraformModules.ts';
import { registerLensCommands } from './lensCommands.ts';
import { registerNewPolicy } from './newPolicy.ts';
import { createPolicyServer, type CreateClient, type PolicyServer } from './policyServer.ts';
import { showServerStatus } from './serverStatus.ts';
import { withWorkspaceFiles } from './workspaceFiles.ts';

/** What `activate` returns: for other extensions, and for the tests that run inside the editor. */
export interface OciPolicyApi {
  readonly server: PolicyServer;
  readonly tests: PolicyTests;
  readonly changes: AccessChanges;
}

/**
 * Wires the features of the extension, the same in every kind of window.
 * @param createClient makes a client, not yet started, of the server that this kind of window can run
 * @param options `applies`: policies can be applied to a tenancy from this kind of window
 * @returns at once; the server goes on starting
 */
export function activateFeatures(
  context: ExtensionContext,
  createClient: CreateClient,
  { applies = false }: { readonly applies?: boolean } = {},
): OciPolicyApi {
  const output = window.createOutputChannel(l10n.t('OCI Policy'), { log: true });
  const locale = workspace.getConfiguration('ocipolicy').get<string>('locale');
  const initializationOptions = {
    ...{ explains: true, lenses: true, applies, checksPage: checksPage(context) },
    ...(locale && locale !== 'auto' ? { locale } : {}),
  };
  const configuration = withProjectFiles((id, name, options) =>
    createClient(id, name, { ...options, initializationOptions }),
  );
  const files = withWorkspaceFiles(configuration.createClient);
  const server = createPolicyServer(files.createClient, output);
  context.subscriptions.push(output, server, showServerStatus(server), configuration, files);
  const access = accessServer(server, files);
  const answers = createAnswers();
  const tests = showPolicyTests(access);
  const changes = showAccessChanges(access, answers);
  context.subscriptions.push(
    answers,
    tests,
    changes,
    registerQuestions(access, answers),
    registerCommands(server, output),
    registerExplainCheck(context),
    registerNewPolicy(context),
    registerLensCommands(server),
    registerHostCommands(server),
    tellTerraformModules(server),
    registerConvertCommands(server),
  );
  void commands.executeCommand('setContext', 'ocipolicy.active', true);
  void server.restart();
  return { server, tests, changes };
}
