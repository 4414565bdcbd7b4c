import {
  B,
  BLOCK,
  BRACE,
  captures,
  domainAndName,
  E,
  ID,
  include,
  IN_LOCATION,
  NAME,
  NEXT,
  NOT_ID_ALONE,
  PATH,
  scope,
  SLASH,
  TAG_PART,
  word,
  WORD,
} from './pieces.mjs';

const { raw } = String;

/** Before the next case or expectation of a test. */
const NEXT_CASE = raw`(?=^\s*(?:as|can|cannot)${E})`;
const HEAD = ['block-begin', 'description', 'string', 'compartment', 'tenancy', 'preposition', 'placeholder'];
const blockEnd = captures({ 1: 'punctuation.section.block.end' });

/** The blocks that a file may hold around its statements. */
export const blocks = {
  policy: {
    begin: raw`(?i)^\s*(policy)${E}(?:\s+(?!${IN_LOCATION})(${NAME}))?`,
    beginCaptures: captures({ 1: 'storage.type.policy', 2: ['entity.name.type.policy', 'name-parts'] }),
    end: raw`(?i)(\})|${BLOCK}`,
    endCaptures: blockEnd,
    name: scope('meta.policy'),
    patterns: include('comment', 'statement', ...HEAD, 'invalid-character'),
  },

  'tag-namespace': {
    begin: raw`(?i)^\s*(tag-namespace)${E}(?:\s+(?!${IN_LOCATION})(${NAME}))?`,
    beginCaptures: captures({
      1: 'storage.type.tag-namespace',
      2: ['entity.name.namespace.tag', 'name-parts'],
    }),
    end: raw`(?i)(\})|${NEXT}`,
    endCaptures: blockEnd,
    name: scope('meta.tag-namespace'),
    patterns: include('comment', 'tag-key', ...HEAD, 'invalid-character'),
  },
  'tag-key': {
    begin: `(?i)${B}(key)${E}`,
    beginCaptures: captures({ 1: 'keyword.other.key' }),
    end: raw`(?i)${NEXT}|(?=[{}](?!\{))|(${NAME})`,
    endCaptures: captures({ 1: ['variable.other.property.tag-key', 'name-parts'] }),
    patterns: include('comment'),
  },

  'dynamic-group': {
    begin: raw`(?i)^\s*(dynamic-group)${E}(?:\s+(?!(?:description|matching)${E})(?:(${NAME})${SLASH})?(${NAME}))?`,
    beginCaptures: captures({
      1: 'storage.type.dynamic-group',
      ...domainAndName(2, 'entity.name.type.dynamic-group'),
    }),
    end: raw`(?i)${NEXT}|(?=\})`,
    name: scope('meta.dynamic-group'),
    patterns: [
      ...include('comment', 'description', 'tag-assignment'),
      word('matching', 'keyword.control.matching'),
      { match: `(?i)${B}(?=${IN_LOCATION})in`, name: scope('keyword.other.preposition') },
      ...include('compartment', 'tenancy', 'condition'),
    ],
  },
  'tag-assignment': {
    comment: 'tag ns.key = …; the rule variable tag.ns.key.value has no blank after tag',
    match: raw`(?i)${B}(tag)\s+(?!=)(${TAG_PART})(?:(\.)(${TAG_PART})?)?`,
    captures: captures({
      1: 'keyword.other.tag',
      2: ['entity.name.namespace.tag', 'placeholder'],
      3: 'punctuation.accessor',
      4: ['variable.other.property.tag-key', 'placeholder'],
    }),
  },

  test: {
    begin: raw`(?i)^\s*(test)${E}`,
    beginCaptures: captures({ 1: 'storage.type.test' }),
    end: raw`(?i)(\})|${NEXT}`,
    endCaptures: blockEnd,
    name: scope('meta.test'),
    patterns: [
      ...include('comment', 'string', 'placeholder'),
      {
        begin: raw`\{(?!\{)`,
        beginCaptures: captures({ 0: 'punctuation.section.block.begin' }),
        end: raw`(?i)(?=\})|${NEXT}`,
        patterns: include('comment', 'test-line'),
      },
    ],
  },
  'test-line': {
    patterns: [
      word('as', 'keyword.control.as'),
      {
        begin: `(?i)${B}(can|cannot)${E}`,
        beginCaptures: captures({ 1: 'keyword.control.expect' }),
        end: raw`(?i)${NEXT_CASE}|${NEXT}|(?=[{}](?!\{))|(?=${IN_LOCATION})|(${WORD})`,
        endCaptures: captures({ 1: ['entity.name.function.operation', 'placeholder'] }),
        patterns: include('comment'),
      },
      {
        begin: raw`(?i)${B}(user)${E}`,
        beginCaptures: captures({ 1: 'storage.type.subject' }),
        end: `(?i)${NEXT_CASE}|${NEXT}|${BRACE}|${ID}${NOT_ID_ALONE}(${NAME})(?:${SLASH}(${NAME}))?`,
        endCaptures: captures({ 1: 'keyword.other.id', ...domainAndName(2, 'entity.name.type.principal') }),
        patterns: include('comment', 'id'),
      },
      ...include('subject', 'resource-subject'),
      {
        begin: raw`\{(?!\{)`,
        beginCaptures: captures({ 0: 'punctuation.section.braces.begin' }),
        end: raw`(?i)(\})|${NEXT}|${NEXT_CASE}`,
        endCaptures: captures({ 1: 'punctuation.section.braces.end' }),
        patterns: include('comment', 'attribute', 'condition'),
      },
      { match: raw`(?i)${B}(?:in|of)${E}(?!\s*\()`, name: scope('keyword.other.preposition') },
      ...include('compartment', 'tenancy'),
      {
        begin: `(?i)${B}(where)${E}`,
        beginCaptures: captures({ 1: 'keyword.control.where' }),
        end: raw`(?i)${NEXT_CASE}|${NEXT}|(?=\})`,
        name: scope('meta.condition'),
        patterns: include('comment', 'condition'),
      },
    ],
  },
  attribute: {
    comment: 'what the resource of a test has: id = …, compartment = a:b',
    patterns: [
      {
        match: raw`(?i)${B}(compartment)\s*(=)\s*(?!['"]|id\s)(${PATH})`,
        captures: captures({
          1: 'variable.other.property',
          2: 'keyword.operator.comparison',
          3: ['entity.name.namespace.compartment', 'name-parts', 'path-separator'],
        }),
      },
      { match: raw`(?i)${B}[a-z][\w-]*(?=\s*=)`, name: scope('variable.other.property') },
    ],
  },

  'block-begin': { match: raw`\{(?!\{)`, name: scope('punctuation.section.block.begin') },
  description: word('description', 'keyword.other.description'),
};
