import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../../client/src/cli/service.ts';
import { folder, ocipolicy } from './stage.ts';

const manual = readFileSync(resolve(import.meta.dirname, '../../../docs/command-line.md'), 'utf8');

/** The message of the example; the tests of the checks hold what it says. */
const message = /"message":"([^"]+)"/.exec(manual)?.[1] ?? '';

/** Finds what the manual's example shows. */
const service: Service = {
  open: () => undefined,
  close: () => undefined,
  configure: () => undefined,
  mended: () => undefined,
  formatted: () => undefined,
  converted: () => undefined,
  tree: () => undefined,
  findings: () => [
    {
      code: 'unknown-verb',
      severity: 'error',
      message,
      range: { start: { line: 0, character: 24 }, end: { line: 0, character: 28 } },
    },
  ],
};

describe('docs/command-line.md', () => {
  it.each(['pretty', 'json', 'github'])('shows what %s prints', async (format) => {
    const policy = /^allow group Analysts.*$/m.exec(manual)?.[0] ?? '';
    const example = new RegExp(`<!-- example: ${format} -->\n\`\`\`\\w*\n([^]*?)\`\`\``).exec(manual)?.[1];
    const { stdout } = await ocipolicy(['check', '--format', format], {
      cwd: folder({ 'labs.ocipolicy': policy }),
      parts: { loadService: () => Promise.resolve(service) },
    });
    expect(message).not.toBe('');
    expect(stdout).toBe(example);
  });

  it.each(['check', 'format', 'convert', 'test', 'can', 'who-can', 'explain', 'diff', 'parse', 'lsp'])(
    'names every option of %s',
    async (command) => {
      const { stdout } = await ocipolicy(['help', command]);
      const options = stdout.match(/--[a-z-]+/g) ?? [];
      expect(options).toContain('--help');
      for (const option of options) expect(manual).toContain(option);
    },
  );
});
