import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../../server/src/language/document.ts';
import { valueOf } from '../../../server/src/language/names.ts';
import { clientOf, compartment, sandboxForAll } from './client.ts';

const examples = resolve(import.meta.dirname, '../../../examples');

interface Policy {
  readonly name: string;
  /** The compartment that it hangs on; undefined for the tenancy. */
  readonly at: string | undefined;
  readonly statements: string[];
}

/** The policies of a file: its blocks, and one of the statements outside them. Comments never reach the service. */
function policiesOf(file: string): {
  readonly policies: readonly Policy[];
  readonly dynamicGroups: readonly string[];
} {
  const bare: Policy = { name: file.replace('.ocipolicy', ''), at: undefined, statements: [] };
  const policies = [bare];
  const dynamicGroups: string[] = [];
  let current = bare;
  for (const { tree, text } of createDocument(readFileSync(resolve(examples, file), 'utf8')).items) {
    switch (tree?.type) {
      case 'PolicyHead': {
        const [place] = tree.locations;
        const at = place?.type === 'CompartmentLocation' ? place.path.map(valueOf).at(-1) : undefined;
        current = { name: valueOf(tree.name), at, statements: [] };
        policies.push(current);
        break;
      }
      case 'BlockEnd':
        current = bare;
        break;
      case 'DynamicGroup':
        dynamicGroups.push(tree.name.map(valueOf).at(-1) ?? '');
        break;
      case 'Grant':
      case 'Define':
      case 'Endorse':
      case 'Admit':
        current.statements.push(text.slice(tree.start, tree.end).replace(/\/\/.*/g, ''));
        break;
      default:
    }
  }
  return { policies: policies.filter(({ statements }) => statements.length > 0), dynamicGroups };
}

describe('the teaching tenancy', () => {
  const running = sandboxForAll({ seed: true, denyEnabled: true });

  // The fourth is of two other tenancies, and the last one is full of faults.
  it.each(readdirSync(examples).filter((file) => /^0[123].*\.ocipolicy$/.test(file)))(
    'takes the policies of %s',
    async (file) => {
      const client = clientOf(running());
      const root = running().tenancyId;
      const { policies, dynamicGroups } = policiesOf(file);
      expect(policies.length).toBeGreaterThan(0);
      for (const name of dynamicGroups) {
        const matchingRule = "resource.type = 'fnfunc'";
        await client.createDynamicGroup({
          createDynamicGroupDetails: { compartmentId: root, name, description: '', matchingRule },
        });
      }
      for (const { name, at, statements } of policies) {
        const compartmentId = at === undefined ? root : compartment(running(), at);
        const { policy } = await client.createPolicy({
          createPolicyDetails: { compartmentId, name, description: '', statements },
        });
        expect(policy.statements).toHaveLength(statements.length);
      }
    },
  );
});
