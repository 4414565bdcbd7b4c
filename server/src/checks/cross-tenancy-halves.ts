import { grantCovers, grantsOverlap } from '../access/grant-form.ts';
import { nameForm } from '../access/normal-form.ts';
import { placeThere } from '../access/other-half.ts';
import type { Edit } from '../language/fault.ts';
import { valueOf } from '../language/names.ts';
import type { Admit, Endorse, Location, Span } from '../language/tree.ts';
import type { Check, Found } from './check.ts';
import type { Changes, Entry, Inventory, Policy } from './inventory.ts';
import { indentBefore } from './lines.ts';
import { reportInto, type Report } from './report.ts';

const DEFINES =
  'define tenancy birch as ocid1.tenancy.oc1..birch\n  define group readers as ocid1.group.oc1..readers';
const sides = (admitted: string) => `policy out in tenancy description "Birch" {
  define tenancy aster as ocid1.tenancy.oc1..aster
  endorse group Readers to read buckets in tenancy aster
  endorse group Readers to read vcns in tenancy aster
}
policy in in tenancy description "Aster" {
  ${DEFINES}
  admit group readers of tenancy birch to read buckets in compartment Web
${admitted}}
`;

/** An `endorse` without its `admit`, or the other way round, in a file that holds both sides */
const crossTenancyOneSided: Check = {
  code: 'cross-tenancy-one-sided',
  severity: 'information',
  example: {
    bad: sides(''),
    mended: sides('  admit group readers of tenancy birch to read vcns in tenancy\n'),
  },
};

export const crossTenancyHalvesChecks: readonly Check[] = [crossTenancyOneSided];

/**
 * Tells halves of an access across tenancies whose other half the file lacks though it holds the policies of both sides: two
 * policies of which one admits something that the other endorses. A file of one side only is left alone, since the other side
 * may be anywhere. Source: reference, check 174.
 */
export interface CrossTenancyHalves {
  check(inventory: Inventory, changes: Changes, report: Report): void;
}

export function createCrossTenancyHalves(): CrossTenancyHalves {
  let told: Found[] = [];
  return {
    check: (inventory, { placed, lost, isHeadChanged }, report) => {
      // Few files have such statements; those that have them are looked at as a whole, since each half depends on all others.
      const isChanged = isHeadChanged || [...placed, ...lost].some(({ kind }) => kind === 'across');
      if (isChanged) {
        told = [];
        checkSides(inventory, reportInto(told));
      }
      told.forEach(report.again);
    },
  };
}

interface Half {
  readonly entry: Entry;
  readonly tree: Endorse | Admit;
  /** What the name of the other tenancy stands for. */
  readonly other: string;
}

interface Side {
  readonly policy: Policy;
  readonly halves: readonly Half[];
}

function checkSides(inventory: Inventory, report: Report): void {
  const endorsing = sidesOf(inventory.policies, 'Endorse');
  const admitting = sidesOf(inventory.policies, 'Admit');
  for (const out of endorsing) {
    for (const into of admitting) {
      if (out.policy === into.policy) continue;
      const pair = firstPair(out, into);
      if (!pair) continue;
      const [endorsed, admitted] = pair;
      for (const half of out.halves) {
        if (half.other !== endorsed.other || admitting.some(({ halves }) => isAnswered(half, halves)))
          continue;
        reportHalf(half, into, admitted, admitBeside(half, endorsed, admitted), inventory, report);
      }
      for (const half of into.halves) {
        if (half.other !== admitted.other || endorsing.some(({ halves }) => isAnswered(half, halves)))
          continue;
        reportHalf(half, out, endorsed, endorseBeside(half, admitted, endorsed), inventory, report);
      }
      // Two policies that fit each other tell the two tenancies; a third one tells nothing new.
      break;
    }
  }
}

/** The policies that endorse or admit something of one other tenancy, each with the statements that do. */
function sidesOf(policies: readonly Policy[], type: 'Endorse' | 'Admit'): Side[] {
  return policies.flatMap((policy) => {
    if (!policy.head || policy.across.length === 0) return [];
    const halves = policy.across.flatMap((entry): Half[] => {
      const tree = entry.form?.tree;
      if (tree?.type !== type || tree.deny) return [];
      const other = otherOf(tree, policy);
      return other === undefined ? [] : [{ entry, tree, other }];
    });
    return halves.length > 0 ? [{ policy, halves }] : [];
  });
}

/** What the alias of the other tenancy stands for; undefined where any tenancy will do, or none is named. */
function otherOf(tree: Endorse | Admit, { aliases }: Policy): string | undefined {
  const place = otherPlace(tree);
  if (!place?.alias) return undefined;
  return aliases.get(`tenancy:${nameForm(place.alias)}`)?.alias?.ocid ?? nameForm(place.alias);
}

function otherPlace(tree: Endorse | Admit): Location | undefined {
  if (tree.type === 'Admit') return tree.from;
  return tree.association ? tree.association.withLocation : tree.location;
}

function firstPair(out: Side, into: Side): readonly [Half, Half] | undefined {
  for (const endorsed of out.halves) {
    const admitted = into.halves.find((half) => mayFit(endorsed, half));
    if (admitted) return [endorsed, admitted];
  }
  return undefined;
}

function isAnswered(half: Half, others: readonly Half[]): boolean {
  return others.some((other) => mayFit(half, other));
}

/** Whether two halves may be about the same; "yes" also where the catalogue does not say. */
function mayFit({ entry: a }: Half, { entry: b }: Half): boolean {
  const [one, two] = [a.form?.grant, b.form?.grant];
  if (one && two)
    return [grantCovers, grantsOverlap].some((isRelated) => isRelated(one, two) || isRelated(two, one));
  return !one && !two;
}

function reportHalf(
  { entry, tree }: Half,
  { policy }: Side,
  beside: Half,
  text: string | undefined,
  { before }: Inventory,
  report: Report,
): void {
  const head = policy.head?.item.tree;
  const name = head?.type === 'PolicyHead' ? valueOf(head.name) : '';
  const variant = tree.type === 'Endorse' ? 'endorse' : 'admit';
  const span: Span = { start: tree.start, end: (tree.grant ?? tree.association ?? tree.subject).end };
  const fix = text === undefined ? undefined : writing(text, beside.entry, entry, before(beside.entry));
  report(crossTenancyOneSided, entry, span, { variant, args: { name }, ...(fix ? { fix } : {}) });
}

/** The edit that writes a statement on the line behind another one. Its offsets count from the first character of the item that is told. */
function writing(text: string, behind: Entry, told: Entry, before: Entry | undefined): Edit[] | undefined {
  const tree = behind.item.tree;
  if (!tree) return undefined;
  const at = behind.item.start + tree.end - told.item.start;
  const own = /(?:^|[\r\n])([^\S\r\n]*)$/.exec(behind.item.text.slice(0, tree.start))?.[1];
  const indent = tree.start > 0 ? (own ?? '') : indentBefore(before?.item);
  return [{ start: at, end: at, text: `\n${indent}${text}` }];
}

const textOf = ({ entry }: Half, span: Span) => entry.item.text.slice(span.start, span.end);

/** The admit for an endorse, in the words of an admit that stands there; undefined where more than words would have to be found. */
function admitBeside(half: Half, endorsed: Half, admitted: Half): string | undefined {
  const { tree } = half;
  const { tree: there } = admitted;
  if (!tree.grant || !tree.location || there.type !== 'Admit' || !there.from) return undefined;
  const isSame = half.entry.form?.subject.key === endorsed.entry.form?.subject.key;
  const subject = isSame ? textOf(admitted, there.subject) : 'group <group-alias>';
  const place = placeThere(tree, tree.location, '');
  return `admit ${subject} ${fromText(admitted, there.from)} to ${textOf(half, tree.grant)} in ${place}`;
}

function endorseBeside(half: Half, admitted: Half, endorsed: Half): string | undefined {
  const { tree } = half;
  const alias = otherPlace(endorsed.tree)?.alias;
  if (!tree.grant || !tree.location || !alias) return undefined;
  const isSame = half.entry.form?.subject.key === admitted.entry.form?.subject.key;
  const subject = isSame ? textOf(endorsed, endorsed.tree.subject) : 'group <group-name>';
  const place = placeThere(tree, tree.location, textOf(endorsed, alias));
  return `endorse ${subject} to ${textOf(half, tree.grant)} in ${place}`;
}

function fromText(half: Half, from: Location): string {
  return `of ${textOf(half, from)}`;
}
