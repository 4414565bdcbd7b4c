import { compareAccess, type AccessChange as Found } from '../../../server/src/access/compare.ts';
import { compartmentsOf } from '../../../server/src/access/compartments.ts';
import { requestText } from '../../../server/src/access/request-text.ts';
import { tenancyOf } from '../../../server/src/access/tenancy.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { print } from '../../../server/src/language/print.ts';
import { importTenancy } from './import.ts';
import type { Stored } from './objects.ts';
import type { AccessChange, Change } from './plan.ts';
import { pathOf, type Snapshot } from './snapshot.ts';
import type { Saying } from './words/words.ts';

/** So many permissions are named in a sentence. */
const MOST_NAMED = 6;
/** With more statements than this in the tenancy, it is not worked out: a person waits for the plan. */
const MOST_STATEMENTS = 5_000;

/**
 * Who may do more after some changes, and who less, in the tenancy as it was read: what another policy gives besides is not gained.
 * Each with a request that shows it. Undefined where no change bears on access, or where there is too much to compare.
 */
export function accessOf(changes: readonly Change[], snapshot: Snapshot): AccessChange | undefined {
  const bearing = changes.filter(({ kind, statements, details }) => {
    if (kind === 'policy') return (statements?.added.length ?? 0) + (statements?.removed.length ?? 0) > 0;
    return kind === 'dynamic-group' && details.some(({ what }) => what === 'matching-rule' || what === 'tag');
  });
  const count = snapshot.policies.reduce((sum, { statements }) => sum + statements.length, 0);
  if (bearing.length === 0 || count > MOST_STATEMENTS) return undefined;
  const { changes: found, open } = compareAccess(
    tenancyIn(snapshot),
    tenancyIn(afterwards(snapshot, changes)),
  );
  const of = (kinds: readonly Found['kind'][]) =>
    found.filter(({ kind }) => kinds.includes(kind)).map(saying);
  return {
    gained: of(['gained', 'widened']),
    lost: of(['lost', 'narrowed']),
    // One that stays is in the tenancy before and after, and is told once.
    open: [...new Set(open.map(({ statement: { tree } }) => print(tree).replace(/\s+/g, ' ')))].map(
      (statement) => ({ key: 'access.open', args: { statement } }),
    ),
  };
}

const SENTENCES = {
  gained: ['access.gained', 'access.gained.more'],
  widened: ['access.widened', 'access.widened.more'],
  lost: ['access.lost', 'access.lost.more'],
  narrowed: ['access.narrowed', 'access.narrowed.more'],
} as const;

/** What a statement changes across tenancies hangs on the other one too. */
const ACROSS = {
  gained: 'access.across.gained',
  widened: 'access.across.widened',
  lost: 'access.across.lost',
  narrowed: 'access.across.narrowed',
} as const;

function saying({ kind, statement, permissions, untried, witness }: Found): Saying {
  const more = permissions.length - MOST_NAMED + untried;
  const named = permissions.slice(0, MOST_NAMED).join(', ');
  const args = { permissions: named, witness: requestText(witness), more: Math.max(more, 0) };
  if (statement.kind !== 'plain') {
    const shown = more > 0 ? `${named}, …` : named;
    return { key: ACROSS[kind], args: { ...args, permissions: shown } };
  }
  const [all, some] = SENTENCES[kind];
  return { key: more > 0 ? some : all, args };
}

function tenancyIn(snapshot: Snapshot) {
  const { tenancyId } = snapshot.place;
  const isWhole = !snapshot.unknown.some(({ part }) => part === 'compartments');
  const list = snapshot.compartments.flatMap(({ id }) => {
    const path = id === tenancyId ? undefined : pathOf(snapshot, id);
    return path === undefined ? [] : [{ path: path.split(':'), ocid: id }];
  });
  return tenancyOf([{ uri: 'tenancy:', document: createDocument(importTenancy(snapshot)) }], {
    ocid: tenancyId,
    // A path that is not among those that were read would count as none at all.
    compartments: isWhole ? compartmentsOf(list) : undefined,
  });
}

/** The tenancy as it is going to be. */
function afterwards(snapshot: Snapshot, changes: readonly Change[]): Snapshot {
  const gone = new Set(changes.flatMap(({ before }) => before?.id ?? []));
  const come = changes.flatMap(({ after }) => after ?? []);
  const of = <Each extends Stored>(kind: Each['kind'], now: readonly Each[]): Each[] => [
    ...now.filter(({ id }) => !gone.has(id)),
    ...come.filter((each): each is Each => each.kind === kind),
  ];
  return {
    ...snapshot,
    policies: of('policy', snapshot.policies),
    dynamicGroups: of('dynamic-group', snapshot.dynamicGroups),
    tagNamespaces: of('tag-namespace', snapshot.tagNamespaces),
    tagKeys: of('tag-key', snapshot.tagKeys),
  };
}
