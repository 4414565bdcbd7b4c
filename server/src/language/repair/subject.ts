import { nearest } from '../../catalog/nearest.ts';
import { canBeName, isWord, SUBJECT_KINDS, VERB_KINDS } from '../kinds.ts';
import { placeholdersIn } from '../placeholder.ts';
import { canFollow } from '../shape.ts';
import {
  deletion,
  faultAt,
  fits,
  insert,
  joined,
  peek,
  reread,
  without,
  type Repair,
  type Situation,
} from './situation.ts';
import { textOf } from './words.ts';

const NAMED = ['group', 'dynamic-group', 'service', 'resource'];
const ENDS_NAME: ReadonlySet<string> = new Set([
  ',',
  '/',
  'to',
  'in',
  'of',
  'where',
  'as',
  '{',
  '}',
  'end',
  ':',
  'with',
]);

/** Whether the trouble stands where a subject should begin. */
function atSubject(s: Situation): boolean {
  return fits(s, 'any-user') && fits(s, 'dynamic-group');
}

/** `allow user alice to …` */
export const userAsSubject: Repair = (s) => {
  if (!atSubject(s) || peek(s).kind !== 'user') return undefined;
  const tokens = s.tokens.map((token, index) => (index === s.at ? { ...token, kind: 'group' } : token));
  return { tokens, fault: faultAt(s, 'user-as-subject', s.at, { name: peek(s, 1).text }) };
};

/** `allow groups A`, `allow principal x`, `allow Admins to …`; a template's `<subject>` is none. */
export const subjectKind: Repair = (s) => {
  if (!atSubject(s)) return undefined;
  const token = peek(s);
  const next = peek(s, 1);
  if (!canBeName(token.kind)) return undefined;
  if (placeholdersIn(token.text, 0).length > 0) {
    const isKind = canBeName(next.kind) && !ENDS_NAME.has(next.kind);
    return {
      tokens: isKind ? reread(s, s.at, 'group') : insert(s, s.at, ['group']).tokens,
      fault: undefined,
    };
  }
  if (isWord(token.kind) && canBeName(next.kind) && next.kind !== 'to') {
    const meant = nearest(token.text, [...SUBJECT_KINDS])[0];
    const kind = meant !== undefined && NAMED.includes(meant) ? meant : 'group';
    const edits = meant === undefined ? undefined : [{ start: token.start, end: token.end, text: meant }];
    return {
      tokens: reread(s, s.at, kind),
      fault: faultAt(s, 'unknown-subject-kind', s.at, { found: token.text, mended: meant ?? '' }, edits),
    };
  }
  const meant = isWord(token.kind) ? nearest(token.text, ['any-user', 'any-group'])[0] : undefined;
  if (meant !== undefined) {
    const edit = { start: token.start, end: token.end, text: meant };
    return {
      tokens: reread(s, s.at, meant),
      fault: faultAt(s, 'unknown-subject-kind', s.at, { found: token.text, mended: meant }, [edit]),
    };
  }
  const { tokens } = insert(s, s.at, ['group']);
  return {
    tokens,
    fault: faultAt(s, 'unknown-subject-kind', s.at, { found: token.text, mended: `group ${token.text}` }, [
      { start: token.start, end: token.start, text: 'group ' },
    ]),
  };
};

/** `group to manage …` */
export const missingSubjectName: Repair = (s) => {
  for (const index of [s.at, s.at - 1]) {
    const kind = s.tokens[index - 1]?.kind ?? '';
    const token = s.tokens[index];
    if (!NAMED.includes(kind)) continue;
    if (token && !['to', 'of', 'in', '{'].includes(token.kind)) continue;
    const { tokens, offset } = insert(s, index, [{ kind: 'ID', text: '' }]);
    const edit = { start: offset, end: offset, text: ` <${kind}-name>` };
    return { tokens, fault: faultAt(s, 'missing-subject-name', index, { kind }, [edit]) };
  }
  return undefined;
};

/** `group A, dynamic-group B` */
export const mixedSubjectKinds: Repair = (s) => {
  for (const index of [s.at, s.at - 1]) {
    const token = s.tokens[index];
    if (!token || !SUBJECT_KINDS.has(token.kind) || !s.before.some((kind) => SUBJECT_KINDS.has(kind)))
      continue;
    const separator = s.tokens[index - 1];
    if (separator?.kind !== ',' && separator?.kind !== 'and' && separator?.text !== 'or') continue;
    const first = s.tokens.find((each) => SUBJECT_KINDS.has(each.kind));
    const isSame = first?.kind === token.kind;
    const args = { first: first?.text ?? '', second: token.text, word: token.text };
    if (isSame) {
      const tokens = without({ ...s, tokens: reread(s, index - 1, ',', ',') }, index);
      return { tokens, fault: faultAt(s, 'duplicate-word', index, args, [deletion(s, index)]) };
    }
    const end = s.tokens.findIndex(
      (each, number) => number > index && ['to', 'of', 'in', '{'].includes(each.kind),
    );
    return {
      tokens: without(s, index - 1, end < 0 ? s.tokens.length : end),
      fault: faultAt(s, 'mixed-subject-kinds', index, args),
    };
  }
  return undefined;
};

/** `group My Admins to`, `compartment Shared Services` */
export const nameNeedsQuotes: Repair = (s) => {
  if (!nameStandsBefore(s)) return undefined;
  let from = s.at - 1;
  while (from > 0 && !canFollow(s.before.slice(0, from), 'STRING', s.rule)) from--;
  if (s.at - from > 4 || from < 1) return undefined;
  let to = s.at;
  while (to < s.tokens.length && to - from < 8 && !ENDS_NAME.has(s.tokens[to]?.kind ?? '')) to++;
  const parts = s.tokens.slice(from, to);
  if (to === s.at || parts.some((token) => token.kind === 'STRING' || /^[;.]$/.test(token.text)))
    return undefined;
  if (parts.some((token, index) => index > 0 && (VERB_KINDS.has(token.kind) || token.lineStart)))
    return undefined;
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last) return undefined;
  let name = '';
  parts.forEach((token, index) => {
    name += (index > 0 && token.start > (parts[index - 1]?.end ?? 0) ? ' ' : '') + token.text;
  });
  const edits = [
    { start: first.start, end: first.start, text: "'" },
    { start: last.end, end: last.end, text: "'" },
  ];
  const fault = faultAt(s, 'name-needs-quotes', from, { name, words: textOf(s, from, to) }, edits);
  return { tokens: joined(s, from, to, `'${name}'`, 'STRING'), fault: { ...fault, end: last.end } };
};

/** A name ends right before the trouble, and the trouble could be its next word. */
function nameStandsBefore(s: Situation): boolean {
  const previous = peek(s, -1);
  const token = peek(s);
  if (!canBeName(previous.kind) || previous.kind === 'STRING') return false;
  if (!isWord(token.kind) && token.kind !== 'OTHER') return false;
  return fits(s, ',') || fits(s, '/') || fits(s, ':');
}
