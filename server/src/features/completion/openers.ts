import type { Proposal, Surroundings } from './proposal.ts';
import { styled } from './style.ts';

const STATEMENTS = ['allow', 'deny', 'define', 'endorse', 'admit'];

/** The declarations, with what each must say. */
const DECLARATIONS: readonly (readonly [word: string, snippet: string])[] = [
  ['policy', 'policy ${1:<name>} in compartment ${2:<compartment>}\n  description "$3"\n{\n  $0\n}'],
  ['dynamic-group', 'dynamic-group ${1:<name>}\n  description "$2"\n  matching ${3|all,any|} { $0 }'],
  [
    'tag-namespace',
    'tag-namespace ${1:<name>} in compartment ${2:<compartment>} {\n  key ${3:<key>} description "$4"\n}',
  ],
  [
    'test',
    'test "$1" {\n  as user ${2:<name>} in group ${3:<group>}\n  can ${4:<operation>} in compartment ${5:<compartment>}\n}',
  ],
];

/** What may begin where a statement may begin; in a `policy` block only statements. */
export function openerProposals(surroundings: Surroundings): Proposal[] {
  const statements = STATEMENTS.map((word): Proposal => {
    return { label: styled(word, surroundings.style.opener), kind: 'keyword', goesOn: true };
  });
  if (isInPolicy(surroundings)) return statements;
  const declarations = DECLARATIONS.map(([label, insert]): Proposal => {
    return { label, kind: 'keyword', insert, snippet: true };
  });
  return [...statements, ...declarations];
}

/** Whether the last head of a `policy` block up to the cursor has no end yet. */
function isInPolicy({ document, item, slot }: Surroundings): boolean {
  const at = document.items.indexOf(item);
  for (let index = slot.before.length > 0 ? at : at - 1; index >= 0; index--) {
    const kind = document.items[index]?.kind;
    if (kind === 'policy') return true;
    if (kind === 'end') return false;
  }
  return false;
}
