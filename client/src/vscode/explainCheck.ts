import { commands, Disposable, env, Uri, window, type ExtensionContext } from 'vscode';
import { EXPLAIN } from '../../../server/src/features/explain.ts';

/** The path of the addresses by which the editor opens the manual's page of checks in the extension. */
const PAGE = '/checks';

/**
 * The address that the codes of diagnostics link to: VS Code itself hands it back to this extension, which shows the
 * page that came with it. No public page is needed, and the page fits the version that is installed.
 */
export function checksPage({ extension }: ExtensionContext): string {
  return `${env.uriScheme}://${extension.id}${PAGE}`;
}

/** Shows what the manual says of a check, on its command and when a link to it is followed. */
export function registerExplainCheck({ extensionUri }: ExtensionContext): Disposable {
  const manual = Uri.joinPath(extensionUri, 'docs/checks.md');
  const show = async (code: unknown) => {
    const isCode = typeof code === 'string' && /^[a-z][a-z-]*$/.test(code);
    const page = manual.with({ fragment: isCode ? code : '' });
    try {
      await commands.executeCommand('markdown.showPreview', page);
    } catch {
      // The extension that renders Markdown can be switched off.
      await window.showTextDocument(manual);
    }
  };
  return Disposable.from(
    commands.registerCommand(EXPLAIN, show),
    window.registerUriHandler({
      handleUri: ({ path, fragment }) => (path === PAGE ? show(fragment) : undefined),
    }),
  );
}
