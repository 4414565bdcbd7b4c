import type { Family, Verb } from '../../catalog/catalog.ts';
import { count } from '../words/words.ts';
import { denied, grantTitle, reachedPermissions, verbsReached, type Granted } from './granted.ts';
import { code, lines, names, paragraphs, plain, sentence, table } from './markdown.ts';
import { PAGES, linkTo, sourcesOf } from './pages.ts';
import type { Question } from './question.ts';
import { verbTable } from './verb-table.ts';

/** Families that grant more permissions than this are told in counts. */
const FEW = 25;

/** The members of a family with their services, and how much the verb at hand grants on each. */
export function familyHover(family: Family, granted: Granted, question: Question): string {
  const { say, catalog } = question;
  if (family === catalog.allResources) return allResources(granted, question);
  const service = plain(catalog.service(family.service)?.title ?? family.service);
  return paragraphs(
    say('grant/title', { grant: grantTitle(family.name, granted), service }),
    say('family/what', { members: count(say, 'types', family.members.length) }),
    total(family, granted, question),
    family.members.length === 0 ? say('family/unknown-members') : undefined,
    family.verbs ? ownTable(family, granted, question) : memberTable(family, granted, question),
    extra(family, granted, question),
    sentence(family.note),
    sourcesOf(family.services, 'verbs', question),
  );
}

function allResources(granted: Granted, question: Question): string {
  const { say, catalog } = question;
  const { members, name } = catalog.allResources;
  return paragraphs(
    say('family/all-title', { grant: grantTitle(name, granted) }),
    say('family/all', {
      types: count(say, 'types', members.length),
      services: count(say, 'services', catalog.services.length),
    }),
    total(catalog.allResources, granted, question),
    linkTo(PAGES.syntax, say),
  );
}

function total(family: Family, granted: Granted, question: Question): string | undefined {
  const { say, catalog } = question;
  const { verb, isDenied } = granted;
  if (!verb) return undefined;
  const number = reachedPermissions(family.name, granted, question).length;
  const known = catalog.tablesKnown(family.name);
  if (number === 0 && !known) return say('family/no-table', { verb: code(verb) });
  const said = isDenied
    ? denied(verb, question, number)
    : say('family/grants', { verb: code(verb), permissions: count(say, 'permissions', number) });
  return known ? said : `${said} ${say('family/as-far-as-known')}`;
}

function memberTable(family: Family, granted: Granted, question: Question): string {
  const { say, catalog } = question;
  if (family.members.length === 0) return '';
  const whole = reachedPermissions(family.name, granted, question);
  const services = family.members.map((name) =>
    servicesOf(catalog.resourceType(name)?.services ?? [], question),
  );
  // Where all are of the family's own service, its title says so already.
  const isMixed = services.some((each) => each !== servicesOf(family.services, question));
  const rows = family.members.map((name, index) => {
    const permissions = reachedPermissions(name, granted, question);
    const granting = !catalog.resourceType(name)?.verbs
      ? say('family/not-known')
      : permissions.length === 0
        ? say('grant/nothing')
        : whole.length > FEW || !granted.verb
          ? count(say, 'permissions', permissions.length)
          : lines(permissions.map(code));
    return [code(name), ...(isMixed ? [services[index] ?? ''] : []), granting];
  });
  const head = [
    say('family/type'),
    ...(isMixed ? [say('family/service')] : []),
    grantsHead(granted, question),
  ];
  return table(head, rows);
}

function servicesOf(services: readonly string[], { catalog }: Question): string {
  return services.map((each) => plain(catalog.service(each)?.title ?? each)).join(', ');
}

function grantsHead({ verb, isDenied }: Granted, { say }: Question): string {
  if (isDenied && verb) return say('family/taken', { verb: code(verb) });
  return say('family/granted', { verb: code(verb ?? 'manage') });
}

/** A printed table of the family's own holds instead of those of its members. */
function ownTable(family: Family, granted: Granted, question: Question): string {
  const { say } = question;
  return paragraphs(
    say('family/own-table'),
    family.verbs && verbTable(family.verbs, granted, question),
    family.members.length === 0
      ? undefined
      : say('family/members', { members: names(family.members, 40, (number) => say('more', { number })) }),
  );
}

function extra(family: Family, granted: Granted, { say }: Question): string | undefined {
  const added = verbsReached(granted).flatMap((verb: Verb) => family.extraPermissions?.[verb] ?? []);
  return added.length === 0 ? undefined : say('family/extra', { permissions: added.map(code).join(', ') });
}
