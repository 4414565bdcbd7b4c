import { isWord, VERB_KINDS } from '../kinds.ts';
import {
  absent,
  deletion,
  faultAt,
  fits,
  insert,
  isResourceType,
  lastOpen,
  peek,
  reread,
  without,
  type Repair,
  type Situation,
} from './situation.ts';
import { textOf } from './words.ts';

const VERBS = ['inspect', 'read', 'use', 'manage'];
const GAP: { kind: string; text: string } = { kind: 'ID', text: '' };

/** Whether token `index` is the verb of a grant. */
function isVerb(s: Situation, index: number): boolean {
  return s.tokens[index - 1]?.kind === 'to' && isWord(s.tokens[index]?.kind ?? '');
}

/** `dynamic-group D use file-systems in …` */
export const missingTo: Repair = (s) => {
  const token = peek(s);
  if (!fits(s, 'to') || (!VERB_KINDS.has(token.kind) && token.kind !== '{')) return undefined;
  const { tokens, offset } = insert(s, s.at, ['to']);
  return { tokens, fault: faultAt(s, 'missing-to', s.at, {}, [{ start: offset, end: offset, text: ' to' }]) };
};

/** `allow group g in tenancy where …` */
export const missingGrant: Repair = (s) => {
  if (!fits(s, 'to') || (peek(s).kind !== 'in' && peek(s).kind !== 'end')) return undefined;
  if (peek(s, -1).kind === 'end' || s.at < 2) return undefined;
  const { tokens, offset } = insert(s, s.at, ['to', GAP, GAP]);
  const edit = { start: offset, end: offset, text: ' to <verb> <resource-type>' };
  return { tokens, fault: faultAt(s, 'missing-grant', s.at, {}, [edit]) };
};

/** `… to` and nothing more before the place */
export const emptyGrant: Repair = (s) => {
  if (peek(s, -1).kind !== 'to' || !['in', 'end', 'where'].includes(peek(s).kind)) return undefined;
  const { tokens, offset } = insert(s, s.at, [GAP, GAP]);
  const edit = { start: offset, end: offset, text: ' <verb> <resource-type>' };
  return { tokens, fault: faultAt(s, 'missing-grant', s.at, {}, [edit]) };
};

/** `to objects in compartment C` */
export const missingVerb: Repair = (s) => {
  const type = peek(s, -1);
  if (peek(s, -2).kind !== 'to' || !isWord(type.kind) || VERB_KINDS.has(type.kind)) return undefined;
  if (!['in', 'end', 'where', ','].includes(peek(s).kind) || !isResourceType(type.text)) return undefined;
  const { tokens, offset } = insert(s, s.at - 1, [GAP]);
  const edit = { start: offset, end: offset, text: ' read' };
  return { tokens, fault: faultAt(s, 'missing-verb', s.at - 1, { type: type.text }, [edit]) };
};

/** `to read in tenancy` */
export const missingResourceType: Repair = (s) => {
  if (!isVerb(s, s.at - 1) || !['in', 'end', 'where', 'tenancy'].includes(peek(s).kind)) return undefined;
  const verb = peek(s, -1).text;
  const { tokens, offset } = insert(s, s.at, [GAP]);
  const edit = { start: offset, end: offset, text: ' <resource-type>' };
  return { tokens, fault: faultAt(s, 'missing-resource-type', s.at, { verb }, [edit]) };
};

/** `read and use`, `read, use`, `read/use`, `read use` */
export const severalVerbs: Repair = (s) => {
  if (!isVerb(s, s.at - 1)) return undefined;
  let end = s.at;
  // A deny takes more the lower its verb is.
  const isDeny = s.tokens[0]?.kind === 'deny';
  let widest = VERBS.indexOf(peek(s, -1).text.toLowerCase());
  for (;;) {
    const separated = [',', '/', 'and'].includes(s.tokens[end]?.kind ?? '') || s.tokens[end]?.text === 'or';
    const verb = s.tokens[separated ? end + 1 : end];
    if (!verb || !VERB_KINDS.has(verb.kind)) break;
    const rank = VERBS.indexOf(verb.kind);
    widest = isDeny ? Math.min(widest, rank) : Math.max(widest, rank);
    end += separated ? 2 : 1;
  }
  const first = peek(s, -1);
  const kept = VERBS[widest];
  if (end === s.at || kept === undefined) return undefined;
  const last = s.tokens[end - 1]?.end ?? first.end;
  const verb = { ...first, kind: kept, text: kept, end: last };
  const fault = faultAt(s, 'several-verbs', s.at - 1, { found: textOf(s, s.at - 1, end), mended: kept }, [
    { start: first.start, end: last, text: kept },
  ]);
  return {
    tokens: [...s.tokens.slice(0, s.at - 1), verb, ...s.tokens.slice(end)],
    fault: { ...fault, end: last },
  };
};

/** `to manage {VCN_READ}`, `{VCN_READ} vcns` */
export const mixedGrant: Repair = (s) => {
  const token = peek(s);
  if (token.kind === '{' && isVerb(s, s.at - 1)) {
    const verb = peek(s, -1).text;
    return {
      tokens: without(s, s.at - 1),
      fault: faultAt(s, 'mixed-grant', s.at - 1, { extra: verb }, [deletion(s, s.at - 1)]),
    };
  }
  const brace = lastOpen(s, s.at - 1, ['{']);
  const opensSet = brace > 0 && ['to', 'end'].includes(s.tokens[brace - 1]?.kind ?? 'end');
  if (peek(s, -1).kind !== '}' || !opensSet || !isWord(token.kind) || peek(s, 1).kind !== 'in')
    return undefined;
  return {
    tokens: without(s, s.at),
    fault: faultAt(s, 'mixed-grant', s.at, { extra: token.text }, [deletion(s, s.at)]),
  };
};

/** `manage vcns, subnets`, `manage vcns and subnets` */
export const severalResourceTypes: Repair = (s) => {
  if (!isVerb(s, s.at - 2)) return undefined;
  let end = s.at;
  while (isSeparator(s, end) && isWord(s.tokens[end + 1]?.kind ?? '')) end += 2;
  if (end === s.at) return undefined;
  const fault = faultAt(s, 'several-resource-types', s.at - 1, { found: textOf(s, s.at - 1, end) });
  return { tokens: without(s, s.at, end), fault: { ...fault, end: s.tokens[end - 1]?.end ?? fault.end } };
};

function isSeparator(s: Situation, index: number): boolean {
  const token = s.tokens[index];
  return token !== undefined && ([',', 'and', '/'].includes(token.kind) || /^(?:or|&)$/.test(token.text));
}

/** `to (P1, P2) in`, `to [P1] in` */
export const wrongSetBracket: Repair = (s) => {
  const open = peek(s);
  const closer = open.text === '(' ? ')' : open.text === '[' ? ']' : undefined;
  if (closer === undefined || (peek(s, -1).kind !== 'to' && !isVerb(s, s.at - 1))) return undefined;
  const close = s.tokens.findIndex((token, index) => index > s.at && token.text === closer);
  if (close < 0) return undefined;
  const swapped = s.tokens.map((token, index) =>
    index === s.at
      ? { ...token, kind: '{', text: '{' }
      : index === close
        ? { ...token, kind: '}', text: '}' }
        : token,
  );
  const last = s.tokens[close];
  const fault = faultAt(s, 'wrong-bracket', s.at, { found: open.text, mended: '{' }, [
    { start: open.start, end: open.end, text: '{' },
    { start: last?.start ?? 0, end: last?.end ?? 0, text: '}' },
  ]);
  return { tokens: swapped, fault: { ...fault, end: last?.end ?? fault.end } };
};

/** `manage *` */
export const everyType: Repair = (s) => {
  if (peek(s).text !== '*' || !isVerb(s, s.at - 1)) return undefined;
  const edit = { start: peek(s).start, end: peek(s).end, text: 'all-resources' };
  return {
    tokens: reread(s, s.at, 'all-resources'),
    fault: faultAt(s, 'all-resources-spelling', s.at, { word: '*', mended: 'all-resources' }, [edit]),
  };
};

/** `to {} in tenancy` */
export const emptySet: Repair = (s) => {
  if (peek(s).kind !== '}' || peek(s, -1).kind !== '{' || peek(s, -2).kind !== 'to') return undefined;
  const tokens = [...s.tokens.slice(0, s.at), absent('ID', peek(s).start), ...s.tokens.slice(s.at)];
  const fault = faultAt(s, 'statement-never-grants', s.at - 1, {});
  return { tokens, fault: { ...fault, end: peek(s).end } };
};
