import {
  LSPErrorCodes,
  ResponseError,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { About, Asked } from './asked.ts';
import { toLocale, type Locale } from './checks/words/locale.ts';
import { codeLenses, permissionsGranted, PERMISSIONS, resolveLens } from './features/code-lens.ts';
import { DEFAULT_HINTS, inlayHints, resolveHint, type HintSettings } from './features/inlay-hints.ts';
import type { PolicyService, Position } from './features/service.ts';

/** What the server adds to a text that is looked at. */
export const HINTS: ServerCapabilities = {
  inlayHintProvider: { resolveProvider: true },
  codeLensProvider: { resolveProvider: true },
};

/** The settings of hints, a section of the client's settings. */
const SECTION = 'ocipolicy.inlayHints';

/**
 * Binds inlay hints and code lenses to a connection. What they say is worked out when they are seen. Settings are asked for
 * with each request: a client answers that from its memory.
 * @param texts a number that is another one whenever a text was told
 */
export function bindHints(
  connection: Connection,
  service: () => PolicyService,
  asked: Asked,
  texts: () => number,
): {
  /** Takes in what the client can do, and which commands of lenses it has: `acts` for all but the one that applies a file. */
  begin(
    params: InitializeParams,
    locale: Locale,
    has: { readonly acts: boolean; readonly applies: boolean },
  ): void;
  /** Has the hints asked for anew, where the client can do that. */
  refresh(): void;
} {
  let locale: Locale = toLocale('en');
  let [acts, applies, asks, refreshes] = [false, false, false, false];
  const settingsOf = async (scopeUri: string): Promise<HintSettings> => {
    if (!asks) return DEFAULT_HINTS;
    const given: unknown = await connection.workspace
      .getConfiguration({ scopeUri, section: SECTION })
      .catch(() => undefined);
    const { permissions, ocidNames } = (given ?? {}) as Record<string, unknown>;
    return {
      permissions: typeof permissions === 'boolean' ? permissions : DEFAULT_HINTS.permissions,
      ocidNames: typeof ocidNames === 'boolean' ? ocidNames : DEFAULT_HINTS.ocidNames,
    };
  };

  connection.languages.inlayHint.on(
    asked('Inlay hints', async (uri, { range }) => {
      const before = texts();
      const settings = await settingsOf(uri);
      if (texts() !== before)
        throw new ResponseError(LSPErrorCodes.ContentModified, 'A document has changed.');
      if (!settings.permissions && !settings.ocidNames) return [];
      return inlayHints(service().everywhere, uri, range, { ...settings, locale });
    }),
  );
  /** What the client gave stays as it is when nothing can be added to it. */
  const resolved = <Value>(what: string, work: (value: Value) => Value) => {
    return (value: Value): Value => {
      try {
        return work(value);
      } catch {
        connection.console.error(`${what} could not be resolved.`);
        return value;
      }
    };
  };
  connection.languages.inlayHint.resolve(
    resolved('An inlay hint', (hint) => resolveHint(service().documents, hint, locale)),
  );
  connection.onCodeLens(
    asked('Code lenses', async (uri) => {
      await service().ready?.(uri);
      const document = service().documents.get(uri);
      return document
        ? codeLenses(document, uri, { apply: applies, ask: acts })
        : (service().hosted?.lenses(uri) ?? null);
    }),
  );
  connection.onCodeLensResolve(
    resolved('A code lens', (lens) => {
      const { uri } = (lens.data ?? {}) as { uri?: string };
      const { limits } = service().settingsOf(uri ?? '');
      const how = { documents: service().everywhere, locale, limits, acts };
      return service().hosted?.resolvedLens(lens, how) ?? resolveLens(lens, how);
    }),
  );
  connection.onRequest(
    PERMISSIONS,
    asked('Permissions', (uri, { position }: About & { readonly position: Position }) => {
      const document = service().documents.get(uri);
      if (!document) return service().hosted?.permissions(uri, position) ?? null;
      return permissionsGranted(document, uri, position);
    }),
  );
  return {
    begin: ({ capabilities: { workspace } }, spoken, has) => {
      locale = spoken;
      ({ acts, applies } = has);
      asks = workspace?.configuration === true;
      refreshes = workspace?.inlayHint?.refreshSupport === true;
    },
    refresh: () => {
      if (refreshes) void connection.languages.inlayHint.refresh().catch(() => undefined);
    },
  };
}
