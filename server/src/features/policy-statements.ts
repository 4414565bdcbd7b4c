import { grantedBy } from '../access/grant.ts';
import { grantorOf } from '../access/statement.ts';
import type { Item, PolicyDocument } from '../language/document.ts';

/** The kinds of items that are statements of a policy. */
const STATEMENTS: ReadonlySet<Item['kind']> = new Set(['grant', 'define', 'endorse', 'admit']);

/** The statements of the policy block that an item begins, in their order. */
export function statementsOf({ items }: PolicyDocument, head: Item): Item[] {
  const statements: Item[] = [];
  for (let index = items.indexOf(head) + 1; index < items.length; index++) {
    const item = items[index] as Item;
    if (item.kind === 'end' || item.kind === 'policy') break;
    if (STATEMENTS.has(item.kind)) statements.push(item);
  }
  return statements;
}

/** What the statements of a policy grant together, as far as the catalogue can tell; conditions and denials are not counted in. */
export interface GrantedTogether {
  /** The statements that grant each permission, by its name in capitals. */
  readonly permissions: ReadonlyMap<string, readonly Item[]>;
  /** Every permission that there is, or will be. */
  readonly everything: boolean;
  /** Whether each table is known, so that there is nothing besides. */
  readonly isWhole: boolean;
}

export function grantedTogether(statements: readonly Item[]): GrantedTogether {
  const permissions = new Map<string, Item[]>();
  let [everything, isWhole] = [false, true];
  for (const item of statements) {
    const grantor = item.tree && grantorOf(item.tree);
    if (!grantor || grantor.denies) continue;
    const granted = grantedBy(grantor.grant);
    everything ||= granted.everything && isManage(grantor.grant);
    isWhole &&= granted.permissions !== undefined;
    for (const name of granted.permissions ?? []) {
      const those = permissions.get(name);
      if (those) those.push(item);
      else permissions.set(name, [item]);
    }
  }
  return { permissions, everything, isWhole };
}

function isManage(grant: NonNullable<Parameters<typeof grantedBy>[0]>): boolean {
  return grant.type === 'VerbGrant' && grant.verb.text.toLowerCase() === 'manage';
}
