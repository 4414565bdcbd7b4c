/*
 * Oracle's SDK, as its modules. This file is a bundle of its own (`dist/sdk.cjs`): nothing but `connection.ts` loads it, and
 * that on the first use of a tenancy.
 */
export * as common from 'oci-common';
export * as identity from 'oci-identity';
