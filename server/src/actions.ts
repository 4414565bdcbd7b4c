import {
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type CodeActionParams,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Asked } from './asked.ts';
import { ACTION_KINDS } from './features/code-actions.ts';
import type { PolicyService } from './features/service.ts';

/** What the server can do about what stands at a place. */
export const ACTIONS: ServerCapabilities = {
  codeActionProvider: { codeActionKinds: [...ACTION_KINDS], resolveProvider: true },
};

/** Binds code actions to a connection. `asked` turns what fails into an answer and a line of the log. */
export function bindActions(
  connection: Connection,
  service: () => PolicyService,
  asked: Asked,
): {
  /** Takes in what the client can do. @param explains whether it has the command that explains a check */
  begin(params: InitializeParams, explains: boolean): void;
} {
  let does = { explains: false, resolves: false };
  connection.onCodeAction(
    asked('Code actions', (uri, { range, context }: CodeActionParams) => {
      if (!range) throw new ResponseError(ErrorCodes.InvalidParams, 'range is no range.');
      return service().codeActions(uri, range, { only: context?.only, ...does });
    }),
  );
  connection.onCodeActionResolve((action) => {
    try {
      return service().resolveAction(action);
    } catch {
      connection.console.error('A code action could not be worked out.');
      throw new ResponseError(LSPErrorCodes.RequestFailed, 'The code action failed.');
    }
  });
  return {
    begin: ({ capabilities }, explains) => {
      const { properties } = capabilities.textDocument?.codeAction?.resolveSupport ?? {};
      does = { explains, resolves: Array.isArray(properties) && properties.includes('edit') };
    },
  };
}
