import type { Item } from '../../language/document.ts';
import { valueOf } from '../../language/names.ts';
import type { Leaf } from '../../language/tree.ts';
import { namesOf } from '../names.ts';
import { block, code, paragraphs, plain } from './markdown.ts';
import {
  declarationOf,
  definitionOf,
  nameKey,
  pathKey,
  shortOcid,
  statementsNaming,
  subjectKey,
  toldLines,
  written,
  type Mentions,
} from './mentions.ts';
import { PAGES, linkTo } from './pages.ts';
import type { Question } from './question.ts';

/** A group or a dynamic group: what the document declares of it, and which statements name it as their subject. */
export function groupHover(
  kind: 'group' | 'dynamic-group',
  name: readonly Leaf[],
  question: Question,
): string {
  const { document, say } = question;
  const isDynamic = kind === 'dynamic-group';
  const declared = isDynamic
    ? declarationOf('DynamicGroup', document, (tree) => nameKey(tree.name) === nameKey(name))
    : undefined;
  const rule = declared && declared.item.text.slice(declared.tree.rule.start, declared.tree.rule.end);
  const defined = definitionOf(kind, name, document);
  const subject = subjectKey(kind, name);
  return paragraphs(
    say(isDynamic ? 'name/dynamic-group' : 'name/group', { name: written(name) }),
    rule ? `${say('name/rule')}\n\n${block(rule)}` : undefined,
    defined ? say('name/defined', { ocid: shortOcid(defined.ocid) }) : undefined,
    rule || defined ? undefined : say(isDynamic ? 'name/dynamic-group-elsewhere' : 'name/group-elsewhere'),
    toldLines(
      statementsNaming(document, ({ subjects }) => subjects.includes(subject)),
      say,
    ),
    linkTo(isDynamic ? PAGES.matchingRules : PAGES.subjects, say),
  );
}

/** An identity domain before the name of a group. */
export function domainHover(domain: Leaf, { say }: Question): string {
  return paragraphs(say('name/domain', { name: code(domain.text) }), linkTo(PAGES.subjects, say));
}

/** A compartment: the path that leads to it, and which statements hold in it or below it. */
export function compartmentHover(path: readonly Leaf[], question: Question): string {
  const { document, say } = question;
  const defined = path.length === 1 ? definitionOf('compartment', path, document) : undefined;
  const wanted = pathKey(path);
  const isIn = ({ paths }: Mentions) => paths.some((each) => each.startsWith(wanted));
  return paragraphs(
    say('name/compartment', { name: code(path.map(({ text }) => text).join(':')) }),
    defined ? say('name/defined', { ocid: shortOcid(defined.ocid) }) : say('name/compartment-from'),
    toldLines(statementsNaming(document, isIn), say),
    linkTo(PAGES.locations, say),
  );
}

/** The name that `define` gives a tenancy, and the statements that use it. */
export function tenancyHover(name: readonly Leaf[], question: Question): string {
  const { document, say } = question;
  const defined = definitionOf('tenancy', name, document);
  const wanted = nameKey(name);
  const isIn = ({ tenancies }: Mentions) => tenancies.includes(wanted);
  return paragraphs(
    say('name/tenancy', { name: written(name) }),
    defined ? say('name/defined', { ocid: shortOcid(defined.ocid) }) : say('name/undefined'),
    toldLines(statementsNaming(document, isIn), say),
    linkTo(PAGES.crossTenancy, say),
  );
}

/** A tag namespace, or a key of one: what is declared of it, and which statements compare it. */
export function tagHover(namespace: string, key: string | undefined, question: Question): string {
  const { document, say } = question;
  const declared = declarationOf(
    'TagNamespace',
    document,
    ({ name }) => valueOf(name).toLowerCase() === namespace.toLowerCase(),
  );
  const own = declared?.tree.keys.find(({ name }) => valueOf(name).toLowerCase() === key?.toLowerCase());
  const description = key === undefined ? declared?.tree.descriptions[0] : own?.description;
  const wanted = `${namespace}.${key ?? ''}`.toLowerCase();
  const isUsed = (_: Mentions, item: Item) =>
    namesOf(item).some((each) => {
      const name = each.kind === 'tag' ? each.name.toLowerCase() : '';
      return key === undefined ? name.startsWith(wanted) : name === wanted;
    });
  const isDeclared = key === undefined ? declared : own;
  return paragraphs(
    say(key === undefined ? 'name/tag-namespace' : 'name/tag', {
      name: code(key === undefined ? namespace : `${namespace}.${key}`),
    }),
    description && valueOf(description) !== '' ? plain(valueOf(description)) : undefined,
    isDeclared ? undefined : say('name/tag-elsewhere'),
    toldLines(statementsNaming(document, isUsed), say),
    linkTo(PAGES.tags, say),
  );
}
