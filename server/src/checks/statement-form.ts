import { grantForm, type GrantForm } from '../access/grant-form.ts';
import {
  conditionForm,
  domainAndName,
  locationForm,
  nameForm,
  subjectForm,
  subjectOf,
  type ConditionForm,
  type LocationForm,
  type SubjectForm,
} from '../access/normal-form.ts';
import { isCertain } from '../access/reading.ts';
import { placeOf, reachOf, type Attachment, type Reach } from '../access/subsume.ts';
import type { Item } from '../language/document.ts';
import type { Statement } from '../language/tree.ts';

/** What a statement says, in normal form, without what stands round it. */
export interface StatementForm {
  readonly tree: Exclude<Statement, { readonly type: 'Define' }>;
  readonly denies: boolean;
  readonly subject: SubjectForm;
  readonly grant: GrantForm | undefined;
  readonly location: LocationForm | undefined;
  readonly condition: ConditionForm | undefined;
  /** Each name that it has where an alias may stand, with the kind of the alias: the keys of the aliases that it may use. */
  readonly names: readonly string[];
}

/** What a `define` defines. */
export interface Alias {
  /** Its kind and name, in normal form. */
  readonly key: string;
  readonly ocid: string;
}

/**
 * The form of an item that is a statement but no `define`; undefined where it is not certain what the statement says, because
 * of a slip or of a word that a program fills in with something else each time (`%s`).
 */
export function formOf({ tree, faults, placeholders }: Item): StatementForm | undefined {
  if (tree?.type !== 'Grant' && tree?.type !== 'Endorse' && tree?.type !== 'Admit') return undefined;
  if (!isCertain({ tree, faults, placeholders })) return undefined;
  const denies = tree.type === 'Grant' ? tree.effect.text.toLowerCase() === 'deny' : tree.deny !== undefined;
  const subject = subjectForm(tree.subject);
  const grant = tree.grant && grantForm(tree.grant);
  const location = tree.location && locationForm(tree.location);
  const condition = conditionForm(tree.condition);
  const names = namesOf(tree, subject, location);
  return { tree, denies, subject, grant, location, condition, names };
}

/** Two statements with the same key say the same, where they hang at the same place. Most are told by their reach, so that nobody asks for it. */
export function keyOf({ tree, denies, subject, grant, location, condition }: StatementForm): string {
  const parts = [tree.type, denies ? 'deny' : '', subject.key, grant?.key, location?.key, condition?.key];
  if (tree.type !== 'Grant' && tree.association) {
    const { resourceType, location: here, withResourceType, withLocation } = tree.association;
    const there = locationForm(withLocation).key;
    parts.push(nameForm(resourceType), locationForm(here).key, nameForm(withResourceType), there);
  }
  if (tree.type === 'Admit' && tree.from) parts.push(locationForm(tree.from).key);
  return parts.map((part) => part ?? '').join('\n');
}

/** The alias of an item that is a `define`, even of one that is not right. */
export function aliasOf({ tree }: Item): Alias | undefined {
  if (tree?.type !== 'Define' || tree.name.some((leaf) => leaf.start === leaf.end)) return undefined;
  return { key: `${tree.kind.text.toLowerCase()}:${domainAndName(tree.name)}`, ocid: nameForm(tree.ocid) };
}

function namesOf(
  tree: StatementForm['tree'],
  { principals }: SubjectForm,
  location: LocationForm | undefined,
): readonly string[] {
  if (tree.type === 'Grant' && !tree.location.alias) {
    return location?.kind === 'path'
      ? principals.concat(`compartment:${location.path[0] ?? ''}`)
      : principals;
  }
  const association = tree.type === 'Grant' ? undefined : tree.association;
  const ends = [tree.location, association?.location, association?.withLocation];
  if (tree.type === 'Admit') ends.push(tree.from);
  const places = ends.flatMap((end) => [
    ...(end?.alias ? [`tenancy:${nameForm(end.alias)}`] : []),
    ...(end?.type === 'CompartmentLocation' && end.path[0] ? [`compartment:${nameForm(end.path[0])}`] : []),
  ]);
  return [...principals, ...places];
}

/**
 * Whom and what an allow or a deny reaches in a policy that hangs there; undefined for a statement across tenancies.
 * @param ocids those that the aliases of the policy stand for
 */
export function reachIn(
  { tree, denies, subject, grant, location, condition }: StatementForm,
  attachment: Attachment,
  ocids: ReadonlyMap<string, string>,
): Reach | undefined {
  if (tree.type !== 'Grant' || !grant || !location || tree.location.alias) return undefined;
  if (location.kind === 'tenancy' && location.key !== 'tenancy') return undefined;
  const named = ocids.size > 0 ? withoutAliases(subject, ocids) : subject;
  const defined = location.kind === 'path' ? ocids.get(`compartment:${location.path[0] ?? ''}`) : undefined;
  const place = placeOf(
    defined === undefined || location.kind !== 'path' || location.path.length > 1
      ? location
      : { kind: 'id', ocid: defined, key: `id ${defined}` },
    attachment,
  );
  return reachOf({ denies, subject: named, grant, place, condition });
}

function withoutAliases(subject: SubjectForm, ocids: ReadonlyMap<string, string>): SubjectForm {
  if (!subject.principals.some((each) => ocids.has(each))) return subject;
  const names = subject.principals.map((each) => {
    const ocid = ocids.get(each);
    return ocid === undefined ? each : `${subject.kind}:id ${ocid}`;
  });
  return subjectOf(subject.kind, names);
}
