import type { CompartmentRef, Request } from '../../access/request.ts';
import type { Tenancy } from '../../access/tenancy.ts';
import { actorOf, requestOf } from '../../access/test-requests.ts';
import { loadCatalog } from '../../catalog/catalog.ts';
import { createDocument } from '../../language/document.ts';
import type { Test } from '../../language/tree.ts';

/** A request as a person writes it, in the words of `test` blocks. */
export interface Question {
  /** What stands behind `as`: `user ana in group Analysts`, `resource fnfunction { compartment = labs }`, `service faas`. */
  readonly who: string;
  /** An operation or a permission. */
  readonly action: string;
  /** `tenancy`, or `compartment` with a path from the root or `id` and an OCID; left out when it is not told. */
  readonly where?: string | undefined;
  /** What the request carries, as behind `where`: `target.secret.id = '…', request.region = 'iad'`. */
  readonly facts?: string | undefined;
  /** The compartment that it is moved to, written as `where`; left out when it stays, or where that is not told. */
  readonly to?: string | undefined;
  /** Where resources of a type lie that are not there: `instances = Compute`, or a family and a place. */
  readonly elsewhere?: readonly string[] | undefined;
}

/** A question that cannot be read: the part of it that is at fault. */
export interface Misread {
  readonly misread: keyof Question;
}

/** The request that a question speaks of. */
export function readQuestion(question: Question, tenancy: Tenancy): Request | Misread {
  const { who, action, where, facts, to, elsewhere = [] } = question;
  const place = where === undefined ? undefined : placeIn(where);
  const told = facts === undefined || facts.trim() === '' ? '' : ` where ${facts}`;
  const parts: [keyof Question, string][] = [
    ['who', `as ${who}`],
    ['action', `as ${who} can ${action}`],
    ['where', `as ${who} can ${action}${place === undefined ? '' : ` in ${place}`}`],
    ['facts', `as ${who} can ${action}${place === undefined ? '' : ` in ${place}`}${told}`],
  ];
  let test: Test | undefined;
  for (const [part, text] of parts) {
    test = testIn(text, part === 'who' ? 0 : 1);
    if (!test) return { misread: part };
  }
  const [testCase] = test?.cases ?? [];
  const [expectation] = testCase?.expectations ?? [];
  if (!testCase || !expectation) return { misread: 'who' as const };
  const request = requestOf(expectation, actorOf(testCase, tenancy), tenancy);
  const into = to === undefined ? undefined : readPlace(to, tenancy);
  if (to !== undefined && !into) return { misread: 'to' };
  const places = readElsewhere(elsewhere, tenancy);
  if (!places) return { misread: 'elsewhere' };
  return { ...request, ...(into ? { to: into } : {}), ...(places.size > 0 ? { elsewhere: places } : {}) };
}

/** A place as it stands behind `in`: a bare path is one of compartments. */
function placeIn(text: string): string {
  return /^(?:tenancy|compartment)\b/i.test(text.trim()) ? text : `compartment ${text}`;
}

function readPlace(text: string, tenancy: Tenancy): CompartmentRef | undefined {
  const [testCase] = testIn(`as group g can x in ${placeIn(text)}`, 1)?.cases ?? [];
  const [expectation] = testCase?.expectations ?? [];
  return testCase && expectation && requestOf(expectation, actorOf(testCase, tenancy), tenancy).target;
}

/** Places by resource type; undefined when one of them cannot be read, or is for a type that the catalogue lacks. */
function readElsewhere(
  texts: readonly string[],
  tenancy: Tenancy,
): ReadonlyMap<string, CompartmentRef> | undefined {
  const places = new Map<string, CompartmentRef>();
  for (const text of texts) {
    const [, name = '', place = ''] = /^\s*([\w-]+)\s*=\s*(.+)$/.exec(text) ?? [];
    const catalog = loadCatalog();
    const types = catalog.resourceType(name)?.name ?? catalog.family(name)?.members ?? [];
    const read = place === '' ? undefined : readPlace(place, tenancy);
    if (!read || types.length === 0) return undefined;
    for (const type of [types].flat()) places.set(type, read);
  }
  return places;
}

/** The test of one case that a text is, without a slip in it. */
function testIn(text: string, expectations: number): Test | undefined {
  const items = createDocument(`test "question" { ${text} }`).items.filter(({ kind }) => kind !== 'empty');
  const [item, more] = items;
  if (item?.tree?.type !== 'Test' || more || item.faults.length > 0) return undefined;
  const [testCase, other] = item.tree.cases;
  return testCase && !other && testCase.expectations.length === expectations ? item.tree : undefined;
}
