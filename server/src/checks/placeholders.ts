import type { Item } from '../language/document.ts';
import type { Check } from './check.ts';
import type { Finding } from './finding.ts';

export const placeholderChecks: readonly Check[] = [
  { code: 'placeholder-unfilled', severity: 'warning' },
  { code: 'template-variable', severity: 'information' },
];

/** The slots of an item that somebody (`<name>`) or something (`${var.x}`) has yet to fill. */
export function checkPlaceholders(item: Item): Finding[] {
  return item.placeholders.map(({ text, start, end, by }) => ({
    ...{ start, end, args: { found: text } },
    ...(by === 'fill'
      ? { code: 'placeholder-unfilled', severity: 'warning' as const }
      : { code: 'template-variable', severity: 'information' as const }),
  }));
}
