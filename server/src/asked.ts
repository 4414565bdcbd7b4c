import type { Position } from './features/service.ts';
import type { PolicyDocument } from './language/document.ts';
import { demandPlace } from './places.ts';

/** A message about a document. */
export interface About {
  readonly textDocument: { readonly uri: string };
}

/** Makes the handler of a request: what fails in it becomes an answer and a line of the log. */
export type Asked = <Params extends About, Answer>(
  what: string,
  work: (uri: string, params: Params) => Answer,
) => (params: Params) => Answer;

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
