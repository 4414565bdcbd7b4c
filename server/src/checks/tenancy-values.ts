import { tableOf } from '../catalog/table.ts';
import { loadCatalog } from '../catalog/catalog.ts';
import type { Item, PolicyDocument } from '../language/document.ts';
import { isOpen, ocidOf, valueOf } from '../language/names.ts';
import type { Comparison, Leaf } from '../language/tree.ts';
import { walk } from '../language/walk.ts';
import type { Check, Found } from './check.ts';
import type { Finding } from './finding.ts';
import type { KnownKind, Settings } from './settings.ts';
import { EXAMPLE_TENANCY as tenancy } from './tenancy-example.ts';
import { judging, keyOf, knownIn, unknownName, type Known } from './tenancy-known.ts';
import { namesMadeBy } from './tenancy-names.ts';

const where = (condition: string) => `allow group Analysts to use instances in tenancy where ${condition}\n`;
const functions = (compartment: string) =>
  `dynamic-group functions matching all { resource.type = 'fnfunc', resource.compartment.id = '${compartment}' }\n`;

/** Checks that compare values with what a tenancy has. Without one that was read they are silent. */
export const tenancyValueChecks: readonly Check[] = [
  {
    code: 'network-source-unknown',
    severity: 'warning',
    example: {
      tenancy,
      bad: where("request.networkSource.name = 'offices'"),
      mended: where("request.networkSource.name = 'office'"),
    },
  },
  {
    code: 'tag-value-not-allowed',
    severity: 'warning',
    example: {
      tenancy,
      bad: where("target.resource.compartment.tag.lab.stage = 'Prd'"),
      mended: where("target.resource.compartment.tag.lab.stage = 'Prod'"),
    },
  },
  {
    code: 'case-insensitive-collision',
    severity: 'hint',
    example: {
      tenancy,
      bad: where("target.compartment.name = 'prod'"),
      mended: where("target.compartment.id = 'ocid1.compartment.oc1..prod'"),
    },
  },
  {
    code: 'ocid-other-realm',
    severity: 'warning',
    example: {
      tenancy,
      bad: 'allow group id ocid1.group.oc4..a to read buckets in tenancy\n',
      mended: 'allow group id ocid1.group.oc1..a to read buckets in tenancy\n',
    },
  },
  {
    // Groups without members are told in `tenancy-names.ts`.
    code: 'dead-subject',
    severity: 'hint',
    example: {
      tenancy,
      bad: functions('ocid1.compartment.oc1..gone'),
      mended: functions('ocid1.compartment.oc1..shop'),
    },
  },
  {
    code: 'alias-shadows-group',
    severity: 'hint',
    example: {
      tenancy,
      bad: 'define tenancy Friends as ocid1.tenancy.oc1..f\ndefine group Analysts as ocid1.group.oc1..a\nadmit group Analysts of tenancy Friends to read buckets in tenancy\n',
      mended:
        'define tenancy Friends as ocid1.tenancy.oc1..f\ndefine group Guests as ocid1.group.oc1..a\nadmit group Guests of tenancy Friends to read buckets in tenancy\n',
    },
  },
];

/** A value, or an OCID, where an item has it. */
interface Use {
  readonly what: 'network-source' | 'tag-value' | 'spelling' | 'ocid' | 'rule-compartment' | 'alias';
  readonly leaf: Leaf;
  /** The tag of a value, and of what kind something of two spellings may be. */
  readonly of?: string;
}

/** What names of these variables are compared with. */
const NAMED: ReadonlyMap<string, KnownKind> = tableOf<KnownKind>({
  'target.compartment.name': 'compartment',
  'target.group.name': 'group',
});

function usesOf(item: Item): readonly Use[] | undefined {
  const { tree } = item;
  if (!tree || tree.type === 'Test' || item.faults.length > 0) return undefined;
  const uses: Use[] = [];
  const add = (what: Use['what'], leaf: Leaf | undefined, of?: string) => {
    if (leaf && !isOpen(leaf)) uses.push({ what, leaf, ...(of === undefined ? {} : { of }) });
  };
  walk(tree, (node) => {
    switch (node.type) {
      case 'Principal':
        if (node.id) add('ocid', node.name[0]);
        return;
      case 'CompartmentLocation':
        if (node.id) add('ocid', node.path[0]);
        return;
      case 'Define': {
        const kind = node.kind.text.toLowerCase();
        if (kind === 'group' || kind === 'dynamic-group') add('alias', node.name.at(-1), kind);
        return;
      }
      case 'TagValue':
        add('tag-value', node.value, valueOf(node.key));
        return;
      case 'Comparison':
        for (const leaf of node.values)
          if (leaf.kind === 'STRING') addValue(node, leaf, tree.type === 'DynamicGroup', add);
        return;
      default:
        return;
    }
  });
  return uses.length > 0 ? uses : undefined;
}

function addValue(
  { variable }: Comparison,
  leaf: Leaf,
  isRule: boolean,
  add: (what: Use['what'], leaf: Leaf, of?: string) => void,
): void {
  const name = variable.text.toLowerCase();
  if (ocidOf(valueOf(leaf))) add('ocid', leaf);
  if (isRule) {
    if (name.endsWith('.compartment.id')) add('rule-compartment', leaf);
    const [, tag] = /^tag\.(.+)\.value$/i.exec(variable.text) ?? [];
    if (tag !== undefined) add('tag-value', leaf, tag);
    return;
  }
  const kind = NAMED.get(name);
  if (name === 'request.networksource.name') add('network-source', leaf);
  else if (kind) add('spelling', leaf, kind);
  else {
    const tag = isOpen(variable) ? undefined : loadCatalog().variable(variable.text)?.tag;
    // In values of tags an asterisk stands for anything. Source: reference, check 135.
    if (tag && !valueOf(leaf).includes('*')) add('tag-value', leaf, `${tag.namespace}.${tag.key}`);
  }
}

/** Values that nothing in the tenancy has, and OCIDs that cannot be of it. */
export function checkTenancyValues(document: PolicyDocument, { tenancy: read }: Settings): readonly Found[] {
  if (!read) return [];
  const known = knownIn(read.names);
  const made = read.made ?? namesMadeBy([document]);
  return judged(document, known, made);
}

const judged = judging(usesOf, judge);

function judge({ what, leaf, of = '' }: Use, known: Known, made: ReadonlySet<string>): Finding | undefined {
  const name = valueOf(leaf);
  const { start, end } = leaf;
  const hint = { severity: 'hint' as const, start, end };
  switch (what) {
    case 'network-source': {
      if (!known.lacks('network-source', name)) return undefined;
      return unknownName('network-source-unknown', leaf, name, known.list('network-source') ?? []);
    }
    case 'tag-value':
      return judgeTagValue(leaf, of, known, made);
    case 'spelling': {
      const spellings = known.spellings(of as KnownKind, name);
      if (spellings.length < 2) return undefined;
      return { ...hint, code: 'case-insensitive-collision', args: { name, all: spellings.join(', ') } };
    }
    case 'ocid': {
      const [realm] = known.list('realm') ?? [];
      const found = ocidOf(name)?.realm;
      if (realm === undefined || found === undefined || found === realm) return undefined;
      return { code: 'ocid-other-realm', severity: 'warning', start, end, args: { found, realm } };
    }
    case 'rule-compartment': {
      if (!ocidOf(name) || !known.lacks('compartment-id', name)) return undefined;
      return { ...hint, code: 'dead-subject', args: { name }, variant: 'compartment' };
    }
    case 'alias': {
      if (!known.has(of as KnownKind, name)) return undefined;
      return { ...hint, code: 'alias-shadows-group', args: { name, kind: of } };
    }
  }
}

function judgeTagValue(
  leaf: Leaf,
  tag: string,
  known: Known,
  made: ReadonlySet<string>,
): Finding | undefined {
  if (made.has(keyOf('tag', tag))) return undefined;
  const before = `${tag.toLowerCase()}=`;
  const allowed = (known.list('tag-value') ?? [])
    .filter((each) => each.toLowerCase().startsWith(before))
    .map((each) => each.slice(before.length));
  const name = valueOf(leaf);
  if (allowed.length === 0 || allowed.some((each) => each.toLowerCase() === name.toLowerCase()))
    return undefined;
  const found = unknownName('tag-value-not-allowed', leaf, name, allowed);
  return { ...found, args: { ...found.args, tag, allowed: allowed.join(', ') } };
}
