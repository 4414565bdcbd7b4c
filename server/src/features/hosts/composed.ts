import { filled, type Embedded } from '../../hosts/embedded.ts';
import { hostOf, HOSTS } from '../../hosts/hosts.ts';
import { valueOfExpression, type ModuleValues } from '../../hosts/terraform-values.ts';
import { createDocument, type PolicyDocument, type Range } from '../../language/document.ts';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { hostRange, type OpenPart } from './answers.ts';
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
  readonly filled: readonly FilledSlot[];
  /** The range in the host file of one of the document. */
  locate(range: Range): Range;
}

/**
 * Puts the policies and the dynamic groups that a host file surely holds together, for questions about what they grant. Slots that
 * the module tells are filled; what cannot be read before the host runs is left out and counted.
 * @returns undefined for a file of our own language, by its name; a broken host file gives an empty document
 */
export function composed(uri: string, text: string, values: ModuleValues = new Map()): Composed | undefined {
  const host = hostOf(uri);
  if (!host) return undefined;
  const used = new Map<string, FilledSlot>();
  const full = (HOSTS[host].read(text) ?? [])
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
    ...{ document, left, filled: [...used.values()] },
    locate: (range) => hostRange(part, range, lines) ?? { start, end: start },
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
  return {
    places,
    text: () => text,
    /** Its statements stand between braces, so that its aliases count in it only. */
    policy: (list: readonly Embedded[]) => {
      if (list.length === 0) return;
      text += `policy ${nameIn(list[0]) ?? `policy-${++policies}`} {\n`;
      list.forEach(put);
      text += '}\n';
    },
    /** One without a name is nobody that a statement could name. */
    dynamicGroup: (rule: Embedded) => {
      const name = nameIn(rule);
      if (name === undefined) return;
      text += `dynamic-group ${name} matching `;
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
