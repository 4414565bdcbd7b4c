import type { ParameterInformation, SignatureHelp } from 'vscode-languageserver-types';
import { itemAt, offsetAt, type PolicyDocument, type Position } from '../language/document.ts';
import type { ItemTree } from '../language/tree.ts';
import { slotAt, type Slot } from './completion/slot.ts';

/** The skeletons of the statements, part by part. They are the language's own words and not translated. */
const SKELETONS: Readonly<Record<string, readonly string[]>> = {
  grant: [
    'allow|deny',
    '<subject>',
    'to',
    '<verb> <resource-type> | { <permission>, … }',
    'in',
    '<location>',
    'where',
    '<condition>',
  ],
  define: ['define', 'tenancy|group|dynamic-group|compartment', '<name>', 'as', '<ocid>'],
  endorse: [
    'endorse',
    '<subject>',
    'to',
    '<verb> <resource-type> | { <permission>, … }',
    'in',
    '<tenancy>',
    'where',
    '<condition>',
  ],
  admit: [
    'admit',
    '<subject>',
    'of',
    '<tenancy>',
    'to',
    '<verb> <resource-type> | { <permission>, … }',
    'in',
    '<location>',
    'where',
    '<condition>',
  ],
};

/** Which part of its skeleton each part of a tree is. */
const PARTS: Readonly<Record<string, string>> = {
  ...{ effect: '', kind: '<subject>', principals: '<subject>', subject: '<subject>' },
  ...{ grant: '<verb> <resource-type> | { <permission>, … }', location: '<location>', from: '<tenancy>' },
  ...{ condition: '<condition>', name: '<name>', ocid: '<ocid>' },
};

/** Words of the skeleton by the keyword that stands before a slot. */
const BEHIND: Readonly<Record<string, string>> = {
  ...{
    allow: '<subject>',
    deny: '<subject>',
    endorse: '<subject>',
    admit: '<subject>',
    where: '<condition>',
  },
  ...{ to: '<verb> <resource-type> | { <permission>, … }', in: '<location>', of: '<tenancy>', as: '<ocid>' },
  define: 'tenancy|group|dynamic-group|compartment',
};

/** The skeleton of the statement at a place, with the part marked that belongs there. */
export function signatureHelpAt(document: PolicyDocument, position: Position): SignatureHelp | undefined {
  const offset = offsetAt(document, position);
  const item = itemAt(document, offset);
  const slot = item && slotAt(item, offset - item.start);
  const skeleton = slot && SKELETONS[slot.kind];
  if (!slot || !skeleton || slot.before.length === 0) return undefined;
  const parameters: ParameterInformation[] = [];
  let label = '';
  for (const word of skeleton) {
    const start = label === '' ? 0 : label.length + 1;
    label = label === '' ? word : `${label} ${word}`;
    parameters.push({ label: [start, start + word.length] });
  }
  const active = skeleton.indexOf(partAt(slot, skeleton));
  return {
    signatures: [{ label, parameters, ...(active >= 0 ? { activeParameter: active } : {}) }],
    activeSignature: 0,
    ...(active >= 0 ? { activeParameter: active } : {}),
  };
}

function partAt(slot: Slot, skeleton: readonly string[]): string {
  const behind = BEHIND[slot.before.at(-1)?.kind ?? ''];
  if (behind !== undefined && skeleton.includes(behind)) return behind;
  if (behind === '<location>' && skeleton.includes('<tenancy>')) return '<tenancy>';
  const place = slot.place;
  const root = place && rootPart(place.tree, [...place.above, place.node]);
  const part = root === undefined ? undefined : PARTS[root];
  if (part !== undefined && skeleton.includes(part)) return part;
  // No word of a person fits: a keyword comes next, the first that does.
  return skeleton.find((word) => !word.includes('<') && slot.fits(word)) ?? '';
}

/** The part of the statement that holds a node. */
function rootPart(tree: ItemTree, path: readonly object[]): string | undefined {
  const child = path[1];
  return Object.entries(tree).find(
    ([, value]) => value === child || (Array.isArray(value) && value.includes(child)),
  )?.[0];
}
