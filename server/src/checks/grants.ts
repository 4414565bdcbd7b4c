import { tableOf } from '../catalog/table.ts';
import { nearest, type Catalog } from '../catalog/catalog.ts';
import { distanceWithin } from '../catalog/nearest.ts';
import { VERB_KINDS } from '../language/kinds.ts';
import type { Leaf } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext, type Visitors } from './check.ts';

/** What people write for a verb, by what they mean with it. Source: reference, check 75. */
const VERB_MEANT: ReadonlyMap<string, string> = tableOf<string>({
  ...{ list: 'inspect', view: 'read', get: 'read', write: 'use', update: 'use', modify: 'use', edit: 'use' },
  ...{
    create: 'manage',
    delete: 'manage',
    admin: 'manage',
    administer: 'manage',
    own: 'manage',
    reads: 'read',
  },
  ...{ uses: 'use', manages: 'manage', inspects: 'inspect' },
});

/** `create`, `write`, `raed` */
const unknownVerb: Check = {
  code: 'unknown-verb',
  severity: 'error',
  visit: {
    VerbGrant: ({ verb }, { report }) => {
      if (VERB_KINDS.has(verb.kind) || !isSettled(verb)) return;
      const word = verb.text.toLowerCase();
      const mended = VERB_MEANT.get(word) ?? nearest(word, ['inspect', 'read', 'use', 'manage'])[0];
      if (mended === undefined) report(verb, { args: { word: verb.text } });
      else
        report(verb, { args: { word: verb.text, mended }, variant: 'meant', fix: replacing(verb, mended) });
    },
  },
};

/** What is wrong with the word in a resource type's slot; the first that holds is said. */
type TypeFault =
  | { readonly code: 'all-resources-spelling' | 'permission-as-resource-type'; readonly mended: string }
  | {
      readonly code: 'resource-type-separator' | 'resource-type-number' | 'resource-type-case';
      readonly mended: string;
    }
  | {
      readonly code: 'family-unknown' | 'resource-type-unknown';
      readonly mended: string | undefined;
      readonly weak: boolean;
    };

function typeFault(word: string, catalog: Catalog): TypeFault | undefined {
  const lower = word.toLowerCase();
  const canonical = catalog.resourceType(word) ?? catalog.family(word);
  if (lower === 'all-resources' || (canonical && canonical.name === word)) return undefined;
  if (/^(?:all[-_]?resources?|\*|all)$/i.test(word))
    return { code: 'all-resources-spelling', mended: 'all-resources' };
  if (canonical) {
    if (canonical.name === lower) return { code: 'resource-type-case', mended: canonical.name };
    return { code: aliasFault(word, canonical.name), mended: canonical.name };
  }
  if (catalog.permission(word))
    return { code: 'permission-as-resource-type', mended: `{${word.toUpperCase()}}` };
  const [mended] = nearest(word, typeNames(catalog));
  if (mended !== undefined) {
    const letters = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
    const isOddlyParted = /_|[a-z][A-Z]/.test(word) || !/-family$/i.test(word);
    if (letters(mended) === letters(word) && isOddlyParted)
      return { code: 'resource-type-separator', mended };
    if (isOtherNumber(word, mended)) return { code: aliasFault(word, mended), mended };
  }
  const isFamily = /[-_]family$/i.test(word);
  const evidence =
    mended === undefined ? undefined : (catalog.resourceType(mended) ?? catalog.family(mended))?.evidence;
  // Certain enough for an error only when one letter is off a name that Oracle's own pages have.
  const isClose = mended !== undefined && distanceWithin(1, lower, mended) <= 1;
  const weak = !isClose || (evidence !== 'seed' && evidence !== 'oracle-page');
  return { code: isFamily ? 'family-unknown' : 'resource-type-unknown', mended, weak };
}

/** A known other spelling: with other separators, in the other number, or both. */
function aliasFault(word: string, name: string): 'resource-type-separator' | 'resource-type-number' {
  return /_|[a-z][A-Z]/.test(word) || word.replaceAll('-', '').length === name.replaceAll('-', '').length
    ? 'resource-type-separator'
    : 'resource-type-number';
}

function isOtherNumber(word: string, name: string): boolean {
  const [a, b] = [word.toLowerCase().replaceAll('_', '-'), name];
  const plural = (one: string, many: string) =>
    many === `${one}s` || many === `${one}es` || (one.endsWith('y') && many === `${one.slice(0, -1)}ies`);
  return plural(a, b) || plural(b, a);
}

const names = new WeakMap<Catalog, string[]>();

function typeNames(catalog: Catalog): string[] {
  let all = names.get(catalog);
  if (!all) {
    all = [...catalog.resourceTypes, ...catalog.families].map((each) => each.name);
    names.set(catalog, all);
  }
  return all;
}

/** The resource type that a placeholder was meant to be: `<data_science_projects>`. */
function typeInBrackets(leaf: Leaf, catalog: Catalog): string | undefined {
  const inner = leaf.text.startsWith('<') ? /^<+([A-Za-z][\w-]+)>+$/.exec(leaf.text)?.[1] : undefined;
  if (inner === undefined) return undefined;
  const known =
    catalog.resourceType(inner.replaceAll('_', '-')) ?? catalog.family(inner.replaceAll('_', '-'));
  return known ? inner : undefined;
}

/** Calls `visit` with each resource type of a grant or an association. */
function types(visit: (leaf: Leaf, context: CheckContext) => void): Visitors {
  return {
    VerbGrant: ({ resourceType }, context) => visit(resourceType, context),
    Association: ({ resourceType, withResourceType }, context) => {
      visit(resourceType, context);
      visit(withResourceType, context);
    },
  };
}

let lastLeaf: Leaf | undefined;
let lastFault: TypeFault | undefined;

/** The fault of a word, also of one in brackets; worked out once for the seven checks that ask for it one after the other. */
function knownFault(leaf: Leaf, catalog: Catalog): TypeFault | undefined {
  if (leaf !== lastLeaf) {
    lastLeaf = leaf;
    const bracketed = typeInBrackets(leaf, catalog);
    const isWord = bracketed !== undefined || isSettled(leaf);
    lastFault = isWord ? typeFault(bracketed ?? leaf.text, catalog) : undefined;
  }
  return lastFault;
}

function typeCheck(code: TypeFault['code'], severity: Check['severity']): Check {
  return {
    code,
    severity,
    visit: types((leaf, { catalog, report, above }) => {
      const found = knownFault(leaf, catalog);
      if (found?.code !== code) return;
      const word = typeInBrackets(leaf, catalog) ?? leaf.text;
      const { mended } = found;
      if (mended === undefined) return void report(leaf, { args: { word }, severity: 'warning' });
      const isSet = code === 'permission-as-resource-type';
      const verb = isSet && above.length > 0 ? verbOf(above) : undefined;
      const span = verb && isSet ? { start: verb.start, end: leaf.end } : leaf;
      report(leaf, {
        args: { word, mended },
        variant: 'meant',
        fix: replacing(span, mended),
        ...('weak' in found && found.weak ? { severity: 'warning' as const } : {}),
      });
    }),
  };
}

function verbOf(above: CheckContext['above']): Leaf | undefined {
  const grant = above.findLast(
    (node) => node.type === 'Grant' || node.type === 'Endorse' || node.type === 'Admit',
  );
  return grant && 'grant' in grant && grant.grant?.type === 'VerbGrant' ? grant.grant.verb : undefined;
}

/** `manage <data_science_projects>` */
const typeInAngleBrackets: Check = {
  code: 'resource-type-in-angle-brackets',
  severity: 'error',
  visit: types((leaf, { catalog, report }) => {
    const inner = typeInBrackets(leaf, catalog);
    if (inner === undefined) return;
    const mended = inner.replaceAll('_', '-');
    report(leaf, { args: { word: leaf.text, mended }, fix: replacing(leaf, mended) });
  }),
};

const PERMISSION = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9v]+)*$/i;

/** `…_HISTORY__INSPECT`, `BUCKET-READ` */
const permissionMalformed: Check = {
  code: 'permission-malformed',
  severity: 'error',
  visit: {
    PermissionSet: ({ permissions }, { report, catalog }) => {
      for (const leaf of permissions) {
        if (!isSettled(leaf) || PERMISSION.test(leaf.text) || catalog.resourceType(leaf.text)) continue;
        if (catalog.family(leaf.text)) continue;
        const mended = leaf.text
          .toUpperCase()
          .replace(/[^A-Z0-9]+/g, '_')
          .replace(/^_|_$/g, '');
        report(leaf, { args: { word: leaf.text, mended }, fix: replacing(leaf, mended) });
      }
    },
  },
};

/** `{buckets}` */
const typeInPermissionSet: Check = {
  code: 'resource-type-in-permission-set',
  severity: 'error',
  visit: {
    PermissionSet: (set, { report, catalog }) => {
      for (const leaf of set.permissions) {
        if (catalog.permission(leaf.text)) continue;
        const known = catalog.resourceType(leaf.text) ?? catalog.family(leaf.text);
        if (!known) continue;
        const fix = set.permissions.length === 1 ? replacing(set, `read ${known.name}`) : undefined;
        report(leaf, { args: { word: leaf.text }, ...(fix ? { fix } : {}) });
      }
    },
  },
};

/** Calls `visit` with each permission of a set that is spelled as one. */
function permissions(visit: (leaf: Leaf, context: CheckContext) => void): Visitors {
  return {
    PermissionSet: (set, context) => {
      for (const leaf of set.permissions) {
        const { catalog } = context;
        const isType = catalog.resourceType(leaf.text) ?? catalog.family(leaf.text);
        if (isSettled(leaf) && PERMISSION.test(leaf.text) && !isType) visit(leaf, context);
      }
    },
  };
}

/** `{BUCKET_REED}` */
const permissionUnknown: Check = {
  code: 'permission-unknown',
  severity: 'warning',
  visit: permissions((leaf, { catalog, report }) => {
    if (catalog.permission(leaf.text)) return;
    const [mended] = nearest(leaf.text, permissionNames(catalog));
    if (mended === undefined) report(leaf, { args: { word: leaf.text }, severity: 'information' });
    else report(leaf, { args: { word: leaf.text, mended }, variant: 'meant', fix: replacing(leaf, mended) });
  }),
};

/** A permission that is known from statements only */
const permissionNameOnly: Check = {
  code: 'permission-name-only',
  severity: 'hint',
  visit: permissions((leaf, { catalog, report }) => {
    const known = catalog.permission(leaf.text);
    if (known?.nameOnly) report(leaf, { args: { word: leaf.text } });
  }),
};

/** `{db_connect}` */
const permissionCase: Check = {
  code: 'permission-case',
  severity: 'hint',
  visit: permissions((leaf, { catalog, report }) => {
    const mended = catalog.permission(leaf.text)?.name;
    if (mended === undefined || mended === leaf.text || mended.toUpperCase() !== leaf.text.toUpperCase())
      return;
    report(leaf, { args: { word: leaf.text, mended }, fix: replacing(leaf, mended) });
  }),
};

/** `{A, B, A}` */
const permissionDuplicate: Check = {
  code: 'permission-duplicate',
  severity: 'warning',
  visit: {
    PermissionSet: ({ permissions: list }, { report }) => {
      list.forEach((leaf, index) => {
        const before = list[index - 1];
        const isAgain = list
          .slice(0, index)
          .some((each) => each.text.toUpperCase() === leaf.text.toUpperCase());
        if (!isAgain || !before || !isSettled(leaf)) return;
        report(leaf, { args: { word: leaf.text }, fix: [{ start: before.end, end: leaf.end, text: '' }] });
      });
    },
  },
};

const permissionLists = new WeakMap<Catalog, string[]>();

export function permissionNames(catalog: Catalog): string[] {
  let all = permissionLists.get(catalog);
  if (!all) {
    all = catalog.permissions.map((each) => each.name);
    permissionLists.set(catalog, all);
  }
  return all;
}

export const grantChecks: readonly Check[] = [
  unknownVerb,
  typeCheck('all-resources-spelling', 'error'),
  typeCheck('resource-type-separator', 'error'),
  typeCheck('resource-type-number', 'warning'),
  typeCheck('resource-type-case', 'hint'),
  typeCheck('resource-type-unknown', 'error'),
  typeCheck('family-unknown', 'error'),
  typeCheck('permission-as-resource-type', 'error'),
  typeInAngleBrackets,
  permissionMalformed,
  typeInPermissionSet,
  permissionUnknown,
  permissionNameOnly,
  permissionCase,
  permissionDuplicate,
];
