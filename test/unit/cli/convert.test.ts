import { describe, expect, it } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { folder, ocipolicy, type Play } from './stage.ts';

const real = (args: readonly string[], play: Play) =>
  ocipolicy(['convert', ...args], {
    ...play,
    parts: { loadService: (options) => Promise.resolve(createPolicyService(options)) },
  });

const POLICY = 'Allow group A to read buckets in tenancy // why\n';

describe('ocipolicy convert', () => {
  it.each([
    [[], '[\n  "allow group A to read buckets in tenancy"\n]\n'],
    [['--to', 'terraform'], '[\n  "allow group A to read buckets in tenancy",\n]\n'],
    [['--to', 'console'], 'allow group A to read buckets in tenancy\n'],
    [['--to', 'cli'], /^oci iam policy create \\\n {2}--compartment-id '<compartment-ocid>'/],
  ])('%j', async (args, expected) => {
    const played = await real([...args, '-'], { stdin: POLICY });
    expect(played).toMatchObject({ exitCode: 0, stderr: '' });
    if (typeof expected === 'string') expect(played.stdout).toBe(expected);
    else expect(played.stdout).toMatch(expected);
  });

  it('converts the rest when a file has no statement, and ends with 2', async () => {
    const cwd = folder({ 'a.ocipolicy': '// nothing\n', 'b.ocipolicy': POLICY });
    expect(await real(['--to', 'console'], { cwd })).toEqual({
      exitCode: 2,
      stdout: 'allow group A to read buckets in tenancy\n',
      stderr: 'ocipolicy: a.ocipolicy holds no statement, so there is nothing to convert.\n',
    });
  });

  it('knows its forms', async () => {
    const { exitCode, stderr } = await real(['--to', 'yaml'], {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain("'yaml' is not a value of --to: write json, terraform, cli or console.");
  });
});
