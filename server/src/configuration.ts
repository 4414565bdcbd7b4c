import {
  DidChangeConfigurationNotification,
  MessageType,
  ShowMessageNotification,
  type Connection,
  type InitializeParams,
} from 'vscode-languageserver';
import {
  mergeSettings,
  readProjectFile,
  readSeverity,
  type SettingsProblem,
} from './checks/read-settings.ts';
import { DEFAULT_SETTINGS, type Settings } from './checks/settings.ts';
import { toLocale, type Locale } from './checks/words/locale.ts';
import { settingsMessage } from './checks/words/settings-words.ts';

/** How the client wants documents to be checked. */
export interface Configuration {
  /** Takes in what the client can do; before anything else. */
  begin(params: InitializeParams): void;
  /** Asks to be told of changes, when the client is ready. */
  ready(): void;
  /** Whether a document's settings have to be asked for. */
  readonly asks: boolean;
  /** The settings of a document, asked for anew. Never rejects; the usual settings when the client gives none. */
  of(uri: string): Promise<Settings>;
}

/** The section of settings that is asked for. */
const SECTION = 'ocipolicy';

/**
 * Settings, as the client gives them for each document: `checks.severity` of the section `ocipolicy`, and, from a client
 * that reads files for the server, the nearest project file as `project`, an object of its `name` and `text`. What
 * cannot be used of them is told to the person once, and again when it was right in between.
 * @param changed called when the settings of any document may have changed
 */
export function configurationOf(connection: Connection, changed: () => void): Configuration {
  let asks = false;
  let registers = false;
  let locale: Locale = 'en';
  /** What a client that cannot be asked has sent of itself. */
  let sent: unknown;
  const told = new Map<string, string>();

  connection.onDidChangeConfiguration((params) => {
    const settings: unknown = params?.settings;
    sent = valuesOf(settings)[SECTION];
    changed();
  });

  const tell = (name: string, problems: readonly SettingsProblem[]) => {
    const message = problems.length > 0 ? settingsMessage(name, problems, locale) : '';
    if ((told.get(name) ?? '') === message) return;
    told.set(name, message);
    if (message === '') return;
    void connection
      .sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
      .catch(() => undefined);
  };

  return {
    begin: ({ capabilities: { workspace }, locale: tag }) => {
      asks = workspace?.configuration === true;
      registers = workspace?.didChangeConfiguration?.dynamicRegistration === true;
      locale = toLocale(tag);
    },
    ready: () => {
      if (!registers) return;
      void connection.client
        .register(DidChangeConfigurationNotification.type, { section: SECTION })
        // A client that refuses tells nothing; what it sends of itself is taken all the same.
        .catch(() => undefined);
    },
    get asks() {
      return asks || sent !== undefined;
    },
    of: async (uri) => {
      let given = sent;
      if (asks) {
        try {
          given = await connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION });
        } catch {
          return DEFAULT_SETTINGS;
        }
      }
      const values = valuesOf(given);
      const own = readSeverity(valuesOf(values['checks'])['severity']);
      tell(`${SECTION}.checks.severity`, own.problems);
      const { name, text } = valuesOf(values['project']);
      if (typeof name !== 'string' || typeof text !== 'string') return own.settings;
      const project = readProjectFile(text);
      tell(name, project.problems);
      return mergeSettings(own.settings, project.settings);
    },
  };
}

function valuesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
