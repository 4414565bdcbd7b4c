import {
  MarkupKind,
  RegistrationRequest,
  SignatureHelpTriggerKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type Registration,
} from 'vscode-languageserver';
import { ACTIONS, bindActions } from './actions.ts';
import { answering, atPlaces, describe, uriOf } from './asked.ts';
import { bindEditing, EDITING } from './editing.ts';
import { bindAccess } from './access-requests.ts';
import { forOwnLanguage } from './own-language.ts';
import { bindHosts } from './host-requests.ts';
import { bindNavigation, NAVIGATION } from './navigation.ts';
import { bindHints, HINTS } from './hints.ts';
import { bindDocuments } from './open-documents.ts';
import { toLocale, type Locale } from './checks/words/locale.ts';
import { configurationOf } from './configuration.ts';
import { TRIGGERS, type ItemDefaults } from './features/completion.ts';
import { DOCS_BASE } from './features/docs-base.ts';
import { withoutBreaks } from './features/hover.ts';
import { createHostedService } from './features/hosts.ts';
import type { PolicyService, ServiceOptions } from './features/service.ts';

/** What the server calls itself, as a client may show it. */
export const SERVER_NAME = 'OCI Policy language server';

/**
 * Binds the language to a connection: one thin handler a method. A request that fails answers with an error and
 * the server goes on; what it was asked about is named in the log, never the text of a document.
 */
export function serve(
  connection: Connection,
  version: string,
  makeService: (options: ServiceOptions) => PolicyService = createHostedService,
): void {
  let service = makeService({});
  let showsBreaks = false;
  let itemDefaults: ReadonlySet<ItemDefaults> = new Set();
  let checksPage: string | undefined;
  let locale: Locale = 'en';
  let registrations: readonly Registration[] = [];
  /** Checks all open documents again, after a change of what they are checked by. */
  const checkAnew = () => {
    hints.refresh();
    documents.checkAnew();
  };
  const configuration = configurationOf(connection, checkAnew);

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    documents.begin(params);
    showsBreaks = params.capabilities.general?.markdown?.allowedTags?.includes('br') ?? false;
    const defaults = params.capabilities.textDocument?.completion?.completionList?.itemDefaults;
    itemDefaults = new Set(Array.isArray(defaults) ? (defaults as ItemDefaults[]) : []);
    actions.begin(params, optionOf(params.initializationOptions, 'explains') === true);
    configuration.begin(params);
    editing.begin(params);
    hints.begin(params, localeIn(params), {
      acts: optionOf(params.initializationOptions, 'lenses') === true,
      applies: optionOf(params.initializationOptions, 'applies') === true,
    });
    checksPage = pageIn(params.initializationOptions) ?? DOCS_BASE;
    // Nothing is open yet: the client opens documents when it has the answer.
    locale = localeIn(params);
    service = makeService({ locale, ...(checksPage ? { checksPage } : {}) });
    const { atOnce, later } = forOwnLanguage(
      { ...NAVIGATION, ...EDITING, ...HINTS, ...ACTIONS },
      params.capabilities,
    );
    registrations = later;
    return {
      serverInfo: { name: SERVER_NAME, version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        diagnosticProvider: {
          identifier: 'ocipolicy',
          interFileDependencies: false,
          workspaceDiagnostics: false,
        },
        completionProvider: { triggerCharacters: [...TRIGGERS], resolveProvider: true },
        signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [' '] },
        hoverProvider: true,
        ...atOnce,
        ...(checksPage ? { documentLinkProvider: { resolveProvider: false } } : {}),
      },
    };
  });

  connection.onInitialized(() => {
    configuration.ready();
    if (registrations.length === 0) return;
    void connection
      .sendRequest(RegistrationRequest.type, { registrations: [...registrations] })
      .catch(() => connection.console.error('Features of policy files could not be registered.'));
  });

  const documents = bindDocuments(connection, {
    ...{ service: () => service, configuration, checksPage: () => checksPage },
  });
  const answered = answering(connection);
  const asked = atPlaces(answered);
  connection.onCompletion(
    asked('Completion', (uri, { position }) => service.completion(uri, position, itemDefaults)),
  );
  connection.onCompletionResolve((item) => {
    try {
      return service.documented(item, showsBreaks);
    } catch (error) {
      connection.console.error(`Documentation failed: ${describe(error)}`);
      return item;
    }
  });
  connection.onSignatureHelp(
    asked('Signature help', (uri, { position, context }) => {
      const asked = context?.isRetrigger
        ? 'shown'
        : context?.triggerKind === SignatureHelpTriggerKind.TriggerCharacter
          ? 'typed'
          : 'wanted';
      return service.signatureHelp(uri, position, asked) ?? null;
    }),
  );

  connection.onHover(
    asked('Hover', (uri, { position }) => {
      const hover = service.hover(uri, position);
      if (!hover) return null;
      const value = showsBreaks ? hover.contents : withoutBreaks(hover.contents);
      return { contents: { kind: MarkupKind.Markdown, value }, range: hover.range };
    }),
  );

  connection.onDocumentLinks((params) => service.documentLinks(uriOf(params)));

  bindNavigation(
    connection,
    () => service.everywhere,
    answered,
    () => service.hosted,
  );
  bindAccess(connection, {
    ...{ documents: () => service.everywhere, hosted: () => service.hosted },
    ...{ locale: () => locale, answered },
  });
  bindHosts(connection, {
    ...{ service: () => service, asked: answered, settingsOf: (uri) => configuration.of(uri) },
    checksPage: () => checksPage,
  });
  const actions = bindActions(connection, () => service, answered);
  const hints = bindHints(
    connection,
    () => service,
    answered,
    () => documents.texts(),
  );
  const editing = bindEditing(connection, () => service, answered, checkAnew);

  connection.onShutdown(() => documents.closeAll());
}

/** What a client says of itself besides its capabilities. */
function optionOf(options: unknown, name: string): unknown {
  return (options as Readonly<Record<string, unknown>> | null | undefined)?.[name];
}

/** The page that tells of the checks, when the client names one as `checksPage`. */
function pageIn(options: unknown): string | undefined {
  const page = optionOf(options, 'checksPage');
  return typeof page === 'string' && page !== '' ? page : undefined;
}

/** The language that a person chose for the extension, else the editor's. */
function localeIn({ initializationOptions, locale }: InitializeParams): Locale {
  const chosen = optionOf(initializationOptions, 'locale');
  return toLocale(typeof chosen === 'string' ? chosen : locale);
}
