import { fault, type Fault } from '../fault.ts';
import type { Token } from '../scan.ts';
import { parseTokens, type Parsed, type Rule } from '../shape.ts';
import type { TreeNode } from '../tree.ts';
import * as association from './association.ts';
import * as brackets from './brackets.ts';
import * as combination from './combination.ts';
import * as condition from './condition.ts';
import * as grant from './grant.ts';
import * as location from './location.ts';
import { absent, situation, type Repair, type Situation, type Slip } from './situation.ts';
import * as subject from './subject.ts';
import * as words from './words.ts';

/** The slips, in the order in which they are tried: the more a pattern says, the earlier it stands. */
const REPAIRS: readonly Repair[] = [
  association.associateMisplaced,
  association.associateWithoutWith,
  words.brokenToken,
  words.duplicateWord,
  subject.mixedSubjectKinds,
  subject.userAsSubject,
  words.noiseWord,
  words.spaceForHyphen,
  words.hyphenForSpace,
  subject.missingSubjectName,
  subject.subjectKind,
  location.clauseOutOfOrder,
  brackets.trailingComma,
  grant.missingTo,
  grant.severalVerbs,
  grant.mixedGrant,
  grant.wrongSetBracket,
  grant.everyType,
  grant.emptySet,
  grant.missingVerb,
  grant.missingResourceType,
  grant.severalResourceTypes,
  grant.emptyGrant,
  words.keywordTypo,
  location.missingIn,
  location.pathSeparator,
  location.missingCompartmentName,
  location.compartmentKeywordMissing,
  location.severalLocations,
  location.missingLocation,
  grant.missingGrant,
  combination.emptyCondition,
  combination.repeatedWhere,
  combination.missingCombinator,
  condition.unknownOperator,
  condition.operatorMissing,
  condition.operandsReversed,
  combination.negatedGroup,
  combination.infixBoolean,
  condition.betweenIncomplete,
  condition.operandMissing,
  condition.wrongBracket,
  brackets.unclosedBrace,
  combination.looseConditions,
  brackets.spacedPermission,
  brackets.missingComma,
  brackets.unmatchedClosingBrace,
  subject.nameNeedsQuotes,
  location.nameAfterTenancy,
  brackets.strayPunctuation,
];

/** After so many mendings the rest of an item is passed over. */
const MOST_MENDINGS = 12;
/** An item of more tokens is read, but not mended: each try reads it again. */
const MOST_MENDED = 1_500;

/**
 * Reads tokens by a rule and, where they do not fit, recognises the slip and goes on as if it had been mended.
 * Gives a whole tree in any case, but for an item of which too little is left to make one.
 */
export function mend(tokens: readonly Token[], rule: Rule): { tree: TreeNode | undefined; faults: Fault[] } {
  const faults: Fault[] = [];
  let current = tokens;
  let parsed = parseTokens(current, rule);
  if (tokens.length > MOST_MENDED && !('tree' in parsed)) {
    return { tree: undefined, faults: [unexpected(situation(rule, current, parsed.at))] };
  }
  for (let round = 0; round < MOST_MENDINGS && !('tree' in parsed); round++) {
    const trouble = situation(rule, current, parsed.at);
    const step = firstThatHelps(trouble) ?? passOver(trouble);
    if (!step) break;
    if (step.slip.fault) faults.push(inOrder(step.slip.fault));
    current = step.slip.tokens;
    parsed = step.parsed;
  }
  if ('tree' in parsed) return { tree: parsed.tree, faults };
  const spent = complete(current, rule, parsed.at);
  if (!faults.some((each) => each.code === 'syntax-error'))
    faults.push(unexpected(situation(rule, current, parsed.at)));
  return { tree: spent, faults };
}

/**
 * A mending reckoned from the words before a clause that was moved may end before it begins: it waits until that clause stands
 * where it belongs.
 */
function inOrder(told: Fault): Fault {
  if (!told.fix?.some(({ start, end }) => end < start)) return told;
  return fault(told.code, told.start, told.end, told.args);
}

/**
 * The tokens of an unfinished item as they were meant: slips in them are mended, what is missing at their end is
 * not. For completion, which asks what may come next.
 */
export function mendBeginning(tokens: readonly Token[], rule: Rule): readonly Token[] {
  let current = tokens;
  for (let round = 0; round < MOST_MENDINGS; round++) {
    const parsed = parseTokens(current, rule);
    if ('tree' in parsed || parsed.at >= current.length) return current;
    const trouble = situation(rule, current, parsed.at);
    const step = firstThatHelps(trouble) ?? passOver(trouble);
    if (!step) return current.slice(0, parsed.at);
    current = step.slip.tokens;
  }
  return current;
}

interface Step {
  readonly slip: Slip;
  readonly parsed: Parsed;
}

/** A mending after which everything fits, else the one that gets furthest. */
function firstThatHelps(trouble: Situation): Step | undefined {
  let best: Step | undefined;
  let left = trouble.tokens.length - trouble.at;
  for (const repair of REPAIRS) {
    const slip = repair(trouble);
    if (!slip) continue;
    const parsed = parseTokens(slip.tokens, trouble.rule);
    if ('tree' in parsed) return { slip, parsed };
    const remaining = slip.tokens.length - parsed.at;
    const isFurther = remaining < left || (remaining === left && parsed.at > trouble.at && !best);
    if (!isFurther) continue;
    left = remaining;
    best = { slip, parsed };
  }
  return best;
}

/** When no slip is recognised: the word that does not fit, and those after it up to one that does, are passed over. */
function passOver(trouble: Situation): Step | undefined {
  const { tokens, at, rule } = trouble;
  for (let end = at + 1; end <= tokens.length && end - at <= 40; end++) {
    const rest = [...tokens.slice(0, at), ...tokens.slice(end)];
    const parsed = parseTokens(rest, rule);
    if ('tree' in parsed || parsed.at > at) {
      const told = unexpected(trouble);
      // A clause that was moved stands behind the others, but comes from before them.
      const last = Math.max(told.end, ...tokens.slice(at, end).map((token) => token.end));
      const slip = { tokens: rest, fault: { ...told, end: last } };
      return { slip, parsed };
    }
  }
  return undefined;
}

function unexpected({ tokens, at }: Situation): Fault {
  const token = tokens[at] ?? tokens.at(-1);
  return fault('syntax-error', token?.start ?? 0, token?.end ?? 0, { found: tokens[at]?.text ?? '' });
}

/** Words tried, in this order, to bring a statement that breaks off to an end: what closes comes before what opens. */
// prettier-ignore
const FILLERS = [
  'to', '}', ')', 'ID', '{', 'in', 'tenancy', ',', 'STRING', '=', 'group', 'as', 'TEXT', 'with', 'compartment', 'matching', 'and', 'can',
];

/** What could be read, brought to an end with words that are not there; undefined when that does not succeed. */
export function complete(tokens: readonly Token[], rule: Rule, at = tokens.length): TreeNode | undefined {
  let current = tokens.slice(0, at);
  const offset = current.at(-1)?.end ?? 0;
  for (let count = 0; count < 16; count++) {
    const parsed = parseTokens(current, rule);
    if ('tree' in parsed) return parsed.tree;
    const fitting = FILLERS.map((kind) => [...current, absent(kind, offset)]).find((longer) => {
      const result = parseTokens(longer, rule);
      return 'tree' in result || result.at >= longer.length;
    });
    if (!fitting) return undefined;
    current = fitting;
  }
  return undefined;
}
