import { bodyOf, patternWith } from '../access/patterns.ts';
import type { Edit } from '../language/fault.ts';
import type { Leaf } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext } from './check.ts';
import { comparisons, isAll, listOf, strings, without, type Known } from './comparison.ts';

/** Variables in whose plain strings a star is documented to stand for any run of characters: object names and tags. */
function readsStars({ variable }: Known): boolean {
  return variable.pattern !== undefined || /^target\.object\.name$/i.test(variable.name);
}

/** Names in which a star at the beginning is a name of its own (`*.example.com`). */
function holdsWildcardNames({ variable }: Known): boolean {
  return /dns|certificate|domain/i.test(variable.name);
}

function isEquality({ operator }: Known): boolean {
  return ['=', '!=', 'in', 'not in'].includes(operator);
}

/** `target.group.name = 'A-*'` */
const wildcardInString: Check = {
  code: 'wildcard-in-string',
  severity: 'warning',
  example: {
    bad: "allow group Helpdesk to use groups in tenancy where target.group.name = 'A-*'",
    mended: 'allow group Helpdesk to use groups in tenancy where target.group.name = /A-*/',
  },
  visit: comparisons((known, { report }) => {
    if (!isEquality(known) || readsStars(known)) return;
    for (const { leaf, value } of strings(known.comparison)) {
      if (!value.includes('*') || /^\/.*\/$/.test(value)) continue;
      if (value.startsWith('*.') && holdsWildcardNames(known)) continue;
      const mended = patternWith(value);
      const isPlain = /^(?:\*|[^*\s'\\]+\*|\*[^*\s'\\/]+\*?)$/.test(value);
      const args = { value, mended };
      if (isPlain) report(leaf, { args, variant: 'pattern', fix: replacing(leaf, mended) });
      else report(leaf, { args });
    }
  }),
};

// `= '/hr*/'`
const quotedPattern: Check = {
  code: 'quoted-pattern',
  severity: 'warning',
  example: {
    bad: "allow group HR to read buckets in tenancy where target.bucket.name = '/hr*/'",
    mended: 'allow group HR to read buckets in tenancy where target.bucket.name = /hr*/',
  },
  visit: comparisons((known, { report }) => {
    // The name of an object may begin and end with a slash.
    if (!isEquality(known) || /^target\.object\.name$/i.test(known.variable.name)) return;
    for (const { leaf, value } of strings(known.comparison)) {
      if (!/^\/[^/\s]+\/$/.test(value)) continue;
      report(leaf, { args: { value }, fix: replacing(leaf, value) });
    }
  }),
};

/** Calls `visit` with each pattern that is compared for equality, and what is between its slashes. */
function patterns(visit: (body: string, leaf: Leaf, known: Known, context: CheckContext) => void) {
  return comparisons((known, context) => {
    if (!isEquality(known)) return;
    for (const leaf of known.comparison.values)
      if (leaf.kind === 'PATTERN' && isSettled(leaf)) visit(bodyOf(leaf.text), leaf, known, context);
  });
}

/** `/a*b/`, `/^hr.*$/` */
const patternUnsupported: Check = {
  code: 'pattern-unsupported',
  severity: 'warning',
  example: {
    bad: 'allow group HR to read buckets in tenancy where target.bucket.name = /hr*logs/',
    mended:
      'allow group HR to read buckets in tenancy where all { target.bucket.name = /hr*/, target.bucket.name = /*logs/ }',
  },
  visit: patterns((body, leaf, known, context) => {
    const regular = isRegular(body, known) ? withoutRegular(body) : undefined;
    if (regular !== undefined) {
      const fix =
        isRegular(regular, known) || hasInnerStar(regular)
          ? undefined
          : replacing(leaf, patternWith(regular));
      const args = { pattern: leaf.text };
      return context.report(leaf, fix ? { args, variant: 'regular', fix } : { args, variant: 'regular' });
    }
    if (!hasInnerStar(body)) return;
    const fix = split(body, known, context);
    context.report(leaf, { args: { pattern: leaf.text }, ...(fix ? { fix } : {}) });
  }),
};

/** Signs of regular expressions. Names of objects may hold any of them. */
function isRegular(body: string, { variable }: Known): boolean {
  if (/^target\.object\.name$/i.test(variable.name)) return false;
  return /^\^|\$$|[?|[\]]|\\[dws]|^\.\*|\.\+/.test(body);
}

function withoutRegular(body: string): string {
  return body.replace(/^\^|\$$/g, '').replace(/\.[*+]/g, '*');
}

function hasInnerStar(body: string): boolean {
  return /[^*]\*+[^*]/.test(body);
}

// Two patterns that hold together, for a single star in the middle: `/a*/` and `/*b/`.
function split(body: string, { comparison, operator }: Known, { above }: CheckContext): Edit[] | undefined {
  const [begin, end, more] = body.split(/\*+/);
  if (operator !== '=' || !begin || !end || more !== undefined) return undefined;
  const word = comparison.variable.text;
  const both = [`${begin}*`, `*${end}`].map((each) => `${word} = ${patternWith(each)}`);
  const list = listOf(above);
  return replacing(comparison, list && isAll(list) ? both.join(', ') : `all { ${both.join(', ')} }`);
}

// `target.group.name = /*/`; for a tag, Oracle's page shows it as the way to ask whether it is there.
const patternMatchesEverything: Check = {
  code: 'pattern-matches-everything',
  severity: 'hint',
  example: {
    bad: "allow group Helpdesk to use groups in tenancy where all { target.group.name = /*/, target.group.name != 'Administrators' }",
    mended: "allow group Helpdesk to use groups in tenancy where target.group.name != 'Administrators'",
  },
  visit: patterns((body, leaf, known, { report, above }) => {
    if (!/^\*+$/.test(body) || known.variable.pattern !== undefined) return;
    const { comparison, operator } = known;
    const args = { variable: comparison.variable.text };
    if (operator.startsWith('!') || operator.startsWith('not'))
      return report(leaf, { args, variant: 'never', severity: 'warning' });
    const list = listOf(above);
    // Without it, another comparison with the same variable asks for its presence too.
    const isTold = list?.conditions.some(
      (each) =>
        each.type === 'Comparison' &&
        each !== comparison &&
        each.variable.text.toLowerCase() === args.variable.toLowerCase(),
    );
    const fix =
      list && isAll(list) && isTold
        ? without(list.conditions, list.conditions.indexOf(comparison))
        : undefined;
    report(leaf, fix ? { args, fix } : { args });
  }),
};

export const patternChecks: readonly Check[] = [
  wildcardInString,
  quotedPattern,
  patternUnsupported,
  patternMatchesEverything,
];
