import { hasComment, isListed, type Place, type Refactoring } from './place.ts';
import { repeated } from './write.ts';

/** One statement for each of its subjects, and one for each of its permissions. */
export function splitRefactorings({ document, statement }: Place): Refactoring[] {
  if (!statement || hasComment(statement.item)) return [];
  const { item, tree } = statement;
  const refactorings: Refactoring[] = [];
  const split = (
    title: 'splitSubjects' | 'splitPermissions',
    parts: readonly { start: number; end: number }[],
  ) => {
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last || first === last) return;
    const isSet = title === 'splitPermissions';
    const texts = parts.map(({ start, end }) => item.text.slice(start, end));
    const slot = isSet ? tree.grant : { start: first.start, end: last.end };
    refactorings.push({
      ...{ id: title, kind: 'refactor.rewrite', title, args: { count: parts.length } },
      edits: () => repeated(document, statement, slot, isSet ? texts.map((text) => `{${text}}`) : texts),
    });
  };
  if (isListed(tree.subject)) split('splitSubjects', tree.subject.principals);
  if (tree.grant.type === 'PermissionSet') split('splitPermissions', tree.grant.permissions);
  return refactorings;
}
