/**
 * Pieces of regular expressions (Oniguruma) that several rules of the grammar share.
 *
 * TextMate reads line by line, and no word of the language is reserved, so a word is coloured by its place:
 * a keyword that wants a name opens a rule whose end is the name itself, which may stand on a later line and may
 * be any word. Every such rule also ends before the next item (`NEXT`), so that a half-typed line never colours
 * its neighbours.
 */
const { raw } = String;

/** The edges of a word: `any-userish` and `data-science-models` hold no keyword. */
export const B = raw`(?<![\w.@+$-])`;
export const E = raw`(?![\w@+-]|\.\w)`;

const PLACEHOLDER = raw`<+[^<>]*>+|(?:\$\{|\{\{)[^{}]*\}+`;
/** A word, of which placeholders may be parts: `objectstorage-<<region>>`. */
export const WORD = `(?:${PLACEHOLDER}|${raw`[\w.@+%$-]`})+`;
/** A word on the right of a comparison: tag namespaces may hold colons, documents print `tag.{namespace}.{key}`. */
export const OPERAND = `(?:${PLACEHOLDER}|${raw`[\w.@+:%$-]|(?<=\.)\{[^{}]*\}`})+`;
/** One part of a dotted variable. */
export const PART = `(?:${raw`[\w@:+-]`}|${PLACEHOLDER}|${raw`\{[^{}]*\}`})`;
/** A namespace or key of a tag, where nothing is in braces. */
export const TAG_PART = `${raw`[\w@:+-]+`}|${PLACEHOLDER}`;

/** Something in quotes; without a partner it reaches to the next structural character. */
export const QUOTED = raw`'(?:[^'\\]|\\.)*'|'[^,{}()]*|"[^"]*"?`;
/** A name that a document wraps: `group {group name}`. */
const WRAPPED = raw`\{[A-Za-z][\w -]*\}|\[[A-Za-z][\w -]*\]`;
export const NAME = `(?:${QUOTED}|${WORD}|${WRAPPED})`;
/** `A:B:C` */
export const PATH = raw`${NAME}(?:\s*:\s*${NAME})*`;
/** Between a domain and a name; not the beginning of a comment. */
export const SLASH = raw`\s*(/)(?![/*])\s*`;

/** What `in` leads to when it opens a location. */
export const IN_LOCATION = raw`in\s+(?:tenancy|compartment|any-tenancy)${E}`;
/** `id`, unless something follows that makes it a name: `group id to read …`. Group 1. */
export const ID = raw`(?:(id)\s+(?!(?:to|in|of|as|with|where|description)${E}|[,/:{}]))?`;
/** `id` at the end of a line: the OCID stands on the next one. */
export const BEFORE_BREAK = raw`(?=\s*(?:$|//|/\*|#))`;
export const NOT_ID_ALONE = `(?!id${BEFORE_BREAK})`;
/** A brace that opens neither `{{ x }}` nor a wrapped name. */
export const BRACE = raw`(?=\{(?!\{|[A-Za-z][\w -]*\})|[}()])`;

export const KEYWORDS = 'allow|deny|endorse|admit|define';
/** A bullet or ordinal that people paste before a statement. */
export const LIST_MARK = raw`(?:(?:[-*•–—>)]|\d{1,3}[.)]?)\s+)?`;
/** Before a statement at the start of a line. */
export const STATEMENT = raw`(?=^\s*${LIST_MARK}(?:${KEYWORDS})${E}(?!\s*[:/,=]))`;

const POLICY = raw`policy\s+(?!(?:to|where|with|of)${E})[^\s:/,=#]`;
const GROUP = raw`dynamic-group\s+(?:'[^']*'|<[^<>]*>|[^\s,'<])+\s*(?:$|//|/\*|#|(?:in|description|tag|matching)${E})`;
/** Before a block at the start of a line. */
export const BLOCK = raw`(?=^\s*(?:${POLICY}|tag-namespace\s+\S|test\s*["']|${GROUP}))`;
/** Before the next item. */
export const NEXT = `${STATEMENT}|${BLOCK}`;

const SUBJECTS = 'any-user|any-group|group|dynamic-group|service|resource|tenancy|compartment';
/** Before a statement in the middle of a line: there only a subject tells it from a name. */
export const RUN_ON = raw`(?=${B}(?:${KEYWORDS})\s+(?:${SUBJECTS})${E})`;
/** Before the brace that closes a policy; not before one too many inside a statement. */
export const CLOSE = raw`(?=\}(?!\s*(?:(?:to|in|where|of|as|with)${E}|,)))`;

/** Scope names of this language: `scope('a.b c')` is `a.b.ocipolicy c.ocipolicy`. */
export const scope = (names) => names.replace(/\S+/g, '$&.ocipolicy');
/** A rule for words that are keywords wherever the rule is used. */
export const word = (words, names) => ({ match: `(?i)${B}(?:${words})${E}`, name: scope(names) });
/** Includes of rules of the repository. */
export const include = (...rules) => rules.map((rule) => ({ include: `#${rule}` }));
/** Captures: a string is a scope, an array a scope and the rules that look inside. */
export const captures = (groups) =>
  Object.fromEntries(
    Object.entries(groups).map(([group, of]) => {
      const [names, ...rules] = [of].flat();
      return [
        group,
        { ...(names && { name: scope(names) }), ...(rules.length && { patterns: include(...rules) }) },
      ];
    }),
  );
/** `captures` of `domain/name`, from group `first`: the domain or name, the slash, the name. */
export const domainAndName = (first, names) => ({
  [first]: [names, 'name-parts'],
  [first + 1]: 'punctuation.separator.domain',
  [first + 2]: [names, 'name-parts'],
});
