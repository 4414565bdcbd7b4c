import type { Settings } from '../../checks/settings.ts';
import { HOSTS, type HostName } from '../../hosts/hosts.ts';
import type { Change, Embedded } from '../../hosts/embedded.ts';
import { mendAll, type Mended } from '../fix-all.ts';
import { applyEdits } from '../fix-edits.ts';
import { hostChanges } from './edits.ts';
import { ignoredIn } from './ignored.ts';
import { partsOf } from './parts.ts';

/**
 * A host text with the safe fixes applied in each of its texts of our language on its own. What is not surely a statement, or not to
 * be judged, stays. The text is read again: one that would not say what was meant is not changed at all.
 */
export function mendHost(text: string, host: HostName, settings: Settings): Mended {
  const all = HOSTS[host].read(text) ?? [];
  const isIgnored = ignoredIn(text, host, all);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length - 1;
  const edits: Change[] = [];
  const fixed: Record<string, number> = {};
  const meant = all.map((embedded) => {
    const [part] = partsOf([embedded]);
    if (!part || part.silent || !embedded.sure) return embedded.text;
    const mended = mendAll(part.text, settings);
    const changes = hostChanges(part, mended.edits);
    if (!changes || changes.length === 0) return embedded.text;
    const [line, end] = [lineAt(embedded.hostStart), lineAt(embedded.hostEnd)];
    const range = { start: { line, character: 0 }, end: { line: end, character: 0 } };
    if (Object.keys(mended.fixed).some((code) => isIgnored({ code, range }, line))) return embedded.text;
    for (const each of changes) edits.push(each);
    for (const [code, count] of Object.entries(mended.fixed)) fixed[code] = (fixed[code] ?? 0) + count;
    return mended.text.slice(
      part.places[0]?.start ?? 0,
      part.text.endsWith('\n') && !embedded.text.endsWith('\n') ? -1 : undefined,
    );
  });
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  const written = applyEdits(text, edits);
  return says(HOSTS[host].read(written), meant)
    ? { text: written, edits, fixed }
    : { text, edits: [], fixed: {} };
}

function says(all: readonly Embedded[] | undefined, meant: readonly string[]): boolean {
  return all?.length === meant.length && all.every(({ text }, index) => text === meant[index]);
}
