import { hasComment, sameBut, soundOf, type Place, type Refactoring, type Sound } from './place.ts';
import { removed, replaced } from './write.ts';

/**
 * Statements that say the same but for their subjects, or but for their sets of permissions, as one. Of several that are selected
 * these are merged; with the cursor on one, all those of its policy that go with it.
 */
export function mergeRefactorings({ document, chosen, run }: Place): Refactoring[] {
  const [first] = chosen;
  const statement = first && soundOf(first);
  if (!statement || hasComment(first)) return [];
  const all = chosen.length > 1 ? chosen : run;
  const refactorings: Refactoring[] = [];
  const merge = (
    title: 'mergeSubjects' | 'mergePermissions',
    others: readonly Sound[],
    list: (one: Sound) => readonly { start: number; end: number }[],
  ) => {
    const [last] = list(statement).slice(-1);
    if (others.length === 0 || !last) return;
    const write = () => {
      const said = new Set(list(statement).map((part) => wordsIn(statement, part).toLowerCase()));
      const more = others
        .flatMap((other) => list(other).map((part) => wordsIn(other, part)))
        .filter((text) => !said.has(text.toLowerCase()) && said.add(text.toLowerCase()));
      const text = more.map((each) => `, ${each}`).join('');
      return [
        ...(text === '' ? [] : [replaced(first, { start: last.end, end: last.end }, text)]),
        ...removed(document, others),
      ].sort((a, b) => a.start - b.start);
    };
    const args = { count: others.length + 1 };
    refactorings.push({ id: title, kind: 'refactor.rewrite', title, args, edits: write });
  };
  merge('mergeSubjects', partnersOf('subject', statement, all), principalsOf);
  merge('mergePermissions', partnersOf('grant', statement, all), permissionsOf);
  return refactorings;
}

function partnersOf(slot: 'subject' | 'grant', statement: Sound, all: Place['run']): Sound[] {
  return all.flatMap((item) => {
    const other = soundOf(item);
    if (!other || item === statement.item || !sameBut(slot, statement, other)) return [];
    const fits =
      slot === 'subject'
        ? other.form.subject.kind === statement.form.subject.kind && principalsOf(other).length > 0
        : permissionsOf(other).length > 0;
    return fits && !hasComment(item) ? [other] : [];
  });
}

function principalsOf({ tree: { subject } }: Sound) {
  return subject.type === 'NamedSubject' ? subject.principals : [];
}

function permissionsOf({ tree: { grant } }: Sound) {
  return grant.type === 'PermissionSet' ? grant.permissions : [];
}

function wordsIn({ item }: Sound, { start, end }: { start: number; end: number }): string {
  return item.text.slice(start, end);
}
