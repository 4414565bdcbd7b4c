import type { Location } from '../language/tree.ts';
import { replacing, type Check } from './check.ts';

const BIRCH = 'define tenancy birch as ocid1.tenancy.oc1..birch\n';
const REVIEWERS = 'define group reviewers as ocid1.group.oc1..reviewers\n';

/** `admit group G of any-tenancy` */
const admitAnyTenancyNamed: Check = {
  code: 'admit-any-tenancy-named',
  severity: 'error',
  example: {
    bad: `${REVIEWERS}admit group reviewers of any-tenancy to read objects in tenancy\n`,
    mended: `${BIRCH}${REVIEWERS}admit group reviewers of tenancy birch to read objects in tenancy\n`,
  },
  visit: {
    Admit: ({ subject, from }, { report }) => {
      if (subject.type === 'AnySubject' || from?.type !== 'TenancyLocation') return;
      if (from.kind.text.toLowerCase() !== 'any-tenancy') return;
      const args = { kind: subject.kind.text.toLowerCase() };
      report(from, { args, fix: replacing(from, 'tenancy <tenancy-alias>') });
    },
  },
};

/** `admit group G to read buckets in tenancy` */
const admitWithoutTenancy: Check = {
  code: 'admit-without-tenancy',
  severity: 'warning',
  example: {
    bad: `${REVIEWERS}admit group reviewers to read objects in tenancy\n`,
    mended: `${BIRCH}${REVIEWERS}admit group reviewers of tenancy birch to read objects in tenancy\n`,
  },
  visit: {
    Admit: ({ subject, from }, { report }) => {
      if (from) return;
      const mended = 'of tenancy <tenancy-alias>';
      report(subject, {
        args: { mended },
        fix: [{ start: subject.end, end: subject.end, text: ` ${mended}` }],
      });
    },
  },
};

/** `endorse … in compartment C` without `of tenancy` */
const endorseLocalScope: Check = {
  code: 'endorse-local-scope',
  severity: 'error',
  example: {
    bad: 'endorse group reviewers to read objects in compartment reports\n',
    mended: `${BIRCH}endorse group reviewers to read objects in compartment reports of tenancy birch\n`,
  },
  visit: {
    Endorse: ({ location, association }, { report }) => {
      const end = association ? association.withLocation : location;
      if (!end || isForeign(end) || (association && isForeign(association.location))) return;
      const text = end.type === 'TenancyLocation' ? ' <tenancy-alias>' : ' of tenancy <tenancy-alias>';
      report(end, { args: { mended: text.trim() }, fix: [{ start: end.end, end: end.end, text }] });
    },
  },
};

function isForeign(location: Location): boolean {
  return (
    location.alias !== undefined ||
    (location.type === 'TenancyLocation' && location.kind.text.toLowerCase() === 'any-tenancy')
  );
}

export const crossTenancyChecks: readonly Check[] = [
  admitAnyTenancyNamed,
  admitWithoutTenancy,
  endorseLocalScope,
];
