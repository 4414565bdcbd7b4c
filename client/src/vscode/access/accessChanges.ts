import { commands, Disposable, l10n, StatusBarAlignment, window, workspace, type TextDocument } from 'vscode';
import type { ChangeReport, ComparisonReport } from '../../../../server/src/features/access/access.ts';
import { countsText, showAccessLenses } from './accessLenses.ts';
import { isAsked, placeOf, type AccessServer } from './accessServer.ts';
import { debounced } from './debounced.ts';
import { newPage, type Answers, type Page } from './answers.ts';
import { createHeadTexts, type Committed } from './headText.ts';

/** The command behind the status item: lists what is gained and lost, each with a request that shows it. */
export const SHOW_CHANGES = 'ocipolicy.showAccessChanges';

/** So many permissions are named in a sentence, and so many changes in what the mouse shows. */
const MOST_NAMED = 12;
const MOST_LINES = 6;

/** What has changed since the last commit in what a file gives. */
export interface AccessChanges extends Disposable {
  /** What the status bar says of the file in the editor; undefined when it says nothing. */
  readonly text: string | undefined;
  /** Compares anew; resolves when the status bar says it. */
  update(): Promise<void>;
}

/** How long nothing must be typed, in milliseconds. */
const PAUSE = 500;
/** So many times as long as the last answer took: the first one of a file of ten thousand statements takes a second or more. */
const PATIENCE = 4;

/** Says in the status bar and above each policy, while one types, what access a file gains and loses against what is committed. */
export function showAccessChanges(access: AccessServer, answers: Answers): AccessChanges {
  const heads = createHeadTexts();
  const item = window.createStatusBarItem('ocipolicy.accessChanges', StatusBarAlignment.Left);
  item.name = l10n.t('OCI Policy: Access against HEAD');
  item.command = SHOW_CHANGES;
  const lenses = showAccessLenses(SHOW_CHANGES);
  let shown: string | undefined;
  let asked = 0;
  let took = 0;
  const say = (report: ComparisonReport | undefined) => {
    shown = report && textOf(report);
    if (shown === undefined) return item.hide();
    item.text = `$(shield) ${shown}`;
    item.tooltip = tooltipOf(report);
    item.show();
  };
  /** `outdated`: while it was worked out, the text became another one, of which nothing is told yet. */
  const compare = async (document: TextDocument) => {
    const head = await heads.of(document.uri);
    // Without a letter changed there is nothing to work out.
    if (!head || head.text === document.getText()) return undefined;
    const { version } = document;
    const start = performance.now();
    const report = await access.ask('ocipolicy/compare', document.uri.toString(), { before: head.text });
    if (!report && document.version !== version) return 'outdated';
    took = performance.now() - start;
    return report && { report, head };
  };
  const compareAtLast = async (document: TextDocument) => {
    for (;;) {
      const found = await compare(document);
      if (found !== 'outdated') return found;
    }
  };
  let latest = Promise.resolve();
  const update = () => (latest = compareNow(++asked));
  const compareNow = async (mine: number): Promise<void> => {
    const document = window.activeTextEditor?.document;
    const found = document && isAsked(document) ? await compare(document) : undefined;
    // Only the newest answer is said; what is said of the text before stays until there is one.
    if (mine !== asked) return latest;
    if (found === 'outdated') return undefined;
    say(found?.report);
    if (document) lenses.show(document, found?.report.policies ?? []);
  };
  const later = debounced(
    () => Math.max(PAUSE, PATIENCE * took),
    () => void update(),
  );
  const subscriptions = Disposable.from(
    ...[heads, item, later, lenses],
    heads.onDidChange(later.soon),
    access.files.onDidTell(later.soon),
    window.onDidChangeActiveTextEditor(() => {
      took = 0;
      later.soon();
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document && isAsked(document)) later.soon();
    }),
    commands.registerCommand(SHOW_CHANGES, async () => {
      const document = window.activeTextEditor?.document;
      const found = document && isAsked(document) ? await compareAtLast(document) : undefined;
      if (!document || !found) {
        void window.showInformationMessage(
          l10n.t('There is nothing to compare: the file is as it was committed, or in no Git repository.'),
        );
        return undefined;
      }
      const name = workspace.asRelativePath(document.uri);
      return answers.show(l10n.t('Access: {0}', name), changesPage(name, found.report, found.head));
    }),
  );
  later.soon();
  return {
    get text() {
      return shown;
    },
    update,
    dispose: () => subscriptions.dispose(),
  };
}

const isMore = ({ kind }: ChangeReport) => kind === 'gained' || kind === 'widened';

/** `+2 −1 access`, with a question mark when there may be more. */
function textOf({ verdict, changes, open }: ComparisonReport): string {
  if (verdict === 'same') return l10n.t('same access as HEAD');
  const more = changes.filter(isMore).length;
  const isOpen = open.length > 0 || (changes.length === 0 && verdict === 'unknown');
  const counts = { more, less: changes.length - more, open: isOpen ? 1 : 0 };
  return l10n.t('{0} access against HEAD', countsText(counts));
}

function tooltipOf(report: ComparisonReport | undefined): string {
  const lines =
    report?.changes.map(
      ({ text, permissions }) => `${text}: ${permissions.slice(0, MOST_NAMED).join(', ')}`,
    ) ?? [];
  const rest = lines.length > MOST_LINES ? ['…'] : [];
  return [report?.text ?? '', ...lines.slice(0, MOST_LINES), ...rest].join('\n');
}

/** What is gained, lost, and could not be told. */
function changesPage(name: string, { text, changes, open }: ComparisonReport, head: Committed): Page {
  const page = newPage();
  page.line(`# ${l10n.t('Access of {0} against HEAD', name)}`);
  page.line();
  page.line(text);
  page.line();
  const statementOf = ({ side, statement }: Pick<ChangeReport, 'side' | 'statement'>) => {
    const isOld = side === 'before';
    const at = placeOf(statement);
    const { fragment } = at.target;
    page.link(
      isOld ? l10n.t('{0} in HEAD', at.name) : at.name,
      isOld ? head.uri.with({ fragment }) : at.target,
    );
    page.statement(statement.text);
    page.line();
  };
  const list = (title: string, those: readonly ChangeReport[]) => {
    if (those.length === 0) return;
    page.line(`## ${title}`);
    page.line();
    for (const change of those) {
      const { permissions, untried, witness } = change;
      const named = permissions.slice(0, MOST_NAMED);
      const rest = permissions.length - named.length + untried;
      const more = rest > 0 ? l10n.t(', and {0} more', rest) : '';
      page.line(`**${change.text}**: ${named.join(', ')}${more}`);
      page.line();
      page.line(l10n.t('For example: {0}', `\`${witness}\``));
      page.line();
      statementOf(change);
    }
  };
  list(l10n.t('More access'), changes.filter(isMore));
  list(
    l10n.t('Less access'),
    changes.filter((change) => !isMore(change)),
  );
  if (open.length > 0) {
    page.line(`## ${l10n.t('Could not be told')}`);
    page.line();
    for (const each of open) {
      page.line(each.text);
      page.line();
      statementOf(each);
    }
  }
  return page;
}
