import { valueOf } from '../language/names.ts';
import type { ItemTree, Location, Principal, Subject } from '../language/tree.ts';
import { absenceIn, requestOf } from './absence.ts';
import { canBe } from './condition.ts';
import { gives } from './grant.ts';
import { grantorOf, type Grantor } from './statement.ts';

/** Something that a statement leaves to others: a permission for its own subject, where it holds itself. */
export interface Wish {
  readonly of: Grantor;
  readonly permission: string;
  /** The permission is wanted for this operation; any will do when it is left out. */
  readonly operation?: string;
}

/** What the statements of a document offer, kept for what is wished for, and brought up to date statement by statement. */
export interface Companions {
  /** Takes statements out and others in; what is neither is passed over. */
  exchange(gone: readonly ItemTree[], come: readonly ItemTree[]): void;
  /**
   * Answers, for the wishes that were given, whether some statement fulfils one: it gives the permission
   * to the same subject or more, there or above, and its condition does not bar the permission or the operation, by name or
   * for want of a variable. Other conditions are taken to hold, so that "no" is certain.
   */
  answer(wishes: readonly Wish[]): (wish: Wish) => boolean;
}

/** What is wished for, and how many statements offer it to each subject. */
interface Wanted {
  readonly wish: Wish;
  readonly offers: Map<string, number>;
}

export function createCompanions(): Companions {
  const trees = new Set<ItemTree>();
  let wanted = new Map<string, Wanted>();
  const count = (tree: ItemTree, those: Iterable<[string, Wanted]>, by: 1 | -1) => {
    const grantor = grantorOf(tree);
    if (!grantor || grantor.denies) return;
    for (const [name, { wish, offers }] of those) {
      if (!offersTo(grantor, wish)) continue;
      const { kind, subjects, location } = placeOf(grantor);
      for (const subject of subjects) {
        const offer = `${kind} ${subject} ${location} ${name}`;
        const left = (offers.get(offer) ?? 0) + by;
        if (left > 0) offers.set(offer, left);
        else offers.delete(offer);
      }
    }
  };
  return {
    exchange: (gone, come) => {
      for (const tree of gone) if (trees.delete(tree)) count(tree, wanted, -1);
      for (const tree of come) {
        trees.add(tree);
        count(tree, wanted, 1);
      }
    },
    answer: (wishes) => {
      const now = new Map<string, Wanted>();
      const fresh = new Map<string, Wanted>();
      for (const wish of wishes) {
        const name = nameOf(wish);
        if (now.has(name)) continue;
        let each = wanted.get(name);
        if (!each) fresh.set(name, (each = { wish, offers: new Map() }));
        now.set(name, each);
      }
      wanted = now;
      if (fresh.size > 0) for (const tree of trees) count(tree, fresh, 1);
      return (wish) => {
        const offers = now.get(nameOf(wish))?.offers;
        return asksOf(wish).every((ways) => ways.some((offer) => offers?.has(offer)));
      };
    },
  };
}

const asked = new WeakMap<ItemTree, Map<string, readonly (readonly string[])[]>>();

/** For each subject of a wish, the offers any one of which fulfils it. */
function asksOf(wish: Wish): readonly (readonly string[])[] {
  const name = nameOf(wish);
  let byName = asked.get(wish.of.tree);
  if (!byName) asked.set(wish.of.tree, (byName = new Map()));
  let asks = byName.get(name);
  if (!asks) {
    const { kind, subjects, above } = placeOf(wish.of);
    asks = subjects.map((subject) =>
      [subject, ...ANYBODY].flatMap((who) => above.map((location) => `${kind} ${who} ${location} ${name}`)),
    );
    byName.set(name, asks);
  }
  return asks;
}

/** Subjects that hold every other; a service is in `any-group` only by name, which does no harm here. */
const ANYBODY: readonly string[] = ['any-group', 'any-user'];

function nameOf({ permission, operation }: Omit<Wish, 'of'>): string {
  return operation === undefined ? permission : `${permission} ${operation}`;
}

function offersTo(grantor: Grantor, { permission, operation }: Omit<Wish, 'of'>): boolean {
  if (!gives(grantor.grant, permission)) return false;
  if (!canBe(grantor.condition, true, requestOf(permission, operation))) return false;
  const barred = absenceIn(grantor)?.barred ?? [];
  return !barred.some(
    (each) => each.permission === permission && (operation === undefined || each.operation === operation),
  );
}

interface Place {
  readonly kind: string;
  readonly subjects: readonly string[];
  readonly location: string;
  /** The location and those that hold it, as far as its path tells. */
  readonly above: readonly string[];
}

function placeOf({ tree, subject, location }: Grantor): Place {
  const above = locationsOf(location);
  return { kind: tree.type, subjects: subjectsOf(subject), location: above[0] ?? '', above };
}

function subjectsOf(subject: Subject): string[] {
  const kind = subject.kind.text.toLowerCase();
  if (subject.type === 'AnySubject') return [kind];
  if (subject.type === 'ResourceSubject')
    return [`${kind} ${subject.resourceKind.text} ${named(subject.instance)}`];
  return subject.principals.map((principal) => `${kind} ${named(principal)}`);
}

/** A name in any letter case; the domain `Default` may be left out. */
function named({ name }: Pick<Principal, 'name'>): string {
  return name
    .map((leaf) => valueOf(leaf).toLowerCase())
    .join('/')
    .replace(/^default\//, '');
}

/** The keys of a location and of what holds it, the location itself first. */
function locationsOf(location: Location): string[] {
  const alias = location.alias ? ` of ${location.alias.text.toLowerCase()}` : '';
  const whole = [`tenancy${alias}`, 'any-tenancy'];
  if (location.type === 'TenancyLocation') {
    return location.kind.text.toLowerCase() === 'any-tenancy' ? ['any-tenancy'] : whole;
  }
  const names = location.path.map((leaf) => valueOf(leaf).toLowerCase());
  const paths = names.map((_, index) => names.slice(0, names.length - index).join(':'));
  return [...paths.map((path) => `compartment ${path}${alias}`), ...whole];
}
