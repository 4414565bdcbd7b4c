import { loadCatalog, type Operation } from '../catalog/catalog.ts';

/** The last word of the permissions that an operation of this first word asks for, where no table says it. */
const ACTIONS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Create/, ['CREATE']],
  [/^Delete/, ['DELETE']],
  [/^Change\w*Compartment$/, ['MOVE']],
  [/^(?:Update|Modify)/, ['UPDATE']],
  [/^Open/, ['OPEN']],
  [/^List/, ['INSPECT']],
  [/^(?:Get|Head)/, ['READ', 'INSPECT']],
];

/**
 * The permissions without which an operation is refused, as far as is known: those that its service's table names; where there
 * is none (Data Science), those of the verb's cell in which the operation stands whose last word says the same
 * (`CreateNotebookSession`, `DATA_SCIENCE_NOTEBOOK_SESSION_CREATE`). Empty when nothing is known.
 */
export function permissionsFor(operation: string): readonly string[] {
  const catalog = loadCatalog();
  const known = catalog.operation(operation);
  const stated = known.flatMap(({ permissions }: Operation) => permissions ?? []);
  if (stated.length > 0) return [...new Set(stated)];
  const wanted = ACTIONS.find(([pattern]) => pattern.test(operation))?.[1] ?? [];
  const found = new Set<string>();
  for (const { resourceType, verb } of catalog.coverageOf(operation)) {
    const cell = catalog.resourceType(resourceType)?.verbs?.[verb];
    for (const permission of cell?.permissions ?? []) {
      if (wanted.some((action) => permission.endsWith(`_${action}`))) found.add(permission);
    }
  }
  // A cell also holds permissions of what the operation uses: `CreateNotebookSession` attaches private endpoints.
  const subject = subjectOf(operation);
  const own = [...found].filter((permission) => permission.includes(subject));
  return own.length > 0 ? own : [...found];
}

/** What an operation is about, in the words of permissions: `NOTEBOOK_SESSION` of `CreateNotebookSession`. */
export function subjectOf(operation: string): string {
  return operation
    .replace(/^Change(\w+)Compartment$/, 'Change$1')
    .replace(/^[A-Z][a-z]+/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toUpperCase();
}
