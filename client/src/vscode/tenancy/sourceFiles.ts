import { workspace, type TextDocument, type Uri } from 'vscode';
import type { SourceFile } from '../../tenancy/tenancy.ts';
import { nearestProjectFile } from '../configuration.ts';
import { findPolicyFiles, textOfFile } from '../policyFiles.ts';
import type { TenancyModules } from './modules.ts';

/** A document as a plan takes it: with the settings by which the editor checks it, as the command line has them too. */
export function fileOf(document: TextDocument, modules: TenancyModules): Promise<SourceFile> {
  return sourceFile(document.uri, document.getText(), modules);
}

/** All policy files of the workspace, as they stand in the editor. */
export async function allFiles(modules: TenancyModules): Promise<SourceFile[]> {
  const uris = await findPolicyFiles();
  return Promise.all(uris.map(async (uri) => sourceFile(uri, await textOfFile(uri), modules)));
}

async function sourceFile(uri: Uri, text: string, modules: TenancyModules): Promise<SourceFile> {
  const { mergeSettings, readProjectFile, readSeverity } = modules;
  // What is wrong with either is told by the server, which reads both for its checks.
  const own = readSeverity(workspace.getConfiguration('ocipolicy', uri).get('checks.severity')).settings;
  const project = await nearestProjectFile(uri);
  const settings = project ? mergeSettings(own, readProjectFile(project.text).settings) : own;
  return { name: workspace.asRelativePath(uri), text, settings };
}
