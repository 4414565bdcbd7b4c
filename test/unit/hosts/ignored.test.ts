import { describe, expect, it } from 'vitest';
import { check, hosted } from './check.ts';

const policy = (body: string) => `resource "oci_identity_policy" "p" {\n  statements = [\n${body}  ]\n}\n`;

describe('a comment of the host keeps findings from being told', () => {
  it.each<[about: string, name: string, marked: string, codes: string[]]>([
    [
      'above a statement',
      'a.tf',
      policy(
        '    # ocipolicy-ignore missing-to: on purpose\n    "allow group A read buckets in tenancy",\n    "allow group A ⟦read⟧ vcns in tenancy",\n',
      ),
      ['missing-to'],
    ],
    [
      'behind a statement',
      'a.tf',
      policy(
        '    "allow group A read buckets in tenancy", // ocipolicy-ignore missing-to: x\n    "allow group A ⟦read⟧ vcns in tenancy",\n',
      ),
      ['missing-to'],
    ],
    [
      'for the file',
      'a.tf',
      `# ocipolicy-ignore-file missing-to: x\n${policy('    "allow group A read buckets in tenancy",\n')}`,
      [],
    ],
    [
      'of that code only',
      'a.tf',
      policy('    /* ocipolicy-ignore unknown-verb: x */\n    "allow group A ⟦read⟧ buckets in tenancy",\n'),
      ['missing-to'],
    ],
    [
      'one of several, above a heredoc',
      'a.tf',
      policy(
        '    # ocipolicy-ignore unknown-verb: x\n    # ocipolicy-ignore missing-to, smart-quote: x\n    "allow group A read buckets in tenancy",\n',
      ),
      [],
    ],
    [
      'in YAML',
      'a.yaml',
      'statements:\n  # ocipolicy-ignore missing-to: x\n  - allow group A read buckets in tenancy\n',
      [],
    ],
    [
      'in a script',
      'a.py',
      'x(statements=[\n  "allow group A read buckets in tenancy",  # ocipolicy-ignore missing-to: x\n])\n',
      [],
    ],
  ])('%s', (_, name, marked, codes) => check(name, marked, codes));
});

it('keeps them from being mended, too', async () => {
  const text = policy('    # ocipolicy-ignore missing-to: x\n    "allow group A read buckets in tenancy",\n');
  expect((await hosted('a.tf', text)).mended('a.tf')?.text).toBe(text);
});
