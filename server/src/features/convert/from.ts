import { DEFAULT_SETTINGS } from '../../checks/settings.ts';
import { createDocument, type Item } from '../../language/document.ts';
import { ocidOf } from '../../language/names.ts';
import { mendAll } from '../fix-all.ts';
import { formattedText } from '../format.ts';
import type { PlainPolicy } from './policies.ts';
import { behindGap, listOfStrings, quotedAt, shellWords } from './strings.ts';

/**
 * The text of a policy file for what was copied from somewhere else: a JSON array of statements, or an answer of the API with
 * policies in it; a list of Terraform, or a resource with one; a command of the OCI CLI; a paragraph of a document in which
 * statements stand among other text, which becomes comments. Undefined for what is none of these, statements as they should be among them.
 * @param bare without blocks around the statements of a policy: for a place that is in one
 */
export function statementsFrom(text: string, bare = false): string | undefined {
  const policies = fromJson(text) ?? fromCommand(text) ?? fromTerraform(text);
  if (policies) return formattedText(createDocument(policies.map((each) => written(each, bare)).join('\n')));
  return fromParagraph(text);
}

function written({ name, description, compartment, statements }: PlainPolicy, bare: boolean): string {
  const lines = statements.map((text) => `${text.replace(/\s*[\r\n]+\s*/g, ' ').trim()}\n`).join('');
  if (bare || name === undefined) return lines;
  const ocid = compartment === undefined ? undefined : ocidOf(compartment);
  const place = !ocid ? '' : ocid.type === 'tenancy' ? ' in tenancy' : ` in compartment id ${compartment}`;
  const about = description === undefined ? '' : `\n  description ${quoted(description, '"')}\n`;
  const called = /^[\w.-]+$/.test(name) ? name : quoted(name, "'");
  return `policy ${called}${place}${about} {\n${lines}}\n`;
}

function quoted(text: string, mark: '"' | "'"): string {
  return `${mark}${text.replace(/\s*[\r\n]+\s*/g, ' ').replaceAll(mark, `\\${mark}`)}${mark}`;
}

function fromJson(text: string): PlainPolicy[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const policies = policiesIn(value);
  return policies.length > 0 ? policies : undefined;
}

/** The statements in a value: lists of them, and objects that have such a list by the name that the API gives it. */
function policiesIn(value: unknown): PlainPolicy[] {
  if (Array.isArray(value)) {
    const isList = value.length > 0 && value.every((each) => typeof each === 'string');
    return isList ? [{ statements: value as string[] }] : value.flatMap(policiesIn);
  }
  if (typeof value !== 'object' || value === null) return [];
  const of = value as Record<string, unknown>;
  if (!Array.isArray(of['statements'])) return Object.values(of).flatMap(policiesIn);
  const textOf = (...keys: string[]) =>
    keys.map((key) => of[key]).find((each): each is string => typeof each === 'string');
  const [statements] = policiesIn(of['statements']);
  const compartment = textOf('compartmentId', 'compartment-id', 'compartment_id', 'compartment');
  return statements ? [named(statements.statements, textOf('name'), textOf('description'), compartment)] : [];
}

function named(
  statements: readonly string[],
  name: string | undefined,
  description: string | undefined,
  compartment: string | undefined,
): PlainPolicy {
  const known = (text: string | undefined) => text !== undefined && !/^<[^>]*>$/.test(text);
  return {
    ...(name !== undefined && known(name) ? { name } : {}),
    ...(description !== undefined && known(description) ? { description } : {}),
    ...(compartment !== undefined && known(compartment) ? { compartment } : {}),
    statements,
  };
}

/** Commands that make or change policies; statements in a file of its own are not at hand. */
function fromCommand(text: string): PlainPolicy[] | undefined {
  const commands = text.split(
    /(?=\boci\s+(?:--?\S+\s+(?:[^-\s]\S*\s+)?)*iam\s+policy\s+(?:create|update)\b)/,
  );
  const policies = commands.flatMap((command) => {
    if (!/^oci\s/.test(command)) return [];
    const words = shellWords(command);
    const option = (name: string) => {
      const at = words.findIndex((word) => word === name || word.startsWith(`${name}=`));
      return at < 0 ? undefined : words[at]?.includes('=') ? words[at].slice(name.length + 1) : words[at + 1];
    };
    const [list] = fromJson(option('--statements') ?? '') ?? [];
    if (!list) return [];
    return [named(list.statements, option('--name'), option('--description'), option('--compartment-id'))];
  });
  return policies.length > 0 ? policies : undefined;
}

function fromTerraform(text: string): PlainPolicy[] | undefined {
  const start = behindGap(text, 0);
  const list = text[start] === '[' ? listOfStrings(text, start + 1) : undefined;
  if (list && list.strings.length > 0 && text.slice(list.end).trim().replace(/^,$/, '') === '')
    return [{ statements: list.strings.map(({ value }) => value) }];
  const policies: PlainPolicy[] = [];
  let before = 0;
  for (const found of text.matchAll(/\bstatements"?\s*[=:]\s*\[/g)) {
    const each = listOfStrings(text, found.index + found[0].length);
    if (!each || each.strings.length === 0) continue;
    // What a resource says of itself stands on either side of its statements.
    const rest = text.slice(each.end);
    const around = text.slice(before, found.index) + rest.slice(0, /^\}/m.exec(rest)?.index ?? 0);
    const attribute = (name: string) => {
      const at = new RegExp(`(?:^|\\n)\\s*${name}\\s*=\\s*(?=")`).exec(around);
      return at ? quotedAt(around, at.index + at[0].length)?.value : undefined;
    };
    const statements = each.strings.map(({ value }) => value);
    policies.push(
      named(statements, attribute('name'), attribute('description'), attribute('compartment_id')),
    );
    before = each.end;
  }
  return policies.length > 0 ? policies : undefined;
}

/** Signs of a list before a statement, and an introduction before one on the same line. */
const BULLET = /^[^\S\r\n]*(?:[•◦▪‣*–—-]|\d{1,3}[.)])[^\S\r\n]+(?=(?:allow|deny|define|endorse|admit)\s)/gim;
const INTRODUCTION =
  /:[^\S\r\n]+(?=(?:allow|deny|endorse|admit)\s+(?:any-|group|dynamic-group|service|resource)\b)/gi;

/**
 * Statements among other text: that becomes comments, and slips that can only be meant in one way are mended. Statements alone are
 * left to the checks, whatever slips they have.
 */
function fromParagraph(text: string): string | undefined {
  const plain = text.replace(BULLET, '').replace(INTRODUCTION, ':\n');
  let statements = 0;
  const parts = createDocument(plain).items.map((item) => {
    if (isProse(item)) return commented(item.text);
    if (!STATEMENTS.has(item.kind) || !item.tree) return item.text;
    statements++;
    const end = endOfStatement(item);
    return item.text.slice(0, end) + commented(item.text.slice(end));
  });
  const sorted = parts.join('');
  if (statements === 0 || sorted === text) return undefined;
  return formattedText(createDocument(mendAll(sorted, DEFAULT_SETTINGS).text));
}

function isProse({ kind, faults }: Item): boolean {
  return kind === 'other' || faults.some(({ code }) => code === 'prose-not-statement');
}

function commented(text: string): string {
  return text.replace(/^(?!\s*(?:\/\/|#|\/\*))[^\S\r\n]*(?=\S)/gm, '// ');
}

/** More lines than this no statement of a document has. */
const MOST_LINES = 40;

/** Where a statement ends and a text begins that follows it on the next line: behind its last line with which it can be read. */
function endOfStatement({ text, faults }: Item): number {
  if (!faults.some(({ code }) => code === 'syntax-error')) return text.length;
  const ends = [...text.matchAll(/\r\n|\r|\n/g)]
    .map((found) => found.index + found[0].length)
    .slice(0, MOST_LINES);
  const fits = (end: number) => {
    const items = createDocument(text.slice(0, end)).items.filter((item) => item.kind !== 'empty');
    return items.length === 1 && items.every((item) => item.tree !== undefined && item.faults.length === 0);
  };
  return ends.reverse().find(fits) ?? text.length;
}

const STATEMENTS: ReadonlySet<string> = new Set(['grant', 'define', 'endorse', 'admit']);
