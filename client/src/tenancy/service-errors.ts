import type { TenancyFailure } from './failure.ts';
import type { Change } from './plan.ts';
import type { Source } from './wanted.ts';
import type { Saying } from './words/words.ts';

/** A failure for a person: our words, those of the service, and the place in the files that it is about. */
export interface Explained {
  readonly saying: Saying;
  /** What the service said, word for word; undefined where it said nothing. */
  readonly verbatim: string | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  /** The check of ours that looks for the same fault before anything is sent. */
  readonly check: string | undefined;
  /** The statement that it is about, as it was sent, and its number from 0. */
  readonly statement: { readonly index: number; readonly text: string } | undefined;
  /** The word of the statement that it is about. */
  readonly token: string | undefined;
  readonly source: Source | undefined;
}

interface Known {
  readonly pattern: RegExp;
  readonly key: Saying['key'];
  readonly check: string;
  /** Tells whether a statement is the one, where the message names no word of it. */
  readonly fits?: RegExp;
}

/** The messages of the service when a policy is saved. Source: reference 5.7. */
const KNOWN: readonly Known[] = [
  {
    pattern: /Compartment \{?([^{}]+?)\}? does not exist or is not part of the policy compartment subtree/i,
    ...{ key: 'service.compartmentUnknown', check: 'compartment-unknown' },
  },
  {
    pattern: /compartment\/group \{?([^{}]+?)\}? specified in the policy statement does not exist/i,
    ...{ key: 'service.nameUnknown', check: 'compartment-unknown' },
  },
  {
    pattern: /Service \{?([^{}]+?)\}? does not exist/i,
    key: 'service.serviceUnknown',
    check: 'service-unknown',
  },
  { pattern: /No permissions found/i, key: 'service.noPermissions', check: 'resource-type-unknown' },
  {
    pattern: /Failed to parse policy due to an issue with token: (.+?) at character: (\d+)/i,
    ...{ key: 'service.syntax', check: 'syntax-error' },
  },
  {
    pattern: /Invalid right-hand side in condition/i,
    ...{ key: 'service.valueUnquoted', check: 'value-unquoted', fits: /[=!]=?\s*[^'/\s(]/ },
  },
  {
    pattern: /Deny statement passed into a Allow compilation/i,
    ...{ key: 'service.denyNotEnabled', check: 'deny-not-enabled', fits: /^\s*deny\b/i },
  },
  {
    pattern: /Dynamic group can only be created in the tenancy compartment/i,
    ...{ key: 'service.notInRoot', check: 'dg-not-in-root' },
  },
  {
    pattern: /Only Service Principal can update this policy/i,
    ...{ key: 'service.protectedPolicy', check: 'protected-policy' },
  },
];

/** What a failure means, and which statement and word of a change it is about as far as its message tells. */
export function explainFailure(failure: TenancyFailure, change?: Change): Explained {
  const { message, status, serviceCode: code, requestId, kind, saying } = failure;
  const verbatim = kind === 'service' ? message : undefined;
  const shared = { verbatim, status, code, requestId };
  const known =
    kind === 'service' && status === 400 ? KNOWN.find(({ pattern }) => pattern.test(message)) : undefined;
  if (!known) {
    const nothing = { check: undefined, statement: undefined, token: undefined };
    return { ...shared, ...nothing, saying: saying ?? sayingOf(failure), source: change?.source };
  }
  const [, token] = known.pattern.exec(message) ?? [];
  const statement = statementOf(change, token, known.fits);
  return {
    ...{ ...shared, check: known.check, statement, token },
    saying: { key: known.key, args: token === undefined ? {} : { found: token } },
    source: (statement && change?.statementSources?.[statement.index]) ?? change?.source,
  };
}

/** The service names no statement; the only one that has the word is it. New ones are looked at first. */
function statementOf(
  change: Change | undefined,
  token: string | undefined,
  fits: RegExp | undefined,
): Explained['statement'] {
  if (change?.after?.kind !== 'policy') return undefined;
  const added = new Set(change.statements?.added);
  const all = change.after.statements.map((text, index) => ({ text, index }));
  const has = ({ text }: { text: string }) =>
    token !== undefined ? text.toLowerCase().includes(token.toLowerCase()) : (fits?.test(text) ?? false);
  const fresh = all.filter(({ text }) => added.has(text));
  const found = fresh.filter(has);
  if (found.length > 0) return found[0];
  const others = all.filter(has);
  if (others.length > 0) return others[0];
  return fresh.length === 1 ? fresh[0] : undefined;
}

function sayingOf({ kind, status = 0, serviceCode = '', message }: TenancyFailure): Saying {
  const plain = (key: Saying['key']): Saying => ({ key, args: {} });
  switch (kind) {
    case 'network':
      return { key: 'failure.network', args: { detail: message } };
    case 'garbled':
      return { key: 'failure.garbled', args: { detail: message } };
    case 'timeout':
      return plain('failure.timeout');
    case 'cancelled':
      return plain('failure.cancelled');
    case 'profile':
      return { key: 'failure.internal', args: { detail: message } };
    case 'service':
      break;
  }
  if (/LimitExceeded|QuotaExceeded/.test(serviceCode)) return plain('service.limit');
  if (serviceCode === 'RelatedResourceNotAuthorizedOrNotFound') return plain('service.notVisible');
  if (status === 401) return plain('service.notAuthenticated');
  if (status === 403)
    return plain(/home region/i.test(message) ? 'service.homeRegion' : 'service.notAuthorized');
  if (status === 404) return plain('service.notFound');
  if (status === 409) return plain(/AlreadyExists/.test(serviceCode) ? 'service.exists' : 'service.conflict');
  if (status === 412) return plain('service.changedMeanwhile');
  if (status === 413) return plain('service.tooLarge');
  if (status === 429) return plain('service.busy');
  return plain(status >= 500 ? 'service.broken' : 'service.other');
}
