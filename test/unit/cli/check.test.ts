import { describe, expect, it } from 'vitest';
import { folder, ocipolicy } from './stage.ts';

const LEVELS = ['error', 'warning', 'information', 'hint', 'never'];

describe('ocipolicy check: the exit code', () => {
  it.each<[string, string[]]>([
    ['ERROR', LEVELS.slice(0, 4)],
    ['WARNING', LEVELS.slice(1, 4)],
    ['INFORMATION', LEVELS.slice(2, 4)],
    ['HINT', LEVELS.slice(3, 4)],
    ['fine', []],
    ['HINT WARNING', LEVELS.slice(1, 4)],
  ])('of %s is 1 at the fail levels %s', async (stdin, failing) => {
    for (const level of LEVELS) {
      const { exitCode } = await ocipolicy(['check', '-', '--fail-level', level], { stdin });
      expect([level, exitCode]).toEqual([level, failing.includes(level) ? 1 : 0]);
    }
  });

  it('fails at errors when nothing else is said', async () => {
    expect(await ocipolicy(['check', '-'], { stdin: 'WARNING' })).toMatchObject({ exitCode: 0 });
    expect(await ocipolicy(['check', '-'], { stdin: 'ERROR' })).toMatchObject({ exitCode: 1 });
  });

  it.each(['pretty', 'json', 'sarif', 'github'])(
    'is 2 when a file cannot be read, also as %s',
    async (format) => {
      const cwd = folder({ 'a.ocipolicy': 'ERROR', 'b.ocipolicy': 'a\0', 'c.ocipolicy': 'HINT' });
      const { exitCode, stdout, stderr } = await ocipolicy(['check', '--format', format], { cwd });
      expect(exitCode).toBe(2);
      expect(stderr).toBe(
        'ocipolicy: b.ocipolicy was not read: it is not text (NUL byte at offset 1). A policy file is UTF-8 text.\n',
      );
      expect(stdout).toContain('fake-error');
      expect(stdout).toContain('fake-hint');
    },
  );

  it('is 2 when nothing could be read at all', async () => {
    const played = await ocipolicy(['check', 'no.ocipolicy', '--format', 'json'], { cwd: folder({}) });
    expect(played).toEqual({
      exitCode: 2,
      stdout: '[]\n',
      stderr: 'ocipolicy: no.ocipolicy was not read: there is no file or folder of that name.\n',
    });
  });
});

describe('ocipolicy check --quiet', () => {
  it.each([
    ['HINT\nERROR\nWARNING', 'error', ['fake-error']],
    ['HINT\nERROR\nWARNING', 'warning', ['fake-error', 'fake-warning']],
    ['HINT', 'error', []],
    ['ERROR', 'never', []],
  ])('prints of %j at the fail level %s only %s', async (stdin, level, codes) => {
    const args = ['check', '-', '--quiet', '--fail-level', level];
    const { stdout } = await ocipolicy([...args, '--format', 'json'], { stdin });
    expect((JSON.parse(stdout) as { code: string }[]).map(({ code }) => code)).toEqual(codes);
    const pretty = await ocipolicy(args, { stdin });
    expect(pretty.stdout === '').toBe(codes.length === 0);
  });
});

describe('ocipolicy check: an internal error', () => {
  const play = () => ({ cwd: folder({ 'a.ocipolicy': 'CRASH', 'b.ocipolicy': 'ERROR' }) });

  it('is one sentence with the file at hand, and the other files are checked', async () => {
    expect(await ocipolicy(['check', '--format', 'github'], play())).toEqual({
      exitCode: 2,
      stdout:
        "::error file=b.ocipolicy,line=1,col=1,endLine=1,endColumn=6,title=fake-error::'ERROR' was found.\n",
      stderr:
        'ocipolicy: An internal error stopped the work on a.ocipolicy: the check broke down. ' +
        'Set OCIPOLICY_DEBUG=1 to see where.\n',
    });
  });

  it('shows the stack to who asks for it', async () => {
    const { exitCode, stderr } = await ocipolicy(['check'], { ...play(), env: { OCIPOLICY_DEBUG: '1' } });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^ocipolicy: An internal error.*\nError: the check broke down\.\n +at /);
  });

  it('is one sentence too when the service does not load', async () => {
    const parts = { loadService: () => Promise.reject(new Error('no parser')) };
    expect(await ocipolicy(['check', '-'], { parts })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'ocipolicy: An internal error stopped the work: no parser. Set OCIPOLICY_DEBUG=1 to see where.\n',
    });
  });
});

describe('ocipolicy check: an output that fails', () => {
  it.each([
    ['EPIPE', ''],
    ['ENOSPC', 'ocipolicy: The output could not be written to its end: the system refused with ENOSPC.\n'],
  ])('ends with 2 at %s', async (outputFails, stderr) => {
    expect(await ocipolicy(['check', '-'], { stdin: 'ERROR', outputFails })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr,
    });
  });
});

it('does not load the service for help, the version or a wrong call', async () => {
  let loads = 0;
  const parts = {
    loadService: () => {
      loads++;
      return Promise.reject(new Error('loaded'));
    },
  };
  for (const args of [['--help'], ['--version'], ['check', '--help'], ['check', '--no'], ['lsp', '--help']]) {
    await ocipolicy(args, { parts });
  }
  expect(loads).toBe(0);
  await ocipolicy(['check', '-'], { parts });
  expect(loads).toBe(1);
});
