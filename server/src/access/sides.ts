import { atomsAmong, opaqueKey, partiesOf, partyOf, subjectsAbove, type Atom, type Atoms } from './atoms.ts';
import { exchanged } from './candidates.ts';
import { grantBits, isNone, shared, type GrantBits } from './permission-bits.ts';
import type { Placed, Tenancy } from './tenancy.ts';
import type { Unchanged } from './unchanged.ts';

/** One of two sets of policies that are compared. */
export interface Side {
  readonly tenancy: Tenancy;
  /** What the statements say that stand on this side only, in their order. */
  readonly own: Atoms;
  /** Whether an atom that says the same stands here. */
  has(atom: Atom): boolean;
  /** Whether a statement of which it cannot be said in atoms what it grants stands here. */
  hasOpaque(key: string): boolean;
  /** The atoms of an atom's kind for its subject, or for one that holds it; in no order. */
  above(atom: Atom, denies: boolean): readonly Atom[];
  /** The atoms that allow and give some of these permissions, or, where that is asked for, may give more than the catalogue knows; in no order. */
  giving(wanted: GrantBits): readonly Atom[];
  /** Numbers statements in their order. */
  numberOf(statement: Placed): number;
}

/** What is worked out of the earlier policies, once for all that they are compared with, and only where it is asked for. */
export interface Base {
  readonly tenancy: Tenancy;
  party(name: string): Party;
  giving(wanted: GrantBits): readonly Atom[];
  opaque(): ReadonlyMap<string, readonly Placed[]>;
  numberOf(statement: Placed): number;
}

/** The atoms that are for one subject, and that all allow or all deny. */
interface Party {
  readonly atoms: readonly Atom[];
  readonly byKey: ReadonlyMap<string, readonly Atom[]>;
}

const NOBODY: Party = { atoms: [], byKey: new Map() };

export function baseOf(tenancy: Tenancy): Base {
  const filed = once(() => fileParties(tenancy));
  const parties = new Map<string, Party>();
  const numbers = once(() => new Map(tenancy.statements.map((each, index) => [each, index] as const)));
  return {
    tenancy,
    party: (name) => {
      let party = parties.get(name);
      const statements = party ? undefined : filed().parties.get(name);
      if (!party) parties.set(name, (party = statements ? partyAmong(statements, name, tenancy) : NOBODY));
      return party;
    },
    giving: (wanted) => {
      const groups = [...filed().byGrant].filter(([bits]) => givesOf(bits, wanted));
      const statements = groups.flatMap(([, those]) => those);
      return atomsAmong(statements, tenancy).atoms.filter((atom) => givesOf(grantOf(atom), wanted));
    },
    opaque: () => filed().opaque,
    numberOf: (statement) => numbers().get(statement) ?? -1,
  };
}

function fileParties(tenancy: Tenancy) {
  const parties = new Map<string, Placed[]>();
  const opaque = new Map<string, Placed[]>();
  const byGrant = new Map<GrantBits, Placed[]>();
  for (const statement of tenancy.statements) {
    const { denies, grantor } = statement;
    if (denies && !tenancy.obeysDeny) continue;
    const names = partiesOf(statement, tenancy);
    if (!names) add(opaque, opaqueKey(statement), statement);
    else for (const name of new Set(names)) add(parties, name, statement);
    if (names && grantor && !denies) add(byGrant, grantBits(grantor.grant, denies), statement);
  }
  return { parties, opaque, byGrant };
}

const grantOf = ({ bits, mayMore }: Atom): GrantBits => ({ sure: bits, mayMore });

function givesOf({ sure, mayMore }: GrantBits, wanted: GrantBits): boolean {
  return (mayMore && wanted.mayMore) || !isNone(shared(sure, wanted.sure));
}

function partyAmong(statements: readonly Placed[], name: string, tenancy: Tenancy): Party {
  const atoms = atomsAmong(statements, tenancy).atoms.filter(({ party }) => party === name);
  const byKey = new Map<string, Atom[]>();
  for (const atom of atoms) add(byKey, atom.key, atom);
  return { atoms, byKey };
}

/** The earlier and the later side; of the later one, only what came is worked out. */
export function sidesOf(
  base: Base,
  after: Tenancy,
  { gone, earlier }: Unchanged,
): [before: Side, after: Side] {
  const { tenancy: before, party } = base;
  const come = after.statements.filter((statement) => !earlier(statement));
  const left = before.statements.filter((statement) => gone.has(statement));
  const own = atomsAmong(come, after);
  const ownParties = once(() => {
    const found = new Map<string, Atom[]>();
    for (const atom of own.atoms) add(found, atom.party, atom);
    return found;
  });
  const ownKeys = new Set(own.atoms.map(({ key }) => key));
  const stays = ({ statement }: Atom) => !gone.has(statement);
  const partiesAbove = (atom: Atom, denies: boolean) =>
    subjectsAbove(atom).map((subject) => partyOf(atom, denies, subject));
  const numbers = once(
    () => new Map(after.statements.map((each, index) => [earlier(each) ?? each, index] as const)),
  );
  return [
    {
      tenancy: before,
      own: atomsAmong(left, before),
      has: (atom) => party(atom.party).byKey.has(atom.key),
      hasOpaque: (key) => base.opaque().has(key),
      above: (atom, denies) => partiesAbove(atom, denies).flatMap((name) => party(name).atoms),
      giving: base.giving,
      numberOf: base.numberOf,
    },
    {
      tenancy: { ...after, candidates: exchanged(before.candidates, gone, come) },
      own,
      has: (atom) => ownKeys.has(atom.key) || (party(atom.party).byKey.get(atom.key)?.some(stays) ?? false),
      hasOpaque: (key) =>
        own.opaque.has(key) ||
        (base
          .opaque()
          .get(key)
          ?.some((each) => !gone.has(each)) ??
          false),
      above: (atom, denies) =>
        partiesAbove(atom, denies).flatMap((name) => [
          ...party(name).atoms.filter(stays),
          ...(ownParties().get(name) ?? []),
        ]),
      giving: (wanted) => [
        ...base.giving(wanted).filter(stays),
        ...own.atoms.filter((atom) => !atom.denies && givesOf(grantOf(atom), wanted)),
      ],
      numberOf: (statement) => numbers().get(statement) ?? -1,
    },
  ];
}

function once<Answer>(find: () => Answer): () => Answer {
  let found: { readonly answer: Answer } | undefined;
  return () => (found ??= { answer: find() }).answer;
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
