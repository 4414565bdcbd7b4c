import type { PolicyDocument } from '../language/document.ts';
import { aliasChecks, createAliases } from './aliases.ts';
import { attachmentChecks, createAttachments } from './attachment.ts';
import type { Check, Found } from './check.ts';
import { createCrossTenancyHalves, crossTenancyHalvesChecks } from './cross-tenancy-halves.ts';
import { createDenyTargets, denyTargetChecks } from './deny-targets.ts';
import { checkDynamicGroupNames, dynamicGroupNameChecks } from './dynamic-group-names.ts';
import { createPlaceholders, inconsistencyChecks } from './inconsistency.ts';
import { createInventory } from './inventory.ts';
import { createLimits, limitChecks } from './limits.ts';
import { createRedundancy, redundancyChecks } from './redundancy.ts';
import { reportInto } from './report.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

/** The checks of what spans items. */
export const acrossChecks: readonly Check[] = [
  ...aliasChecks,
  ...attachmentChecks,
  ...crossTenancyHalvesChecks,
  ...denyTargetChecks,
  ...dynamicGroupNameChecks,
  ...inconsistencyChecks,
  ...limitChecks,
  ...redundancyChecks,
];

/** What is kept of a document between its changes. */
function createMemory() {
  return {
    inventory: createInventory(),
    limits: createLimits(),
    aliases: createAliases(),
    attachments: createAttachments(),
    crossTenancyHalves: createCrossTenancyHalves(),
    denyTargets: createDenyTargets(),
    placeholders: createPlaceholders(),
    redundancy: createRedundancy(),
  };
}

const memories = new WeakMap<PolicyDocument, ReturnType<typeof createMemory>>();

/**
 * What is found between the items of a document, in the order of the text. What an item says is worked out once for the
 * item; what statements have to do with each other is kept in indexes that a change of the document brings up to date.
 * The edits of a fix may lie in other items: their offsets count from the first character of the item all the same.
 */
export function checkAcross(document: PolicyDocument, settings: Settings = DEFAULT_SETTINGS): Found[] {
  let memory = memories.get(document);
  if (!memory) memories.set(document, (memory = createMemory()));
  const { inventory, limits, aliases, attachments, crossTenancyHalves } = memory;
  const { denyTargets, placeholders, redundancy } = memory;
  const changes = inventory.update(document);
  const found: Found[] = [];
  const report = reportInto(found);
  limits.check(inventory, changes, report, settings);
  aliases.check(inventory, changes, report);
  checkDynamicGroupNames(inventory, report);
  attachments.check(changes, report);
  crossTenancyHalves.check(inventory, changes, report);
  denyTargets.check(inventory, changes, report);
  const unsettled = placeholders.check(changes, report);
  return merged(found.sort(byPlace), redundancy.check(inventory, changes, unsettled));
}

function byPlace(a: Found, b: Found): number {
  return a.item.start + a.finding.start - b.item.start - b.finding.start;
}

/** Two lists in the order of the text as one; the first is the shorter one as a rule. */
function merged(few: readonly Found[], many: readonly Found[]): Found[] {
  const all: Found[] = [];
  let at = 0;
  for (const each of few) {
    let [low, high] = [at, many.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = many[middle];
      if (other && byPlace(other, each) < 0) low = middle + 1;
      else high = middle;
    }
    for (; at < low; at++) all.push(many[at] as Found);
    all.push(each);
  }
  return all.concat(many.slice(at));
}
