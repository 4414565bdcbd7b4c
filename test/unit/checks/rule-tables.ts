/** A file whose one dynamic group has this rule. */
export const rule = (text: string) => `dynamic-group D matching ${text}`;

/** Rows of a table of faults: the rule with the fault marked, as it is mended, and which message is given. */
export const rows = (...faults: [text: string, fixed?: string | undefined, variant?: string][]) =>
  faults.map(([text, fixed, variant]) => ({
    text: rule(text),
    ...(fixed === undefined ? {} : { fixed: rule(fixed) }),
    ...(variant === undefined ? {} : { variant }),
  }));

export const LABS = "resource.compartment.id = 'ocid1.compartment.oc1..labs'";
export const SHOP = "resource.compartment.id = 'ocid1.compartment.oc1..shop'";
export const RUNS = "resource.type = 'datasciencejobrun'";
export const SESSIONS = "resource.type = 'datasciencenotebooksession'";
