import { createEmbedding, type Embedded } from './embedded.ts';
import { endOfSlot, type Token } from './script-tokens.ts';

const ESCAPE = /\\(?:u\{([\da-fA-F]+)\}|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(\r\n|[^]))/y;
const CONTROL: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0', '\n': '', '\r\n': '', '\r': '' },
};

/**
 * What a string of a program says, with the expressions in it as slots. Undefined for bytes.
 * @param formats whether braces in it are filled by `format`
 */
export function embeddedIn(
  { start, end, quote, prefix }: Token,
  host: string,
  formats: boolean,
  about: Pick<Embedded, 'kind' | 'sure' | 'list' | 'whole'>,
): Embedded | undefined {
  if (prefix.includes('b')) return undefined;
  const isRaw = prefix.includes('r');
  const isTemplate = quote === '`';
  const hasBraces = formats || prefix.includes('f');
  const hostStart = start + prefix.length + quote.length;
  const hostEnd = end - quote.length;
  const embedding = createEmbedding();
  let from = hostStart;
  const part = (at: number, to: number, add: () => void) => {
    embedding.plain(host.slice(from, at), from);
    add();
    from = to;
    return to;
  };
  for (let at = hostStart; at < hostEnd;) {
    const sign = host[at] ?? '';
    if (sign === '\\' && !isRaw) {
      ESCAPE.lastIndex = at;
      const found = ESCAPE.exec(host);
      const to = at + (found?.[0].length ?? 1);
      at = part(at, to, () => embedding.escape(meant(found), at, to));
    } else if (hasBraces && (host.startsWith('{{', at) || host.startsWith('}}', at)))
      at = part(at, at + 2, () => embedding.escape(sign, at, at + 2));
    else if ((hasBraces && sign === '{') || (isTemplate && host.startsWith('${', at))) {
      const to = endOfSlot(host, at + (isTemplate ? 2 : 1));
      if (to === undefined || to > hostEnd) return undefined;
      at = part(at, to, () => embedding.slot(host.slice(at, to), at, to));
    } else if (host.startsWith('%s', at)) at = part(at, at + 2, () => embedding.slot('%s', at, at + 2));
    else at++;
  }
  embedding.plain(host.slice(from, hostEnd), from);
  return embedding.done({ ...about, hostStart, hostEnd }, (text) => {
    if (isRaw || text.includes('%s')) return text.includes('\\') || text.includes(quote) ? undefined : text;
    const braced = hasBraces ? text.replace(/[{}]/g, '$&$&') : text;
    const escaped = braced.replaceAll('\\', '\\\\').replaceAll(quote[0] ?? '', `\\${quote[0]}`);
    if (isTemplate) return escaped.replaceAll('${', '\\${');
    return escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  });
}

function meant(found: RegExpExecArray | null): string {
  const [, braced, two, four, eight, sign = ''] = found ?? [];
  const digits = braced ?? two ?? four ?? eight;
  if (digits === undefined) return CONTROL[sign] ?? sign;
  const code = parseInt(digits, 16);
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}
