import en from './en.json';
import type { Finding } from '../finding.ts';

/** Messages by code, or by code and variant (`code/variant`), with `{names}` of arguments. */
export type Messages = Readonly<Record<string, string>>;

export const ENGLISH: Messages = en;

/** What is said to a person about a finding: what happens because of the fault, and what to write. */
export function messageOf({ code, variant, args }: Finding, messages: Messages = ENGLISH): string {
  const wanted = variant ?? variantByArguments(code, args, messages);
  const template =
    (wanted === undefined ? undefined : messages[`${code}/${wanted}`]) ?? messages[code] ?? code;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => args[name] ?? whole);
}

/** Slips come without a variant; which message fits is told by what they could say. */
function variantByArguments(code: string, args: Finding['args'], messages: Messages): string | undefined {
  if (args['mended'] && messages[`${code}/meant`]) return 'meant';
  if (code === 'wrong-bracket' && !args['found']) return 'missing';
  if (args['operator'] && !args['found'] && messages[`${code}/missing`]) return 'missing';
  if (code === 'syntax-error' && !args['found']) return 'end';
  return undefined;
}
