import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeText } from '../../../client/src/cli/fix.ts';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { folder, ocipolicy, type Play } from './stage.ts';

/** The command with the service that it really has. */
const real = (args: readonly string[], play: Play) =>
  ocipolicy(args, {
    ...play,
    parts: { loadService: (options) => Promise.resolve(createPolicyService(options)) },
  });

const BAD = 'allow group Ops manage vcns in compartment Networks\n';
const GOOD = 'allow group Ops to manage vcns in compartment Networks\n';

describe('ocipolicy check --fix', () => {
  it('mends files, says what it mended, and reports what is left', async () => {
    const cwd = folder({
      'a.ocipolicy': `${BAD}allow group Ops to creat vcns in compartment Networks\n`,
      'b.ocipolicy': GOOD,
    });
    const { exitCode, stdout, stderr } = await real(['check', '--fix'], { cwd });
    expect(readFileSync(join(cwd, 'a.ocipolicy'), 'utf8')).toBe(
      `${GOOD}allow group Ops to creat vcns in compartment Networks\n`,
    );
    expect(stdout).toMatch(/^a\.ocipolicy fixed: missing-to \(1\)\n/);
    expect(stdout).toMatch(/^a\.ocipolicy:2:20 error: .* \[unknown-verb\]$/m);
    expect(stdout).not.toContain('[missing-to]');
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  });

  it.each(['json', 'sarif', 'github'])('says what it mended on the error stream as %s', async (format) => {
    const cwd = folder({ 'a.ocipolicy': BAD });
    const { exitCode, stdout, stderr } = await real(['check', '--fix', '--format', format], { cwd });
    expect(stderr).toBe('a.ocipolicy fixed: missing-to (1)\n');
    if (format !== 'github') expect(() => void JSON.parse(stdout)).not.toThrow();
    expect(exitCode).toBe(0);
  });

  it('does not touch a file in which nothing is mended', async () => {
    const cwd = folder({ 'a.ocipolicy': GOOD, 'b.ocipolicy': 'allow group Ops to creat vcns in tenancy\n' });
    const before = ['a.ocipolicy', 'b.ocipolicy'].map((name) => statSync(join(cwd, name)).ino);
    await real(['check', '--fix'], { cwd });
    expect(['a.ocipolicy', 'b.ocipolicy'].map((name) => statSync(join(cwd, name)).ino)).toEqual(before);
  });

  it('changes nothing without --fix', async () => {
    const cwd = folder({ 'a.ocipolicy': BAD });
    await real(['check'], { cwd });
    expect(readFileSync(join(cwd, 'a.ocipolicy'), 'utf8')).toBe(BAD);
  });

  it.each([
    ['mended', BAD, GOOD],
    ['as it is when nothing is mended', GOOD, GOOD],
    ['with its byte order mark', `\uFEFF${BAD}`, `\uFEFF${GOOD}`],
  ])('prints standard input %s, and the report on the error stream', async (_, stdin, expected) => {
    const { exitCode, stdout, stderr } = await real(['check', '--fix', '-'], { cwd: folder({}), stdin });
    expect(stdout).toBe(expected);
    expect(stderr).toContain('No findings in 1 file.');
    expect(exitCode).toBe(0);
  });

  it('keeps line ends, the byte order mark and the permissions', async () => {
    const text = `\uFEFF${BAD.trimEnd()} allow group Dev read buckets in compartment Logs\r\n`;
    const cwd = folder({ 'a.ocipolicy': text });
    chmodSync(join(cwd, 'a.ocipolicy'), 0o640);
    await real(['check', '--fix'], { cwd });
    expect(readFileSync(join(cwd, 'a.ocipolicy'), 'utf8')).toBe(
      `\uFEFF${GOOD.trimEnd()} \r\nallow group Dev to read buckets in compartment Logs\r\n`,
    );
    expect(statSync(join(cwd, 'a.ocipolicy')).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd)).toEqual(['a.ocipolicy']);
  });

  it('writes the file that a link leads to', async () => {
    const cwd = folder({ 'real/a.txt': BAD });
    symlinkSync(join(cwd, 'real/a.txt'), join(cwd, 'a.ocipolicy'));
    await real(['check', '--fix', 'a.ocipolicy'], { cwd });
    expect(readFileSync(join(cwd, 'real/a.txt'), 'utf8')).toBe(GOOD);
    expect(lstatSync(join(cwd, 'a.ocipolicy')).isSymbolicLink()).toBe(true);
  });
});

describe('a file that cannot be written', () => {
  it('is left alone when it changed meanwhile', () => {
    const cwd = folder({ a: 'newer' });
    expect(writeText(join(cwd, 'a'), 'a', 'older', 'mended')).toEqual({
      sentence: 'a was not written: it changed while it was checked. Run the command again.',
    });
    expect(readFileSync(join(cwd, 'a'), 'utf8')).toBe('newer');
    expect(readdirSync(cwd)).toEqual(['a']);
  });

  it('is told of, and no draft is left', () => {
    const cwd = folder({});
    mkdirSync(join(cwd, 'a'));
    expect(writeText(join(cwd, 'a'), 'a', '', 'mended')?.sentence).toMatch(/^a was not written: /);
    expect(writeText(join(cwd, 'b'), 'b', '', 'mended')?.sentence).toBe(
      'b was not written: there is no file or folder of that name.',
    );
    expect(readdirSync(cwd)).toEqual(['a']);
  });

  it('gives 2, and the findings of the file as it is', async () => {
    const cwd = folder({ 'a.ocipolicy': 'FIXABLE ERROR' });
    const played = await ocipolicy(['check', '--fix', 'a.ocipolicy'], {
      cwd,
      parts: {
        loadService: async () => {
          const service = (await import('./fakeService.ts')).createPolicyService();
          const mended: typeof service.mended = (uri) => {
            writeFileSync(join(cwd, 'a.ocipolicy'), 'changed by someone else');
            return service.mended(uri);
          };
          return { ...service, mended };
        },
      },
    });
    expect(played.exitCode).toBe(2);
    expect(played.stderr).toContain('it changed while it was checked');
    expect(played.stdout).toContain('FIXABLE ERROR');
    expect(played.stdout).not.toContain('fixed:');
  });

  it('replaces the name only, so that another name of the same file keeps the text', () => {
    const cwd = folder({ a: 'older' });
    linkSync(join(cwd, 'a'), join(cwd, 'b'));
    expect(writeText(join(cwd, 'a'), 'a', 'older', 'mended')).toBeUndefined();
    expect([readFileSync(join(cwd, 'a'), 'utf8'), readFileSync(join(cwd, 'b'), 'utf8')]).toEqual([
      'mended',
      'older',
    ]);
  });
});
