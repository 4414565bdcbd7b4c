import { looksLikeOcid, valueOf } from '../language/names.ts';
import type { Leaf } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext } from './check.ts';

/** The longest name of a group, a compartment or a policy, and the longest description. Source: reference 1.6. */
const LONGEST_NAME = 100;
const LONGEST_DESCRIPTION = 400;

const buckets = (name: string, description = '\n  description "Readers"') =>
  `policy ${name} in tenancy${description}\n{\n  allow group Ops to read buckets in tenancy\n}\n`;

/** `group A$1` */
const nameIllegal: Check = {
  code: 'name-illegal',
  severity: 'error',
  example: {
    bad: 'allow group Ops to read buckets in compartment Labs$1\n',
    mended: 'allow group Ops to read buckets in compartment Labs-1\n',
  },
  visit: {
    NamedSubject: ({ kind, principals }, context) => {
      if (kind.text.toLowerCase() === 'service') return;
      for (const { id, name } of principals) {
        // Identity domains take signs that older pages do not list: those are doubtful, and no more.
        if (!id) for (const leaf of name) checkName(leaf, /[^\p{L}\p{M}\p{N}._+@ -]/u, 'warning', context);
      }
    },
    CompartmentLocation: ({ id, path }, context) => {
      if (!id) for (const leaf of path) checkName(leaf, /[^\p{L}\p{M}\p{N}._: -]/u, 'error', context);
    },
    DynamicGroup: ({ name }, context) => {
      for (const leaf of name) checkName(leaf, /[^\p{L}\p{M}\p{N}._+@ -]/u, 'warning', context);
    },
  },
};

function checkName(
  leaf: Leaf,
  illegal: RegExp,
  severity: 'error' | 'warning',
  { report }: CheckContext,
): void {
  const name = valueOf(leaf);
  // What stands in double quotes is refused for these already.
  if (!isSettled(leaf) || leaf.kind === 'TEXT' || looksLikeOcid(name)) return;
  if (name.length > LONGEST_NAME) {
    const args = { length: String(name.length), most: String(LONGEST_NAME) };
    report(leaf, { variant: 'long', args });
    return;
  }
  const found = illegal.exec(name)?.[0];
  // A slash in quotes is a domain and a group written as one name, which is another check's matter.
  if (found !== undefined && found !== '/') report(leaf, { severity, args: { name, found } });
}

/** `policy 'My policy'` */
const policyNameInvalid: Check = {
  code: 'policy-name-invalid',
  severity: 'error',
  example: { bad: buckets("'bucket readers'"), mended: buckets('bucket-readers') },
  visit: {
    PolicyHead: ({ name: leaf }, { report }) => {
      const name = valueOf(leaf);
      if (!isSettled(leaf) || (/^[A-Za-z0-9._-]+$/.test(name) && name.length <= LONGEST_NAME)) return;
      const mended = name
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .slice(0, LONGEST_NAME)
        .replace(/^-+|-+$/g, '');
      report(leaf, {
        args: { name, most: String(LONGEST_NAME), ...(mended === '' ? {} : { mended }) },
        ...(mended === '' ? {} : { variant: 'meant', fix: replacing(leaf, mended) }),
      });
    },
  },
};

/** A policy without a description */
const policyDescription: Check = {
  code: 'policy-description',
  severity: 'warning',
  example: { bad: buckets('readers', ''), mended: buckets('readers') },
  visit: {
    PolicyHead: ({ name, locations, descriptions: [leaf] }, { report, item }) => {
      if (!leaf) {
        const at = locations[locations.length - 1]?.end ?? name.end;
        const text = '\n  description "<what this policy is for>"';
        // What is opened on the line of the head would stand behind the description otherwise.
        const blank = item.text[at] === '{' ? '\n' : '';
        report(name, { args: { name: valueOf(name) }, fix: [{ start: at, end: at, text: text + blank }] });
      } else if (valueOf(leaf).length > LONGEST_DESCRIPTION) {
        const args = { length: String(valueOf(leaf).length), most: String(LONGEST_DESCRIPTION) };
        report(leaf, { variant: 'long', args });
      }
    },
  },
};

export const nameChecks: readonly Check[] = [nameIllegal, policyNameInvalid, policyDescription];
