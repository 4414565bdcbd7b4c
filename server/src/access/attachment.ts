import type { Location } from '../language/tree.ts';
import { nameForm } from './normal-form.ts';
import type { Attachment } from './subsume.ts';

/** The attachment of bare statements, and of a policy that does not say where it hangs. */
export const UNTOLD: Attachment = { kind: 'unknown' };

/** Where a policy hangs whose head names these locations. Its path is read as one from the root. */
export function attachmentAt([location, more]: readonly Location[]): Attachment {
  if (!location || more || location.alias) return UNTOLD;
  if (location.type === 'TenancyLocation') return { kind: 'tenancy' };
  const path = location.path.map(nameForm);
  if (path.some((part) => part === '')) return UNTOLD;
  if (!location.id) return { kind: 'path', path };
  const ocid = path.join(':');
  return ocid.startsWith('ocid1.tenancy.') ? { kind: 'tenancy' } : { kind: 'id', ocid };
}
