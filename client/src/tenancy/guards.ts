import { locationForm, subjectForm } from '../../../server/src/access/normal-form.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/checks/settings.ts';
import { checkTenancyNames } from '../../../server/src/checks/tenancy-names.ts';
import { checkTenancyValues } from '../../../server/src/checks/tenancy-values.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { valueOf } from '../../../server/src/language/names.ts';
import type { Grant } from '../../../server/src/language/tree.ts';
import { guardLockout } from './guard-lockout.ts';
import { knownNames } from './known.ts';
import type { Change, Draft } from './plan.ts';
import { isProtected } from './plan-policies.ts';
import { isUnknown, type Snapshot } from './snapshot.ts';
import { principalsOf, readStatement, resolveLocation } from './statements.ts';
import type { Source } from './wanted.ts';

/** Limits of a tenancy; Oracle raises them on request, so that they are asked about and not refused. Source: reference 5.6. */
const MOST_POLICIES = 100;
const MOST_STATEMENTS_ON_A_PATH = 500;

/** What an apply must refuse or ask about. Source: reference 5.8. */
export function guard(draft: Draft): void {
  for (const change of draft.changes) {
    if (change.kind !== 'policy') continue;
    if (change.before && isProtected(change.before)) {
      draft.stops.push({ key: 'stop.protectedPolicy', args: { name: change.name }, source: change.source });
    }
    guardNames(change, draft);
  }
  guardFirstDeny(draft);
  guardLimits(draft);
  guardLockout(draft);
}

/** Compartments and groups that new statements name and that the tenancy does not have. */
function guardNames(change: Change, draft: Draft): void {
  if (change.after?.kind !== 'policy' || !change.statements) return;
  const { compartmentId } = change.after;
  const added = new Set(change.statements.added);
  for (const [index, text] of change.after.statements.entries()) {
    if (!added.has(text)) continue;
    const { tree } = readStatement(text);
    const source = change.statementSources?.[index] ?? change.source;
    if (tree?.type !== 'Grant' || tree.location.alias) continue;
    const isTold = guardValues(text, source, draft);
    guardLocation(tree, compartmentId, source, draft);
    guardSubject(tree, change, source, draft, isTold);
  }
}

/** What the plan tells in words of its own, with more to go by. */
const TOLD_HERE: ReadonlySet<string> = new Set([
  ...['group-unknown', 'dynamic-group-unknown', 'subject-kind-mismatch', 'compartment-unknown'],
  ...['compartment-outside-subtree', 'compartment-path-ambiguous', 'root-as-compartment'],
  ...['deny-not-enabled', 'policy-name-duplicate'],
]);

/** A warning while editing, and an error in a plan: what the tenancy lacks never holds. Source: reference 3.1. */
const NEVER_HOLDS: ReadonlySet<string> = new Set([
  ...['tag-unknown', 'network-source-unknown', 'identity-domain-unknown'],
]);

/**
 * What the checks say of a new statement, knowing the tenancy.
 * @returns whether a principal, by its name in lower case, was told with the name that was meant
 */
function guardValues(text: string, source: Source | undefined, draft: Draft): (name: string) => boolean {
  const told = new Set<string>();
  const { snapshot, wanted, faults, warnings } = draft;
  const settings = { ...DEFAULT_SETTINGS, tenancy: { names: knownNames(snapshot), made: wanted.made } };
  const document = createDocument(text);
  for (const check of [checkTenancyNames, checkTenancyValues]) {
    for (const { finding } of check(document, settings)) {
      if (!source) continue;
      const isName =
        /^(?:dynamic-)?group-unknown$/.test(finding.code) && finding.args['mended'] !== undefined;
      if (isName) told.add((finding.args['name'] ?? '').toLowerCase());
      else if (TOLD_HERE.has(finding.code)) continue;
      const isError = NEVER_HOLDS.has(finding.code);
      if (isError) faults.push({ finding: { ...finding, severity: 'error' }, source });
      else warnings.push({ finding, source });
    }
  }
  return (name) => told.has(name);
}

function guardLocation(tree: Grant, compartmentId: string, source: Source | undefined, draft: Draft): void {
  const { snapshot, stops, questions } = draft;
  if (isUnknown(snapshot, 'compartments')) return;
  const form = locationForm(tree.location);
  if (form.kind === 'tenancy' || resolveLocation(tree.location, compartmentId, { snapshot }) !== undefined)
    return;
  // An OCID is looked at for its form only when a policy is saved. Source: reference 5.5.
  if (form.kind === 'id')
    questions.push({ key: 'question.compartmentIdUnknown', args: { ocid: form.ocid }, source });
  else {
    const path = 'path' in tree.location ? tree.location.path.map(valueOf).join(':') : '';
    stops.push({ key: 'stop.locationUnknown', args: { path }, source });
  }
}

function guardSubject(
  tree: Grant,
  change: Change,
  source: Source | undefined,
  draft: Draft,
  isTold: (name: string) => boolean,
): void {
  const { snapshot, wanted, questions, stops } = draft;
  const { kind, principals } = subjectForm(tree.subject);
  if (kind !== 'group' && kind !== 'dynamic-group') return;
  const namesOf = (which: 'group' | 'dynamic-group') => {
    const names = new Set<string>();
    for (const { id, name } of principalsOf(which, snapshot))
      names.add(name.toLowerCase()).add(`id ${id.toLowerCase()}`);
    if (which === 'dynamic-group')
      for (const { domain, name } of wanted.dynamicGroups) names.add(nameIn(domain, name));
    return names;
  };
  const [known, others] = [namesOf(kind), namesOf(kind === 'group' ? 'dynamic-group' : 'group')];
  const isAlias = (name: string) =>
    change.after?.kind === 'policy' &&
    change.after.statements.some((text) =>
      new RegExp(`^define\\s+${kind}\\s+${escaped(name)}\\s`, 'i').test(text),
    );
  for (const each of principals) {
    const name = each.slice(kind.length + 1);
    if (known.has(name) || isAlias(name)) continue;
    const plain = name.replace(/^id /, '').replace('\n', '/');
    const args = { name: spelledIn(tree, plain), kind };
    if (isTold(plain)) continue;
    const [domain] = name.includes('\n') ? name.split('\n') : [undefined];
    // Groups and dynamic groups of a domain share their names. Source: reference 2.3.
    if (others.has(name)) stops.push({ key: 'stop.subjectKind', args, source });
    else if (!isListed(kind, domain, snapshot)) continue;
    else {
      const key = kind === 'group' ? 'question.groupUnknown' : 'question.dynamicGroupUnknown';
      questions.push({ key, args, source });
    }
  }
}

/** A name as the statement spells it. */
function spelledIn({ subject }: Grant, name: string): string {
  const principals = subject.type === 'NamedSubject' ? subject.principals : [];
  const written = principals.map((each) => each.name.map(valueOf).join('/'));
  return written.find((each) => each.toLowerCase().replace(/^default\//, '') === name) ?? name;
}

function nameIn(domain: string | undefined, name: string): string {
  const isDefault = domain === undefined || domain.toLowerCase() === 'default';
  return (isDefault ? name : `${domain}\n${name}`).toLowerCase();
}

/** Whether all groups, or dynamic groups, of a domain are in the snapshot; without a domain, of the default one. */
function isListed(kind: 'group' | 'dynamic-group', domain: string | undefined, snapshot: Snapshot): boolean {
  const parts =
    kind === 'group'
      ? (['groups', 'domain-groups'] as const)
      : (['dynamic-groups', 'domain-dynamic-groups'] as const);
  if (domain === undefined) return !isUnknown(snapshot, parts[0]);
  const found = snapshot.domains.find(({ name }) => name.toLowerCase() === domain);
  if (found) return !isUnknown(snapshot, parts[1], found.id);
  return !snapshot.unknown.some(({ part }) => part === 'domains');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** Denials work only in a tenancy that has opted in, which cannot be undone; there is no way to ask whether it has. */
function guardFirstDeny({ changes, snapshot, questions }: Draft): void {
  const isDeny = (text: string) => /^\s*deny\b/i.test(text);
  if (snapshot.policies.some(({ statements }) => statements.some(isDeny))) return;
  const first = changes.find(({ statements }) => statements?.added.some(isDeny));
  if (first) questions.push({ key: 'question.firstDeny', args: { name: first.name }, source: first.source });
}

function guardLimits({ changes, snapshot, questions }: Draft): void {
  const policies = changes.filter(({ kind }) => kind === 'policy');
  const more = policies.filter(({ action }) => action === 'create').length;
  const less = policies.filter(({ action }) => action === 'delete').length;
  const all = snapshot.policies.length + more - less;
  if (more > 0 && all > MOST_POLICIES) {
    questions.push({ key: 'question.manyPolicies', args: { count: all, most: MOST_POLICIES } });
  }
  const counts = new Map<string, number>();
  const count = (compartmentId: string, by: number) =>
    counts.set(compartmentId, (counts.get(compartmentId) ?? 0) + by);
  for (const { compartmentId, statements } of snapshot.policies) count(compartmentId, statements.length);
  let grows = false;
  for (const { before, after } of policies) {
    const [was, is] = [
      before?.kind === 'policy' ? before : undefined,
      after?.kind === 'policy' ? after : undefined,
    ];
    if (was) count(was.compartmentId, -was.statements.length);
    if (is) count(is.compartmentId, is.statements.length);
    grows ||= (is?.statements.length ?? 0) > (was?.statements.length ?? 0);
  }
  if (!grows) return;
  const byId = new Map(snapshot.compartments.map((each) => [each.id, each]));
  const most = Math.max(
    ...snapshot.compartments.map(({ id }) => {
      let sum = 0;
      for (let at = byId.get(id); at; at = byId.get(at.parentId ?? '')) sum += counts.get(at.id) ?? 0;
      return sum;
    }),
  );
  if (most > MOST_STATEMENTS_ON_A_PATH) {
    questions.push({
      key: 'question.manyStatements',
      args: { count: most, most: MOST_STATEMENTS_ON_A_PATH },
    });
  }
}
