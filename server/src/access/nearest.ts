import { loadCatalog } from '../catalog/catalog.ts';
import { covers } from './compartments.ts';
import type { Match } from './decision.ts';
import { environmentOf } from './environment.ts';
import type { Answer, PermissionAnswer } from './evaluate.ts';
import { giving } from './grant-truth.ts';
import { grantedBy } from './grant.ts';
import { holds } from './holds.ts';
import { takesIn } from './membership.ts';
import type { Request } from './request.ts';
import { requestAt } from './target-places.ts';
import type { Placed, Tenancy } from './tenancy.ts';

/** A statement that does not give a permission, and the parts of it that do not fit. */
export interface Near extends Match {
  readonly permission: string;
  readonly misfits: readonly Misfit[];
}

export type Misfit = 'subject' | 'grant' | 'location' | 'condition';

/** How much would have to change for a part to fit: a condition or a verb is nearer than another place or another subject. */
const WEIGHT: Readonly<Record<Misfit, number>> = { condition: 2, grant: 3, location: 4, subject: 5 };
/** Statements that are further off than this are no news. */
const FURTHEST = 6;

/** For the permissions that nothing gives, the statements that come nearest to giving them, the nearest first. */
export function nearestTo(tenancy: Tenancy, asked: Request, answer: Answer, most = 3): readonly Near[] {
  const operation = answer.action.kind === 'operation' ? answer.action.name : undefined;
  const missing = new Map(
    answer.readings.flatMap(({ permissions }) =>
      permissions
        .filter(({ result }) => result === 'not-granted')
        .map(({ permission, at }) => [permission, requestAt(asked, at)] as const),
    ),
  );
  return [...missing].flatMap(([permission, request]) => {
    const env = environmentOf(tenancy, request, permission, operation);
    const near = tenancy.statements.flatMap((statement): Near[] => {
      if (statement.denies || statement.kind !== 'plain' || !statement.grantor) return [];
      const grant = giving(statement.grantor.grant, false, permission);
      if (grant === 'no' && !isAbout(statement, permission)) return [];
      const subject = takesIn(statement, request.principal, tenancy);
      const location = covers(statement.covered, request.target, tenancy.compartments);
      const condition = holds(statement.tree.condition, env);
      const truths = { subject, grant, location, condition };
      const misfits = (Object.keys(WEIGHT) as Misfit[]).filter((part) => truths[part] === 'no');
      return misfits.length === 0 ? [] : [{ statement, permission, ...truths, misfits }];
    });
    return near
      .map((each) => ({ each, far: distanceOf(each) }))
      .filter(({ far }) => far <= FURTHEST)
      .sort((a, b) => a.far - b.far)
      .slice(0, most)
      .map(({ each }) => each);
  });
}

function distanceOf({ misfits }: Near): number {
  return misfits.reduce((sum, part) => sum + WEIGHT[part], 0);
}

/** Whether a grant is about the resource types of a permission, though it does not give it. */
function isAbout({ grantor }: Placed, permission: string): boolean {
  if (!grantor) return false;
  const { everything, resourceTypes } = grantedBy(grantor.grant);
  const types = loadCatalog().permission(permission)?.resourceTypes ?? [];
  return everything || types.some((type) => resourceTypes.includes(type));
}

/** The permissions that keep a request from being allowed. */
export function missingIn(answer: Answer): readonly PermissionAnswer[] {
  const found = new Map<string, PermissionAnswer>();
  for (const { permissions, needs } of answer.readings) {
    const isNeeded = (permission: string) =>
      needs.all.includes(permission) || needs.oneOf.flat().includes(permission);
    for (const each of permissions) {
      if (each.result !== 'allowed' && isNeeded(each.permission)) found.set(each.permission, each);
    }
  }
  return [...found.values()];
}
