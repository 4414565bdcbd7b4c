import { grantedBy, permissionsOf, verbOf } from '../access/grant.ts';
import { takenBy } from '../access/grant-form.ts';
import { grantorOf, type Grantor } from '../access/statement.ts';
import { loadCatalog } from '../catalog/catalog.ts';
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
    for (const name of knownPermissions(grantor).permissions) {
      const those = permissions.get(name);
      if (those) those.push(item);
      else permissions.set(name, [item]);
    }
  }
  return { permissions, everything, isWhole };
}

/**
 * The permissions that a statement gives, or takes when it denies, as far as they are known.
 * @returns `isWhole`: whether there is none besides
 */
export function knownPermissions({ grant, denies }: Grantor): {
  readonly permissions: ReadonlySet<string>;
  readonly isWhole: boolean;
} {
  const { permissions, everything } = grantedBy(grant);
  if (grant.type === 'PermissionSet') return { permissions: permissions ?? NONE, isWhole: true };
  const verb = verbOf(grant.verb.text);
  const type = grant.resourceType.text;
  if (!verb || everything || !isKnown(type)) return { permissions: NONE, isWhole: false };
  return {
    permissions: denies ? takenBy(verb, type) : permissionsOf(type, verb),
    isWhole: permissions !== undefined,
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Whether the catalogue has a resource type or a family by that name; what it has not is not remembered either. */
function isKnown(name: string): boolean {
  const catalog = loadCatalog();
  return catalog.resourceType(name) !== undefined || catalog.family(name) !== undefined;
}

function isManage(grant: NonNullable<Parameters<typeof grantedBy>[0]>): boolean {
  return grant.type === 'VerbGrant' && grant.verb.text.toLowerCase() === 'manage';
}
