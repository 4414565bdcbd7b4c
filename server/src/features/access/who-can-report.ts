import type { Outcome } from '../../access/evaluate.ts';
import type { Tenancy } from '../../access/tenancy.ts';
import { whoCan, type Holder } from '../../access/who-can.ts';
import type { Locale } from '../../checks/words/locale.ts';
import { readQuestion, type Misread, type Question } from './read-question.ts';
import { reasonsOf, type Reason } from './reasons.ts';
import { tellIn } from './words.ts';

/** Somebody who may do what was asked. */
export interface HolderReport {
  /** The subject as a statement names it: `group Analysts`, `any-user`. */
  readonly who: string;
  /** `allowed`, or `unknown` when it hangs on what is not told. */
  readonly outcome: Exclude<Outcome, 'denied'>;
  readonly reasons: readonly Reason[];
}

/** Who may do something; those who may for certain come first. */
export function whoCanReport(
  tenancy: Tenancy,
  question: Omit<Question, 'who'>,
  locale: Locale,
): readonly HolderReport[] | Misread {
  const request = readQuestion({ ...question, who: 'user somebody' }, tenancy);
  if ('misread' in request) return request;
  const tell = tellIn(locale);
  const holders = whoCan(tenancy, request).map((holder): HolderReport => ({
    who: nameOfHolder(holder),
    outcome: holder.answer.outcome === 'allowed' ? 'allowed' : 'unknown',
    reasons: reasonsOf(tenancy, holder.request, holder.answer, tell),
  }));
  return [...holders].sort((a, b) => Number(a.outcome !== 'allowed') - Number(b.outcome !== 'allowed'));
}

function nameOfHolder({ kind, group }: Holder): string {
  if (!group) return kind;
  const { domain, name, ocid } = group;
  if (name === undefined) return `${kind} id ${ocid}`;
  return `${kind} ${domain === undefined ? name : `${domain}/${name}`}`;
}
