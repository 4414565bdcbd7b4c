import { filled, type Embedded } from '../../hosts/embedded.ts';
import { HOSTS, type HostName } from '../../hosts/hosts.ts';
import { valueOfExpression, type ModuleValues } from '../../hosts/terraform-values.ts';
import {
  createDocument,
  itemAt,
  positionIn,
  type PolicyDocument,
  type Position,
  type Range,
} from '../../language/document.ts';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { hostRange, partOffset, type OpenPart } from './answers.ts';
import { isSilent } from './parts.ts';

/** A value that a slot was filled with, and what the host calls it. */
export interface FilledSlot {
  readonly key: string;
  readonly value: string;
  /** `default`: somebody may give another one. */
  readonly by: 'default' | 'local';
}

/** The policies that a host file surely holds, as one document of our language. */
export interface Composed {
  readonly document: PolicyDocument;
  /** How many texts are left out, because what they say is not known before the host runs; or more may come to their list. */
  readonly left: number;
  /** The host file cannot be read: then nothing may be said of what it holds. */
  readonly isBroken: boolean;
  readonly filled: readonly FilledSlot[];
  /** The range in the host file of one of the document. */
  locate(range: Range): Range;
  /** The place in the document of one in the host file; undefined outside of its texts and of the names of what they are of. */
  find(position: Position): Position | undefined;
}

/**
 * Puts the policies and the dynamic groups that a host file surely holds together, for questions about what they grant. Slots that
 * the module tells are filled; what cannot be read before the host runs is left out and counted.
 * @returns a broken host file gives an empty document
 */
export function composed(
  uri: string,
  host: HostName,
  text: string,
  values: ModuleValues = new Map(),
): Composed {
  const used = new Map<string, FilledSlot>();
  const all = HOSTS[host].read(text);
  const isBroken = all === undefined;
  const full = (all ?? [])
    .filter(({ sure }) => sure)
    .map((embedded) =>
      filled(embedded, ({ expression = '' }) => {
        const found = valueOfExpression(expression, values);
        if (found && values.has(found.key)) used.set(found.key, found);
        return found?.value;
      }),
    );
  const writer = createWriter();
  const lists = new Map<number, Embedded[]>();
  for (const each of full) lists.set(each.list, [...(lists.get(each.list) ?? []), each]);
  let left = 0;
  for (const list of lists.values()) {
    const known = list.filter((each) => !isSilent(each));
    left += list.length - known.length + (list.every(({ whole, restIsHere }) => whole || restIsHere) ? 0 : 1);
    for (const group of known.filter(({ kind }) => kind === 'matching-rule')) writer.dynamicGroup(group);
    for (const one of known.filter(({ kind }) => kind === 'document')) writer.document(one);
    writer.policy(known.filter(({ kind }) => kind === 'statement' || kind === 'statements'));
  }
  const document = createDocument(writer.text());
  const lines = TextDocument.create(uri, host, 0, text);
  const part: OpenPart = { uri, document, text: '', places: writer.places, silent: false };
  const start = { line: 0, character: 0 };
  return {
    ...{ document, left, isBroken, filled: [...used.values()] },
    locate: (range) => hostRange(part, range, lines) ?? { start, end: start },
    find: (position) => {
      const offset = partOffset(part, lines.offsetAt(position));
      const item = offset === undefined ? undefined : itemAt(document, offset);
      return item && offset !== undefined ? positionIn(item, offset - item.start) : undefined;
    },
  };
}

function createWriter() {
  let text = '';
  let policies = 0;
  const places: { embedded: Embedded; start: number }[] = [];
  const put = (embedded: Embedded) => {
    places.push({ embedded, start: text.length });
    text += `${embedded.text}\n`;
  };
  /** A name, which stands where the host has it; where it has none, at the beginning of the first text. */
  const head = (name: string, of: Embedded | undefined) => {
    const { hostStart, hostEnd } = of?.owner ?? {
      hostStart: of?.hostStart ?? 0,
      hostEnd: of?.hostStart ?? 0,
    };
    const piece = { start: 0, end: name.length, hostStart, hostEnd, whole: true };
    const own = {
      kind: 'document',
      sure: true,
      list: -1,
      whole: true,
      slots: [],
      write: () => undefined,
    } as const;
    places.push({
      embedded: { ...own, text: name, pieces: [piece], hostStart, hostEnd },
      start: text.length,
    });
    text += name;
  };
  return {
    places,
    text: () => text,
    /** Its statements stand between braces, so that its aliases count in it only. */
    policy: (list: readonly Embedded[]) => {
      if (list.length === 0) return;
      const [first] = list;
      text += 'policy ';
      head(nameIn(first) ?? `policy-${++policies}`, first);
      text += ' {\n';
      list.forEach(put);
      text += '}\n';
    },
    /** One without a name is nobody that a statement could name. */
    dynamicGroup: (rule: Embedded) => {
      const name = nameIn(rule);
      if (name === undefined) return;
      text += 'dynamic-group ';
      head(name, rule);
      text += ' matching ';
      put(rule);
    },
    document: put,
  };
}

/** A name as our language has it; undefined where the host tells none, or one that cannot be written. */
function nameIn(embedded: Embedded | undefined): string | undefined {
  const name = embedded?.owner?.name;
  return name !== undefined && /^[\w.-][\w .-]*$/.test(name) ? `'${name}'` : undefined;
}
