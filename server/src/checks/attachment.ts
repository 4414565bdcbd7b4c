import { startsWith } from '../access/subsume.ts';
import type { CompartmentLocation, Leaf, Location, Span } from '../language/tree.ts';
import { isSettled, replacing, type Check, type Found } from './check.ts';
import type { Changes, Entry, Policy } from './inventory.ts';
import { reportInto, type Report } from './report.ts';

/** Compartments may be nested this deep. Source: reference 1.6. */
const DEEPEST = 6;

const policy = (where: string, statement: string) =>
  `policy readers in ${where}\n  description "Readers"\n{\n  ${statement}\n}\n`;

/** A path that begins above the compartment of its policy */
const compartmentPathNotRelative: Check = {
  code: 'compartment-path-not-relative',
  severity: 'error',
  example: {
    bad: policy('compartment Shop', 'allow group Ops to read buckets in compartment Shop:Web'),
    mended: policy('compartment Shop', 'allow group Ops to read buckets in compartment Web'),
  },
};

/** `in tenancy` in a policy of a compartment */
const tenancyBelowRoot: Check = {
  code: 'tenancy-below-root',
  severity: 'warning',
  example: {
    bad: policy('compartment Shop', 'allow group Ops to read buckets in tenancy'),
    mended: policy('compartment Shop', 'allow group Ops to read buckets in compartment Shop'),
  },
};

/** `endorse` and `admit` in a policy of a compartment */
const crossTenancyNotRoot: Check = {
  code: 'cross-tenancy-not-root',
  severity: 'error',
  example: {
    bad: policy('compartment Shop', 'endorse group Ops to read buckets in any-tenancy'),
    mended: policy('tenancy', 'endorse group Ops to read buckets in any-tenancy'),
  },
};

/** More compartments inside each other than there can be */
const compartmentDepth: Check = {
  code: 'compartment-depth',
  severity: 'error',
  example: {
    bad: 'allow group Ops to read buckets in compartment A:B:C:D:E:F:G\n',
    mended: 'allow group Ops to read buckets in compartment A:B:C:D:E:F\n',
  },
};

export const attachmentChecks: readonly Check[] = [
  compartmentPathNotRelative,
  tenancyBelowRoot,
  crossTenancyNotRoot,
  compartmentDepth,
];

/** Tells locations that do not fit the place where their policy hangs, as far as the file tells it. Source: reference 4.3, `resolve`. */
export interface Attachments {
  check(changes: Changes, report: Report): void;
}

export function createAttachments(): Attachments {
  const found = new Map<Entry, readonly Found[]>();
  return {
    check: ({ placed, lost }, report) => {
      for (const entry of lost) found.delete(entry);
      for (const entry of placed) {
        const own: Found[] = [];
        checkLocation(entry, entry.policy, reportInto(own));
        if (own.length > 0) found.set(entry, own);
        else found.delete(entry);
      }
      for (const own of found.values()) own.forEach(report.again);
    },
  };
}

function checkLocation(entry: Entry, { attachment, head }: Policy, report: Report): void {
  const { tree } = entry.item;
  if (tree?.type === 'Endorse' || tree?.type === 'Admit') {
    const isBelow = attachment.kind === 'path' || attachment.kind === 'id';
    if (isBelow) report(crossTenancyNotRoot, entry, openingOf(entry), { args: { place: placeOf(head) } });
    return;
  }
  if (tree?.type !== 'Grant') return;
  const { location } = tree;
  if (location.type === 'TenancyLocation') {
    const isBelow = attachment.kind === 'path' || attachment.kind === 'id';
    if (!isBelow || location.alias || location.kind.text.toLowerCase() !== 'tenancy') return;
    const mended = ownPlaceOf(head);
    report(tenancyBelowRoot, entry, location, {
      args: { place: placeOf(head), ...(mended === undefined ? {} : { mended }) },
      ...(mended === undefined ? {} : { fix: replacing(location, mended) }),
    });
  } else if (!location.id)
    checkPath(entry, location, attachment.kind === 'path' ? attachment.path : [], report);
}

function checkPath(
  entry: Entry,
  location: CompartmentLocation,
  attachment: readonly string[],
  report: Report,
): void {
  const { form } = entry;
  const path = form?.location?.kind === 'path' ? form.location.path : undefined;
  if (!path || location.alias) return;
  const count = attachment.length;
  const isFromAbove = count > 0 && path.length > 1 && startsWith(path, attachment);
  if (isFromAbove) {
    const [first, last] = [location.path[0], location.path[location.path.length - 1]];
    if (!first || !last) return;
    const rest = location.path[Math.min(count, path.length - 1)] ?? last;
    const text = entry.item.text.slice(rest.start, last.end);
    const span = { start: first.start, end: last.end };
    report(compartmentPathNotRelative, entry, span, {
      args: { place: attachment.join(':'), mended: text },
      fix: replacing(span, text),
    });
    return;
  }
  // A path may also begin with the attachment's own name.
  const depth = count + path.length - (count > 0 && path[0] === attachment[count - 1] ? 1 : 0);
  if (depth <= DEEPEST || !location.path.every(isSettled)) return;
  report(compartmentDepth, entry, location, { args: { depth: String(depth), most: String(DEEPEST) } });
}

/** The words before the subject. */
function openingOf({ item: { tree } }: Entry): Span {
  const [start, end] =
    tree?.type === 'Endorse' || tree?.type === 'Admit' ? [tree.start, tree.subject.start] : [0, 0];
  return { start, end: Math.max(start, end - 1) };
}

function locationOf(head: Entry | undefined): Location | undefined {
  const tree = head?.item.tree;
  return tree?.type === 'PolicyHead' ? tree.locations[0] : undefined;
}

/** Where the policy hangs, as its head says it. */
function placeOf(head: Entry | undefined): string {
  const location = locationOf(head);
  return location?.type === 'CompartmentLocation' ? textOf(location.path) : '';
}

/** How a statement names the compartment that its policy hangs on. */
function ownPlaceOf(head: Entry | undefined): string | undefined {
  const location = locationOf(head);
  if (location?.type !== 'CompartmentLocation') return undefined;
  const last = location.path[location.path.length - 1];
  if (!last) return undefined;
  return location.id ? `compartment id ${last.text}` : `compartment ${last.text}`;
}

function textOf(path: readonly Leaf[]): string {
  return path.map(({ text }) => text).join(':');
}
