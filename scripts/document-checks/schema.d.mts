import type { Chapter } from '../../server/src/checks/manual.ts';
import type { Level, Limits } from '../../server/src/checks/settings.ts';

export function schema(
  chapters: readonly Chapter[],
  names: { readonly limits: Limits; readonly levels: readonly Level[] },
): Promise<string>;
