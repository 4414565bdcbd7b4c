import { code, paragraphs } from './markdown.ts';
import { PAGES, linkTo } from './pages.ts';
import type { Question } from './question.ts';
import { regionName } from './region.ts';

/** The subject of `allow service …`. */
export function servicePrincipalHover(name: string, question: Question): string {
  const { say, catalog } = question;
  const principal = catalog.servicePrincipal(name);
  return paragraphs(
    say('service/title', { name: code(principal && !principal.regional ? principal.name : name) }),
    principal?.regional
      ? say(principal.region ? 'service/regional' : 'service/regional-unknown', {
          region: principal.region ? regionName(principal.region) : '',
          pattern: code(principal.name),
        })
      : say(principal ? 'service/known' : 'service/unknown'),
    linkTo(PAGES.subjects, say),
  );
}
