import {
  B,
  BEFORE_BREAK,
  BRACE,
  captures,
  CLOSE,
  domainAndName,
  E,
  ID,
  include,
  IN_LOCATION,
  KEYWORDS,
  LIST_MARK,
  NAME,
  NEXT,
  NOT_ID_ALONE,
  PATH,
  RUN_ON,
  scope,
  SLASH,
  STATEMENT,
  word,
  WORD,
} from './pieces.mjs';

const { raw } = String;

/** `to read …` where a name is missing; a group may still be called `to`. */
const TO_GRANT = raw`(?=to\s+(?:inspect|read|use|manage|associate|\{))`;

/** Statements: allow, deny, endorse, admit, define. */
export const statements = {
  statement: {
    comment: 'deny endorse is two keywords of one statement',
    begin: raw`(?i)(?:^\s*${LIST_MARK}|${RUN_ON})${B}(?:(deny)\s+(endorse|admit)|(${KEYWORDS}))${E}`,
    beginCaptures: captures({
      1: 'keyword.control.statement',
      2: 'keyword.control.statement',
      3: 'keyword.control.statement',
    }),
    end: `(?i)${NEXT}|${CLOSE}|${RUN_ON}`,
    name: scope('meta.statement'),
    patterns: [
      {
        comment: 'before the subject, which may stand on the next line: dynamic-group opens no block there',
        begin: raw`\G(?=\s)`,
        end: raw`(?i)${STATEMENT}|(?=\S)(?!//|/\*|#)`,
        patterns: include('comment'),
      },
      ...include('comment', 'where', 'loose-rule', 'any-subject', 'subject', 'resource-subject', 'verb'),
      ...include('permission-set', 'compartment', 'tenancy', 'preposition'),
      ...include('placeholder', 'ocid', 'string', 'invalid-character'),
    ],
  },

  'any-subject': word('any-(?:user|group|tenancy)', 'variable.language.any'),
  subject: {
    comment: 'these keywords want a name, and so does a comma after one',
    begin: raw`(?i)${B}(dynamic-group|group|service)${E}|(,)`,
    beginCaptures: captures({ 1: 'storage.type.subject', 2: 'punctuation.separator.comma' }),
    end:
      raw`(?i)${NEXT}|${TO_GRANT}|(?=(?:dynamic-group|group|service)\s+(?!(?:to|in|of|as)${E})[\w'"<$])` +
      `|(?=${IN_LOCATION})|${BRACE}|${ID}${NOT_ID_ALONE}(${NAME})(?:${SLASH}(${NAME}))?`,
    endCaptures: captures({ 1: 'keyword.other.id', ...domainAndName(2, 'entity.name.type.principal') }),
    patterns: include('comment', 'id'),
  },
  'resource-subject': {
    begin: raw`(?i)${B}(resource)${E}(?!\.)`,
    beginCaptures: captures({ 1: 'storage.type.subject' }),
    end: raw`(?i)${NEXT}|${TO_GRANT}|${BRACE}|(${WORD})(?:\s+(?!(?:to|in|of)${E})(${NAME})(?:${SLASH}(${NAME}))?)?`,
    endCaptures: captures({
      1: ['support.type.resource', 'placeholder'],
      ...domainAndName(2, 'entity.name.type.principal'),
    }),
    patterns: include('comment'),
  },

  verb: {
    comment: 'a verb wants a resource type, and so does the with of an association',
    begin: `(?i)${B}(?:(inspect|read|use|manage|associate)|(with))${E}`,
    beginCaptures: captures({ 1: 'support.function.verb', 2: 'keyword.other.preposition' }),
    end:
      raw`(?i)${NEXT}|(?=${IN_LOCATION})|(?=where${E})|(?=\{(?!\{)|[}(),])` +
      `|(all-resources)${E}|(${WORD}-family)${E}|(${WORD})`,
    endCaptures: captures({
      1: 'constant.language.all-resources',
      2: ['support.class.resource-family', 'placeholder'],
      3: ['support.type.resource', 'placeholder'],
    }),
    patterns: include('comment'),
  },
  'permission-set': {
    begin: raw`\{(?!\{)`,
    beginCaptures: captures({ 0: 'punctuation.section.braces.begin' }),
    end: raw`(?i)(\})|${NEXT}|(?=${B}(?:${IN_LOCATION}|where${E}))`,
    endCaptures: captures({ 1: 'punctuation.section.braces.end' }),
    name: scope('meta.permission-set'),
    patterns: [
      ...include('comment', 'comma', 'placeholder'),
      // Dark Modern and its kin know the first scope, Monokai and its kin the second.
      { match: raw`[\w-]+`, name: scope('variable.other.enummember.permission constant.other.permission') },
      ...include('invalid-character'),
    ],
  },

  compartment: {
    comment: 'a path may stand on the next line or be broken after a colon',
    begin: raw`(?i)${B}(compartment)${E}|(:)`,
    beginCaptures: captures({ 1: 'storage.type.location', 2: 'punctuation.separator.path' }),
    end:
      raw`(?i)${NEXT}|(?=where\s+(?:any|all|not|request|target)${E}|where\s+[!{<])|${BRACE}` +
      `|${ID}${NOT_ID_ALONE}(${PATH})`,
    endCaptures: captures({
      1: 'keyword.other.id',
      2: ['entity.name.namespace.compartment', 'name-parts', 'path-separator'],
    }),
    patterns: include('comment', 'id'),
  },
  'path-separator': { match: ':', name: scope('punctuation.separator.path') },
  tenancy: {
    comment: 'the alias may be left out, so it is no keyword and stands on the same line',
    match:
      `(?i)${B}(tenancy)${E}(?:` +
      raw`\s+(?!(?:where|with|to|in|of|as|id|description|tag|matching)${E})(?!${RUN_ON})(${NAME}))?`,
    captures: captures({ 1: 'storage.type.location', 2: ['entity.name.type.alias', 'name-parts'] }),
  },
  preposition: {
    patterns: [word('to|in|of|as', 'keyword.other.preposition'), word('id', 'keyword.other.id')],
  },
  id: { match: `(?i)${B}id${E}${BEFORE_BREAK}`, name: scope('keyword.other.id') },
};
