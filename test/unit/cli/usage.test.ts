import { describe, expect, it } from 'vitest';
import { version } from '../../../client/src/cli/version.ts';
import { folder, ocipolicy } from './stage.ts';

describe('ocipolicy: a wrong call ends with 2 and a sentence', () => {
  it.each([
    [[], "What to do was not said: write a command, as in 'ocipolicy check'. See 'ocipolicy --help'."],
    [['chekc'], "'chekc' is not a command of ocipolicy. Did you mean check? See 'ocipolicy --help'."],
    [
      ['a.ocipolicy'],
      "'a.ocipolicy' is not a command of ocipolicy. To check a file, write 'ocipolicy check a.ocipolicy'. " +
        "See 'ocipolicy --help'.",
    ],
    [['--nope'], "'--nope' is not an option of 'ocipolicy'. See 'ocipolicy --help'."],
    [
      ['check', '--formt', 'json'],
      "'--formt' is not an option of 'ocipolicy check'. Did you mean --format? See 'ocipolicy check --help'.",
    ],
    [['check', '--format'], "The option '--format' needs a value. See 'ocipolicy check --help'."],
    [['check', '--format', 'xml'], "'xml' is not a value of --format: write pretty, json, sarif or github."],
    [['parse', '--format', 'sarif'], "'sarif' is not a value of --format: write json or pretty."],
    [
      ['check', '--fail-level=grave'],
      "'grave' is not a value of --fail-level: write error, warning, information, hint or never.",
    ],
    [
      ['check', 'a.ocipolicy', '--stdin-name', 'b'],
      'The option --stdin-name names standard input, which was not asked for: write - as a path too.',
    ],
    [['lsp', 'x'], "'ocipolicy lsp' takes no such arguments. See 'ocipolicy lsp --help'."],
    [['lsp', '--socket=1'], "'--socket=1' is not an option of 'ocipolicy lsp'. See 'ocipolicy lsp --help'."],
  ])('%j', async (args, sentence) => {
    expect(await ocipolicy(args)).toEqual({ exitCode: 2, stdout: '', stderr: `ocipolicy: ${sentence}\n` });
  });
});

describe('ocipolicy: help and version', () => {
  it.each([[['--version']], [['-V']]])('%j prints the version', async (args) => {
    expect(await ocipolicy(args)).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it.each([
    [['--help'], ['Usage: ocipolicy [options] [command]', 'check', 'parse', 'lsp']],
    [['-h'], ['Usage: ocipolicy']],
    [['help'], ['Usage: ocipolicy']],
    [
      ['help', 'check'],
      ['Usage: ocipolicy check', '--fail-level', 'Exit code:', 'pretty, json, sarif or github'],
    ],
    [
      ['check', '--help'],
      ['Usage: ocipolicy check', '--stdin-name', '--no-color', '--quiet'],
    ],
    [
      ['help', 'parse'],
      ['Usage: ocipolicy parse', 'json or pretty (default: json)'],
    ],
    [
      ['help', 'lsp'],
      ['Usage: ocipolicy lsp', '--stdio'],
    ],
  ])('%j prints help', async (args, parts) => {
    const { exitCode, stdout, stderr } = await ocipolicy(args);
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const part of parts) expect(stdout).toContain(part);
    expect(stdout).not.toContain('clientProcessId');
  });
});

describe('ocipolicy lsp', () => {
  const server = { path: '', calls: [] as unknown[] };
  const play = (path: string) => ({
    parts: {
      server: {
        path,
        run: (...call: unknown[]) => {
          server.calls.push(call);
          return Promise.resolve();
        },
      },
    },
  });

  it.each([
    [['lsp'], ['--stdio']],
    [['lsp', '--stdio'], ['--stdio']],
    [
      ['lsp', '--stdio', '--clientProcessId=12'],
      ['--stdio', '--clientProcessId=12'],
    ],
  ])('%j runs the server with %j and goes on', async (args, expected) => {
    server.calls.length = 0;
    const path = `${folder({ 'server.cjs': '' })}/server.cjs`;
    expect(await ocipolicy(args, play(path))).toEqual({ exitCode: undefined, stdout: '', stderr: '' });
    expect(server.calls).toEqual([[path, expected]]);
  });

  it('says where the server should be', async () => {
    const { exitCode, stderr } = await ocipolicy(['lsp'], play('/nowhere/server.cjs'));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('/nowhere/server.cjs does not exist. Install ocipolicy again.');
  });
});
