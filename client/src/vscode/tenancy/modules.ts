import type * as ReadSettings from '../../../../server/src/checks/read-settings.ts';
import type { messageOf } from '../../../../server/src/checks/words/words.ts';
import type * as Sandbox from '../../sandbox/sandbox.ts';
import type * as Tenancy from '../../tenancy/tenancy.ts';

/**
 * What talks to a tenancy. It is loaded when somebody first uses a tenancy, and Oracle's SDK when one is opened: nobody who only
 * edits pays for that.
 */
export interface TenancyModules extends Pick<
  typeof ReadSettings,
  'mergeSettings' | 'readProjectFile' | 'readSeverity'
> {
  readonly tenancy: typeof Tenancy;
  readonly sandbox: typeof Sandbox;
  readonly messageOf: typeof messageOf;
}

export type LoadModules = () => Promise<TenancyModules>;
