import { commands, Disposable, l10n, QuickPickItemKind, window, workspace, type QuickPickItem } from 'vscode';
import { isMoveName } from '../../../../server/src/access/moves.ts';
import type { Choices, Misread, Question } from '../../../../server/src/features/access/access.ts';
import { isAsked, type AccessServer } from './accessServer.ts';
import { whatCanPage } from './abilityPage.ts';
import { canPage, explainPage, whoCanPage } from './answerPages.ts';
import type { Answers } from './answers.ts';

/** The commands that ask; each takes the parts of its question as an argument, and asks for those that are missing. */
export const QUESTIONS = {
  can: 'ocipolicy.can',
  whoCan: 'ocipolicy.whoCan',
  whatCan: 'ocipolicy.whatCan',
  explain: 'ocipolicy.explainAccess',
} as const;

/** Parts of a question that are known already; `at`: what stands there is offered first. */
type Given =
  (Partial<Question> & { readonly at?: { readonly uri: string; readonly position: Position } }) | undefined;

interface Position {
  readonly line: number;
  readonly character: number;
}

/** Registers the commands that ask who can do what; they last until what is returned is disposed. */
export function registerQuestions(access: AccessServer, answers: Answers): Disposable {
  const whoCan = async (given?: Given) => {
    const choices = await choicesHere(access, given);
    if (!choices) return undefined;
    const question = await askAction(choices, given ?? {});
    if (!question) return undefined;
    const holders = await access.ask('ocipolicy/whoCan', choices.uri, { question });
    if (holders && !isRead(holders)) return void tellMisread(holders);
    return holders && answers.show(l10n.t('Who can {0}?', question.action), whoCanPage(question, holders));
  };
  const can = async (given?: Given) => {
    const choices = await choicesHere(access);
    if (!choices) return undefined;
    const who = given?.who ?? (await askWho(choices));
    if (who === undefined) return undefined;
    const question = await askAction(choices, given ?? {});
    const facts = question && (given?.action === undefined ? await askFacts(choices) : (given.facts ?? ''));
    if (!question || facts === undefined) return undefined;
    const whole: Question = { ...question, who, ...(facts === '' ? {} : { facts }) };
    const answer = await access.ask('ocipolicy/can', choices.uri, { question: whole });
    if (answer && 'misread' in answer) return void tellMisread(answer);
    return answer && answers.show(l10n.t('Can {0}?', `${who} ${question.action}`), canPage(whole, answer));
  };
  const whatCan = async (given?: Given) => {
    const choices = await choicesHere(access, given);
    if (!choices) return undefined;
    const who = given?.who ?? (given?.at && choices.here.who) ?? (await askWho(choices));
    if (who === undefined) return undefined;
    const where = given?.where ?? (given?.who === undefined && !given?.at ? await askAnywhere(choices) : '');
    if (where === undefined) return undefined;
    const question = {
      who,
      ...(where === '' ? {} : { where }),
      ...(given?.facts ? { facts: given.facts } : {}),
    };
    const places = await access.ask('ocipolicy/whatCan', choices.uri, { question });
    if (places && !isRead(places)) return void tellMisread(places);
    return places && answers.show(l10n.t('What can {0} do?', who), whatCanPage(question, places));
  };
  const explain = async () => {
    const editor = policyEditor();
    if (!editor) return undefined;
    const { document, selection } = editor;
    const report = await access.ask('ocipolicy/explain', document.uri.toString(), {});
    if (!report) return undefined;
    const touches = ({ range: { start, end } }: { range: LineRange }) =>
      start.line <= selection.end.line && selection.start.line <= end.line;
    const here = report.expansions.filter(({ statements }) => statements.some(touches));
    const left = report.left.filter(touches);
    const name = workspace.asRelativePath(document.uri);
    // Away from all statements, the whole file is meant.
    const shown = here.length + left.length > 0 ? { expansions: here, left } : report;
    return answers.show(l10n.t('What {0} gives', name), explainPage(name, shown));
  };
  return Disposable.from(
    commands.registerCommand(QUESTIONS.whoCan, whoCan),
    commands.registerCommand(QUESTIONS.whatCan, whatCan),
    commands.registerCommand(QUESTIONS.can, can),
    commands.registerCommand(QUESTIONS.explain, explain),
  );
}

interface LineRange {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

/** The editor whose file is asked about: the one with the focus, else one that is seen. */
function policyEditor() {
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  const found = editors.find((editor) => editor && isAsked(editor.document));
  if (!found)
    void window.showInformationMessage(l10n.t('Open a policy file first: it is what is asked about.'));
  return found;
}

async function choicesHere(
  access: AccessServer,
  given?: Given,
): Promise<(Choices & { readonly uri: string }) | undefined> {
  if (given?.at) {
    const { uri, position } = given.at;
    const choices = await access.ask('ocipolicy/choices', uri, { position });
    return choices && { ...choices, uri };
  }
  const editor = policyEditor();
  if (!editor) return undefined;
  const uri = editor.document.uri.toString();
  const { line, character } = editor.selection.active;
  const choices = await access.ask('ocipolicy/choices', uri, { position: { line, character } });
  return choices && { ...choices, uri };
}

const isRead = <Read>(answer: readonly Read[] | Misread): answer is readonly Read[] => Array.isArray(answer);

function tellMisread({ misread }: Misread): void {
  const words: Readonly<Record<keyof Question, string>> = {
    who: l10n.t('Who asks could not be read. Write it as in a test: user ana in group Analysts.'),
    action: l10n.t('What is done could not be read. Write the name of an operation or of a permission.'),
    where: l10n.t('The place could not be read. Write tenancy, or compartment and its path from the root.'),
    facts: l10n.t('What the request carries could not be read. Write it as a test does behind where.'),
    to: l10n.t('The place could not be read. Write tenancy, or compartment and its path from the root.'),
    elsewhere: l10n.t(
      'The place could not be read. Write tenancy, or compartment and its path from the root.',
    ),
  };
  void window.showErrorMessage(words[misread]);
}

async function askAction(
  { here, operations, permissions, where: places }: Choices,
  given: Partial<Question>,
): Promise<Omit<Question, 'who'> | undefined> {
  const action =
    given.action ??
    (await pickOrType(l10n.t('Which operation or permission?'), [
      [l10n.t('in the statement at the cursor'), here.actions],
      [l10n.t('operations'), operations],
      [l10n.t('permissions'), permissions],
    ]));
  if (action === undefined) return undefined;
  const where =
    given.where ??
    (given.action === undefined
      ? await pickOrType(l10n.t('Where?'), [
          [l10n.t('in the statement at the cursor'), here.where === undefined ? [] : [here.where]],
          [l10n.t('places that statements name'), places],
        ])
      : '');
  if (where === undefined) return undefined;
  const isMove = given.action === undefined && isMoveName(action);
  const to =
    given.to ??
    (isMove
      ? await pickOrType(l10n.t('Where is it moved to?'), [[l10n.t('places that statements name'), places]])
      : '');
  if (to === undefined) return undefined;
  return {
    ...{ action, ...(where === '' ? {} : { where }), ...(to === '' ? {} : { to }) },
    ...(given.facts ? { facts: given.facts } : {}),
  };
}

function askWho({ here, who }: Choices): Promise<string | undefined> {
  return pickOrType(l10n.t('Who?'), [
    [l10n.t('in the statement at the cursor'), here.who === undefined ? [] : [here.who]],
    [l10n.t('whom statements name'), who],
  ]);
}

/** Undefined when it was cancelled, empty for all places that statements name. */
async function askAnywhere({ here, where: places }: Choices): Promise<string | undefined> {
  const everywhere = l10n.t('everywhere that a statement names');
  const where = await pickOrType(l10n.t('Where?'), [
    [l10n.t('all places'), [everywhere]],
    [l10n.t('in the statement at the cursor'), here.where === undefined ? [] : [here.where]],
    [l10n.t('places that statements name'), places],
  ]);
  return where === everywhere ? '' : where;
}

/** Undefined when it was cancelled, empty for nothing. */
async function askFacts({ here }: Choices): Promise<string | undefined> {
  return window.showInputBox({
    title: l10n.t('What does the request carry?'),
    prompt: l10n.t('As a test writes it behind where; what is not told may be anything.'),
    value: here.facts ?? '',
  });
}

/** Lets a person choose one of some lists, or write something else. A text is listed once, where it comes first. */
function pickOrType(
  title: string,
  lists: readonly (readonly [title: string, texts: readonly string[]])[],
): Promise<string | undefined> {
  const seen = new Set<string>();
  const offered = lists.flatMap(([label, texts]): QuickPickItem[] => {
    const fresh = texts.filter((text) => !seen.has(text.toLowerCase()) && seen.add(text.toLowerCase()));
    return fresh.length === 0
      ? []
      : [{ label, kind: QuickPickItemKind.Separator }, ...fresh.map((text) => ({ label: text }))];
  });
  const picker = window.createQuickPick();
  Object.assign(picker, { title, items: offered, placeholder: l10n.t('Choose, or write something else') });
  return new Promise((resolve) => {
    picker.onDidChangeValue((value) => {
      const typed = value.trim();
      const isOffered = typed === '' || seen.has(typed.toLowerCase());
      const own = { label: typed, description: l10n.t('as it is written'), alwaysShow: true };
      // Last, so that what fits best of the lists is taken by Enter.
      picker.items = isOffered ? offered : [...offered, own];
    });
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]?.label ?? (picker.value.trim() || undefined));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
