import { valueOf } from '../language/names.ts';
import { isSettled, replacing, type Check } from './check.ts';

/** `in compartment ocid1.compartment…` */
const compartmentIdMissing: Check = {
  code: 'compartment-id-missing',
  severity: 'error',
  visit: {
    CompartmentLocation: ({ id, path }, { report }) => {
      const [only, more] = path;
      if (id || more || !only) return;
      if (/^ocid1\./i.test(valueOf(only))) {
        report(only, { args: { found: only.text }, fix: replacing(only, `id ${valueOf(only)}`) });
      } else if (/^<[^>]*ocid[^>]*>$/i.test(only.text)) {
        report(only, {
          args: { found: only.text },
          variant: 'placeholder',
          severity: 'hint',
          fix: replacing(only, `id ${only.text}`),
        });
      }
    },
  },
};

/** `in tenancy acme` in an allow or deny */
const tenancyNamed: Check = {
  code: 'tenancy-named',
  severity: 'error',
  visit: {
    Grant: ({ location }, { report }) => {
      if (location.type !== 'TenancyLocation' || !location.alias || !isSettled(location.alias)) return;
      const { alias, kind } = location;
      report(alias, { args: { name: alias.text }, fix: [{ start: kind.end, end: alias.end, text: '' }] });
    },
  },
};

/** `any-tenancy` or another tenancy's compartment in an allow or deny */
const foreignTenancyInAllow: Check = {
  code: 'foreign-tenancy-in-allow',
  severity: 'error',
  visit: {
    Grant: ({ location, effect }, { report }) => {
      const isAny = location.type === 'TenancyLocation' && location.kind.text.toLowerCase() === 'any-tenancy';
      const isForeign = location.type === 'CompartmentLocation' && location.alias !== undefined;
      if (isAny || isForeign) report(location, { args: { effect: effect.text.toLowerCase() } });
    },
  },
};

/** `compartment id ocid1.tenancy…` */
const tenancyOcidAsCompartment: Check = {
  code: 'tenancy-ocid-as-compartment',
  severity: 'warning',
  visit: {
    CompartmentLocation: (location, { report }) => {
      const [only] = location.path;
      if (!location.id || !only || !isSettled(only) || !/^ocid1\.tenancy\./i.test(valueOf(only))) return;
      report(only, { fix: replacing(location, 'tenancy') });
    },
  },
};

export const locationChecks: readonly Check[] = [
  compartmentIdMissing,
  tenancyNamed,
  foreignTenancyInAllow,
  tenancyOcidAsCompartment,
];
