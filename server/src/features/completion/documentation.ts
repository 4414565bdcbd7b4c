import { CompletionItemKind, MarkupKind, type CompletionItem } from 'vscode-languageserver-types';
import { verbOf } from '../../access/grant.ts';
import type { Locale } from '../../checks/words/locale.ts';
import { createDocument } from '../../language/document.ts';
import { kindOfWord } from '../../language/kinds.ts';
import type { Leaf, TreeNode } from '../../language/tree.ts';
import { withoutBreaks } from '../hover.ts';
import { grantHover } from '../hover/grant.ts';
import { keywordHover } from '../hover/keyword.ts';
import { names, paragraphs } from '../hover/markdown.ts';
import { operationHover } from '../hover/operation.ts';
import { permissionHover } from '../hover/permission.ts';
import { questionOf, type Answer, type Question } from '../hover/question.ts';
import { servicePrincipalHover } from '../hover/service-principal.ts';
import { valueHover } from '../hover/value.ts';
import { matchingVariableHover, variableHover } from '../hover/variable.ts';
import type { CompletionData } from './items.ts';

/** So many operations without a variable are named. */
const NAMED = 6;

/**
 * A proposal with what a hover would say of it, in Markdown. What it is about comes from the proposal itself and from what
 * was sent with it; a proposal of which nothing is known stays as it is. `showsBreaks`: the client knows `<br>`.
 */
export function documented(item: CompletionItem, locale: Locale, showsBreaks = true): CompletionItem {
  const question = questionOf(createDocument(''), locale);
  const data: CompletionData = isData(item.data) ? item.data : {};
  const told = toldOf(item, data, question);
  if (told === undefined) return item;
  const value = showsBreaks ? told : withoutBreaks(told);
  return { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

/** What the client sends back is looked at before it is believed. */
function isData(value: unknown): value is CompletionData {
  if (typeof value !== 'object' || value === null) return false;
  const { verb, type, variable, node, missingIn = [] } = value as Record<string, unknown>;
  const isText = [verb, type, variable, node].every((each) => each === undefined || typeof each === 'string');
  return isText && Array.isArray(missingIn) && missingIn.every((each) => typeof each === 'string');
}

function toldOf({ label, kind }: CompletionItem, data: CompletionData, question: Question): Answer {
  const isDenied = data.denies === true;
  switch (kind) {
    case CompletionItemKind.Class:
    case CompletionItemKind.Module:
      return grantHover(
        label,
        { verb: data.verb === undefined ? undefined : verbOf(data.verb), isDenied },
        question,
      );
    case CompletionItemKind.Method:
      return (
        (data.type === undefined
          ? undefined
          : grantHover(data.type, { verb: verbOf(label), isDenied }, question)) ??
        keywordTold(label, data, question)
      );
    case CompletionItemKind.Snippet:
      return (
        grantHover(label, { verb: undefined, isDenied: false }, question) ??
        keywordTold(label, data, question)
      );
    case CompletionItemKind.Keyword:
    case CompletionItemKind.Operator:
      return keywordTold(label, data, question);
    case CompletionItemKind.Variable:
      return variableTold(label, data, question);
    case CompletionItemKind.EnumMember:
      return permissionHover(unquoted(label), question);
    case CompletionItemKind.Function:
      return operationHover(unquoted(label), question);
    case CompletionItemKind.Value:
      return data.variable === undefined ? undefined : valueHover(leafOf(label), data.variable, question);
    case CompletionItemKind.Reference:
      return question.catalog.servicePrincipal(label) ? servicePrincipalHover(label, question) : undefined;
    default:
      return undefined;
  }
}

function variableTold(label: string, { node, missingIn = [] }: CompletionData, question: Question): Answer {
  const { say } = question;
  const caution =
    missingIn.length === 0
      ? undefined
      : `⚠ ${say('variable/not-available', { operations: names(missingIn, NAMED, (number) => say('more', { number })) })}`;
  const name = label.replace(/\.?<.*$/, '');
  const told =
    node === undefined ? undefined : (variableHover(name, question) ?? matchingVariableHover(name, question));
  return told === undefined ? caution && paragraphs(caution) : paragraphs(caution, told);
}

/** A keyword in the sense that it has in the node it would be a part of. */
function keywordTold(label: string, { node }: CompletionData, question: Question): Answer {
  const above = node === undefined ? [] : [{ type: node } as TreeNode];
  return keywordHover(leafOf(label.split(' ')[0] ?? ''), above, question);
}

function leafOf(text: string): Leaf {
  const kind = text.startsWith("'") ? 'STRING' : /^[\w-]+$/.test(text) ? kindOfWord(text) : text;
  return { kind, text, start: 0, end: text.length, lineStart: false, blankBefore: false };
}

const unquoted = (label: string) => label.replace(/^'|'$/g, '');
