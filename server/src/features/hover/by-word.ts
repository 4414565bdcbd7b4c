import { verbOf } from '../../access/grant.ts';
import type { Item } from '../../language/document.ts';
import { valueOf } from '../../language/names.ts';
import { grantedBy } from './by-tree.ts';
import { grantHover } from './grant.ts';
import { keywordHover } from './keyword.ts';
import { ocidHover } from './ocid.ts';
import { operationHover } from './operation.ts';
import { permissionHover } from './permission.ts';
import type { Place } from './place.ts';
import type { Answer, Question } from './question.ts';
import { matchingVariableHover, variableHover } from './variable.ts';

/**
 * What a word means that no tree holds: a keyword or a sign, or, in what is left over of a broken statement, what the
 * catalogue calls so.
 */
export function wordHover({ word, above, before }: Place, item: Item, question: Question): Answer {
  const text = valueOf(word);
  const isKeyword = word.kind !== 'ID' && word.kind !== 'STRING' && word.kind !== 'TEXT';
  if (isKeyword) return keywordHover(word, above, question);
  const verb = before && verbOf(before.text);
  const granted = verb ? { verb, isDenied: false } : grantedBy(item.tree);
  return (
    grantHover(text, granted, question) ??
    permissionHover(text, question) ??
    variableHover(text, question) ??
    matchingVariableHover(text, question) ??
    ocidHover(text, question) ??
    operationHover(text, question)
  );
}
