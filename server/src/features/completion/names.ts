import { loadCatalog } from '../../catalog/catalog.ts';
import type { PolicyDocument } from '../../language/document.ts';
import { namesIn, type NameKind } from '../names.ts';
import type { Proposal } from './proposal.ts';

/** The names of a kind that the documents declare or use, those that are declared first. */
export function nameProposals(documents: readonly PolicyDocument[], kind: NameKind): Proposal[] {
  return namesIn(documents, kind).map((name) => ({ label: quoted(name), kind: 'name' }));
}

/** A name as it is written: in quotes where it needs them. */
export function quoted(name: string): string {
  return /^[\w][\w.@+-]*$/.test(name) ? name : `'${name.replaceAll("'", "\\'")}'`;
}

/** The principals behind `group`, `dynamic-group` or `service`, domains that hold them, and a slot to fill. */
export function principalProposals(documents: readonly PolicyDocument[], kind: string): Proposal[] {
  if (kind === 'service') {
    const used = nameProposals(documents, 'service');
    const taken = new Set(used.map((each) => each.label.toLowerCase()));
    const known = loadCatalog().servicePrincipals.map(({ name, regional }): Proposal => {
      if (!regional) return { label: name, kind: 'name' };
      const head = name.replace(/<.*$/, '');
      return { label: name, kind: 'name', insert: `${head}\${1:us-ashburn-1}`, snippet: true };
    });
    return [...used, ...known.filter((each) => !taken.has(each.label.toLowerCase()))];
  }
  return [
    ...nameProposals(documents, kind as NameKind),
    ...namesIn(documents, 'domain').map((name): Proposal => ({
      label: `${quoted(name)}/`,
      kind: 'name',
      goesOn: true,
    })),
    slotProposal(`${kind}-name`),
  ];
}

/** A placeholder that is written to be filled at once or later. */
export function slotProposal(name: string): Proposal {
  return { label: `<${name}>`, kind: 'name', insert: `\${1:<${name}>}`, snippet: true };
}
