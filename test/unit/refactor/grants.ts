import { grantedBy, verbOf } from '../../../server/src/access/grant.ts';
import { takenBy } from '../../../server/src/access/grant-form.ts';
import { conditionForm, locationForm, subjectForm } from '../../../server/src/access/normal-form.ts';
import { applyEdits } from '../../../server/src/features/fix-edits.ts';
import { refactoringsIn } from '../../../server/src/features/refactor.ts';
import type { Refactoring } from '../../../server/src/features/refactor/place.ts';
import { createDocument, positionIn, type Range } from '../../../server/src/language/document.ts';
import { nameOf } from '../../../server/src/features/refactor/permission-set.ts';

/**
 * What the statements of a text grant and deny: one line for each principal, permission, place and condition; the words of a verb and a
 * type stand for permissions that are not known. Sorted, each once.
 */
export function grantsOf(text: string): string[] {
  const lines = createDocument(text).items.flatMap(({ tree }) => {
    if (tree?.type !== 'Grant')
      return tree && tree.type !== 'PolicyHead' && tree.type !== 'BlockEnd'
        ? [JSON.stringify(tree.type)]
        : [];
    const denies = tree.effect.text.toLowerCase() === 'deny';
    const { kind, principals } = subjectForm(tree.subject);
    const where = `${locationForm(tree.location).key} where ${conditionForm(tree.condition)?.key ?? ''}`;
    const { permissions, everything } = grantedBy(tree.grant);
    let granted: Iterable<string> = permissions ?? [];
    if (tree.grant.type === 'VerbGrant') {
      const [verb, type] = [verbOf(tree.grant.verb.text), nameOf(tree.grant.resourceType.text)];
      if (!permissions || everything || !verb || !type)
        granted = [`${tree.grant.verb.text} ${tree.grant.resourceType.text}`];
      else if (denies) granted = takenBy(verb, type);
    }
    return (principals.length > 0 ? principals : [kind]).flatMap((who) =>
      [...granted].map((what) => `${denies ? 'deny' : 'allow'} ${who} ${what} ${where}`),
    );
  });
  return [...new Set(lines)].sort();
}

/** The comments of a text, sorted: they may move, but none may be lost or said twice. */
export function commentsOf(text: string): string[] {
  return (text.match(/(?:\/\/|#)[^\r\n]*|\/\*[^]*?\*\//g) ?? [])
    .map((each) => each.replace(/\s+/g, ' ').trim())
    .sort();
}

/** A text without the marks `|`, and the range between them; a single mark is a cursor. */
export function marked(text: string): { text: string; range: Range } {
  const plain = text.replaceAll('|', '');
  const [first, second] = [text.indexOf('|'), text.lastIndexOf('|')];
  const place = (offset: number) => {
    const lines = plain.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  return { text: plain, range: { start: place(first), end: place(second === first ? first : second - 1) } };
}

/** The refactorings at a place, each with the text after it. */
export function refactored(text: string, range: Range): { refactoring: Refactoring; after: string }[] {
  return refactoringsIn(createDocument(text), range).map((refactoring) => ({
    refactoring,
    after: applyEdits(text, refactoring.edits()),
  }));
}

/** A range over the whole of each item of a text, and one over all of them. */
export function rangesOf(text: string): Range[] {
  const { items } = createDocument(text);
  const cursors = items.map((item) => {
    const start = positionIn(item, item.tree?.start ?? 0);
    return { start, end: start };
  });
  const last = items.at(-1);
  const end = last ? positionIn(last, last.text.length) : { line: 0, character: 0 };
  return [...cursors, { start: { line: 0, character: 0 }, end }];
}
