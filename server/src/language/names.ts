import { placeholdersIn } from './placeholder.ts';
import type { Leaf } from './tree.ts';

/** What a name or a value means: without its quotes, with escapes undone. */
export function valueOf(leaf: Leaf): string {
  const { kind, text } = leaf;
  if (kind !== 'STRING' && kind !== 'TEXT') return text;
  const inner = text.slice(1, -1);
  return inner.includes('\\') ? inner.replace(/\\(['"\\])/g, '$1') : inner;
}

/** A text without any of these signs holds no placeholder; few texts have one. */
export const MAY_HOLD_SLOT = /[<${%[]/;

/** Whether somebody or something has yet to fill it, wholly or in part; also a word that is not there. */
export function isOpen(leaf: Leaf): boolean {
  return (
    leaf.start === leaf.end || (MAY_HOLD_SLOT.test(leaf.text) && placeholdersIn(leaf.text, 0).length > 0)
  );
}

/** The parts of an OCID (`ocid1.<type>.<realm>.[region][.future].<unique>`), or undefined when it is none. */
export interface Ocid {
  readonly type: string;
  readonly realm: string;
  readonly region: string;
}

const OCID = /^ocid1\.([a-z0-9_-]+)\.([a-z0-9_-]+)\.([a-z0-9-]*)\.(?:[^.\s]*\.)?([a-z0-9_-]+)$/i;

/** Reads an OCID in any letter case. Source: reference 1.3. */
export function ocidOf(text: string): Ocid | undefined {
  const found = OCID.exec(text);
  if (!found) return undefined;
  const [, type = '', realm = '', region = ''] = found;
  return { type: type.toLowerCase(), realm: realm.toLowerCase(), region: region.toLowerCase() };
}

/** Whether a word was meant as an OCID, well-formed or not. */
export function looksLikeOcid(text: string): boolean {
  return /^o?[co][cid]{1,2}d?1?\.[a-z]|^ocid1[.:]|^ocd1\./i.test(text) && text.includes('.');
}
