import { nearest } from '../catalog/catalog.ts';
import { looksLikeOcid, ocidOf, valueOf } from '../language/names.ts';
import type { Leaf } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext, type Visitors } from './check.ts';

/** `group 'Default/Admins'`: one name with a slash in it, not a domain and a group. */
const quotedDomainPair: Check = {
  code: 'quoted-domain-pair',
  severity: 'warning',
  visit: {
    Principal: ({ name, id }, { report }) => {
      const [only, more] = name;
      if (id || more || only?.kind !== 'STRING') return;
      const [domain, group, third] = valueOf(only).split('/');
      if (!domain || !group || third !== undefined || domain.startsWith('<<')) return;
      const mended = `'${domain}'/'${group}'`;
      report(only, { args: { domain, group, mended }, fix: replacing(only, mended) });
    },
  },
};

/** `group ocid1.group.oc1..a` */
const missingIdKeyword: Check = {
  code: 'missing-id-keyword',
  severity: 'error',
  visit: {
    Principal: ({ name, id }, { report }) => {
      const [only, more] = name;
      if (id || more || !only || !/^ocid1\./i.test(valueOf(only))) return;
      report(only, { fix: replacing(only, `id ${valueOf(only)}`) });
    },
  },
};

/** `group id Admins`; an OCID that is only misspelled is left to `ocid-malformed`. */
const superfluousIdKeyword: Check = {
  code: 'superfluous-id-keyword',
  severity: 'error',
  visit: {
    Principal: ({ id, name: [name] }, { report }) => {
      if (!id || !name || !isSettled(name) || looksLikeOcid(valueOf(name))) return;
      report(id, { args: { name: name.text }, fix: [{ start: id.start, end: name.start, text: '' }] });
    },
    CompartmentLocation: ({ id, path: [name] }, { report }) => {
      if (!id || !name || !isSettled(name) || looksLikeOcid(valueOf(name))) return;
      report(id, { args: { name: name.text }, fix: [{ start: id.start, end: name.start, text: '' }] });
    },
  },
};

/** Calls `visit` with each OCID that stands where the statement says `id`, and what it should be the OCID of. */
function ocids(visit: (leaf: Leaf, wanted: readonly string[], context: CheckContext) => void): Visitors {
  const ofKind: Readonly<Record<string, readonly string[]>> = {
    group: ['group'],
    'dynamic-group': ['dynamicgroup', 'dynamic-group'],
    tenancy: ['tenancy'],
    compartment: ['compartment', 'tenancy'],
  };
  return {
    NamedSubject: ({ kind, principals }, context) => {
      const wanted = ofKind[kind.text.toLowerCase()] ?? [];
      for (const { name } of principals) {
        const [leaf] = name;
        if (leaf && name.length === 1 && looksLikeOcid(valueOf(leaf))) visit(leaf, wanted, context);
      }
    },
    CompartmentLocation: ({ path }, context) => {
      const [leaf] = path;
      if (leaf && path.length === 1 && looksLikeOcid(valueOf(leaf)))
        visit(leaf, ['compartment', 'tenancy'], context);
    },
    Define: ({ kind, ocid }, context) => {
      visit(ocid, ofKind[kind.text.toLowerCase()] ?? [], context);
    },
  };
}

/** `ocd1.group…`, `ocid1.compartment.oc1.phx:abc` */
const ocidMalformed: Check = {
  code: 'ocid-malformed',
  severity: 'error',
  visit: ocids((leaf, _wanted, { report }) => {
    if (!isSettled(leaf) || ocidOf(valueOf(leaf))) return;
    const [head = '', ...rest] = leaf.text.split('.');
    const isPrefix =
      head !== 'ocid1' && /^[a-z0-9]{3,7}$/i.test(head) && ocidOf(['ocid1', ...rest].join('.'));
    report(leaf, {
      args: { found: leaf.text },
      ...(isPrefix ? { fix: replacing({ start: leaf.start, end: leaf.start + head.length }, 'ocid1') } : {}),
    });
  }),
};

/** A value that begins like an OCID and is none */
const ocidValueMalformed: Check = {
  code: 'ocid-malformed',
  severity: 'error',
  visit: {
    Comparison: ({ values }, { report }) => {
      for (const leaf of values) {
        const value = valueOf(leaf);
        const isMeant = leaf.kind === 'STRING' && /^ocid1\./i.test(value) && !value.includes('*');
        if (isMeant && isSettled(leaf) && !ocidOf(value)) report(leaf, { args: { found: value } });
      }
    },
  },
};

/** `group id ocid1.compartment…` */
const ocidWrongType: Check = {
  code: 'ocid-wrong-type',
  severity: 'error',
  visit: ocids((leaf, wanted, { report, tree }) => {
    const found = ocidOf(valueOf(leaf));
    if (!found || wanted.length === 0 || wanted.includes(found.type) || tree.type === 'Define') return;
    report(leaf, { args: { found: found.type, wanted: wanted[0] ?? '' } });
  }),
};

/** `define tenancy T as ocid1.group…` */
const defineOcidType: Check = {
  code: 'define-ocid-type',
  severity: 'error',
  visit: ocids((leaf, wanted, { report, tree }) => {
    if (tree.type !== 'Define') return;
    const found = ocidOf(valueOf(leaf));
    if (!found || wanted.length === 0 || wanted.includes(found.type)) return;
    report(leaf, { args: { found: found.type, wanted: wanted[0] ?? '' } });
  }),
};

/** `service objectstore` */
const serviceUnknown: Check = {
  code: 'service-unknown',
  severity: 'warning',
  visit: services((leaf, { catalog, report }) => {
    const name = valueOf(leaf);
    if (!isSettled(leaf) || catalog.servicePrincipal(name) || /^objectstorage(?:-|$)/i.test(name)) return;
    const [mended] = nearest(name, servicePrincipalNames(catalog));
    if (mended === undefined) report(leaf, { args: { name }, severity: 'hint' });
    else report(leaf, { args: { name, mended }, variant: 'meant', fix: replacing(leaf, mended) });
  }),
};

/** `service objectstorage` */
const serviceNeedsRegion: Check = {
  code: 'service-needs-region',
  severity: 'error',
  visit: services((leaf, { catalog, report }) => {
    const name = valueOf(leaf);
    if (
      !catalog.servicePrincipals.some(
        (each) => each.regional && each.name.split('-<')[0] === name.toLowerCase(),
      )
    )
      return;
    report(leaf, { args: { name }, fix: replacing(leaf, `${name}-<region>`) });
  }),
};

/** `service objectstorage-phx` */
const serviceRegionInvalid: Check = {
  code: 'service-region-invalid',
  severity: 'warning',
  visit: services((leaf, { catalog, report }) => {
    const [, service, suffix] = /^(objectstorage)-(.+)$/i.exec(valueOf(leaf)) ?? [];
    if (service === undefined || suffix === undefined || !isSettled(leaf)) return;
    const region = catalog.region(suffix);
    if (region?.name === suffix.toLowerCase()) return;
    const known = catalog.regions.map((each) => each.name);
    const meant = region?.name ?? nearest(suffix, known)[0];
    if (meant === undefined && /^[a-z]{2,3}(?:-[a-z]+)+-\d+$/i.test(suffix)) return;
    const mended = `${service}-${meant ?? ''}`;
    report(
      leaf,
      meant !== undefined
        ? { args: { suffix, mended }, variant: 'meant', fix: replacing(leaf, mended) }
        : { args: { suffix } },
    );
  }),
};

function services(visit: (leaf: Leaf, context: CheckContext) => void): Visitors {
  return {
    NamedSubject: ({ kind, principals }, context) => {
      if (kind.text.toLowerCase() !== 'service') return;
      for (const { name } of principals) if (name[0] && name.length === 1) visit(name[0], context);
    },
  };
}

function servicePrincipalNames(catalog: CheckContext['catalog']): string[] {
  return catalog.servicePrincipals.filter((each) => !each.regional).map((each) => each.name);
}

export const subjectChecks: readonly Check[] = [
  quotedDomainPair,
  missingIdKeyword,
  superfluousIdKeyword,
  ocidMalformed,
  ocidValueMalformed,
  ocidWrongType,
  defineOcidType,
  serviceUnknown,
  serviceNeedsRegion,
  serviceRegionInvalid,
];
