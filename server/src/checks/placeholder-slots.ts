import { nameForm } from '../access/normal-form.ts';
import { placeholdersIn } from '../language/placeholder.ts';
import type { Leaf } from '../language/tree.ts';
import { walk } from '../language/walk.ts';
import type { StatementForm } from './statement-form.ts';

/** A placeholder of a statement that a person fills in (`<group-name>`), and what tells which thing it stands for. */
export interface Slot {
  /** Offsets from the item's first character. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it stands for, whatever its spelling: the kind of slot and its letters. */
  readonly thing: string;
  /** Placeholders with the same key stand for the same thing; undefined where the name says too little to know. */
  readonly key: string | undefined;
  /** The kind of slot and the last words: things of one sort. */
  readonly sort: string;
  /** Whether its name is written in two ways at once: `external-data-CompartmentId`. */
  readonly isMixed: boolean;
}

const NAME = /^(<{1,3})([A-Za-z][\w -]*)(>{1,3})$/;

/** Words that say what kind of thing a placeholder is, but not which one. */
const SAYS_LITTLE = new RegExp(
  `^(?:${[
    ...['your', 'my', 'the', 'an?', 'of', 'name', 'id', 'alias', 'value', 'key', 'type', 'region', 'domain'],
    ...['group', 'dynamic', 'compartment', 'tenancy', 'tenant', 'user', 'service', 'identity', 'resource'],
    ...['bucket', 'policy', 'tag', 'namespace', 'vault', 'secret', 'project', 'repository', 'vcn', 'subnet'],
    ...['instance', 'cluster', 'subject', 'location', '\\d'],
  ].join('|')})+$`,
);

/** The placeholders of a statement whose names can be compared. */
export function slotsOf(form: StatementForm): Slot[] {
  const slots: Slot[] = [];
  const { tree, subject, location } = form;
  const frames: Readonly<Record<string, string | undefined>> = {
    compartment: subject.key,
    [subject.kind]: location?.kind === 'tenancy' ? undefined : location?.key,
  };
  const add = (kind: string, leaf: Leaf | undefined) => {
    for (const { text, start, end, by } of leaf ? placeholdersIn(leaf.text, leaf.start) : []) {
      const name = by === 'fill' ? NAME.exec(text) : null;
      if (!name || name[1]?.length !== name[3]?.length) continue;
      const words = wordsOf(name[2] ?? '');
      const letters = words.join('');
      const frame = frames[kind];
      const isClear = !SAYS_LITTLE.test(letters);
      slots.push({
        ...{ start, end, text, thing: `${kind} ${letters}` },
        key: isClear ? `${kind} ${letters}` : frame === undefined ? undefined : `${kind} ${letters} ${frame}`,
        sort: `${kind} ${words.slice(-2).join(' ')}`,
        isMixed: /[_ -]/.test(name[2] ?? '') && /[a-z][A-Z]/.test(name[2] ?? ''),
      });
    }
  };
  walk(tree, (node) => {
    switch (node.type) {
      case 'NamedSubject':
        for (const { name } of node.principals) {
          const kind = node.kind.text.toLowerCase();
          name.forEach((leaf, index) => add(index === name.length - 1 ? kind : 'domain', leaf));
        }
        break;
      case 'CompartmentLocation':
        for (const leaf of node.path) add('compartment', leaf);
        add('tenancy', node.alias);
        break;
      case 'TenancyLocation':
        add('tenancy', node.alias);
        break;
      case 'Comparison':
        for (const leaf of node.values) add(nameForm(node.variable), leaf);
        break;
      default:
    }
  });
  return slots;
}

/** `aidpCompartmentId`, `aidp-compartment-ocid`: aidp, compartment, id. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[_ -]+/)
    .filter((word) => word !== '')
    .map((word) => (word === 'ocid' ? 'id' : word));
}

/** A placeholder's name as it reads in the style of another one: its brackets, its separators, its capitals. */
export function inStyleOf(model: string, text: string): string {
  const [, open = '<', name = '', close = '>'] = NAME.exec(model) ?? [];
  const words = (NAME.exec(text)?.[2] ?? text)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[_ -]+/)
    .map((word) => word.toLowerCase());
  const separator = /[_ -]/.exec(name)?.[0];
  if (separator === undefined && /[a-z]/.test(name)) {
    const camel = words.map((word, index) =>
      index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1),
    );
    return open + camel.join('') + close;
  }
  const joined = words.join(separator ?? '_');
  return open + (/[a-z]/.test(name) ? joined : joined.toUpperCase()) + close;
}
