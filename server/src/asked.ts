import { ErrorCodes, LSPErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import type { Position } from './features/service.ts';
import type { PolicyDocument } from './language/document.ts';
import { demandPlace, demandPlaces } from './places.ts';

/** A message about a document. */
export interface About {
  readonly textDocument: { readonly uri: string };
}

/** Makes the handler of a request: what fails in it becomes an answer and a line of the log. */
export type Asked = <Params extends About, Answer>(
  what: string,
  work: (uri: string, params: Params) => Answer,
) => (params: Params) => Answer;

/** A request about a document. One that fails is answered with an error, and logged. */
export function answering(connection: Connection): Asked {
  return (what, work) => (params) => {
    const uri = uriOf(params);
    demandPlaces(params);
    const failed = (error: unknown): never => {
      if (error instanceof ResponseError) throw error;
      connection.console.error(`${what} in ${uri} failed: ${describe(error)}`);
      throw new ResponseError(LSPErrorCodes.RequestFailed, `${what} failed.`);
    };
    try {
      const answer = work(uri, params);
      return answer instanceof Promise ? (answer.catch(failed) as typeof answer) : answer;
    } catch (error) {
      return failed(error);
    }
  };
}

/** The same for requests that are about a place, which must be one. */
export function atPlaces(asked: Asked) {
  return <Params extends About & { readonly position: Position }, Answer>(
    what: string,
    work: (uri: string, params: Params) => Answer,
  ) =>
    asked<Params, Answer>(what, (uri, params) => {
      demandPlace(params);
      return work(uri, params);
    });
}

/** The same for requests that are about an open document; null is the answer for one that is not open. */
export function aboutDocuments(asked: Asked, documents: () => ReadonlyMap<string, PolicyDocument>) {
  return <Params extends About, Answer>(
    what: string,
    work: (document: PolicyDocument, params: Params) => Answer,
  ) =>
    asked<Params, Answer | null>(what, (uri, params) => {
      const document = documents().get(uri);
      return document ? work(document, params) : null;
    });
}

/** What a notification sets off. One that fails, or says nothing that can be done, is logged: nobody gets an answer. */
export function guarding(connection: Connection) {
  return <Params extends About>(what: string, work: (uri: string, params: Params) => void) => {
    return (params: Params): void => {
      try {
        work(uriOf(params), params);
      } catch (error) {
        const uri: unknown = params?.textDocument?.uri;
        const of = typeof uri === 'string' ? uri : 'a document without a URI';
        connection.console.error(`${what} ${of} failed: ${describe(error)}`);
      }
    };
  };
}

/** The document that a message is about; throws an answer for the client when it names none. */
export function uriOf(params: About): string {
  const uri: unknown = params?.textDocument?.uri;
  if (typeof uri !== 'string')
    throw new ResponseError(ErrorCodes.InvalidParams, 'textDocument.uri is no string.');
  return uri;
}

/** Where something failed, without the message, which may hold what a document or a profile says. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const calls = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...calls.slice(0, 3).map((line) => line.trim())].join(' ');
}
