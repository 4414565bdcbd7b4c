import { VERBS, type Verb } from '../../catalog/catalog.ts';
import { count } from '../words/words.ts';
import { code } from './markdown.ts';
import type { Question } from './question.ts';

/** A verb in a statement. */
export interface Granted {
  /** Undefined when no verb is written, or none that exists. */
  readonly verb: Verb | undefined;
  readonly isDenied: boolean;
}

/** The verbs whose cells a statement gives or takes: up to its own verb, or, denied, from it on. */
export function verbsReached({ verb, isDenied }: Granted): readonly Verb[] {
  if (!verb) return VERBS;
  const at = VERBS.indexOf(verb);
  return isDenied ? VERBS.slice(at) : VERBS.slice(0, at + 1);
}

/** Deny works upwards: what the verb and the verbs above it add is taken. */
export function denied(verb: Verb, { say }: Question, permissions: number): string {
  const args = { verb: code(verb), permissions: count(say, 'permissions', permissions) };
  return say(
    verb === 'inspect' ? 'grant/deny-all' : verb === 'manage' ? 'grant/deny-manage' : 'grant/deny',
    args,
  );
}

/** The permissions that a statement gives on a type or a family, or takes when it denies. */
export function reachedPermissions(name: string, granted: Granted, { catalog }: Question): readonly string[] {
  const reached = verbsReached(granted);
  const all = catalog.permissionsOf(name, reached.at(-1) ?? 'manage');
  const below = VERBS[VERBS.indexOf(reached[0] ?? 'inspect') - 1];
  if (!below) return all;
  const spared = new Set(catalog.permissionsOf(name, below));
  return all.filter((permission) => !spared.has(permission));
}

/** The statement's verb and type, with the verb marked. */
export function grantTitle(name: string, { verb, isDenied }: Granted): string {
  return `${isDenied ? '**deny** ' : ''}${verb ? `**${verb}** ` : ''}${code(name)}`;
}
