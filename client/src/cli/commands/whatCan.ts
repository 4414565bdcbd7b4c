import pc from 'picocolors';
import type { AbilitiesReport, AbilityReport } from '../../../../server/src/features/access/access.ts';
import type { LoadQuestions } from '../access-inputs.ts';
import { wantsColor } from '../color.ts';
import type { ExitCode } from '../failure.ts';
import { dataJson, placeOf, type NameOf } from '../formats/reasons.ts';
import { count, say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';
import { wrapCells } from '../wrap.ts';
import { putQuestion, type CanOptions } from './can.ts';

export interface WhatCanOptions extends CanOptions {
  /** List everything, however much it is. */
  readonly all: boolean;
}

/** Tells what somebody may do, place by place. Gives 0, or 2 when something could not be read. */
export async function whatCan(
  [who, paths]: readonly [who: string, paths: readonly string[]],
  options: WhatCanOptions,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ExitCode> {
  const put = await putQuestion({ who }, paths, options, terminal, loadQuestions, (questions, ...asked) =>
    questions.whatCanReport(...asked),
  );
  if (!put) return 2;
  const { report: places, tenancy, nameOf } = put;
  if (options.format === 'json') {
    await terminal.stdout.write(dataJson({ places, unread: tenancy.unread }, nameOf));
    return 0;
  }
  const print = printer(options, terminal, nameOf);
  const text = places.map(print).join('\n');
  await terminal.stdout.write(text === '' ? `${say('whatCan.nothing')}\n` : text);
  return 0;
}

/** So many names of a kind are listed when not all are asked for. */
const MOST_LISTED = 12;

function printer({ all, color }: WhatCanOptions, terminal: Terminal, nameOf: NameOf) {
  const { bold, green, red, yellow, dim } = pc.createColors(wantsColor(color, terminal));
  const width = Math.max(40, (terminal.stdout.columns ?? 100) - 4);
  const marks = { allowed: green('✓'), unknown: yellow('?'), denied: red('✗') };
  const listed = (names: readonly string[]) => {
    const shown = all ? names : names.slice(0, MOST_LISTED);
    const more = names.length - shown.length;
    return shown.join(', ') + (more > 0 ? ` ${count('more', more)}` : '');
  };
  const lines = (texts: readonly string[]) =>
    texts.map((text) => `${wrapCells(text, width).replace(/^/gm, '    ')}\n`).join('');
  const statement = (each: AbilityReport['statements'][number]) =>
    `    ${dim(`${placeOf(each, nameOf)}: ${visible(each.text)}`)}\n`;
  const abilityText = ({ outcome, reasons, statements, permissions, operations }: AbilityReport) => {
    const names = operations.map(({ name, service, except }) => {
      const own = service === undefined ? name : `${name} (${service})`;
      return except.length === 0 ? own : `${own}*`;
    });
    const cases = operations.some(({ except }) => except.length > 0) ? [say('whatCan.except')] : [];
    return (
      `  ${marks[outcome]} ${say(`whatCan.${outcome}`)}\n` +
      lines([
        ...(names.length > 0 ? [say('whatCan.operations', { names: visible(listed(names)) })] : []),
        ...(permissions.length > 0
          ? [say('whatCan.permissions', { names: visible(listed(permissions)) })]
          : []),
        ...cases,
        ...reasons.map(visible),
      ]) +
      statements.map(statement).join('')
    );
  };
  return ({ where, abilities, untold, mayMore }: AbilitiesReport): string =>
    `${bold(visible(where))}\n` +
    (abilities.length === 0 ? `  ${say('whatCan.nothing')}\n` : abilities.map(abilityText).join('')) +
    (untold.length > 0 ? lines([say('whatCan.untold', { names: listed(untold) })]) : '') +
    (mayMore.length > 0 ? lines([say('whatCan.mayMore')]) + mayMore.map(statement).join('') : '');
}
