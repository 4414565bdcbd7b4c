import type {
  Condition,
  ItemTree,
  Location,
  PermissionSet,
  Statement,
  Subject,
  VerbGrant,
} from '../language/tree.ts';

/** What the statements that allow or forbid something have in common: who, what, where, and when. */
export interface Grantor {
  readonly tree: Exclude<Statement, { readonly type: 'Define' }>;
  /** True for `deny`, whose verbs work upwards. */
  readonly denies: boolean;
  readonly subject: Subject;
  readonly grant: VerbGrant | PermissionSet;
  readonly location: Location;
  readonly condition: Condition | undefined;
}

/** The last answer: many look at one statement, one after the other. */
let last: Grantor | undefined;

/** The parts of a statement that allows or forbids something; undefined for a declaration, and for an association of two types. */
export function grantorOf(tree: ItemTree): Grantor | undefined {
  if (tree.type !== 'Grant' && tree.type !== 'Endorse' && tree.type !== 'Admit') return undefined;
  if (last?.tree === tree) return last;
  const { subject, grant, location, condition } = tree;
  if (!grant || !location) return undefined;
  const denies = tree.type === 'Grant' ? tree.effect.text.toLowerCase() === 'deny' : tree.deny !== undefined;
  last = { tree, denies, subject, grant, location, condition };
  return last;
}
