import { PAGES, linkTo } from './pages.ts';
import { code, paragraphs, plain } from './markdown.ts';
import type { Answer, Question } from './question.ts';

/** A value of `request.principal.type`, or of `resource.type` in matching rules; undefined for an unknown one. */
export function principalTypeHover(value: string, question: Question): Answer {
  const { say, catalog } = question;
  const found = catalog.principalType(value) ?? catalog.matchingResourceType(value);
  if (!found) return undefined;
  const service = found.service === undefined ? undefined : catalog.service(found.service)?.title;
  const isPerson = found.value === 'user';
  const isService = found.value === 'service';
  return paragraphs(
    say('principal/title', { value: code(found.value) }),
    isPerson
      ? say('principal/user')
      : isService
        ? say('principal/service')
        : say('principal/resource', { service: plain(service ?? '?') }),
    isPerson || isService
      ? undefined
      : say('principal/members', { value: code(`resource.type = '${found.value}'`) }),
    linkTo(PAGES.subjects, say),
  );
}
