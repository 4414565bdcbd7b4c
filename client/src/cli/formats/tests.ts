import pc from 'picocolors';
import type { TestReport, TestRunReport } from '../../../../server/src/features/access/access.ts';
import { count, say } from '../say.ts';
import { visible } from '../visible.ts';
import { dataJson, placeOf, reasonLines, type NameOf } from './reasons.ts';

export const TEST_FORMATS = ['pretty', 'json', 'junit'] as const;
export type TestFormat = (typeof TEST_FORMATS)[number];

export interface TestsShown {
  readonly nameOf: NameOf;
  /** How many files were read. */
  readonly files: number;
  readonly coverage: boolean;
  readonly color: boolean;
}

/** A report of tests as text, by format. */
export const testReports: Readonly<Record<TestFormat, (report: TestRunReport, shown: TestsShown) => string>> =
  {
    pretty,
    json: ({ coverage, ...report }, { nameOf, coverage: isCovered }) => {
      const { touched, statements } = coverage;
      return dataJson({ ...report, coverage: isCovered ? coverage : { touched, statements } }, nameOf);
    },
    junit,
  };

function pretty(
  { tests, coverage }: TestRunReport,
  { nameOf, files, coverage: isCovered, color }: TestsShown,
): string {
  const { bold, green, red, yellow, dim } = pc.createColors(color);
  const marks = { passed: green('✓'), failed: red('✗'), unknown: yellow('?') };
  const lines = tests.map((test) => {
    const open = test.expectations.filter(({ verdict }) => verdict !== 'passed');
    const below = open.map(({ text, verdict, range, message, reasons }) => {
      const place = placeOf({ uri: test.uri, range }, nameOf);
      const head = `  ${marks[verdict]} ${visible(text)}\n    ${bold(place)} ${visible(message)}\n`;
      return head + reasonLines(reasons, nameOf, { indent: '    ', dim });
    });
    return `${marks[test.verdict]} ${visible(test.name)} ${dim(placeOf(test, nameOf))}\n${below.join('')}`;
  });
  return `${lines.join('')}${lines.length > 0 ? '\n' : ''}${summaryOf(tests, files)}\n${isCovered ? coverageText(coverage, nameOf) : ''}`;
}

function summaryOf(tests: readonly TestReport[], files: number): string {
  if (tests.length === 0) return say('test.none', { files: count('file', files) });
  const verdicts = tests.flatMap(({ expectations }) => expectations.map(({ verdict }) => verdict));
  const counted = [
    ['passed', 'passed'],
    ['failed', 'failed'],
    ['unknown', 'unsettled'],
  ] as const;
  const counts = counted.flatMap(([verdict, word]) => {
    const n = verdicts.filter((each) => each === verdict).length;
    return n > 0 || verdict === 'passed' ? [count(word, n)] : [];
  });
  return say('test.summary', {
    tests: count('test', tests.length),
    counts: counts.join(say('list.separator')),
  });
}

function coverageText({ touched, statements, untouched }: TestRunReport['coverage'], nameOf: NameOf): string {
  const head = `${say('test.coverage', { touched, statements })}\n`;
  if (untouched.length === 0) return head;
  const list = untouched.map((each) => `  ${placeOf(each, nameOf)}: ${visible(each.text)}\n`).join('');
  return `${head}${say('test.untouched')}\n${list}`;
}

/** The format that CI servers read: a suite a file, a case an expectation. What is not known counts as a failure. */
function junit({ tests, coverage }: TestRunReport, { nameOf, coverage: isCovered }: TestsShown): string {
  const files = [...new Set(tests.map(({ uri }) => uri))];
  const suites = files.map((uri, index) => {
    const own = tests.filter((test) => test.uri === uri);
    const all = own.flatMap(({ name, expectations }) => expectations.map((each) => ({ name, ...each })));
    const failures = all.filter(({ verdict }) => verdict !== 'passed').length;
    const cases = all.map(({ name, text, verdict, range, message, reasons }) => {
      const head = `    <testcase classname=${quoted(name)} name=${quoted(text)} file=${quoted(nameOf(uri))} line="${range.start.line + 1}"`;
      if (verdict === 'passed') return `${head}/>\n`;
      const why = reasonLines(reasons, nameOf, { indent: '', dim: (each) => each });
      return `${head}>\n      <failure type="${verdict}" message=${quoted(message)}>${escaped(why)}</failure>\n    </testcase>\n`;
    });
    return `  <testsuite name=${quoted(nameOf(uri))} tests="${all.length}" failures="${failures}">\n${isCovered && index === 0 ? coverageProperties(coverage, nameOf) : ''}${cases.join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}

/** What no test touches, told once: it is of all files together. */
function coverageProperties(
  { touched, statements, untouched }: TestRunReport['coverage'],
  nameOf: NameOf,
): string {
  const properties = [
    ['coverage.statements', String(statements)],
    ['coverage.touched', String(touched)],
    ...untouched.map((each) => ['coverage.untouched', `${placeOf(each, nameOf)}: ${each.text}`]),
  ];
  const lines = properties.map(
    ([name = '', value = '']) => `      <property name=${quoted(name)} value=${quoted(value)}/>\n`,
  );
  return `    <properties>\n${lines.join('')}    </properties>\n`;
}

function quoted(text: string): string {
  return `"${escaped(visible(text))}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
