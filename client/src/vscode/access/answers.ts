import {
  Disposable,
  DocumentLink,
  EventEmitter,
  languages,
  Range,
  Uri,
  ViewColumn,
  window,
  workspace,
  type TextDocument,
} from 'vscode';
import { ANSWER_SCHEME } from '../shownOnly.ts';

/** A page in Markdown, written line by line. */
export interface Page {
  readonly lines: readonly string[];
  readonly links: readonly DocumentLink[];
}

/** Writes a page. */
export interface PageWriter extends Page {
  line(text?: string): void;
  /** A line that leads somewhere; `before` stands in front of what is to be clicked. */
  link(text: string, target: Uri, before?: string): void;
  /** Text of a policy file, coloured as there. */
  statement(text: string, indent?: string): void;
}

/** Shows pages beside the editor, one for each kind of question. */
export interface Answers extends Disposable {
  /** @param title of the tab, without an ending */
  show(title: string, page: Page): Promise<TextDocument>;
}

export function newPage(): PageWriter {
  const lines: string[] = [];
  const links: DocumentLink[] = [];
  return {
    ...{ lines, links },
    line: (text = '') => void lines.push(text),
    link: (text, target, before = '') => {
      const at = lines.length;
      links.push(new DocumentLink(new Range(at, before.length, at, before.length + text.length), target));
      lines.push(before + text);
    },
    statement: (text, indent = '') =>
      void lines.push(`${indent}\`\`\`ocipolicy`, `${indent}${text}`, `${indent}\`\`\``),
  };
}

export function createAnswers(): Answers {
  const pages = new Map<string, Page>();
  const changed = new EventEmitter<Uri>();
  const providing = Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(ANSWER_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => pages.get(uri.toString())?.lines.join('\n') ?? '',
    }),
    languages.registerDocumentLinkProvider(
      { scheme: ANSWER_SCHEME },
      { provideDocumentLinks: ({ uri }) => [...(pages.get(uri.toString())?.links ?? [])] },
    ),
  );
  return {
    show: async (title, page) => {
      const uri = Uri.from({ scheme: ANSWER_SCHEME, path: `/${title.replace(/[\\/]/g, ' ')}.md` });
      pages.set(uri.toString(), page);
      changed.fire(uri);
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
      return document;
    },
    dispose: () => providing.dispose(),
  };
}
