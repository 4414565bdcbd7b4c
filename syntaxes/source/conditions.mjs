import {
  B,
  captures,
  CLOSE,
  E,
  include,
  NEXT,
  OPERAND,
  PART,
  QUOTED,
  RUN_ON,
  scope,
  word,
} from './pieces.mjs';

const { raw } = String;

const bracesEnd = captures({ 1: 'punctuation.section.braces.end' });
const PATTERN = raw`/(?!/)(?:\\.|[^/\\'])+/`;
/** After `=` a slash and a star open a pattern, unless a value follows what would then be a comment. */
const NO_COMMENT = raw`(?!/\*.*?\*/[ \t]*['"/\w<$])`;

/** The conditions of statements, the rules of dynamic groups and the facts of tests. */
export const conditions = {
  where: {
    begin: `(?i)${B}(where)${E}`,
    beginCaptures: captures({ 1: 'keyword.control.where' }),
    end: `(?i)${NEXT}|${CLOSE}|${RUN_ON}`,
    name: scope('meta.condition'),
    patterns: include('comment', 'condition'),
  },
  'loose-rule': {
    comment: 'a matching rule pasted without its dynamic-group block',
    begin: raw`(?i)^\s*(any|all)\s*(\{)(?!\{)`,
    beginCaptures: captures({ 1: 'keyword.control.combinator', 2: 'punctuation.section.braces.begin' }),
    end: raw`(?i)(\})|${NEXT}`,
    endCaptures: bracesEnd,
    name: scope('meta.condition'),
    patterns: include('comment', 'condition'),
  },

  condition: {
    patterns: [
      ...include('operand'),
      { match: raw`(?i)${B}(?:any|all)${E}(?!\s*!?=)`, name: scope('keyword.control.combinator') },
      {
        begin: raw`\{(?!\{)`,
        beginCaptures: captures({ 0: 'punctuation.section.braces.begin' }),
        end: raw`(?i)(\})|${NEXT}`,
        endCaptures: bracesEnd,
        patterns: include('comment', 'condition'),
      },
      {
        begin: raw`\(`,
        beginCaptures: captures({ 0: 'punctuation.section.parens.begin' }),
        end: raw`(?i)(\))|${NEXT}|(?=\})`,
        endCaptures: captures({ 1: 'punctuation.section.parens.end' }),
        patterns: include('pattern', 'comment', 'condition'),
      },
      word('not|in|before|after|between|and', 'keyword.operator.expression'),
      { match: '!(?!=)', name: scope('keyword.operator.logical') },
      { match: raw`(?i)${B}[a-z][\w-]*(?=\s*\()`, name: scope('support.function.set') },
      ...include('variable', 'ocid', 'string', 'pattern', 'comma', 'placeholder', 'invalid-character'),
    ],
  },
  operand: {
    begin: '!=|=',
    beginCaptures: captures({ 0: 'keyword.operator.comparison' }),
    end: raw`(?i)${NEXT}|(?=[{}](?!\{)|[(),=!])|(${QUOTED})|${NO_COMMENT}(${PATTERN})|(${OPERAND})`,
    endCaptures: captures({
      1: ['', 'string'],
      2: ['', 'pattern'],
      3: ['', 'ocid', 'variable', 'placeholder'],
    }),
    patterns: include('comment', 'invalid-character'),
  },
  pattern: {
    match: raw`(/)(?!/)((?:\\.|[^/\\'])+)(/)`,
    name: scope('string.regexp.pattern'),
    captures: captures({
      1: 'punctuation.definition.string.begin',
      2: ['', 'pattern-parts'],
      3: 'punctuation.definition.string.end',
    }),
  },
  'pattern-parts': {
    patterns: [
      { match: raw`\\.`, name: scope('constant.character.escape') },
      { match: raw`\*`, name: scope('keyword.operator.quantifier.regexp') },
      ...include('placeholder'),
    ],
  },

  variable: {
    match: raw`(?i)${B}(?:request|target|resource|instance|tag)(?:\.${PART}*)+`,
    captures: captures({ 0: ['', 'variable-parts'] }),
  },
  'variable-parts': {
    patterns: [
      {
        match: raw`(?i)(?<![\w.-])(?:request|target|resource|instance)(?=\.)`,
        name: scope('variable.language.request'),
      },
      {
        match: raw`(?i)(?<![\w-])(tag)(\.)(${PART}+)(?:(\.)(${PART}+))?`,
        captures: captures({
          1: 'variable.other.property',
          2: 'punctuation.accessor',
          3: ['entity.name.namespace.tag', 'placeholder', 'wrapped-name'],
          4: 'punctuation.accessor',
          5: ['variable.other.property.tag-key', 'placeholder', 'wrapped-name'],
        }),
      },
      { match: raw`\.`, name: scope('punctuation.accessor') },
      ...include('placeholder', 'wrapped-name'),
      { match: raw`[\w@:+-]+`, name: scope('variable.other.property') },
    ],
  },
};
