/** What the bench measures of tenancies. */
export { startSandbox } from '../../client/src/sandbox/sandbox.ts';
export { openTenancy, preparePlan } from '../../client/src/tenancy/tenancy.ts';
