import { tableOf } from '../catalog/table.ts';
import { formOf, ocidTypesOf, twinOf } from '../access/variables.ts';
import { distanceWithin } from '../catalog/nearest.ts';
import { looksLikeOcid, ocidOf } from '../language/names.ts';
import type { Leaf } from '../language/tree.ts';
import { replacing, type Check, type CheckContext } from './check.ts';
import { bySource, comparisons, strings, type Known } from './comparison.ts';

/** `target.compartment.id = 'Prod'`, `target.compartment.name = 'ocid1…'`, `= 'target.compartment.id'`, `= 'yes'` */
const valueTypeMismatch: Check = {
  code: 'value-type-mismatch',
  severity: 'error',
  example: {
    bad: "allow group Builders to manage volumes in tenancy where target.compartment.id = 'Prod'",
    mended: "allow group Builders to manage volumes in tenancy where target.compartment.name = 'Prod'",
  },
  visit: comparisons((known, context) => {
    for (const { leaf, value } of strings(known.comparison)) mismatch(known, leaf, value, context);
  }),
};

function mismatch(known: Known, leaf: Leaf, value: string, { catalog, report }: CheckContext): void {
  const { variable, comparison, operator } = known;
  if (!['=', '!=', 'in', 'not in'].includes(operator)) return;
  const word = comparison.variable.text;
  const form = formOf(variable);
  if (/^(?:request|target)\./i.test(value) && catalog.variable(value)) {
    const severity = form === 'ocid' ? bySource(variable) : 'warning';
    return report(leaf, { args: { value }, variant: 'variable', severity, fix: replacing(leaf, value) });
  }
  const twin = catalog.variable(twinOf(word) ?? '');
  // Only a comparison with one value can change its variable without changing what else it says.
  const swap = twin && comparison.values.length === 1 ? replacing(comparison.variable, twin.name) : undefined;
  const severity = bySource(variable);
  if (form === 'boolean' && !/^(?:true|false)$/i.test(value)) {
    const mended = TRUTH.get(value.toLowerCase());
    const args = { value, variable: word };
    if (mended === undefined) report(leaf, { args, variant: 'boolean', severity });
    else report(leaf, { args, variant: 'boolean', severity, fix: replacing(leaf, `'${mended}'`) });
  } else if (form === 'ocid' && !looksLikeOcid(value) && !/[*/]/.test(value)) {
    if (twin && !/ocid/i.test(value)) {
      const args = { value, variable: word, mended: twin.name };
      report(leaf, { args, variant: 'name', severity, ...(swap ? { fix: swap } : {}) });
    } else report(leaf, { args: { value, variable: word }, severity });
  } else if (/\.name$/i.test(word) && twin && formOf(twin) === 'ocid' && ocidOf(value)) {
    const args = { variable: word, mended: twin.name };
    report(leaf, { args, variant: 'ocid', severity, ...(swap ? { fix: swap } : {}) });
  }
}

const TRUTH: ReadonlyMap<string, string> = tableOf<string>({
  ...{ yes: 'true', y: 'true', on: 'true', 1: 'true', no: 'false', n: 'false', off: 'false', 0: 'false' },
});

/** `target.compartment.id = 'ocid1.vcn…'` */
const valueOcidTypeMismatch: Check = {
  code: 'value-ocid-type-mismatch',
  severity: 'warning',
  example: {
    bad: "allow group Builders to manage volumes in tenancy where target.compartment.id = 'ocid1.vcn.oc1.iad.aaaa'",
    mended:
      "allow group Builders to manage volumes in tenancy where target.compartment.id = 'ocid1.compartment.oc1..aaaa'",
  },
  visit: comparisons(({ comparison, variable }, { catalog, report }) => {
    const wanted = ocidTypesOf(comparison.variable.text);
    const isOfCaller = /^request\.user\.id$|\.createdBy$/i.test(variable.name);
    for (const { leaf, value } of strings(comparison)) {
      const found = ocidOf(value)?.type;
      if (!wanted || found === undefined || wanted.includes(found)) continue;
      // A resource that asks has been seen in the place of the user.
      if (isOfCaller && catalog.principalType(found)) continue;
      report(leaf, { args: { found, wanted: wanted[0] ?? '', variable: comparison.variable.text } });
    }
  }),
};

/** `request.utc-timestamp.day-of-week = 'Mon'`, `…month-of-year = '13'`, `request.region = 'XYZ'` */
const valueNotInEnumeration: Check = {
  code: 'value-not-in-enumeration',
  severity: 'warning',
  example: {
    bad: "allow group Night to use instances in tenancy where request.utc-timestamp.day-of-week = 'Mon'",
    mended:
      "allow group Night to use instances in tenancy where request.utc-timestamp.day-of-week = 'Monday'",
  },
  visit: comparisons((known, context) => {
    const { variable, comparison } = known;
    for (const { leaf, value } of strings(comparison)) {
      if (variable.valuesOf === 'regions') unknownRegion(leaf, value, context);
      else if (variable.valuesComplete && formOf(variable) === undefined)
        outside(known, leaf, value, context);
    }
  }),
};

function outside({ variable, comparison }: Known, leaf: Leaf, value: string, { report }: CheckContext): void {
  const values = variable.values ?? [];
  if (value.includes('*') || values.some((each) => each.toLowerCase() === value.toLowerCase())) return;
  const args = {
    value,
    variable: comparison.variable.text,
    first: values[0] ?? '',
    last: values.at(-1) ?? '',
  };
  const mended = meantOf(value, values);
  if (mended === undefined) return report(leaf, { args });
  const fix = replacing(leaf, `'${mended}'`);
  // Whether a leading zero is read is not documented, so it is only told how the page writes it.
  if (/^0+\d+$/.test(value))
    report(leaf, { args: { value, mended }, variant: 'zero', severity: 'hint', fix });
  else report(leaf, { args: { ...args, mended }, variant: 'meant', fix });
}

const MONTHS = 'january february march april may june july august september october november december';

/** The value of the list that was meant: with a letter off, cut short (`Mon`), or as a number (`June`, `06`). */
function meantOf(value: string, values: readonly string[]): string | undefined {
  const word = value.toLowerCase();
  if (/^0+\d+$/.test(word)) return values.find((each) => each === word.replace(/^0+/, ''));
  const month = MONTHS.split(' ').findIndex((name) => word.length >= 3 && name.startsWith(word)) + 1;
  if (month > 0 && values.includes(String(month)) && values.length === 12) return String(month);
  const names = values.filter((each) => !/^\d/.test(each));
  return (
    names.find((each) => word.length >= 3 && each.toLowerCase().startsWith(word.replace(/\.$/, ''))) ??
    names.find((each) => distanceWithin(2, word, each.toLowerCase()) <= 2)
  );
}

/** A key of three letters that the catalogue lacks: regions are added, so it is only said. */
function unknownRegion(leaf: Leaf, value: string, { catalog, report }: CheckContext): void {
  if (!/^[a-z]{3}$/i.test(value) || catalog.region(value)) return;
  report(leaf, { args: { value }, variant: 'region', severity: 'hint' });
}

/** `request.region = 'us-ashburn-1'` */
const regionNameForKey: Check = {
  code: 'region-name-for-key',
  severity: 'warning',
  example: {
    bad: "allow group Builders to manage instances in tenancy where request.region = 'us-ashburn-1'",
    mended: "allow group Builders to manage instances in tenancy where request.region = 'IAD'",
  },
  visit: comparisons(({ comparison, variable }, { catalog, report }) => {
    if (variable.valuesOf !== 'regions') return;
    for (const { leaf, value } of strings(comparison)) {
      if (!/^[a-z]{2,3}(?:-[a-z]+)+-\d+$/i.test(value)) continue;
      const key = catalog.region(value)?.key;
      if (key === undefined) report(leaf, { args: { value } });
      else report(leaf, { args: { value, mended: key }, variant: 'meant', fix: replacing(leaf, `'${key}'`) });
    }
  }),
};

export const valueChecks: readonly Check[] = [
  valueTypeMismatch,
  valueOcidTypeMismatch,
  valueNotInEnumeration,
  regionNameForKey,
];
