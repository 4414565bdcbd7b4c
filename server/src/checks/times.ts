import { operatorsOf } from '../access/variables.ts';
import type { Edit } from '../language/fault.ts';
import { valueOf } from '../language/names.ts';
import type { Leaf } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext } from './check.ts';
import { bySource, comparisons, isAll, listOf, strings, type Known } from './comparison.ts';

const TIME_OF_DAY = 'request.utc-timestamp.time-of-day';

/** `request.utc-timestamp = '…'`, `target.x before 'y'` */
const operatorNotForVariable: Check = {
  code: 'operator-not-for-variable',
  severity: 'error',
  example: {
    bad: "allow group Night to use instances in tenancy where request.utc-timestamp.day-of-week between 'monday' and 'friday'",
    mended:
      "allow group Night to use instances in tenancy where request.utc-timestamp.day-of-week in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday')",
  },
  visit: comparisons((known, context) => {
    const { comparison, variable, operator } = known;
    const allowed = operatorsOf(variable.name);
    if (allowed.includes(operator.replace(/^not /, ''))) return;
    const severity = bySource(variable);
    const fix = withOtherOperator(known, context);
    const args = { operator, variable: comparison.variable.text, allowed: allowed.join(', ') };
    context.report(
      { start: comparison.negated?.start ?? comparison.operator.start, end: comparison.operator.end },
      fix ? { args, severity, fix } : { args, severity },
    );
  }),
};

/** The same said with an operator that the variable takes, where only one such text says it. */
function withOtherOperator(
  { comparison, variable, operator }: Known,
  { above }: CheckContext,
): Edit[] | undefined {
  const values = strings(comparison);
  const [first, second] = values;
  const word = comparison.variable.text;
  if (!first || values.length !== comparison.values.length) return undefined;
  const behind = { start: comparison.operator.start, end: comparison.end };
  const name = variable.name.toLowerCase();
  if (name === TIME_OF_DAY && operator === 'before')
    return replacing(behind, `between '00:00:00Z' and ${first.leaf.text}`);
  if (name === TIME_OF_DAY && operator === 'after')
    return replacing(behind, `between ${first.leaf.text} and '23:59:59Z'`);
  if (operator !== 'between' || !second) return undefined;
  if (name === 'request.utc-timestamp') {
    const list = listOf(above);
    const both = `${word} after ${first.leaf.text}, ${word} before ${second.leaf.text}`;
    return replacing(comparison, list && isAll(list) ? both : `all { ${both} }`);
  }
  const days = variable.valuesComplete ? stretch(variable.values ?? [], first.value, second.value) : [];
  return days.length > 0 ? replacing(behind, `in (${days.map((day) => `'${day}'`).join(', ')})`) : undefined;
}

/** The values from one to another, over the end of the list where they stand that way round; empty for others. */
function stretch(values: readonly string[], from: string, to: string): string[] {
  const lower = values.map((value) => value.toLowerCase());
  const [start, end] = [lower.indexOf(from.toLowerCase()), lower.indexOf(to.toLowerCase())];
  if (start < 0 || end < 0) return [];
  return start <= end ? lower.slice(start, end + 1) : [...lower.slice(start), ...lower.slice(0, end + 1)];
}

/** `before '01/01/2026'`, `between '5pm' and '7pm'` */
const timestampFormat: Check = {
  code: 'timestamp-format',
  severity: 'error',
  example: {
    bad: "allow group Guests to read buckets in tenancy where request.utc-timestamp before '2026-01-01'",
    mended: "allow group Guests to read buckets in tenancy where request.utc-timestamp before '2026-01-01Z'",
  },
  visit: comparisons(({ comparison, variable, operator }, { report }) => {
    const name = variable.name.toLowerCase();
    const isTime = name === TIME_OF_DAY;
    if ((!isTime && name !== 'request.utc-timestamp') || !operatorsOf(name).includes(operator)) return;
    for (const { leaf, value } of strings(comparison)) {
      if (isTime ? isTimeOfDay(value) : isTimestamp(value)) continue;
      const mended = isTime ? timeMeant(value) : timestampMeant(value);
      report(leaf, {
        args: { value },
        ...(isTime ? { variant: 'time' } : {}),
        ...(mended === undefined ? {} : { fix: replacing(leaf, `'${mended}'`) }),
      });
    }
  }),
};

/** ISO 8601 in UTC: a day, or a day with hours and minutes. */
function isTimestamp(value: string): boolean {
  const [, day = '', time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?Z$/i.exec(value) ?? [];
  return isDay(day) && (time === undefined || isTimeOfDay(time));
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
}

/** Hours and minutes; Oracle's page prints one digit for the hour, and no Z, in places. */
function isTimeOfDay(value: string): boolean {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?$/i.exec(value) ?? [];
  return hours !== undefined && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}

/** A date in another order or with other signs, a time without a zone or in another one; undefined if several are meant. */
function timestampMeant(value: string): string | undefined {
  const [, first = '', second = '', third = '', rest = ''] =
    /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?![\d:])(.*)$/.exec(value.trim()) ?? [];
  const order = dayOrder(first, second, third);
  if (!order) return undefined;
  const day = order.map((part) => part.padStart(2, '0')).join('-');
  const [, clock, zone = 'Z'] =
    /^(?:[T ]\s*(\d{1,2}:\d\d(?::\d\d)?))?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i.exec(rest) ?? [];
  if (!isDay(day) || (clock === undefined && !/^\s*(?:Z|UTC|GMT)?$/i.test(rest))) return undefined;
  if (clock === undefined) return `${day}Z`;
  if (!isTimeOfDay(clock)) return undefined;
  const time = clock.padStart(clock.length + (clock.indexOf(':') === 1 ? 1 : 0), '0');
  if (!/^[+-]/.test(zone)) return `${day}T${time}Z`;
  const moment = new Date(`${day}T${time}${zone.replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(moment.valueOf()) ? undefined : moment.toISOString().replace('.000', '');
}

/** Year, month and day, where the numbers leave one reading only. */
function dayOrder(first: string, second: string, third: string): [string, string, string] | undefined {
  if (first.length === 4) return [first, second, third];
  if (third.length !== 4) return undefined;
  if (Number(first) > 12) return [third, second, first];
  return Number(second) > 12 || first === second ? [third, first, second] : undefined;
}

/** `5pm`, `5:30 pm`, `17`, `17h30` */
function timeMeant(value: string): string | undefined {
  const [, hours, minutes = '00', half] =
    /^(\d{1,2})(?:[:.h](\d\d)?)?\s*(am|pm|h|utc|gmt)?$/i.exec(value.trim()) ?? [];
  if (hours === undefined) return undefined;
  const isTwelve = /^[ap]m$/i.test(half ?? '');
  if (isTwelve && (Number(hours) < 1 || Number(hours) > 12)) return undefined;
  const hour = isTwelve ? (Number(hours) % 12) + (/^p/i.test(half ?? '') ? 12 : 0) : Number(hours);
  const mended = `${String(hour).padStart(2, '0')}:${minutes}:00Z`;
  return isTimeOfDay(mended) ? mended : undefined;
}

// `request.utc-timestamp before /2026*/`
const patternWithOrdering: Check = {
  code: 'pattern-with-ordering',
  severity: 'error',
  example: {
    bad: 'allow group Guests to read buckets in tenancy where request.utc-timestamp before /2026*/',
    mended: "allow group Guests to read buckets in tenancy where request.utc-timestamp before '2026-01-01Z'",
  },
  visit: comparisons(({ comparison, variable, operator }, { report }) => {
    if (['=', '!=', 'in', 'not in'].includes(operator) || !operatorsOf(variable.name).includes(operator))
      return;
    for (const leaf of comparison.values) if (isPattern(leaf)) report(leaf, orderingDetails(leaf, operator));
  }),
};

function isPattern(leaf: Leaf): boolean {
  return leaf.kind === 'PATTERN' && isSettled(leaf);
}

/** A pattern without a star is a literal in the wrong signs; the others leave open which moment was meant. */
function orderingDetails(leaf: Leaf, operator: string) {
  const text = valueOf(leaf).slice(1, -1);
  const args = { pattern: leaf.text, operator };
  return isTimestamp(text) || isTimeOfDay(text) ? { args, fix: replacing(leaf, `'${text}'`) } : { args };
}

export const timeChecks: readonly Check[] = [operatorNotForVariable, timestampFormat, patternWithOrdering];
