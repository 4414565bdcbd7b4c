import { valueOf } from '../language/names.ts';
import type { Leaf } from '../language/tree.ts';
import { replacing, type Check, type CheckContext } from './check.ts';

/** `= "logs"`; a description and a test's name are in double quotes. */
const doubleQuotedValue: Check = {
  code: 'double-quoted-value',
  severity: 'error',
  visit: {
    Principal: ({ name }, context) => inQuotes(name, context),
    QualifiedName: ({ name }, context) => inQuotes(name, context),
    CompartmentLocation: ({ path, alias }, context) => inQuotes(alias ? [...path, alias] : path, context),
    Comparison: ({ values }, context) => inQuotes(values, context),
    Call: (call, context) => inQuotes(call.arguments, context),
    Define: ({ name, ocid }, context) => inQuotes([...name, ocid], context),
    TagValue: ({ value }, context) => inQuotes([value], context),
    Attribute: ({ value }, context) => inQuotes([value], context),
  },
};

function inQuotes(leaves: readonly Leaf[], { report }: CheckContext): void {
  for (const leaf of leaves) {
    if (leaf.kind !== 'TEXT') continue;
    const value = valueOf(leaf);
    report(leaf, { args: { value }, fix: replacing(leaf, `'${value.replaceAll("'", "\\'")}'`) });
  }
}

export const quoteChecks: readonly Check[] = [doubleQuotedValue];
