import { grantForm } from '../../../server/src/access/grant-form.ts';
import { conditionForm, locationForm, subjectForm } from '../../../server/src/access/normal-form.ts';
import { formOf, aliasOf, keyOf } from '../../../server/src/checks/statement-form.ts';
import { createDocument, type Item } from '../../../server/src/language/document.ts';
import { print } from '../../../server/src/language/print.ts';
import type { Condition, Grant, Location, Statement } from '../../../server/src/language/tree.ts';
import { compartmentAt, type Snapshot } from './snapshot.ts';

/** Tells what names mean in a tenancy, so that a name and an OCID of one thing are one. */
export interface Names {
  readonly snapshot: Pick<
    Snapshot,
    'compartments' | 'groups' | 'dynamicGroups' | 'domainPrincipals' | 'place'
  >;
}

/** A statement as text of one line, and what it says. */
export interface ReadStatement {
  readonly text: string;
  /** Undefined for a text that cannot be read. */
  readonly tree: Statement | undefined;
  readonly item: Item | undefined;
}

/** The text that is sent: canonical, on one line, without comments. */
export function textOf(tree: Statement): string {
  return oneLine(print(tree));
}

/** A matching rule as it is sent. */
export function ruleText(rule: Condition): string {
  const head = { type: 'DynamicGroup', start: 0, end: 0, name: [], descriptions: [], tags: [] } as const;
  return oneLine(print({ ...head, rule })).replace(/^.*? matching /, '');
}

/** `print` breaks wide lines; in no other place is a line end followed by blanks, since strings end with their line. */
function oneLine(text: string): string {
  return text.replace(/\n\s*/g, ' ');
}

/** Reads a statement that the tenancy holds; what cannot be read keeps its text. */
export function readStatement(text: string): ReadStatement {
  const item = onlyItem(text);
  const tree = item?.tree;
  const isStatement =
    tree?.type === 'Grant' || tree?.type === 'Define' || tree?.type === 'Endorse' || tree?.type === 'Admit';
  return { text, tree: isStatement ? tree : undefined, item: isStatement ? item : undefined };
}

/** Reads a matching rule that the tenancy holds; undefined for one that cannot be read. */
export function readRule(text: string): Condition | undefined {
  const item = onlyItem(`dynamic-group x matching ${text.trim()}`);
  return item?.tree?.type === 'DynamicGroup' && item.faults.length === 0 ? item.tree.rule : undefined;
}

function onlyItem(text: string): Item | undefined {
  const items = createDocument(text).items.filter(({ kind }) => kind !== 'empty');
  return items.length === 1 ? items[0] : undefined;
}

/**
 * Two statements of policies with the same key say the same in this tenancy, however the service or a person wrote them.
 * @param compartmentId where the policy hangs: paths count from there
 */
export function statementKey(
  { text, tree, item }: ReadStatement,
  compartmentId: string,
  names: Names,
): string {
  const form = item && formOf(item);
  if (!tree || !item) return `text ${collapsed(text)}`;
  if (tree.type === 'Define') {
    const alias = aliasOf(item);
    return alias ? `define ${alias.key} ${alias.ocid}` : `text ${collapsed(text)}`;
  }
  if (!form) return `text ${collapsed(text)}`;
  if (tree.type !== 'Grant' || tree.location.alias) return `across ${keyOf(form)}`;
  return [
    tree.effect.text.toLowerCase(),
    subjectKey(tree, names),
    grantForm(tree.grant).key,
    placeKey(tree.location, compartmentId, names),
    conditionForm(tree.condition)?.key ?? '',
  ].join('\n');
}

/** A matching rule in normal form; the text where it cannot be read. */
export function ruleKey(text: string): string {
  const rule = readRule(text);
  return (rule && conditionForm(rule)?.key) ?? `text ${collapsed(text)}`;
}

function collapsed(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function subjectKey({ subject }: Grant, { snapshot }: Names): string {
  const { kind, principals, key } = subjectForm(subject);
  const known = kind === 'group' || kind === 'dynamic-group' ? principalsOf(kind, snapshot) : [];
  if (principals.length === 0 || known.length === 0) return key;
  const named = principals.map((each) => {
    const ocid = /:id (.+)$/.exec(each)?.[1];
    const name = ocid && known.find(({ id }) => id.toLowerCase() === ocid)?.name;
    return name ? `${kind}:${name.toLowerCase()}` : each;
  });
  return `${kind} ${[...new Set(named)].sort().join(', ')}`;
}

/** The groups or dynamic groups of a tenancy, by name as `subjectForm` has it: with the domain before it where that is not the default one. */
export function principalsOf(
  kind: 'group' | 'dynamic-group',
  { groups, dynamicGroups, domainPrincipals }: Names['snapshot'],
): readonly { readonly id: string; readonly name: string }[] {
  const others = domainPrincipals
    .filter((each) => each.kind === kind)
    .map(({ id, domain, name }) => ({ id, name: `${domain}\n${name}` }));
  return [...(kind === 'group' ? groups : dynamicGroups), ...others];
}

function placeKey(location: Location, compartmentId: string, names: Names): string {
  const form = locationForm(location);
  const { tenancyId } = names.snapshot.place;
  const resolved = resolveLocation(location, compartmentId, names);
  if (resolved === undefined) return form.key;
  return resolved === tenancyId ? 'tenancy' : `id ${resolved.toLowerCase()}`;
}

/**
 * The compartment that a location means in a policy that hangs there; undefined for one that the tenancy does not have, or for
 * one of another tenancy. Source: reference 4.3, `resolve`.
 */
export function resolveLocation(
  location: Location,
  compartmentId: string,
  { snapshot }: Names,
): string | undefined {
  if (location.alias) return undefined;
  const form = locationForm(location);
  const root = snapshot.place.tenancyId;
  if (form.kind === 'tenancy') return form.key === 'tenancy' ? root : undefined;
  if (form.kind === 'id') {
    return snapshot.compartments.find(({ id }) => id.toLowerCase() === form.ocid)?.id;
  }
  const below = compartmentAt(snapshot, form.path, compartmentId);
  if (below !== undefined) return below;
  const own = snapshot.compartments.find(({ id }) => id === compartmentId);
  if (own?.name.toLowerCase() !== form.path[0]) return undefined;
  return compartmentAt(snapshot, form.path.slice(1), compartmentId);
}
