// What talks to tenancies; see modules.ts.
export * as sandbox from '../../sandbox/sandbox.ts';
export * as tenancy from '../../tenancy/tenancy.ts';
export { mergeSettings, readProjectFile, readSeverity } from '../../../../server/src/checks/read-settings.ts';
export { messageOf } from '../../../../server/src/checks/words/words.ts';
