import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run, type Parts } from '../../../client/src/cli/program.ts';
import { OutputFailure, type Output, type Terminal } from '../../../client/src/cli/terminal.ts';
import { createPolicyService } from './fakeService.ts';

/** A folder with the given files, gone after the test. */
export function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const path = mkdtempSync(join(tmpdir(), 'ocipolicy-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

export interface Play {
  readonly cwd?: string;
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** The system's word for why nothing can be written. */
  readonly outputFails?: string;
  readonly parts?: Partial<Parts>;
  /** The person at the terminal; without one, nobody sits there. */
  readonly ask?: Terminal['ask'];
  readonly askSecret?: Terminal['askSecret'];
  /** Hears what is written to standard output, at once. */
  readonly onWrite?: (text: string) => void;
}

export interface Played {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `ocipolicy` in this process, with a fake service. */
export async function ocipolicy(args: readonly string[], play: Play = {}): Promise<Played> {
  const { terminal, stdout, stderr } = stage(play);
  const exitCode = await run(args, terminal, {
    loadService: () => Promise.resolve(createPolicyService()),
    loadQuestions: () => import('../../../server/src/features/access/access.ts'),
    server: { path: '/nowhere/server.cjs', run: () => Promise.reject(new Error('no server here')) },
    sandbox: {
      load: () => import('../../../client/src/sandbox/sandbox.ts'),
      stopped: () => Promise.resolve(),
    },
    ...play.parts,
  });
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

/** A terminal that keeps what is written to it. */
export function stage(play: Play): { terminal: Terminal; stdout: () => string; stderr: () => string } {
  const kept = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => ({
    write: (text) => {
      if (name === 'stdout' && play.outputFails !== undefined) {
        return Promise.reject(new OutputFailure(play.outputFails));
      }
      kept[name] += text;
      if (name === 'stdout') play.onWrite?.(text);
      return Promise.resolve();
    },
    isTTY: play.isTTY ?? false,
    columns: play.columns,
  });
  return {
    terminal: {
      stdin: chunks(Buffer.from(play.stdin ?? '')),
      stdout: output('stdout'),
      stderr: output('stderr'),
      cwd: play.cwd ?? tmpdir(),
      env: play.env ?? {},
      ask: play.ask,
      askSecret: play.askSecret,
    },
    stdout: () => kept.stdout,
    stderr: () => kept.stderr,
  };
}

/** Small chunks, so that characters are cut apart as a real stream may cut them. */
async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const size = Math.max(3, Math.ceil(bytes.length / 100));
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
