import type { Region } from '../../catalog/catalog.ts';
import { count } from '../words/words.ts';
import { code, paragraphs, plain } from './markdown.ts';
import { PAGES, linkTo } from './pages.ts';
import type { Answer, Question } from './question.ts';

/** A region, by its key or its name; undefined for an unknown one. */
export function regionHover(keyOrName: string, question: Question): Answer {
  const { say, catalog } = question;
  const region = catalog.region(keyOrName);
  if (!region) return undefined;
  const isName = keyOrName.toLowerCase() === region.name.toLowerCase();
  return paragraphs(
    say('region/title', { name: plain(region.displayName) }),
    say('region/what', {
      key: code(region.key),
      name: code(region.name),
      realm: plain(region.realm),
      domains: count(say, 'domains', region.availabilityDomains),
    }),
    isName ? say('region/name-for-key', { key: code(`'${region.key.toLowerCase()}'`) }) : undefined,
    region.listedForRequestRegion ? undefined : say('region/unlisted'),
    linkTo(PAGES.regions, say),
  );
}

/** A region in a sentence. */
export function regionName({ displayName, name }: Region): string {
  return `${plain(displayName)} (${code(name)})`;
}
