import { blocks } from './blocks.mjs';
import { conditions } from './conditions.mjs';
import { include } from './pieces.mjs';
import { statements } from './statements.mjs';
import { values } from './values.mjs';

/** The TextMate grammar of `.ocipolicy` files; `node scripts/test-grammar.mjs --update` writes it as JSON. */
export const grammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  comment: 'Written from syntaxes/source by scripts/test-grammar.mjs --update.',
  name: 'OCI Policy',
  scopeName: 'source.ocipolicy',
  fileTypes: ['ocipolicy'],
  patterns: [
    ...include('comment', 'policy', 'tag-namespace', 'dynamic-group', 'test', 'statement', 'loose-rule'),
    ...include('string', 'placeholder', 'ocid', 'invalid-character'),
  ],
  repository: { ...blocks, ...statements, ...conditions, ...values },
};
