import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs a program to its end.
 * @param options `cwd` and `env` as in `spawn`; `quiet` keeps the output off the terminal.
 * @returns the exit code (1 when a signal ended it) and everything that it wrote, both streams in order of arrival.
 * @throws when the program cannot be started.
 */
export function run(program, args, { cwd, env, quiet = false, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const [stream, sink] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (!quiet) sink.write(text);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The full path of a program on PATH (or, on Windows, of its `.exe` or `.cmd`), else undefined. */
export function onPath(name, env = process.env) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const folder of (env.PATH ?? env.Path ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (folder && existsSync(file)) return file;
    }
  }
  return undefined;
}

/** The last lines of a program's output, for a message that says why it failed. */
export const lastLines = (output, count = 15) => output.trimEnd().split('\n').slice(-count).join('\n');
