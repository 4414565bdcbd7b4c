import { locationForm } from '../../../server/src/access/normal-form.ts';
import type { Location } from '../../../server/src/language/tree.ts';
import type { Draft } from './plan.ts';
import { compartmentAt, isUnknown, pathOf } from './snapshot.ts';
import type { Source } from './wanted.ts';

/** Something of a file that lies in a compartment. */
export interface Located {
  readonly name: string;
  readonly location: Location | undefined;
  readonly locationText: string;
  readonly source: Source;
}

/** The compartment that a declaration lies in; undefined, with a stop, where that cannot be told. */
export function placeOfDeclaration(located: Located, draft: Draft): string | undefined {
  const { snapshot, options, stops } = draft;
  const { name, location, locationText: path, source } = located;
  if (!location) {
    if (options.compartmentId !== undefined) return options.compartmentId;
    stops.push({ key: 'stop.placeMissing', args: { name }, source });
    return undefined;
  }
  const form = locationForm(location);
  const root = snapshot.place.tenancyId;
  if (form.kind === 'tenancy' && form.key === 'tenancy') return root;
  if (form.kind === 'id') {
    const known = snapshot.compartments.find(({ id }) => id.toLowerCase() === form.ocid);
    if (known) return known.id;
    if (isUnknown(snapshot, 'compartments')) return form.ocid;
    stops.push({ key: 'stop.compartmentUnknown', args: { path, name }, source });
    return undefined;
  }
  const found =
    form.kind === 'path' && !location.alias ? compartmentAt(snapshot, form.path, root) : undefined;
  if (found !== undefined) return found;
  if (isUnknown(snapshot, 'compartments')) {
    stops.push({ key: 'stop.compartmentsHidden', args: { path, name }, source });
    return undefined;
  }
  const last = form.kind === 'path' ? form.path.at(-1) : undefined;
  const elsewhere = snapshot.compartments.find((each) => each.name.toLowerCase() === last);
  const other = elsewhere && pathOf(snapshot, elsewhere.id);
  if (other === undefined) stops.push({ key: 'stop.compartmentUnknown', args: { path, name }, source });
  else stops.push({ key: 'stop.compartmentElsewhere', args: { path, name, other }, source });
  return undefined;
}

/** A compartment as people call it. */
export function compartmentName(draft: Pick<Draft, 'snapshot'>, id: string): string {
  return pathOf(draft.snapshot, id) ?? id;
}
