import { B, captures, include, scope, WORD } from './pieces.mjs';

const { raw } = String;

/** Unfilled: a colour of its own in every theme that colours escapes, inside strings too. */
const placeholder = scope('constant.other.placeholder constant.character.escape.placeholder');
const comment = { 1: 'punctuation.definition.comment' };
const begin = captures({ 0: 'punctuation.definition.string.begin' });
const end = captures({ 0: 'punctuation.definition.string.end' });
const inString = [{ match: raw`\\.`, name: scope('constant.character.escape') }, ...include('placeholder')];

/** Comments, strings, OCIDs, placeholders and what does not belong into a statement. */
export const values = {
  comment: {
    patterns: [
      {
        begin: raw`/\*\*(?!/)`,
        end: raw`\*/`,
        name: scope('comment.block.documentation'),
        captures: captures({ 0: 'punctuation.definition.comment' }),
      },
      {
        begin: raw`/\*`,
        end: raw`\*/`,
        name: scope('comment.block'),
        captures: captures({ 0: 'punctuation.definition.comment' }),
      },
      { match: '(//).*$', name: scope('comment.line.double-slash'), captures: captures(comment) },
      { match: '(#).*$', name: scope('comment.line.number-sign'), captures: captures(comment) },
    ],
  },

  string: {
    patterns: [
      {
        begin: raw`'(?=(?:[^'\\]|\\.)*')`,
        beginCaptures: begin,
        end: "'",
        endCaptures: end,
        name: scope('string.quoted.single'),
        patterns: inString,
      },
      {
        comment: 'without a partner: up to the next structural character',
        match: "(')[^,{}()]*",
        captures: captures({ 1: 'punctuation.definition.string.begin' }),
        name: scope('string.quoted.single'),
      },
      {
        begin: '"',
        beginCaptures: begin,
        end: '(")|$',
        endCaptures: captures({ 1: 'punctuation.definition.string.end' }),
        name: scope('string.quoted.double'),
        patterns: inString,
      },
    ],
  },
  'name-parts': { patterns: include('placeholder', 'ocid', 'string', 'wrapped-name') },
  ocid: {
    // Dark Modern and its kin know the first scope, Solarized and its kin the second.
    match: raw`(?i)${B}(?=ocid1\.)${WORD}`,
    name: scope('constant.numeric.ocid constant.other.ocid'),
    captures: captures({ 0: ['', 'placeholder'] }),
  },

  placeholder: {
    match: raw`<<[^<>]*>>|<[^<>]*>|\$\{[^{}]*\}|\{\{[^{}]*\}\}|(?<!\w)\$[A-Za-z_]\w*|(?<![\w%])%[sdv](?!\w)`,
    name: placeholder,
  },
  'wrapped-name': {
    comment: 'tag.{namespace}.{key} and group {group name}, as documents print them',
    match: raw`\{[^{}]*\}|\[[^\[\]]*\]`,
    name: placeholder,
  },

  comma: { match: ',', name: scope('punctuation.separator.comma') },
  'invalid-character': {
    comment:
      'what word processors and web pages leave: typographic quotes and dashes, invisible and wide characters',
    match:
      raw`[\x{00A0}\x{00AD}\x{00B4}\x{2002}-\x{200F}\x{2010}-\x{2015}\x{2018}-\x{201F}\x{2032}\x{2060}\x{2212}` +
      raw`\x{3000}-\x{3002}\x{FEFF}\x{FF01}-\x{FF0F}\x{FF1A}-\x{FF20}\x{FF5B}-\x{FF65}]`,
    name: scope('invalid.illegal.character'),
  },
};
