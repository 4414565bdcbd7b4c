import * as manifest from '../../../package.json';

/** The public address of the manual's page of checks; undefined as long as the project has no `homepage`. */
export const DOCS_BASE: string | undefined = docsBase((manifest as { readonly homepage?: string }).homepage);

/** The page of checks of a project whose home is at this address: a repository's page, with or without an anchor. */
export function docsBase(homepage: string | undefined): string | undefined {
  if (homepage === undefined || homepage === '') return undefined;
  return `${homepage.replace(/#.*$/, '').replace(/\/+$/, '')}/blob/main/docs/checks.md`;
}
