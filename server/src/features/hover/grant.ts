import { VERBS, type ResourceType } from '../../catalog/catalog.ts';
import { count } from '../words/words.ts';
import { familyHover } from './family.ts';
import { denied, grantTitle, reachedPermissions, type Granted } from './granted.ts';
import { code, names, paragraphs, plain, sentence } from './markdown.ts';
import { sourcesOf } from './pages.ts';
import type { Answer, Question } from './question.ts';
import { verbTable } from './verb-table.ts';

/**
 * What a verb grants on a resource type, a family or `all-resources`: the table of the type, the row of the verb marked.
 * Without a verb, the table alone. Undefined for a name that the catalogue does not have.
 */
export function grantHover(typeName: string, granted: Granted, question: Question): Answer {
  const type = question.catalog.resourceType(typeName);
  if (type) return typeHover(type, granted, question);
  const family = question.catalog.family(typeName);
  return family && familyHover(family, granted, question);
}

function typeHover(type: ResourceType, granted: Granted, question: Question): string {
  const { say, catalog } = question;
  const service = type.services.map((name) => plain(catalog.service(name)?.title ?? name)).join(', ');
  const title = say('grant/title', { grant: grantTitle(type.name, granted), service });
  return paragraphs(
    title,
    type.verbs ? summary(type, granted, question) : withoutTable(type, granted, question),
    type.verbs && verbTable(type.verbs, granted, question),
    type.verbs && !type.verbsComplete ? say('grant/incomplete') : undefined,
    type.families.length > 0
      ? say('grant/families', { families: type.families.map(code).join(', ') })
      : undefined,
    sentence(type.note),
    sourcesOf(type.services, 'verbs', question),
  );
}

function summary({ verbs, name }: ResourceType, granted: Granted, question: Question): Answer {
  const { say, catalog } = question;
  const { verb, isDenied } = granted;
  if (!verb || !verbs) return undefined;
  if (isDenied) return denied(verb, question, reachedPermissions(name, granted, question).length);
  const { permissions, operations, partial } = verbs[verb];
  const lower = VERBS[VERBS.indexOf(verb) - 1];
  const counted = [
    permissions.length > 0 ? count(say, 'permissions', permissions.length) : '',
    operations.length > 0 ? count(say, 'operations', operations.length) : '',
    partial.length > 0 ? count(say, 'partial', partial.length) : '',
  ].filter((each) => each !== '');
  const args = { verb: code(verb), lower: code(lower ?? ''), added: counted.join(', ') };
  const said = say(
    counted.length === 0
      ? lower
        ? 'grant/adds-nothing'
        : 'grant/lowest-nothing'
      : lower
        ? 'grant/adds'
        : 'grant/lowest',
    args,
  );
  const all = catalog.permissionsOf(name, verb).length;
  return lower ? `${said} ${say('grant/together', { permissions: count(say, 'permissions', all) })}` : said;
}

function withoutTable(type: ResourceType, { verb }: Granted, { say, catalog }: Question): string {
  const known = catalog.permissions.filter(({ resourceTypes }) => resourceTypes.includes(type.name));
  return paragraphs(
    say('grant/no-table', { type: code(type.name), verb: verb ? code(verb) : say('grant/a-verb') }),
    known.length === 0
      ? undefined
      : say('grant/known-permissions', {
          permissions: names(
            known.map(({ name }) => name),
            20,
            (number) => say('more', { number }),
          ),
        }),
  );
}
