import { l10n } from 'vscode';
import type {
  AnswerReport,
  ExpansionReport,
  ExplainReport,
  HolderReport,
  Question,
  Reason,
  StatementAt,
} from '../../../../server/src/features/access/access.ts';
import { placeOf } from './accessServer.ts';
import { newPage, type Page, type PageWriter } from './answers.ts';

/** What a request is answered with: the outcome, then what decided it. */
export function canPage(question: Question, { text, reasons }: AnswerReport): Page {
  const page = newPage();
  heading(page, l10n.t('Can {0}?', `${question.who} ${actionText(question)}`));
  page.line(`**${text}**`);
  page.line();
  writeReasons(page, reasons);
  return page;
}

/** Who may do something: those who may for certain come first. */
export function whoCanPage(question: Omit<Question, 'who'>, holders: readonly HolderReport[]): Page {
  const page = newPage();
  heading(page, l10n.t('Who can {0}?', actionText(question)));
  const certain = holders.filter(({ outcome }) => outcome === 'allowed');
  const perhaps = holders.filter(({ outcome }) => outcome === 'unknown');
  if (holders.length === 0) page.line(l10n.t('Nobody whom a statement names.'));
  for (const [title, those] of [
    [l10n.t('Allowed'), certain],
    [l10n.t('Perhaps: it hangs on what is not told'), perhaps],
  ] as const) {
    if (those.length === 0) continue;
    page.line(`## ${title}`);
    page.line();
    for (const { who, reasons } of those) {
      page.line(`### ${who}`);
      page.line();
      writeReasons(page, reasons);
    }
  }
  return page;
}

/** What statements give, and what they deny. */
export function explainPage(name: string, { expansions, left }: ExplainReport): Page {
  const page = newPage();
  heading(page, l10n.t('What {0} gives', name));
  for (const each of expansions) writeExpansion(page, each);
  if (left.length > 0) {
    page.line(`## ${l10n.t('Not expanded: it is not clear what they say')}`);
    page.line();
    for (const statement of left) writeStatement(page, statement);
  }
  if (expansions.length === 0 && left.length === 0) page.line(l10n.t('No statement gives anything here.'));
  return page;
}

function heading(page: PageWriter, text: string): void {
  page.line(`# ${text}`);
  page.line();
}

/** `GetBucket in compartment Finance where target.bucket.name = 'x'` */
export function actionText({ action, where, facts, to }: Omit<Question, 'who'>): string {
  return `${action}${where ? ` in ${where}` : ''}${to ? ` to ${to}` : ''}${facts ? ` where ${facts}` : ''}`;
}

/** Reasons of the same words about several statements are said once. */
function writeReasons(page: PageWriter, reasons: readonly Reason[]): void {
  let said: string | undefined;
  for (const { text, statement } of reasons) {
    if (text !== said) page.line(`- ${text}`);
    said = text;
    if (statement) writeStatement(page, statement, '  ');
  }
  if (reasons.length > 0) page.line();
}

/** A statement below the place where it stands. */
export function writeStatement(page: PageWriter, statement: StatementAt, indent = ''): void {
  const { name, target } = placeOf(statement);
  page.link(name, target, indent);
  page.statement(statement.text, indent);
}

function writeExpansion(page: PageWriter, expansion: ExpansionReport): void {
  const { statements, denies, permissions, mayMore, operations, partial, across } = expansion;
  for (const statement of statements) writeStatement(page, statement);
  page.line();
  const more = mayMore ? l10n.t(', and perhaps more') : '';
  const list = (title: string, names: readonly string[], rest = '') => {
    if (names.length === 0) return;
    page.line(`**${title} (${names.length}${rest})**`);
    page.line();
    page.line(names.join(', '));
    page.line();
  };
  list(denies ? l10n.t('Permissions denied') : l10n.t('Permissions'), permissions, more);
  list(denies ? l10n.t('Operations stopped') : l10n.t('Operations opened'), operations);
  list(
    l10n.t('Operations that need more'),
    partial.map(({ operation, missing }) => `${operation} (+ ${missing.join(', ')})`),
  );
  if (across) writeOtherSide(page, across);
}

/** What access across tenancies hangs on besides the statement. */
function writeOtherSide(
  page: PageWriter,
  { tenancy, name, otherHalf, joins }: NonNullable<ExpansionReport['across']>,
): void {
  if (joins) {
    page.line(l10n.t('It joins {0} with {1}; no document names the permission for that.', ...joins));
    page.line();
  }
  const told = [name, tenancy].filter((each) => each !== undefined).join(' = ');
  if (otherHalf.length === 0) page.line(l10n.t('It holds whatever the other tenancy says.'));
  else if (tenancy === 'any') {
    page.line(
      l10n.t('It gives nothing but with tenancies that have this in a policy of their root compartment:'),
    );
  } else if (told === '') {
    page.line(
      l10n.t(
        'It gives nothing until the other tenancy, of which it is not told which it is, has this in a policy of its root compartment:',
      ),
    );
  } else {
    page.line(
      l10n.t(
        'It gives nothing until the tenancy {0} has this in a policy of its root compartment:',
        `\`${told}\``,
      ),
    );
  }
  page.line();
  if (otherHalf.length > 0) page.statement(otherHalf.join('\n'));
  page.line();
}
