import { Range, Uri, workspace, type TextDocument } from 'vscode';
import type { AccessRequests } from '../../../../server/src/access-requests.ts';
import type { StatementAt } from '../../../../server/src/features/access/access.ts';
import { mayHoldPolicies } from '../hosts/hostLanguages.ts';
import type { PolicyServer } from '../policyServer.ts';
import type { WorkspaceFiles } from '../workspaceFiles.ts';

type Asked<Name extends keyof AccessRequests> = Omit<AccessRequests[Name][0], 'textDocument' | 'tenancy'>;

/** Questions of access about a document, to the server. */
export interface AccessServer {
  readonly server: PolicyServer;
  readonly files: WorkspaceFiles;
  /**
   * The statements that count are those of the workspace's files and of the document itself: not those of other
   * documents that the editor shows, such as an older version beside the file. Undefined when no server runs, and
   * where it could not answer, which its log tells.
   */
  ask<Name extends keyof AccessRequests>(
    name: Name,
    uri: string,
    params: Asked<Name>,
  ): Promise<AccessRequests[Name][1] | undefined>;
}

export function accessServer(server: PolicyServer, files: WorkspaceFiles): AccessServer {
  return {
    ...{ server, files },
    ask: async (name, uri, params) => {
      try {
        return await server.request(name, { ...params, textDocument: { uri }, tenancy: [...files.known] });
      } catch {
        return undefined;
      }
    },
  };
}

/** Whether a document is a policy file, or is going to be one: none that only shows what is or was elsewhere. */
export function isPolicy({ languageId, uri }: TextDocument): boolean {
  if (languageId !== 'ocipolicy') return false;
  return uri.scheme === 'untitled' || workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

/** Whether what a document grants can be asked: a policy file, or one of another language that may hold policies. */
export function isAsked(document: TextDocument): boolean {
  return isPolicy(document) || mayHoldPolicies(document);
}

export function rangeOf({ start, end }: StatementAt['range']): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** `policies/lab.ocipolicy:5`, as a person sees it, and the address that opens that place. */
export function placeOf({ uri, range }: Pick<StatementAt, 'uri' | 'range'>): { name: string; target: Uri } {
  const { line, character } = range.start;
  const at = Uri.parse(uri);
  return {
    name: `${workspace.asRelativePath(at)}:${line + 1}`,
    target: at.with({ fragment: `L${line + 1},${character + 1}` }),
  };
}
