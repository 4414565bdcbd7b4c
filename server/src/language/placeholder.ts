import { fault, moveFault, type Fault } from './fault.ts';
import type { Kind } from './kinds.ts';

/** A slot that somebody or something has yet to fill. Offsets as those of the text it was found in. */
export interface Placeholder {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** `fill`: a person fills it (`<name>`); `template`: a program does (`${var.x}`, `{{ x }}`, `%s`). */
  readonly by: 'fill' | 'template';
}

const ANGLE = /(<{1,3})([^<>"'{}=\r\n]{0,80}?)(>{1,3})/y;
const DOLLAR = /\$\{[^{}\r\n]*(?:\{[^{}\r\n]*\}[^{}\r\n]*)*\}/y;
const MUSTACHE = /\{\{[ \t]*[\w.$|"' -]{1,80}?[ \t]*\}\}/y;
const BRACED_PART = /\{[A-Za-z][\w -]{0,60}\}/y;
const WRAPPED_NAME = /\{[A-Za-z][\w -]{0,60}\}|\[[A-Za-z][\w -]{0,60}\]/y;

function exec(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * The placeholder at offset `at` of normalised text, or undefined. `before` is the character before it when it
 * would be a part of a word: `request.principal.group.tag.{ns}.{key}` holds braces only there.
 * A placeholder that is malformed is still one, with its fault.
 */
export function placeholderAt(
  text: string,
  at: number,
  before: string | undefined,
): { end: number; fault?: Fault } | undefined {
  const code = text.charCodeAt(at);
  if (code === 60) return anglePlaceholder(text, at);
  if (code === 36) return ended(exec(DOLLAR, text, at));
  if (code !== 123) return undefined;
  return ended(exec(MUSTACHE, text, at)) ?? (before === '.' ? ended(exec(BRACED_PART, text, at)) : undefined);
}

function ended(found: RegExpExecArray | null): { end: number } | undefined {
  return found ? { end: found.index + found[0].length } : undefined;
}

function anglePlaceholder(text: string, at: number): { end: number; fault?: Fault } | undefined {
  const found = exec(ANGLE, text, at);
  if (!found) return undefined;
  const [whole, open = '', inner = '', close = ''] = found;
  const end = at + whole.length;
  if (inner !== inner.trim() && /^\s/.test(inner)) return undefined;
  if (inner === '') {
    const mended = '<name>';
    const mend = [{ start: at, end, text: mended }];
    return { end, fault: fault('placeholder-malformed', at, end, { found: whole, mended }, mend) };
  }
  const extra = Math.abs(open.length - close.length);
  if (extra === 0) return { end };
  const [start, stop] = open.length > close.length ? [at, at + extra] : [end - extra, end];
  const mend = [{ start, end: stop, text: '' }];
  return {
    end,
    fault: fault('unbalanced-angle-bracket', start, stop, { found: text.slice(start, stop) }, mend),
  };
}

/** The faults of placeholders inside a quoted value that starts at offset `start`. */
export function quotedPlaceholderFaults(text: string, start: number): Fault[] {
  const faults: Fault[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const found = anglePlaceholder(text, at);
    if (!found) {
      const open = /^<+[A-Za-z][\w -]*(?=['",]|$)/.exec(text.slice(at))?.[0];
      if (open === undefined) continue;
      const mend = [{ start: start + at + open.length, end: start + at + open.length, text: '>' }];
      faults.push(fault('unbalanced-angle-bracket', start + at, start + at + 1, { found: '<' }, mend));
      at += open.length - 1;
      continue;
    }
    if (found.fault) faults.push(moveFault(found.fault, start));
    at = found.end - 1;
  }
  return faults;
}

const NAMED: ReadonlySet<Kind> = new Set([
  ...[
    'allow',
    'deny',
    'endorse',
    'admit',
    'group',
    'dynamic-group',
    'service',
    'compartment',
    'id',
    ':',
    '/',
  ],
]);

/** The end of a name that a document wraps in braces or brackets (`group {group name}`), where a name stands. */
export function wrappedNameAt(text: string, at: number, last: Kind | undefined): number | undefined {
  const code = text.charCodeAt(at);
  if ((code !== 123 && code !== 91) || last === undefined || !NAMED.has(last)) return undefined;
  return ended(exec(WRAPPED_NAME, text, at))?.end;
}

const ANY =
  /<{1,3}[^<>"'{}=\r\n]{0,80}?>{1,3}|\$\{[^{}\r\n]*(?:\{[^{}\r\n]*\}[^{}\r\n]*)*\}|\{\{[^{}\r\n]*\}\}|(?<=\.)\{[A-Za-z][\w -]{0,60}\}|^[{[][A-Za-z][\w -]{0,60}[}\]]$|%s|\$[A-Z_]{2,}/g;

/** The placeholders inside the text of one token that starts at offset `start`. */
export function placeholdersIn(text: string, start: number): Placeholder[] {
  if (!/[<${%[]/.test(text)) return [];
  return [...text.matchAll(ANY)].map((found) => ({
    text: found[0],
    start: start + found.index,
    end: start + found.index + found[0].length,
    by: /^(?:\$|\{\{|%)/.test(found[0]) ? 'template' : 'fill',
  }));
}
