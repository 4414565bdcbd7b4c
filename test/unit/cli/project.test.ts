import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { folder, ocipolicy, type Play } from './stage.ts';

const real = (args: readonly string[], play: Play) =>
  ocipolicy(args, {
    ...play,
    parts: { loadService: (options) => Promise.resolve(createPolicyService(options)) },
  });

const BAD = 'allow group Ops manage vcns in compartment Networks\n';
const severity = (level: string) => JSON.stringify({ checks: { severity: { 'missing-to': level } } });

/** `file: severity code` of each finding. */
async function told(args: readonly string[], play: Play): Promise<string[]> {
  const { stdout } = await real(['check', '--format', 'json', ...args], play);
  const findings = JSON.parse(stdout) as { file: string; severity: string; code: string }[];
  return findings.map(({ file, severity: level, code }) => `${file}: ${level} ${code}`);
}

describe('the project file', () => {
  it('is the nearest one above each file', async () => {
    const cwd = folder({
      'ocipolicy.json': severity('warning'),
      'a.ocipolicy': BAD,
      'x/b.ocipolicy': BAD,
      'y/ocipolicy.json': severity('off'),
      'y/c.ocipolicy': BAD,
      'z/ocipolicy.json': '{}',
      'z/w/d.ocipolicy': BAD,
    });
    expect(await told([], { cwd })).toEqual([
      'a.ocipolicy: warning missing-to',
      'x/b.ocipolicy: warning missing-to',
      'z/w/d.ocipolicy: error missing-to',
    ]);
  });

  it('that is named goes for all', async () => {
    const cwd = folder({
      'ocipolicy.json': severity('off'),
      'ci/strict.json': severity('hint'),
      'a.ocipolicy': BAD,
    });
    expect(await told(['--config', 'ci/strict.json'], { cwd })).toEqual(['a.ocipolicy: hint missing-to']);
  });

  it('goes for standard input by the current folder, or by the folder of its name', async () => {
    const cwd = folder({ 'ocipolicy.json': severity('hint'), 'x/ocipolicy.json': severity('warning') });
    expect(await told(['-'], { cwd, stdin: BAD })).toEqual(['<stdin>: hint missing-to']);
    expect(await told(['-', '--stdin-name', 'x/a.ocipolicy'], { cwd, stdin: BAD })).toEqual([
      'x/a.ocipolicy: warning missing-to',
    ]);
  });

  it('decides what --fix mends, since what is off is not found', async () => {
    const cwd = folder({ 'ocipolicy.json': severity('off') });
    expect((await real(['check', '--fix', '-'], { cwd, stdin: BAD })).stdout).toBe(BAD);
  });
});

describe('a project file that cannot be used', () => {
  it.each([
    [
      '{',
      /^ocipolicy: The project file ocipolicy\.json cannot be used as it is: it is not valid JSON \(.*\)\./,
    ],
    ['[]', /it must hold an object in braces/],
    [
      '{"check": {}}',
      /check is not a setting, so it has no effect\. Write one of: \$schema, checks, limits\./,
    ],
    [
      '{"checks": {"severity": {"missing-too": "off"}}}',
      /no check has the code “missing-too”.* Did you mean missing-to\?/,
    ],
    [
      '{"checks": {"severity": {"missing-to": "fatal"}}}',
      /"fatal" is not a severity, so missing-to keeps its own\./,
    ],
    [
      '{"limits": {"statementsPerPolicy": 0}}',
      /limits\.statementsPerPolicy must be a whole number of 1 or more/,
    ],
    ['{"check": {}, "limit": {}}', /\(1 more\.\)$/m],
  ])('%s is told once, and gives 2', async (text, sentence) => {
    const cwd = folder({ 'ocipolicy.json': text, 'a.ocipolicy': BAD, 'b.ocipolicy': BAD });
    const { exitCode, stdout, stderr } = await real(['check'], { cwd });
    expect(stderr).toMatch(sentence);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect(stdout).toBe('2 paths were not checked.\n');
    expect(exitCode).toBe(2);
  });

  it('keeps only its own files from being checked', async () => {
    const cwd = folder({ 'x/ocipolicy.json': '{', 'x/a.ocipolicy': BAD, 'b.ocipolicy': BAD });
    const { exitCode, stdout } = await real(['check'], { cwd });
    expect(stdout).toContain('b.ocipolicy:1:17 error');
    expect(exitCode).toBe(2);
  });

  it('that is named stops everything', async () => {
    const cwd = folder({ 'a.ocipolicy': BAD });
    expect(await real(['check', '--config', 'no.json'], { cwd })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'ocipolicy: no.json was not read: there is no file or folder of that name.\n',
    });
  });
});
