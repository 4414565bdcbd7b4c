import { l10n } from 'vscode';
import type {
  AbilitiesReport,
  AbilityReport,
  Question,
} from '../../../../server/src/features/access/access.ts';
import { writeStatement } from './answerPages.ts';
import { newPage, type Page, type PageWriter } from './answers.ts';

/** What somebody may do, place by place: what is certain comes first. */
export function whatCanPage(
  { who, where, facts }: Omit<Question, 'action'>,
  places: readonly AbilitiesReport[],
): Page {
  const page = newPage();
  const place = where === undefined ? '' : ` in ${where}`;
  page.line(`# ${l10n.t('What can {0} do?', `${who}${place}${facts ? ` where ${facts}` : ''}`)}`);
  page.line();
  if (places.length === 0) page.line(l10n.t('Nothing that a statement gives.'));
  for (const each of places) writePlace(page, each);
  return page;
}

function writePlace(page: PageWriter, { where, abilities, untold, mayMore }: AbilitiesReport): void {
  page.line(`## ${where}`);
  page.line();
  if (abilities.length === 0) page.line(l10n.t('Nothing that a statement gives.'));
  for (const each of abilities) writeAbility(page, each);
  list(page, l10n.t('No source says exactly what these need'), untold);
  if (mayMore.length === 0) return;
  page.line(l10n.t('What the catalogue does not know may come on top, by'));
  for (const statement of mayMore) writeStatement(page, statement);
  page.line();
}

function writeAbility(
  page: PageWriter,
  { outcome, reasons, statements, permissions, operations }: AbilityReport,
): void {
  const titles: Readonly<Record<AbilityReport['outcome'], string>> = {
    allowed: l10n.t('Allowed'),
    unknown: l10n.t('Perhaps: it hangs on what is not told'),
    denied: l10n.t('Taken by a denial'),
  };
  page.line(`### ${titles[outcome]}`);
  page.line();
  for (const statement of statements) writeStatement(page, statement);
  for (const reason of reasons) page.line(`- ${reason}`);
  page.line();
  const named = operations.map(({ name, service }) =>
    service === undefined ? name : `${name} (${service})`,
  );
  list(page, l10n.t('Operations'), named);
  const limited = operations.filter(({ except }) => except.length > 0);
  if (limited.length > 0) {
    page.line(`**${l10n.t('More is needed in some cases')}**`);
    page.line();
    for (const { name, except } of limited) page.line(`- ${name}: ${except.join('; ')}`);
    page.line();
  }
  list(page, l10n.t('Permissions'), permissions);
}

function list(page: PageWriter, title: string, names: readonly string[]): void {
  if (names.length === 0) return;
  page.line(`**${title} (${names.length})**`);
  page.line();
  page.line(names.join(', '));
  page.line();
}
