import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createPolicyService, type Finding } from '../../../server/src/features/service.ts';

const files = readdirSync('examples').filter((name) => name.endsWith('.ocipolicy'));
const textOf = (name: string) => readFileSync(`examples/${name}`, 'utf8');
const weighs = ({ severity }: Finding) => severity === 'error' || severity === 'warning';

function findingsIn(name: string): Finding[] {
  const service = createPolicyService();
  service.open(name, textOf(name));
  return service.findings(name);
}

test('there are six, in the order in which they are read', () => {
  expect(files.map((name) => name.slice(0, 2))).toEqual(['01', '02', '03', '04', '05', '06']);
});

test.each(files.filter((name) => !name.startsWith('05')))(
  '%s has no fault and nothing left to fill in',
  (name) => {
    expect(findingsIn(name).filter(weighs)).toEqual([]);
  },
);

describe('05-faults.ocipolicy', () => {
  const name = '05-faults.ocipolicy';
  const lines = textOf(name).split('\n');
  const findings = findingsIn(name).filter(weighs);
  const statements = lines.flatMap((line, index) =>
    line !== '' && !line.startsWith('//') && /^(?:\/\/|$)/.test(lines[index - 1] ?? '')
      ? [{ line, index }]
      : [],
  );

  test('shows many slips', () => {
    expect(statements.length).toBeGreaterThan(40);
    expect(new Set(findings.map(({ code }) => code)).size).toBeGreaterThan(40);
  });

  test.each(statements)('line $index: $line', ({ index }) => {
    const end = lines.findIndex((line, at) => at > index && line === '');
    const found = findings.filter(({ range }) => range.start.line >= index && range.end.line < end);
    expect(found.length).toBeGreaterThan(0);
    expect(lines[index - 1]).toMatch(/^\/\/ \S/);
  });

  test('no fault reaches into a comment or an empty line', () => {
    const touched = findings.flatMap(({ range }) => [lines[range.start.line], lines[range.end.line]]);
    expect(touched.filter((line) => !line || line.startsWith('//'))).toEqual([]);
  });
});
