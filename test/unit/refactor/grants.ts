import { grantedBy, verbOf } from '../../../server/src/access/grant.ts';
import { takenBy } from '../../../server/src/access/grant-form.ts';
import { conditionForm, locationForm, subjectForm } from '../../../server/src/access/normal-form.ts';
import { VERBS } from '../../../server/src/catalog/catalog.ts';
import { applyEdits } from '../../../server/src/features/fix-edits.ts';
import { refactoringsIn } from '../../../server/src/features/refactor.ts';
import type { Refactoring } from '../../../server/src/features/refactor/place.ts';
import { createDocument, positionIn, type Range } from '../../../server/src/language/document.ts';
import type { Condition, Grant } from '../../../server/src/language/tree.ts';
import { nameOf } from '../../../server/src/features/refactor/permission-set.ts';

/** One thing that a statement gives or takes: to one principal, one permission, in one place, under a condition without branches. */
interface Fact {
  readonly effect: 'allow' | 'deny';
  readonly who: string;
  readonly what: string;
  /** The path from the top, each part of it a place; empty for all of the tenancy. */
  readonly place: readonly string[];
  readonly when: string;
}

/**
 * What the statements of a text grant and deny: one line for each principal, permission, place and condition; verbs on a type of which
 * the permissions are not known stand for themselves. What another one covers – in the same place or one around it, under the same
 * condition or none – is left out. Sorted, each once.
 */
export function grantsOf(text: string): string[] {
  const others: string[] = [];
  let attached: readonly string[] = [];
  const facts = createDocument(text).items.flatMap(({ tree }): Fact[] => {
    if (tree?.type === 'PolicyHead')
      attached = tree.locations[0] ? [locationForm(tree.locations[0]).key] : [];
    if (tree?.type === 'BlockEnd') attached = [];
    if (tree?.type !== 'Grant') {
      if (tree && tree.type !== 'PolicyHead' && tree.type !== 'BlockEnd') others.push(tree.type);
      return [];
    }
    const effect = tree.effect.text.toLowerCase() === 'deny' ? 'deny' : 'allow';
    const { kind, principals } = subjectForm(tree.subject);
    const location = locationForm(tree.location);
    const isTop = location.key === 'tenancy' && (attached.length === 0 || attached[0] === 'tenancy');
    const place = isTop ? [] : location.kind === 'path' ? ['path', ...location.path] : [location.key];
    return (principals.length > 0 ? principals : [kind]).flatMap((who) =>
      permissionsIn(tree.grant, effect).flatMap((what) =>
        branchesOf(tree.condition).map((when) => ({ effect, who, what, place, when })),
      ),
    );
  });
  const byWhat = new Map<string, Fact[]>();
  for (const fact of facts) {
    const line = `${fact.effect} ${fact.who} ${fact.what}`;
    byWhat.set(line, [...(byWhat.get(line) ?? []), fact]);
  }
  const lines = [...byWhat].flatMap(([line, group]) =>
    group
      .filter((each) => !group.some((other) => isWider(other, each)))
      .map(({ place, when }) => `${line} in ${place.join(':')} where ${when}`),
  );
  return [...others.sort(), ...[...new Set(lines)].sort()];
}

/** In the place or one around it, under the same condition or none; and not the same thing. */
function isWider(wide: Fact, narrow: Fact): boolean {
  if (wide.when !== narrow.when && wide.when !== '') return false;
  if (!wide.place.every((part, index) => part === narrow.place[index])) return false;
  return wide.when !== narrow.when || wide.place.length < narrow.place.length;
}

function permissionsIn(grant: Grant['grant'], effect: Fact['effect']): string[] {
  const { permissions, everything } = grantedBy(grant);
  if (grant.type === 'PermissionSet') return [...(permissions ?? [])];
  const [verb, type] = [verbOf(grant.verb.text), nameOf(grant.resourceType.text)];
  if (permissions && !everything && verb && type)
    return [...(effect === 'deny' ? takenBy(verb, type) : permissions)];
  const rank = verb ? VERBS.indexOf(verb) : -1;
  const verbs = effect === 'deny' ? VERBS.slice(rank) : VERBS.slice(0, rank + 1);
  return (verb ? verbs : [grant.verb.text]).map((each) => `${each} ${grant.resourceType.text.toLowerCase()}`);
}

/** Any of these is enough. */
function branchesOf(condition: Condition | undefined): string[] {
  if (condition?.type === 'Combination' && condition.operator.text.toLowerCase() === 'any')
    return condition.conditions.flatMap(branchesOf);
  return [conditionForm(condition)?.key ?? ''];
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
