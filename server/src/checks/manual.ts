import { createDocument } from '../language/document.ts';
import type { Example } from './check.ts';
import { ALL_CHECKS, CODES } from './codes.ts';
import { EXAMPLES } from './examples.ts';
import { FAMILIES } from './families.ts';
import type { Severity } from './finding.ts';
import { checkDocument } from './run.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { SAFE_FIXES } from './safe-fixes.ts';
import why from './words/explain.en.json';
import { MESSAGES } from './words/words.ts';

/** What the manual says of one code. */
export interface Entry {
  readonly code: string;
  readonly severity: Severity;
  /** What is said about a finding, once for each variant, with arguments in angle brackets: `⟨found⟩`. */
  readonly messages: readonly string[];
  /** Why it matters, in a sentence or two; undefined as long as nobody has written it. */
  readonly why: string | undefined;
  readonly example: Example | undefined;
  /** `safe`: also applied with all others at once; `offered`: only on request; `none`: a person must mend it. */
  readonly fix: 'safe' | 'offered' | 'none';
}

export interface Chapter {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Every code that can be reported, by family, as the manual tells of them. */
export function manual(): Chapter[] {
  const rest = Object.keys(CODES).filter((code) => !FAMILIES.some(({ codes }) => codes.includes(code)));
  return [...FAMILIES, { title: 'Others', codes: rest }]
    .map(({ title, codes }) => ({
      title,
      entries: codes.filter((code) => Object.hasOwn(CODES, code)).map(entryOf),
    }))
    .filter(({ entries }) => entries.length > 0);
}

/** The example of a code, which its check carries or `examples.ts` holds. */
export function exampleOf(code: string): Example | undefined {
  return ALL_CHECKS.find((check) => check.code === code && check.example)?.example ?? EXAMPLES[code];
}

const WHY: Readonly<Record<string, string>> = why;

function entryOf(code: string): Entry {
  const example = exampleOf(code);
  return {
    ...{ code, severity: CODES[code]?.severity ?? 'error', why: WHY[code], example },
    messages: Object.entries(MESSAGES.en)
      .filter(([key]) => key === code || key.startsWith(`${code}/`))
      .map(([, message]) => message.replace(/\{(\w+)\}/g, '⟨$1⟩')),
    fix: !mends(code, example) ? 'none' : SAFE_FIXES.has(code) ? 'safe' : 'offered',
  };
}

/** Whether there is a fix for what the example of a code shows. */
function mends(code: string, example: Example | undefined): boolean {
  if (!example) return false;
  const { bad, tenancy: names } = example;
  const settings = names ? { ...DEFAULT_SETTINGS, tenancy: { names } } : DEFAULT_SETTINGS;
  return checkDocument(createDocument(bad), { settings }).some(
    ({ finding }) => finding.code === code && finding.fix,
  );
}
