import { expect } from 'vitest';
import { createHostedService } from '../../../server/src/features/hosts.ts';
import type { PolicyService } from '../../../server/src/features/service.ts';

/** A service with a host file open, ready to be asked. */
export async function hosted(name: string, text: string): Promise<PolicyService> {
  const service = createHostedService();
  service.open(name, text);
  await service.ready?.(name);
  return service;
}

/** The text without its marks `⟦…⟧`, and the stretches that they held. */
export function unmarked(marked: string): { text: string; spans: [start: number, end: number][] } {
  const spans: [number, number][] = [];
  let text = '';
  for (const part of marked.split(/([⟦⟧])/)) {
    if (part === '⟦') spans.push([text.length, -1]);
    else if (part === '⟧') {
      const last = spans.findLast(([, end]) => end < 0);
      if (last) last[1] = text.length;
    } else text += part;
  }
  return { text, spans };
}

/** Puts marks round the findings of a host file. Those of `without` are left out. */
export async function markedFindings(
  name: string,
  text: string,
  without: readonly string[] = [],
): Promise<{ marked: string; codes: string[] }> {
  const service = await hosted(name, text);
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: line, index }) => index + line.length)];
  const offset = ({ line, character }: { line: number; character: number }) =>
    (starts[line] ?? NaN) + character;
  const findings = service.findings(name).filter(({ code }) => !without.includes(code));
  let marked = text;
  for (const { range } of [...findings].reverse()) {
    const [start, end] = [offset(range.start), offset(range.end)];
    marked = `${marked.slice(0, start)}⟦${marked.slice(start, end)}⟧${marked.slice(end)}`;
  }
  return { marked, codes: findings.map(({ code }) => code) };
}

/** Checks that a host file draws these codes, in this order, at the marked stretches, and nothing else. */
export async function check(name: string, marked: string, codes: readonly string[]): Promise<void> {
  const { text } = unmarked(marked);
  expect(await markedFindings(name, text)).toEqual({ marked, codes });
}
