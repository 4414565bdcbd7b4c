/**
 * Whether an operation of this name moves something into another compartment, by which what it needs is checked in both.
 * Source: reference 4.9. Without imports, for the editor asks where to before it asks the server.
 */
export function isMoveName(operation: string): boolean {
  return /^(?:Change\w*|Move)Compartment$/i.test(operation);
}
