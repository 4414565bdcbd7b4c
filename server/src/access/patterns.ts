// The patterns of conditions, /text*/ and the like. What one matches is told by `patternOf` in values.ts.

/** What stands between the slashes of a pattern, with `\/` for a slash undone. */
export function bodyOf(pattern: string): string {
  return pattern.slice(1, -1).replaceAll('\\/', '/');
}

/** The pattern with this between its slashes: the reverse of {@link bodyOf}. */
export function patternWith(body: string): string {
  return `/${body.replaceAll('/', '\\/')}/`;
}
