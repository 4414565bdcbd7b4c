import { isCertain, verbOf } from '../../access/grant.ts';
import { loadCatalog, type Family, type Verb } from '../../catalog/catalog.ts';
import { isSame, meantBy } from './permission-set.ts';
import { hasComment, sameBut, soundOf, type Place, type Refactoring, type Sound } from './place.ts';
import { removed, repeated, replaced } from './write.ts';

/** A family as its members, a statement each; and statements on all members of a family as one on the family. */
export function familyRefactorings(place: Place): Refactoring[] {
  const { statement } = place;
  if (!statement || statement.tree.grant.type !== 'VerbGrant' || hasComment(statement.item)) return [];
  const verb = verbOf(statement.tree.grant.verb.text);
  if (!verb) return [];
  const catalog = loadCatalog();
  const word = statement.tree.grant.resourceType;
  const type = catalog.resourceType(word.text);
  const family = type ? undefined : catalog.family(word.text);
  if (family) {
    if (!isSum(family, verb, statement.form.denies)) return [];
    const { name, members } = family;
    return [
      {
        ...{ id: 'to-members', kind: 'refactor.inline', title: 'toMembers' },
        args: { family: name, count: members.length },
        edits: () => repeated(place.document, statement, word, members),
      },
    ];
  }
  return (type?.families ?? []).flatMap((name) => {
    const whole = catalog.family(name);
    if (!whole || !isSum(whole, verb, statement.form.denies)) return [];
    const others = membersIn(place, statement, whole, verb);
    if (!others) return [];
    return [
      {
        ...{ id: `to-family ${name}`, kind: 'refactor.extract' as const, title: 'toFamily' as const },
        args: { family: name, count: others.length + 1 },
        edits: () =>
          [replaced(statement.item, word, name), ...removed(place.document, others)].sort(
            (a, b) => a.start - b.start,
          ),
      },
    ];
  });
}

/** Whether a verb on a family gives exactly what it gives on the members, and the tables say so for certain. */
function isSum({ name, members }: Family, verb: Verb, denies: boolean): boolean {
  if (members.length < 2 || !isCertain(name)) return false;
  const sum = new Set(members.flatMap((member) => [...meantBy(verb, member, denies)]));
  return isSame(sum, meantBy(verb, name, denies));
}

/** The other statements that, with this one, grant the same on every member of a family; undefined when one is missing. */
function membersIn({ run }: Place, statement: Sound, { members }: Family, verb: Verb): Sound[] | undefined {
  const missing = new Set(members);
  const others: Sound[] = [];
  for (const item of run) {
    const other = soundOf(item);
    if (other?.form.grant?.kind !== 'verb' || other.form.grant.verb !== verb) continue;
    if (!sameBut('grant', statement, other) || !missing.delete(other.form.grant.type)) continue;
    if (other.item === statement.item) continue;
    if (hasComment(item)) return undefined;
    others.push(other);
  }
  return missing.size === 0 ? others : undefined;
}
