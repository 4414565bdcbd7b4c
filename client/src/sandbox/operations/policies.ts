import { refusals } from '../refusal.ts';
import type { State, Stored, StoredPolicy } from '../state.ts';
import { aliasOf, bindStatement, readStatement, type Surroundings } from '../statement.ts';
import { shownStatements, storedPieces } from '../stored-text.ts';
import { childrenOf, pathTo } from './compartments.ts';
import { isRecord, optionalTexts } from './details.ts';
import type { Call, Operation } from './operation.ts';
import { operationsOn, type Things } from './things.ts';

/** The policy that every tenancy begins with. */
const PROTECTED = 'Tenant Admin Policy';

const policies: Things = {
  kind: 'policies',
  ocid: 'policy',
  title: 'Policy',
  names: /^[A-Za-z0-9._-]{1,100}$/,
  limit: ({ settings }) => [settings.limits.policies, 'policy-count'],
  created: (call, compartmentId) => {
    const statements = optionalTexts(call.body, 'statements');
    if (!statements) throw refusals.missing('statements');
    return { ...compiled(statements, compartmentId, undefined, call), ...versionDateIn(call.body) };
  },
  updated: (call, policy) => {
    if (policy.name === PROTECTED) throw refusals.protectedPolicy('update');
    const statements = optionalTexts(call.body, 'statements');
    return {
      ...(statements ? compiled(statements, policy.compartmentId, policy, call) : {}),
      ...versionDateIn(call.body),
    };
  },
  deleting: (_, policy) => {
    if (policy.name === PROTECTED) throw refusals.protectedPolicy('delete');
  },
  view: (policy, state) => {
    const statements = shownStatements(policy as StoredPolicy, state);
    return Object.fromEntries(
      Object.entries({ ...policy, statements }).filter(([name]) => name !== 'pieces'),
    );
  },
};

/** The statements as they are kept. The first that does not pass is told, as the service tells one fault at a time. */
function compiled(
  statements: readonly string[],
  attachment: string,
  current: Stored | undefined,
  { state, settings }: Call,
): Pick<StoredPolicy, 'pieces'> {
  if (statements.length === 0) throw refusals.missing('statements');
  const most = settings.limits.statementsPerPolicy;
  if (statements.length > most) throw refusals.limitExceeded('statements-per-policy-count');
  const trees = statements.map(readStatement);
  const aliases = new Set(trees.map(aliasOf).filter((each) => each !== undefined));
  const at: Surroundings = { state, settings, attachment, aliases };
  const pieces = trees.map((tree, index) => storedPieces(statements[index] ?? '', bindStatement(tree, at)));
  const usage = fullestPath(state, attachment, current) + statements.length;
  const limit = settings.limits.statementsPerHierarchy;
  if (usage > limit) throw refusals.hierarchyFull(limit, usage);
  return { pieces };
}

/** How many statements stand on the fullest path from the root through a compartment to a leaf, without one policy. */
function fullestPath(state: State, compartment: string, without: Stored | undefined): number {
  const own = (id: string) =>
    state.resources.policies
      .filter((policy) => policy.compartmentId === id && policy.id !== without?.id)
      .reduce((sum, policy) => sum + (policy as StoredPolicy).pieces.length, 0);
  const fullestBelow = (id: string): number =>
    Math.max(0, ...childrenOf(state, id).map((child) => own(child.id) + fullestBelow(child.id)));
  const above = [state.tenancy.id, ...pathTo(state, compartment).map(({ id }) => id)];
  return above.reduce((sum, id) => sum + own(id), 0) + fullestBelow(compartment);
}

/**
 * A version date is a day. An empty one, or none, means today's meaning of verbs and types. The SDK sends a time of day with it,
 * which is midnight, when it is given a `Date`.
 */
function versionDateIn(body: Call['body']): Readonly<Record<string, unknown>> {
  if (!isRecord(body) || !('versionDate' in body)) return {};
  const value = body['versionDate'];
  if (value === null || value === '') return { versionDate: undefined };
  const day =
    typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:T00:00:00(?:\.0+)?Z)?$/.exec(value)?.[1] : undefined;
  if (day === undefined || Number.isNaN(Date.parse(day)))
    throw refusals.invalid('versionDate must be a date as YYYY-MM-DD');
  return { versionDate: day };
}

export const policyOperations: readonly Operation[] = operationsOn(policies, '/policies');
