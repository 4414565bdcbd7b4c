import { variablesOf } from './condition-variables.ts';
import { conditionalIn, docketOf, isLike, telling, type Docket } from './docket.ts';
import type { CompartmentRef, Principal, Request } from './request.ts';
import type { Placed, Tenancy } from './tenancy.ts';
import { toldBy, type Wish } from './witness.ts';

/** Requests for one permission, of one principal, in one place, which one tenancy is to allow and another to deny. */
export interface Hearing {
  /** Whether no such request shows a difference, whatever it carries. */
  readonly isHopeless: boolean;
  /** The statements with a condition that may apply, of those that deny or that allow: where it is to be allowed, or denied. */
  meeting(isAllowed: boolean, denies: boolean): readonly Placed[];
  /** Such requests of which what they tell follows from wishes. */
  telling(wishes: readonly Wish[]): Trial;
}

/** Requests whose outcome hangs on what they tell alone, and all of which wishes lead to. */
export interface Trial {
  /** Whether no request of these shows a difference: it is certain that none does for the permission by its name, and no other is proposed. */
  readonly isLost: boolean;
  /** For a request for the permission by its name. */
  isShownBy(request: Request): boolean;
  readonly wishes: readonly Wish[];
  readonly allows: Docket;
  readonly denies: Docket;
}

export function hear(
  from: Tenancy,
  to: Tenancy,
  permission: string,
  principal: Principal,
  target: CompartmentRef,
): Hearing {
  const allows = docketOf({ tenancy: to, permission, principal, target });
  const denies = docketOf({ tenancy: from, permission, principal, target });
  return {
    isHopeless: isHopeless(allows, denies),
    meeting: (isAllowed, isDenial) => {
      const { allowing, denying } = isAllowed ? allows : denies;
      return conditionalIn(isDenial ? denying : allowing);
    },
    telling: (wishes) => {
      const told = toldBy(wishes);
      return trialOf(wishes, telling(allows, told), telling(denies, told));
    },
  };
}

function isHopeless(allows: Docket, denies: Docket): boolean {
  return allows.isNever('allowed') || denies.isNever('denied');
}

function trialOf(wishes: readonly Wish[], allows: Docket, denies: Docket): Trial {
  const isNever = isHopeless(allows, denies);
  return {
    isLost: isNever && wishes.every(({ condition }) => variablesOf(condition)?.includes(OPERATION) === false),
    isShownBy: (request) =>
      !isNever && allows.isSettled('allowed', request) && denies.isSettled('denied', request),
    ...{ wishes, allows, denies },
  };
}

/** Where a condition asks for it, requests for operations are proposed. */
const OPERATION = 'request.operation';

/** Whether what showed no difference for one permission shows none for another: the same requests are answered in the same way. "Yes" is certain. */
export function isAlike(one: Trial, other: Trial): boolean {
  const isSame = ({ condition, holds }: Wish, index: number) =>
    condition === other.wishes[index]?.condition && holds === other.wishes[index]?.holds;
  if (one.wishes.length !== other.wishes.length || !one.wishes.every(isSame)) return false;
  const variables = variablesIn(one);
  return (
    variables !== undefined &&
    !variables.includes(OPERATION) &&
    isLike(one.allows, other.allows, variables) &&
    isLike(one.denies, other.denies, variables)
  );
}

/** All variables that its conditions ask for; undefined where that is not known. */
function variablesIn({ wishes, allows, denies }: Trial): readonly string[] | undefined {
  const claims = [allows.allowing, allows.denying, denies.allowing, denies.denying].flat();
  const conditions = new Set([...wishes, ...claims].flatMap(({ condition }) => condition ?? []));
  const lists = [...conditions].map(variablesOf);
  return lists.every((each) => each !== undefined) ? [...new Set(lists.flat())] : undefined;
}
