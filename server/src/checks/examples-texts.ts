import type { Example } from './check.ts';

/** Examples by code, from pairs of a bad text and the mended one. */
export function examples(
  codes: Readonly<Record<string, readonly [bad: string, mended: string]>>,
): Readonly<Record<string, Example>> {
  return Object.fromEntries(Object.entries(codes).map(([code, [bad, mended]]) => [code, { bad, mended }]));
}

export const VCNS = 'allow group Ops to manage vcns in compartment Networks';
export const LOGS = 'allow group Ops to read objects in compartment Logs where target.bucket.name =';
export const COMPARTMENT = 'ocid1.compartment.oc1..aaaaaaaab6yd3nzr8s4u';
export const GROUP = 'ocid1.group.oc1..aaaaaaaa7q3x2mfkwz5v';
