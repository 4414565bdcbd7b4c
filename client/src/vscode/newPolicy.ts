import {
  commands,
  l10n,
  QuickPickItemKind,
  SnippetString,
  Uri,
  window,
  workspace,
  type Disposable,
  type ExtensionContext,
  type QuickPickItem,
} from 'vscode';
import { snippetFilesOf, templatesOf, type Template } from './newPolicyTemplates.ts';

/** The command of `contributes.commands` that begins a policy with one of the snippets. */
export const NEW_POLICY = 'ocipolicy.newPolicy';

type Choice = QuickPickItem & { readonly template?: Template };

/**
 * Registers the command until what is returned is disposed. Without an argument it asks which template to take; a prefix
 * as its argument takes the template of that prefix, for links of a walkthrough.
 */
export function registerNewPolicy(context: ExtensionContext): Disposable {
  return commands.registerCommand(NEW_POLICY, async (prefix?: unknown) => {
    const choices = choicesIn(context);
    const template =
      typeof prefix === 'string'
        ? (await choices).find((choice) => choice.template?.prefix.split(', ').includes(prefix))?.template
        : await pick(choices);
    if (template) await begin(template);
  });
}

async function pick(choices: Promise<Choice[]>): Promise<Template | undefined> {
  const picked = await window.showQuickPick(choices, {
    title: l10n.t('New Policy from Template'),
    placeHolder: l10n.t('What should the policy allow?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.template;
}

/** The templates of all snippet files, each topic under a heading; read anew, since that is done seldom. */
async function choicesIn({ extension, extensionUri }: ExtensionContext): Promise<Choice[]> {
  const files = await Promise.all(
    snippetFilesOf(extension.packageJSON).map(async ({ path }) => {
      const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, path));
      return templatesOf(new TextDecoder().decode(bytes), path);
    }),
  );
  const templates = files.flat();
  return templates.flatMap((template, index): Choice[] => {
    const { name: label, prefix: description, description: detail, topic } = template;
    const isFirst = topic !== templates[index - 1]?.topic;
    const heading = { label: headingOf(topic), kind: QuickPickItemKind.Separator };
    return [...(isFirst ? [heading] : []), { label, description, detail, template }];
  });
}

/** What a topic is called. Names of products stay as they are in every language. */
function headingOf(topic: string): string {
  const headings: Readonly<Record<string, string>> = {
    common: l10n.t('First policies of a tenancy'),
    'ai-data-platform': 'AI Data Platform',
    'data-science': 'Data Science',
    'model-deployment': l10n.t('Model deployment'),
    secrets: l10n.t('Secrets of notebook sessions'),
    ocipolicy: l10n.t('Forms of statements and blocks'),
  };
  return headings[topic] ?? topic;
}

async function begin({ body }: Template): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'ocipolicy' });
  const editor = await window.showTextDocument(document);
  await editor.insertSnippet(new SnippetString(body));
}
