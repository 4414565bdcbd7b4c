import { tableOf } from '../../catalog/table.ts';
import type { MatchingVariable, Variable } from '../../catalog/catalog.ts';
import { isWordKey, type WordKey } from '../words/words.ts';
import { bullets, code, names, paragraphs, plain, sentence } from './markdown.ts';
import { PAGES, linkTo, sourcesOf, type Page } from './pages.ts';
import type { Answer, Question } from './question.ts';

const MOST = 12;
/** What every request carries. Source: Oracle's general variables for all requests. */
const ALWAYS = /^request\.(?:permission|operation|region|principal\.type|utc-timestamp(?:\..*)?)$/;

/** A variable of conditions: its type, where it is carried and where it is not, its values; undefined for an unknown name. */
export function variableHover(name: string, question: Question): Answer {
  const { say, catalog } = question;
  const variable = catalog.variable(name);
  if (!variable) return partOfTag(name, question);
  const shown = variable.tag ? name : variable.name;
  return paragraphs(
    say('variable/title', {
      variable: code(shown),
      type: typeOf(variable, question),
      service: servicesOf(variable, question),
    }),
    about(variable, question),
    variable.tag &&
      say('variable/tag', { namespace: code(variable.tag.namespace), key: code(variable.tag.key) }),
    bullets([...carried(variable, question), ...values(variable, question), ...isASet(variable, question)]),
    ALWAYS.test(variable.name) ? undefined : say('variable/absent'),
    link(variable, question),
  );
}

function typeOf({ type }: Variable | MatchingVariable, { say }: Question): string {
  const key = TYPES.get(type);
  return key ? say(key) : plain(type);
}

const TYPES: ReadonlyMap<string, WordKey> = tableOf<WordKey>({
  String: 'type/string',
  Boolean: 'type/boolean',
  'Entity (OCID)': 'type/ocid',
  'List (Entity (OCID))': 'type/ocids',
  'List (String)': 'type/strings',
});

function servicesOf({ general, services }: Variable, { say, catalog }: Question): string {
  if (general) return say('variable/general');
  return services.map((name) => plain(catalog.service(name)?.title ?? name)).join(', ');
}

/** A sentence on what it holds: our own where there is one, else the catalogue's note, which is in English. */
function about(variable: Variable, { say }: Question): string {
  const own = `about/${variable.name}`;
  if (isWordKey(own)) return say(own);
  const notes = [variable.note, ...variable.declarations.map(({ note }) => note)];
  return [...new Set(notes)].map(sentence).join(' ').trim();
}

function carried(variable: Variable, { say }: Question): string[] {
  const { general, resourceTypes, operations, notAvailableFor, documented, name } = variable;
  const rest = (number: number) => say('more', { number });
  const told: string[] = [];
  if (resourceTypes && !general)
    told.push(say('variable/types', { types: names(resourceTypes, MOST, rest) }));
  if (operations) told.push(say('variable/operations', { operations: names(operations, MOST, rest) }));
  if (notAvailableFor)
    told.push(say('variable/not-available', { operations: names(notAvailableFor, MOST, rest) }));
  if (!general && name.startsWith('target.')) told.push(say('variable/lists'));
  if (!documented || variable.where === 'statements only') told.push(say('variable/undocumented'));
  return told;
}

function values(variable: Variable, { say, catalog }: Question): string[] {
  const { valuesOf, valuesComplete } = variable;
  if (valuesOf === 'regions' || valuesOf === 'permissions' || valuesOf === 'operations')
    return [say(`values/${valuesOf}`)];
  const list = valuesOf ? catalog.principalTypes.map(({ value }) => value) : variable.values;
  if (!list) return [];
  const shown = names(
    list.map((value) => `'${value}'`),
    MOST,
    (number) => say('more', { number }),
  );
  return [say(valuesComplete ? 'values/all' : 'values/some', { values: shown })];
}

/** Several values at once: those of tags on groups, and the types that say so. */
function isASet({ name, type }: Variable, { say }: Question): string[] {
  const isGroupTag = name.toLowerCase() === 'request.principal.group.tag';
  if (isGroupTag) return [say('variable/set-of-tags'), say('variable/set')];
  return type.startsWith('List') ? [say('variable/set')] : [];
}

function link(variable: Variable, question: Question): string {
  const { say } = question;
  if (!variable.general) return sourcesOf(variable.services, 'variables', question);
  const page: Page = variable.pattern
    ? PAGES.tags
    : variable.name.startsWith('request.utc-timestamp')
      ? PAGES.time
      : PAGES.variables;
  return linkTo(page, say);
}

/** The beginning of a tag's name: what is still to be written. */
function partOfTag(name: string, { say, catalog }: Question): Answer {
  const found = catalog.tagVariable(name);
  if (!found) return undefined;
  const pattern = found.variable.pattern ?? found.variable.name;
  return paragraphs(say('variable/tag-unfinished', { pattern: code(pattern) }), linkTo(PAGES.tags, say));
}

/** A variable of matching rules; undefined for an unknown name. */
export function matchingVariableHover(name: string, question: Question): Answer {
  const { say, catalog } = question;
  const variable = catalog.matchingVariable(name);
  if (!variable) return undefined;
  const [, namespace = '', key = ''] = name.split('.');
  const type = typeOf(variable, question);
  return paragraphs(
    say('matching/title', { variable: code(variable.tagged ? name : variable.name), type }),
    say(MATCHING.get(variable.name.toLowerCase()) ?? 'matching/other', {
      namespace: code(namespace),
      key: code(key),
    }),
    say('matching/operators'),
    linkTo(PAGES.matchingRules, say),
  );
}

const MATCHING: ReadonlyMap<string, WordKey> = tableOf<WordKey>({
  'resource.type': 'matching/resource.type',
  'resource.id': 'matching/resource.id',
  'resource.compartment.id': 'matching/resource.compartment.id',
  'instance.id': 'matching/instance.id',
  'instance.compartment.id': 'matching/instance.compartment.id',
  'tag.<namespace>.<key>.value': 'matching/tag',
});
