import type {
  Condition,
  ItemTree,
  Leaf,
  Location,
  PermissionSet,
  Subject,
  TestCase,
  VerbGrant,
} from './tree.ts';
import { KEYWORDS } from './kinds.ts';
import { isOpen } from './names.ts';

/** How wide a line may be before its conditions stand one on a line. */
const WIDTH = 110;

/**
 * The canonical text of a tree: keywords in lower case, one blank between words, permissions in upper case;
 * names and values as they are written. Reading it again gives the same tree. Source: reference 1.11.
 */
export function print(tree: ItemTree): string {
  switch (tree.type) {
    case 'Grant':
      return clauses([
        `${word(tree.effect)} ${subject(tree.subject)} to ${printGrant(tree.grant)} in ${printLocation(tree.location)}`,
        tree.condition,
      ]);
    case 'Define':
      return `define ${word(tree.kind)} ${qualified(tree.name)} as ${tree.id ? 'id ' : ''}${tree.ocid.text}`;
    case 'Endorse':
    case 'Admit': {
      const effect = `${tree.deny ? 'deny ' : ''}${tree.type.toLowerCase()}`;
      const from = tree.type === 'Admit' && tree.from ? ` of ${printLocation(tree.from)}` : '';
      const what = tree.association
        ? `associate ${tree.association.resourceType.text} in ${printLocation(tree.association.location)}` +
          ` with ${tree.association.withResourceType.text} in ${printLocation(tree.association.withLocation)}`
        : `${tree.grant ? printGrant(tree.grant) : ''}${tree.location ? ` in ${printLocation(tree.location)}` : ''}`;
      return clauses([`${effect} ${subject(tree.subject)}${from} to ${what}`, tree.condition]);
    }
    case 'PolicyHead':
      return opened(`policy ${tree.name.text}`, tree);
    case 'BlockEnd':
      return '}';
    case 'DynamicGroup':
      return [
        `dynamic-group ${qualified(tree.name)}`,
        ...tree.descriptions.map((text) => `  description ${text.text}`),
        ...tree.tags.map(({ key, value }) => `  tag ${key.text} = ${value.text}`),
        `  matching ${fitted('  matching '.length, tree.rule, '  ')}`,
      ].join('\n');
    case 'TagNamespace':
      return [
        opened(`tag-namespace ${tree.name.text}`, tree),
        ...tree.keys.map(
          (key) => `  key ${key.name.text}${key.description ? ` description ${key.description.text}` : ''}`,
        ),
        '}',
      ].join('\n');
    case 'Test':
      return [`test ${tree.name.text} {`, ...tree.cases.map(testCase), '}'].join('\n');
  }
}

function clauses([head, condition]: [string, Condition | undefined]): string {
  if (!condition) return head;
  const flat = `${head} where ${printCondition(condition)}`;
  return flat.length <= WIDTH ? flat : `${head}\n  where ${fitted('  where '.length, condition, '  ')}`;
}

/** The head of a block: on one line, or with its description on a line of its own. */
function opened(
  head: string,
  tree: { locations: readonly Location[]; descriptions: readonly Leaf[] },
): string {
  const first = [head, ...tree.locations.map((place) => `in ${printLocation(place)}`)].join(' ');
  if (tree.descriptions.length === 0) return `${first} {`;
  return [first, ...tree.descriptions.map((text) => `  description ${text.text}`), '{'].join('\n');
}

/** A leaf that is a keyword in lower case, any other as it is written. */
function word(leaf: Leaf): string {
  return KEYWORDS.has(leaf.kind) ? leaf.text.toLowerCase() : leaf.text;
}

function qualified(name: readonly Leaf[]): string {
  return name.map((part) => part.text).join('/');
}

function subject(tree: Subject): string {
  const kind = word(tree.kind);
  switch (tree.type) {
    case 'AnySubject':
      return kind;
    case 'ResourceSubject':
      return `${kind} ${tree.resourceKind.text} ${qualified(tree.instance.name)}`;
    case 'NamedSubject':
      return worded(
        tree.kind,
        tree.principals[0]?.name[0],
        tree.principals.map((one) => (one.id ? 'id ' : '') + qualified(one.name)).join(', '),
      );
  }
}

/** The canonical text of what a statement grants. */
export function printGrant(tree: VerbGrant | PermissionSet): string {
  if (tree.type === 'VerbGrant') return `${word(tree.verb)} ${tree.resourceType.text}`;
  // What a program fills in has a name of its own, in which letter case counts.
  const names = tree.permissions.map((leaf) => (isOpen(leaf) ? leaf.text : leaf.text.toUpperCase()));
  return `{${names.join(', ')}}`;
}

/** The canonical text of a place. */
export function printLocation(tree: Location): string {
  const kind = word(tree.kind);
  if (tree.type === 'TenancyLocation') return tree.alias ? `${kind} ${tree.alias.text}` : kind;
  const path = tree.path.map((part) => part.text).join(':');
  const alias = tree.alias ? ` of tenancy ${tree.alias.text}` : '';
  return worded(tree.kind, tree.path[0], `${tree.id ? 'id ' : ''}${path}${alias}`);
}

/** `<location>` and `${local.subject}` may stand for the whole: then the word that is read before it is not there, and not written. */
function worded(kind: Leaf, first: Leaf | undefined, rest: string): string {
  const isWhole = kind.start === kind.end && first !== undefined && first.end > first.start && isOpen(first);
  return isWhole ? rest : `${word(kind)} ${rest}`;
}

/** A condition on one line, or one condition a line when it is too wide behind `used` characters. */
function fitted(used: number, tree: Condition, indent: string): string {
  const flat = printCondition(tree);
  if (tree.type !== 'Combination' || used + flat.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  const lines = tree.conditions.map((each) => inner + fitted(inner.length, each, inner));
  return `${word(tree.operator)} {\n${lines.join(',\n')}\n${indent}}`;
}

/** The canonical text of a condition, on one line. */
export function printCondition(tree: Condition): string {
  switch (tree.type) {
    case 'Combination':
      return `${word(tree.operator)} { ${tree.conditions.map(printCondition).join(', ')} }`;
    case 'Presence':
      return `${tree.negated ? '!' : ''}${tree.variable.text}`;
    case 'Call':
      return `${tree.function.text}(${tree.arguments.map((each) => each.text).join(', ')})`;
    case 'Comparison': {
      const values = tree.values.map((value) => value.text);
      const operator = `${tree.negated ? 'not ' : ''}${word(tree.operator)}`;
      if (operator.endsWith('in')) return `${tree.variable.text} ${operator} (${values.join(', ')})`;
      return `${tree.variable.text} ${operator} ${values.join(' and ')}`;
    }
  }
}

function testCase(tree: TestCase): string {
  const { actor } = tree;
  const pairs = (list: readonly { key: Leaf; value: Leaf }[]) =>
    list.map(({ key, value }) => `${key.text} = ${value.text}`).join(', ');
  let who: string;
  if (actor.type === 'UserActor') {
    const groups = actor.groups.map((group) => qualified(group.name)).join(', ');
    who = `user ${actor.name.text}${groups ? ` in group ${groups}` : ''}`;
  } else if (actor.type === 'ResourceActor') {
    who = `resource ${actor.resourceKind.text}${actor.attributes.length > 0 ? ` { ${pairs(actor.attributes)} }` : ''}`;
  } else who = `${word(actor.kind)} ${qualified(actor.name.name)}`;
  if (tree.tenancy) who += ` of tenancy ${tree.tenancy.text}`;
  const lines = tree.expectations.map((each) => {
    const place = each.location ? ` in ${printLocation(each.location)}` : '';
    const facts = each.facts.length > 0 ? ` where ${pairs(each.facts)}` : '';
    return `  ${word(each.outcome).padEnd(6)} ${each.action.text}${place}${facts}`;
  });
  return [`  as ${who}`, ...lines].join('\n');
}
