import { isOpen, looksLikeOcid } from '../language/names.ts';
import { printGrant, printLocation } from '../language/print.ts';
import type { Admit, Association, Endorse, Leaf, Location } from '../language/tree.ts';
import type { Placed, Tenancy } from './tenancy.ts';

/** What stands for the tenancy of a statement in the policy of the other one, until somebody gives it a name. */
const HERE = '<this-tenancy>';

/**
 * What the other tenancy must say in a policy of its root compartment before an endorsement or an admission gives anything, a
 * statement a line; nothing for a denial, which asks nobody. It says no more than its counterpart needs; what is not told stands in
 * it as a placeholder. Source: reference 4.7, and the pairs in Oracle's documents on policies across tenancies.
 */
export function otherHalf(statement: Placed, tenancy: Pick<Tenancy, 'ocid'>): readonly string[] {
  const { tree, denies } = statement;
  if (tree.type === 'Grant' || denies) return [];
  const { subject, association } = tree;
  const what = association
    ? associationThere(association)
    : tree.grant && tree.location
      ? `${printGrant(tree.grant)} in ${placeThere(tree, tree.location, HERE)}`
      : undefined;
  if (what === undefined || subject.type === 'ResourceSubject') return [];
  const kind = subject.kind.text.toLowerCase();
  // Placeholders of one text are filled in at once.
  const nth = (index: number) => (statement.groups.length > 1 ? `-${index + 1}` : '');
  const here = `define tenancy ${HERE} as ${tenancy.ocid ?? '<ocid-of-this-tenancy>'}`;
  const named = subject.type === 'NamedSubject' ? subject.principals.map(({ name }) => nameOf(name)) : [];
  if (tree.type === 'Admit') {
    // There the group has its own name, which is not known here; its OCID is.
    const theirs = statement.groups.map(({ ocid }, index) =>
      ocid === undefined ? (isService(kind) ? named[index] : `<${kind}-name${nth(index)}>`) : `id ${ocid}`,
    );
    return [here, `endorse ${[kind, theirs.join(', ')].join(' ').trim()} to ${what}`];
  }
  const names = isService(kind) ? named : named.map((name, index) => aliasFor(name, kind + nth(index)));
  const defines = isService(kind)
    ? []
    : statement.groups.map(
        ({ ocid }, index) => `define ${kind} ${names[index]} as ${ocid ?? `<ocid-of-${kind}${nth(index)}>`}`,
      );
  const who = [kind, names.join(', ')].join(' ').trim();
  return [here, ...defines, `admit ${who} of tenancy ${HERE} to ${what}`];
}

const isService = (kind: string) => kind === 'service';

const nameOf = (name: readonly Leaf[]) => name.map(({ text }) => text).join('/');

/** A name that a `define` may give: an OCID is none, and neither is one with a domain before it. */
function aliasFor(name: string, which: string): string {
  return looksLikeOcid(name) || name.includes('/') ? `<alias-of-${which}>` : name;
}

/**
 * The place of a statement as the other tenancy names it. What is given always lies in the tenancy that admits: there it has no
 * alias, in the other one that of the tenancy.
 */
export function placeThere(tree: Endorse | Admit, place: Location, tenancy: string): string {
  if (tree.type === 'Endorse') return ownPlace(place);
  const own = printLocation(place);
  return place.type === 'TenancyLocation' ? `tenancy ${tenancy}` : `${own} of tenancy ${tenancy}`;
}

function ownPlace(place: Location): string {
  if (place.type === 'TenancyLocation') return 'tenancy';
  const { type, kind, id, path, start, end } = place;
  return printLocation({ type, kind, path, start, end, ...(id ? { id } : {}) });
}

/** An association from the standpoint of the other tenancy: what is far is near there. */
function associationThere(association: Association): string {
  const { resourceType, location, withResourceType, withLocation } = association;
  const turned = (place: Location) => (isFar(place) ? ownPlace(place) : `tenancy ${HERE}`);
  return `associate ${resourceType.text} in ${turned(location)} with ${withResourceType.text} in ${turned(withLocation)}`;
}

function isFar(place: Location): boolean {
  return (
    place.alias !== undefined ||
    (place.type === 'TenancyLocation' && place.kind.text.toLowerCase() === 'any-tenancy')
  );
}

/** The place by which an endorsement or an admission names the other tenancy; undefined where it names none. */
export function farPlace(tree: Endorse | Admit): Location | undefined {
  if (tree.type === 'Admit') return tree.from;
  const { location, association } = tree;
  return (
    location ?? [association?.withLocation, association?.location].find((place) => place && isFar(place))
  );
}

/** What an endorsement or an admission calls the other tenancy; undefined where it names any, or none. */
export function otherTenancyName({ tree }: Placed): string | undefined {
  const leaf = tree.type === 'Grant' ? undefined : farPlace(tree)?.alias;
  return leaf && !isOpen(leaf) ? leaf.text : undefined;
}
