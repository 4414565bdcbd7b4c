import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  EmptyFileSystem,
  inject,
  type AstNode,
  type LangiumCoreServices,
  type LangiumSharedCoreServices,
  type LexerResult,
} from 'langium';
import { OciPolicyGeneratedModule, OciPolicyGeneratedSharedModule } from './generated/module.ts';
import { MOST_TOKENS, type Kind } from './kinds.ts';

/** A tree in the numbers of its tokens. */
export interface Shape {
  readonly type: string;
  readonly first: number;
  readonly last: number;
  /** The names of its fields; one list serves all shapes that have the same. */
  readonly names: readonly string[];
  readonly fields: readonly Field[];
}
/** A token's number, a node, or a list of either. */
export type Field = number | Shape | readonly (number | Shape)[];

/**
 * Reads kinds of tokens by a rule of the grammar, with Langium's parser, which is made for the first of them.
 * Gives the shape, or the number of the first token that does not fit (the count, when more is missing).
 */
export function readKinds(kinds: readonly Kind[], rule: string): Shape | number {
  const { services, feed } = languageServices();
  const stranger = kinds.findIndex((kind) => !(kind in services.parser.Lexer.definition));
  const readable = stranger < 0 ? kinds : kinds.slice(0, stranger);
  feed([...readable, 'END']);
  const result = services.parser.LangiumParser.parse<AstNode & { content: AstNode }>('', {
    rule: `${rule}Item`,
  });
  const [error] = result.parserErrors;
  if (error) {
    const at = error.token.startOffset;
    return at >= 0 && at < readable.length ? at : readable.length;
  }
  return stranger < 0 ? shapeOfAst(result.value.content) : stranger;
}

function shapeOfAst(node: AstNode): Shape {
  const fields: [string, Field][] = [];
  for (const [name, value] of Object.entries(node)) {
    if (name.startsWith('$') || value === undefined) continue;
    fields.push([name, Array.isArray(value) ? value.map((each) => fieldOf(each)) : fieldOf(value)]);
  }
  const cst = node.$cstNode;
  if (!cst) throw new Error(`a node ${node.$type} without tokens`);
  const type = typeOf(node.$type, fields);
  const names = namesOnce(fields.map(([name]) => name));
  return { type, first: cst.offset, last: cst.end - 1, names, fields: fields.map(([, field]) => field) };
}

const lists = new Map<string, readonly string[]>();

/** The same list for the same names: there are some dozens, and very many shapes. */
function namesOnce(names: readonly string[]): readonly string[] {
  const key = names.join(' ');
  const known = lists.get(key);
  if (!known) lists.set(key, names);
  return known ?? names;
}

/** The grammar reads three conditions by one rule; here they part. */
function typeOf(type: string, fields: [string, Field][]): string {
  if (type === 'Absence') return 'Presence';
  if (type !== 'Comparison') return type;
  const has = (name: string) =>
    fields.some(([field, value]) => field === name && !(Array.isArray(value) && value.length === 0));
  if (has('operator')) {
    remove(fields, 'arguments');
    return 'Comparison';
  }
  remove(fields, 'values');
  if (!has('arguments')) {
    remove(fields, 'arguments');
    return 'Presence';
  }
  for (const field of fields) if (field[0] === 'variable') field[0] = 'function';
  return 'Call';
}

function remove(fields: [string, Field][], name: string): void {
  const at = fields.findIndex(([field]) => field === name);
  if (at >= 0) fields.splice(at, 1);
}

function fieldOf(value: unknown): number | Shape {
  return typeof value === 'string' ? value.charCodeAt(0) - FIRST : shapeOfAst(value as AstNode);
}

/** The image of token number n is the one character `FIRST + n`; it comes back as the value of a property. */
const FIRST = 0xe000 - MOST_TOKENS;

interface LanguageServices {
  readonly services: LangiumCoreServices;
  readonly feed: (kinds: readonly Kind[]) => void;
}

let made: LanguageServices | undefined;

function languageServices(): LanguageServices {
  if (made) return made;
  let kinds: readonly Kind[] = [];
  const shared: LangiumSharedCoreServices = inject(
    createDefaultSharedCoreModule(EmptyFileSystem),
    OciPolicyGeneratedSharedModule,
  );
  const services: LangiumCoreServices = inject(
    createDefaultCoreModule({ shared }),
    OciPolicyGeneratedModule,
    {
      parser: {
        ParserConfig: () => ({ recoveryEnabled: false, skipValidations: true }),
        ValueConverter: () => ({ convert: (value: string) => value }),
        Lexer: (all: LangiumCoreServices) => {
          const built = all.parser.TokenBuilder.buildTokens(all.Grammar, { caseInsensitive: true });
          if (!Array.isArray(built)) throw new Error('the token builder gave no plain list');
          const definition = Object.fromEntries(built.map((type) => [type.name, type]));
          return {
            definition,
            tokenize: (): LexerResult => ({ tokens: kinds.map(tokenOf), hidden: [], errors: [] }),
          };
          function tokenOf(kind: Kind, number: number): LexerResult['tokens'][number] {
            const tokenType = definition[kind];
            if (!tokenType?.tokenTypeIdx) throw new Error(`no token type ${kind}`);
            return {
              image: String.fromCharCode(FIRST + number),
              startOffset: number,
              endOffset: number,
              startLine: 1,
              endLine: 1,
              startColumn: number + 1,
              endColumn: number + 1,
              tokenType,
              tokenTypeIdx: tokenType.tokenTypeIdx,
            };
          }
        },
      },
    },
  );
  shared.ServiceRegistry.register(services);
  made = { services, feed: (next) => void (kinds = next) };
  return made;
}
