import {
  Disposable,
  l10n,
  Location,
  MarkdownString,
  TestMessage,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  Uri,
  workspace,
  type CancellationToken,
  type TestController,
  type TestItem,
} from 'vscode';
import type {
  ExpectationReport,
  TestOutline,
  TestRunReport,
} from '../../../../server/src/features/access/access.ts';
import { isPolicy, placeOf, rangeOf, type AccessServer } from './accessServer.ts';
import { debounced } from './debounced.ts';
import { createTestCoverage, type FileCovered, type TestCoverage } from './testCoverage.ts';

/** How long nothing must be typed before tests are found or run again, in milliseconds. */
const PAUSE = 300;

/** The tests of policy files in the editor's own view of tests. */
export interface PolicyTests extends Disposable {
  readonly controller: TestController;
  /** Finds the tests of a file anew; resolves when the view shows them. */
  find(uri: string): Promise<void>;
  /** Runs what a request names; resolves at its end. */
  run(request: TestRunRequest, token?: CancellationToken): Promise<readonly TestOutcome[]>;
  /** Which statements the tests of some files touch. */
  coverage(uris: readonly string[]): Promise<readonly FileCovered[]>;
}

/** What came out for one expectation. */
export interface TestOutcome {
  readonly item: TestItem;
  readonly report: ExpectationReport;
  /** What is shown of one that did not pass. */
  readonly message: TestMessage | undefined;
}

/** Lists the `test` blocks of the workspace's files: a file, its tests, the expectations of each. */
export function showPolicyTests(access: AccessServer): PolicyTests {
  const controller = tests.createTestController('ocipolicy.tests', l10n.t('OCI Policy'));
  const coverage = createTestCoverage();
  const find = async (uri: string) => {
    const outlines = (await access.ask('ocipolicy/tests', uri, {})) ?? [];
    list(controller, uri, outlines);
  };
  const findAll = (uris: Iterable<string>) => Promise.all([...uris].map(find));
  const run = (request: TestRunRequest, token?: CancellationToken) =>
    runOnce({ controller, access, find, coverage }, request, token);

  const changed = new Set<string>();
  const later = debounced(
    () => PAUSE,
    () => {
      void findAll(changed);
      changed.clear();
    },
  );
  const handle = (request: TestRunRequest, token: CancellationToken) => {
    if (!request.continuous) return run(request, token).then(() => undefined);
    // What one file says decides the tests of another, so that any change counts.
    const again = debounced(
      () => PAUSE,
      () => void run(request, token),
    );
    const watching = Disposable.from(
      again,
      onChange(access, () => again.soon()),
    );
    token.onCancellationRequested(() => watching.dispose());
    return undefined;
  };
  const profile = controller.createRunProfile(l10n.t('Run'), TestRunProfileKind.Run, handle, true);
  const covering = controller.createRunProfile(
    l10n.t('Run with Coverage'),
    TestRunProfileKind.Coverage,
    handle,
    true,
  );
  profile.supportsContinuousRun = true;
  covering.supportsContinuousRun = true;
  covering.loadDetailedCoverage = (_, file) => Promise.resolve(coverage.details(file));
  controller.refreshHandler = async () => void (await findAll(access.files.known));
  controller.resolveHandler = async (item) => {
    if (!item) await findAll(access.files.known);
  };
  const following = onChange(access, (uris) => {
    for (const uri of uris) changed.add(uri);
    later.soon();
  });
  return {
    ...{ controller, find, run },
    coverage: async (uris) => {
      const reports = await Promise.all(uris.map((uri) => access.ask('ocipolicy/runTests', uri, {})));
      return coverage.of(reports.flatMap((report) => report?.coverage ?? []));
    },
    dispose: () => Disposable.from(following, later, profile, covering, controller).dispose(),
  };
}

/** Hears of files that change, in an editor or where they lie. */
function onChange({ files }: AccessServer, changed: (uris: readonly string[]) => void): Disposable {
  return Disposable.from(
    files.onDidTell(changed),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (isPolicy(document) && contentChanges.length > 0) changed([document.uri.toString()]);
    }),
    workspace.onDidOpenTextDocument((document) => {
      if (isPolicy(document)) changed([document.uri.toString()]);
    }),
  );
}

/** Brings the items of a file in line with its tests. An item keeps its result as long as its test keeps its name. */
function list(controller: TestController, uri: string, outlines: readonly TestOutline[]): void {
  if (outlines.length === 0) return controller.items.delete(uri);
  const at = Uri.parse(uri);
  const known = controller.items.get(uri);
  const file = known ?? controller.createTestItem(uri, workspace.asRelativePath(at), at);
  const item = (id: string, label: string, range: TestOutline['range'], among: TestItem) => {
    const made = among.children.get(id) ?? controller.createTestItem(id, label, at);
    made.range = rangeOf(range);
    return made;
  };
  const test = numbered();
  file.children.replace(
    outlines.map(({ name, range, expectations }) => {
      const made = item(test(name), name, range, file);
      const expectation = numbered();
      made.children.replace(
        expectations.map(({ text, range: where }) => item(expectation(text), text, where, made)),
      );
      return made;
    }),
  );
  if (!known) controller.items.add(file);
}

/** Makes one of names that are said twice: the second gets a number. */
function numbered(): (name: string) => string {
  const counts = new Map<string, number>();
  return (name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  };
}

interface Running {
  readonly controller: TestController;
  readonly access: AccessServer;
  readonly coverage: TestCoverage;
  find(uri: string): Promise<void>;
}

async function runOnce(
  { controller, access, find, coverage }: Running,
  request: TestRunRequest,
  token?: CancellationToken,
): Promise<readonly TestOutcome[]> {
  const asked = request.include ?? itemsOf(controller.items);
  const files = new Set(asked.map(({ uri }) => uri?.toString() ?? ''));
  const run = controller.createTestRun(request);
  const outcomes: TestOutcome[] = [];
  const covered: TestRunReport['coverage'][] = [];
  try {
    for (const uri of files) {
      if (token?.isCancellationRequested) break;
      await find(uri);
      const report = await access.ask('ocipolicy/runTests', uri, {});
      if (report) covered.push(report.coverage);
      const tests = itemsOf(controller.items.get(uri)?.children ?? []);
      for (const [index, test] of tests.entries()) {
        for (const [place, item] of itemsOf(test.children).entries()) {
          const result = report?.tests[index]?.expectations[place];
          if (!result || result.text !== item.label || !isAsked(item, asked, request.exclude)) continue;
          const message = result.verdict === 'passed' ? undefined : messageOf(item, result);
          outcomes.push({ item, report: result, message });
          if (message) run.failed(item, message);
          else run.passed(item);
          run.appendOutput(`${MARKS[result.verdict]} ${result.text}\r\n`, undefined, item);
        }
      }
    }
    if (request.profile?.kind === TestRunProfileKind.Coverage) coverage.add(run, covered);
  } finally {
    run.end();
  }
  return outcomes;
}

const MARKS: Readonly<Record<ExpectationReport['verdict'], string>> = {
  passed: '✓',
  failed: '✗',
  unknown: '?',
};

/** The items in the order of the file. */
function itemsOf(items: Iterable<[string, TestItem]>): TestItem[] {
  return [...items].map(([, item]) => item);
}

function isAsked(item: TestItem, asked: readonly TestItem[], excluded: readonly TestItem[] = []): boolean {
  const line: TestItem[] = [];
  for (let each: TestItem | undefined = item; each; each = each.parent) line.push(each);
  return line.some((each) => asked.includes(each)) && !line.some((each) => excluded.includes(each));
}

/** The first line stands beside the expectation; the reasons with their statements below it. */
function messageOf(item: TestItem, { message, reasons, range }: ExpectationReport): TestMessage {
  const text = new MarkdownString(message);
  for (const { text: why, statement } of reasons) {
    text.appendMarkdown('\n\n- ').appendText(why);
    if (!statement) continue;
    const { name, target } = placeOf(statement);
    text.appendMarkdown(` [${name}](${target.toString()})`).appendCodeblock(statement.text, 'ocipolicy');
  }
  const told = new TestMessage(text);
  if (item.uri) told.location = new Location(item.uri, rangeOf(range));
  return told;
}
