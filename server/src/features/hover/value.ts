import type { Variable } from '../../catalog/catalog.ts';
import { valueOf } from '../../language/names.ts';
import type { Leaf } from '../../language/tree.ts';
import { code, paragraphs } from './markdown.ts';
import { ocidHover } from './ocid.ts';
import { operationHover } from './operation.ts';
import { PAGES, linkTo } from './pages.ts';
import { patternHover } from './pattern.ts';
import { permissionHover } from './permission.ts';
import { principalTypeHover } from './principal-type.ts';
import type { Answer, Question } from './question.ts';
import { regionHover } from './region.ts';
import { variableHover } from './variable.ts';

/** What stands on the right of a comparison; what it means depends on the variable on the left. */
export function valueHover(value: Leaf, variable: string, question: Question): Answer {
  const { catalog, say } = question;
  if (value.kind === 'PATTERN') return patternHover(value.text, question);
  const text = valueOf(value);
  const ocid = ocidHover(text, question);
  if (ocid !== undefined) return ocid;
  const isQuoted = value.kind === 'STRING' || value.kind === 'TEXT';
  const known = catalog.variable(variable);
  const told = meaning(text, known?.valuesOf, question);
  if (told !== undefined) return told;
  if (catalog.matchingVariable(variable)?.name === 'resource.type') return principalTypeHover(text, question);
  if (isQuoted) return undefined;
  // Without quotes it is a variable, known or not.
  return (
    variableHover(text, question) ??
    (text === ''
      ? undefined
      : paragraphs(
          say('value/unquoted', { text: code(text), quoted: code(`'${text}'`) }),
          linkTo(PAGES.conditions, say),
        ))
  );
}

function meaning(text: string, values: Variable['valuesOf'], question: Question): Answer {
  switch (values) {
    case 'permissions':
      return permissionHover(text, question);
    case 'operations':
      return operationHover(text, question);
    case 'regions':
      return regionHover(text, question);
    case 'principalTypes':
      return principalTypeHover(text, question);
    case undefined:
      return undefined;
  }
}
