import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ApplyOptions } from '../../../client/src/tenancy/apply.ts';
import type { Sandbox } from '../../../client/src/sandbox/sandbox.ts';
import {
  apply,
  openTenancy,
  preparePlan,
  type OpenOptions,
  type Plan,
  type PrepareOptions,
  type Tenancy,
} from '../../../client/src/tenancy/tenancy.ts';

/** A folder that is gone after the test. */
export function freshFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ocipolicy-tenancy-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The tenancy of a sandbox over real HTTP; pauses take no time. */
export function tenancyOf(sandbox: Sandbox, options: Partial<OpenOptions> = {}): Promise<Tenancy> {
  return openTenancy({
    ...{ env: {}, configFile: sandbox.configFile, profile: sandbox.profile },
    ...{ pause: () => Promise.resolve(), ...options },
  });
}

export const file = (text: string, name = 'labs.ocipolicy') => [{ name, text }];

export const yes: ApplyOptions['confirm'] = () => Promise.resolve(true);

/** Plans and applies a text. */
export async function applyText(
  tenancy: Tenancy,
  text: string,
  folder: string,
  options: PrepareOptions & Partial<ApplyOptions> = {},
) {
  const prepared = await preparePlan(tenancy, file(text), options);
  return { prepared, applied: await apply(tenancy, prepared, { confirm: yes, ...options, folder }) };
}

/** What a plan does, one line a change. */
export function linesOf({ changes }: Pick<Plan, 'changes'>): string[] {
  return changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`);
}

/** The whole state of a sandbox but what changes with every write. */
export function stateOf(sandbox: Sandbox): unknown {
  return JSON.parse(
    JSON.stringify(sandbox.state, (key, value: unknown) =>
      key === 'etag' || key === 'retryTokens' || key === 'tokens' ? undefined : value,
    ),
  );
}

export function textOfFile(path: string): string {
  return readFileSync(path, 'utf8');
}
