// Stands in for the protocol of language servers, 100 KB, where Langium asks for it: its parser needs no more than these, and of a
// server that speaks another version of the protocol there would be two.
export {
  CancellationToken,
  CancellationTokenSource,
} from '../node_modules/vscode-jsonrpc/lib/common/cancellation.js';
export { Emitter } from '../node_modules/vscode-jsonrpc/lib/common/events.js';
export { ResponseError } from '../node_modules/vscode-jsonrpc/lib/common/messages.js';
export const LSPErrorCodes = { ServerCancelled: -32802, RequestFailed: -32803 };
