import type { Edit } from '../fault.ts';
import { faultAt, insert, peek, reread, type Situation, type Slip } from './situation.ts';

/** `allow group A to associate drg-attachments in …`: only `endorse` and `admit` associate. */
export function associateMisplaced(trouble: Situation): Slip | undefined {
  const { rule, tokens, at } = trouble;
  if (rule !== 'Grant' || peek(trouble).kind !== 'associate' || peek(trouble, -1).kind !== 'to')
    return undefined;
  // Read as a verb, so that the rest of the statement is looked at too; the second half has no place in a grant.
  const read = reread(trouble, at, peek(trouble).text, 'use');
  const second = read.findIndex((token, index) => index > at && token.kind === 'with');
  const where = read.findIndex((token, index) => index > at && token.kind === 'where');
  const end = where < 0 ? read.length : where;
  const meant = second < 0 || second > end ? read : [...read.slice(0, second), ...read.slice(end)];
  return {
    tokens: meant,
    fault: faultAt(trouble, 'associate-misplaced', at, {}, endorsing(tokens, second, end)),
  };
}

/** What makes an endorsement of it, when it names a place in another tenancy already. */
function endorsing(tokens: Situation['tokens'], second: number, end: number): Edit[] | undefined {
  const tenancy = tokens.findIndex((token, index) => index > second && token.kind === 'tenancy');
  const [effect] = tokens;
  if (second < 0 || tenancy < 0 || tenancy + 1 >= end || !effect) return undefined;
  const text = effect.kind === 'deny' ? `${effect.text} endorse` : 'endorse';
  return [{ start: effect.start, end: effect.end, text }];
}

/** `endorse group G to associate drg-attachments in tenancy`: what it is associated with is missing. */
export function associateWithoutWith(trouble: Situation): Slip | undefined {
  const { rule, tokens, at, before } = trouble;
  if (rule !== 'Endorse' && rule !== 'Admit') return undefined;
  const index = before.lastIndexOf('associate');
  const token = peek(trouble);
  if (index < 0 || before.includes('with', index) || (token.kind !== 'end' && token.kind !== 'where'))
    return undefined;
  const { tokens: meant, offset } = insert(trouble, at, [
    ...['with', { kind: 'ID', text: '' }, 'in', 'tenancy', { kind: 'ID', text: '' }],
  ]);
  const text = ' with <resource-type> in tenancy <tenancy-alias>';
  return {
    tokens: meant,
    fault: faultAt(trouble, 'associate-without-with', index, { type: tokens[index + 1]?.text ?? '' }, [
      { start: offset, end: offset, text },
    ]),
  };
}
