import { loadCatalog, VERBS } from '../../catalog/catalog.ts';
import type { Proposal } from './proposal.ts';
import { styled, type Style } from './style.ts';

/** So many of the permissions that a verb adds are named behind it. */
const NAMED = 3;

/** The verbs, each with what it adds to the one before it for the resource type or family that stands behind. */
export function verbProposals(type: string | undefined, style: Style): Proposal[] {
  const catalog = loadCatalog();
  const known = type !== undefined && catalog.tablesKnown(type) ? type : undefined;
  let below: readonly string[] = [];
  return VERBS.map((verb): Proposal => {
    const proposal: Proposal = { label: styled(verb, style.verb), kind: 'verb', goesOn: true };
    if (known === undefined) return proposal;
    const all = catalog.permissionsOf(known, verb);
    const added = all.filter((permission) => !below.includes(permission));
    below = all;
    return { ...proposal, detail: told(added) };
  });
}

function told(added: readonly string[]): string {
  if (added.length === 0) return '+0';
  return `+${added.length}: ${added.slice(0, NAMED).join(', ')}${added.length > NAMED ? ', …' : ''}`;
}
