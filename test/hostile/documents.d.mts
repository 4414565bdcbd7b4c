/** What stands behind each policy file on a line of its own, and what is said of it. */
export const LAST: { readonly text: string; readonly code: string };

/** Documents that nobody writes by hand; `share`: of the sizes that their names tell. */
export function hostileDocuments(share?: number): readonly {
  readonly name: string;
  readonly text: string;
  /** Of a file of another language: as an editor calls it, and what its name ends in. */
  readonly language?: string;
  readonly ending?: string;
}[];
