import { LSPErrorCodes, type ConnectionStrategy, type ResponseMessage } from 'vscode-languageserver';

/**
 * A request that is taken back before its turn is answered as cancelled, and not worked on: an editor takes back what it asked for
 * with every character that is typed. Since each request is answered in one go, there is no other moment to take one back.
 */
export const CANCELLING: ConnectionStrategy = {
  cancelUndispatched: (message): ResponseMessage => ({
    jsonrpc: message.jsonrpc,
    id: (message as ResponseMessage).id,
    error: { code: LSPErrorCodes.RequestCancelled, message: 'The request was taken back.' },
  }),
};
