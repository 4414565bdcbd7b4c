import { ErrorCodes, ResponseError, type Connection, type Diagnostic } from 'vscode-languageserver';
import type { About, Asked } from './asked.ts';
import type { Settings } from './checks/settings.ts';
import { terraformResources } from './features/convert/resources.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import { CHECK_TEXT, EXTRACT, RESOURCES } from './features/hosts/requests.ts';
import type { PolicyService } from './features/service.ts';

/** What the binding takes from the server. */
export interface HostParts {
  service(): PolicyService;
  asked: Asked;
  settingsOf(uri: string): Promise<Settings>;
  checksPage(): string | undefined;
}

/** Binds the requests of our own about files of other languages, and about files that are not open. */
export function bindHosts(
  connection: Connection,
  { service, asked, settingsOf, checksPage }: HostParts,
): void {
  connection.onRequest(
    EXTRACT,
    asked('Extracting', (uri) => service().hosted?.extracted(uri) ?? null),
  );
  connection.onRequest(
    RESOURCES,
    asked('Writing resources', (uri) => {
      const document = service().everywhere.get(uri);
      return document ? terraformResources(document) : null;
    }),
  );
  connection.onRequest(
    CHECK_TEXT,
    asked('Checking', async (uri, { text }: About & { readonly text: string }): Promise<Diagnostic[]> => {
      if (typeof text !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'text is no text.');
      // Beside the document of that URI, which may be open and say something else.
      const name = `check:${uri}`;
      const settings = await settingsOf(uri);
      service().open(name, text);
      try {
        await service().ready?.(name);
        service().configure(name, settings);
        return diagnosticsOf(service().findings(name), checksPage());
      } finally {
        service().close(name);
      }
    }),
  );
}
