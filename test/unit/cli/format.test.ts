import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { folder, ocipolicy, type Play } from './stage.ts';

/** The command with the service that it really has. */
const real = (args: readonly string[], play: Play) =>
  ocipolicy(['format', ...args], {
    ...play,
    parts: { loadService: (options) => Promise.resolve(createPolicyService(options)) },
  });

const LOOSE = 'Allow   group A to read buckets\n  in tenancy // all\n';
const TIDY = 'allow group A to read buckets in tenancy // all\n';

describe('ocipolicy format', () => {
  it('writes what changes, and only that', async () => {
    const cwd = folder({ 'a.ocipolicy': LOOSE, 'b.ocipolicy': TIDY });
    const before = statSync(join(cwd, 'b.ocipolicy')).ino;
    const played = await real([], { cwd });
    expect(played).toEqual({ exitCode: 0, stdout: 'a.ocipolicy formatted\n', stderr: '' });
    expect(readFileSync(join(cwd, 'a.ocipolicy'), 'utf8')).toBe(TIDY);
    expect(statSync(join(cwd, 'b.ocipolicy')).ino).toBe(before);
    expect(await real([], { cwd })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['formatted', LOOSE, TIDY],
    ['as it is', TIDY, TIDY],
    ['with its byte order mark', `\uFEFF${LOOSE}`, `\uFEFF${TIDY}`],
    ['with its line ends', LOOSE.replaceAll('\n', '\r\n'), TIDY.replaceAll('\n', '\r\n')],
    ['without what is broken touched', 'allow  group A read buckets in tenancy\n', undefined],
  ])('prints standard input %s', async (_, stdin, stdout) => {
    const played = await real(['-'], { stdin });
    expect(played).toEqual({ exitCode: 0, stdout: stdout ?? stdin, stderr: '' });
  });

  it('tells of files on the error stream when standard output has a text', async () => {
    const cwd = folder({ 'a.ocipolicy': LOOSE });
    const played = await real(['-', 'a.ocipolicy'], { cwd, stdin: TIDY });
    expect(played).toEqual({ exitCode: 0, stdout: TIDY, stderr: 'a.ocipolicy formatted\n' });
  });

  it.each([
    ['one', { 'a.ocipolicy': LOOSE, 'b.ocipolicy': TIDY }, 'a.ocipolicy\n', '1 file is not'],
    ['two', { 'a.ocipolicy': LOOSE, 'b.ocipolicy': LOOSE }, 'a.ocipolicy\nb.ocipolicy\n', '2 files are not'],
  ])('lists with --check what is not formatted: %s', async (_, files, stdout, sentence) => {
    const cwd = folder(files);
    const played = await real(['--check'], { cwd });
    expect(played).toMatchObject({ exitCode: 1, stdout });
    expect(played.stderr).toContain(sentence);
    expect(readFileSync(join(cwd, 'a.ocipolicy'), 'utf8')).toBe(LOOSE);
  });

  it('says nothing with --check when all is formatted', async () => {
    const cwd = folder({ 'a.ocipolicy': TIDY });
    expect(await real(['--check', '.'], { cwd })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('names standard input with --check', async () => {
    const { exitCode, stdout } = await real(['--check', '-', '--stdin-name', 'x.ocipolicy'], {
      cwd: folder({}),
      stdin: LOOSE,
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'x.ocipolicy\n' });
  });

  it('formats the rest when something cannot be read, and ends with 2', async () => {
    const cwd = folder({ 'a.ocipolicy': '\0', 'b.ocipolicy': LOOSE });
    const { exitCode, stdout, stderr } = await real([], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: 'b.ocipolicy formatted\n' });
    expect(stderr).toContain('a.ocipolicy was not read');
  });
});
