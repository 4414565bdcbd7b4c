import { doubtsOf, type Doubt } from '../../access/doubts.ts';
import type { Answer, PermissionAnswer } from '../../access/evaluate.ts';
import { nearestTo, type Near } from '../../access/nearest.ts';
import { targetText } from '../../access/request-text.ts';
import type { Request } from '../../access/request.ts';
import type { Placed, Tenancy } from '../../access/tenancy.ts';
import { rangeIn, type Range } from '../../language/document.ts';
import { print } from '../../language/print.ts';
import type { Tell } from './words.ts';

/** A statement and where it stands. */
export interface StatementAt {
  readonly uri: string;
  readonly range: Range;
  /** On one line; of one that is longer than anybody reads, the beginning. */
  readonly text: string;
}

/** A report may name a statement for each of its thousands of groups: no more than this of it each time, in UTF-16 code units. */
const LONGEST_TEXT = 2_000;

/** A sentence for a person; with the statement that it speaks of, where it speaks of one. */
export interface Reason {
  readonly text: string;
  readonly statement?: StatementAt;
}

export function statementAt({ uri, item, tree }: Placed): StatementAt {
  let text = texts.get(tree);
  if (text === undefined) {
    const whole = print(tree).replace(/\s+/g, ' ');
    text = whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT)}…` : whole;
    texts.set(tree, text);
  }
  return { uri, range: rangeIn(item, tree), text };
}

const texts = new WeakMap<Placed['tree'], string>();

/** Why a request is answered as it is: what gives or takes each permission, what comes near, what would settle it. */
export function reasonsOf(tenancy: Tenancy, request: Request, answer: Answer, tell: Tell): readonly Reason[] {
  const { action, outcome, readings } = answer;
  const name = { action: action.name };
  const reasons: Reason[] = [];
  const doubts = doubtsOf(tenancy, request, answer);
  const nearest = outcome === 'denied' ? nearestTo(tenancy, request, answer) : [];
  const told = new Set<string>();
  for (const { needs, permissions, cases, outcome: own } of readings) {
    if (permissions.length === 0) reasons.push({ text: tell('permission/none', name) });
    for (const each of permissions) {
      if (told.has(each.permission) || !isTelling(each, own)) continue;
      told.add(each.permission);
      reasons.push(...reasonsFor(each, tell));
      reasons.push(
        ...nearest
          .filter(({ permission }) => permission === each.permission)
          .map((near) => nearReason(near, tell)),
      );
    }
    for (const { when, outcome: more } of cases) {
      if (own === 'allowed') reasons.push({ text: tell(`permission/case/${more}`, { when }) });
    }
    if (needs.basis === 'derived' || needs.basis === 'bounds') {
      reasons.push({ text: tell(`basis/${needs.basis}`, name) });
    }
  }
  return [...doubts.map((doubt) => doubtReason(doubt, tell)), ...reasons];
}

/** Of a refused request, what it lacks is told; of one that is let through, what lets it through. */
function isTelling({ result }: PermissionAnswer, outcome: Answer['outcome']): boolean {
  if (outcome === 'denied') return result === 'denied' || result === 'not-granted';
  return outcome === 'allowed' ? result === 'allowed' : result === 'not-granted' || result === 'denied';
}

function reasonsFor({ permission, result, builtIn, deciding, at }: PermissionAnswer, tell: Tell): Reason[] {
  const place = at ? targetText(at) : '';
  if (place !== '' && (result === 'not-granted' || result === 'denied')) {
    const text = tell(`permission/${result}/at`, { permission, place: place.replace(/^ in /, '') });
    if (result === 'not-granted') return [{ text }];
    return deciding.map((each) => ({ text, statement: statementAt(each) }));
  }
  if (result === 'not-granted') return [{ text: tell('permission/not-granted', { permission }) }];
  if (result === 'unknown') return [];
  const own = builtIn ? [{ text: tell(`permission/${builtIn}`, { permission }) }] : [];
  const by = deciding.map((each) => ({
    text: tell(`permission/${result}`, { permission }),
    statement: statementAt(each),
  }));
  return [...(result === 'allowed' ? own : []), ...by];
}

function nearReason({ statement, misfits }: Near, tell: Tell): Reason {
  const list = misfits.map((part) => tell(`misfit/${part}`)).join('; ');
  return { text: tell('near', { misfits: list }), statement: statementAt(statement) };
}

export function doubtReason(doubt: Doubt, tell: Tell): Reason {
  const { code, ...args } = doubt;
  const words = Object.entries(args).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[key, value]];
    return Array.isArray(value) ? [[key, value.join(', ')]] : [];
  });
  const text = tell(`doubt/${code}`, Object.fromEntries(words));
  return 'statement' in doubt ? { text, statement: statementAt(doubt.statement) } : { text };
}
