import pc from 'picocolors';
import { messageOf } from '../../../../server/src/checks/words/words.ts';
import {
  isApplicable,
  tell,
  type Change,
  type Place,
  type Plan,
  type Remark,
  type Saying,
  type Source,
} from '../../tenancy/tenancy.ts';
import { count, say, spoken } from '../say.ts';
import { visible } from '../visible.ts';

/** How an object is called in a policy file. */
const KEYWORDS = {
  policy: 'policy',
  'dynamic-group': 'dynamic-group',
  'tag-namespace': 'tag-namespace',
  'tag-key': 'key',
} as const;

type Colors = ReturnType<typeof pc.createColors>;

/** The tenancy, region and profile that a plan is for, as a person must see them before anything is written. */
export function placeText(place: Place): string {
  const { tenancyName, tenancyId, region, homeRegion, profile, isSandbox } = place;
  const name = tenancyName === tenancyId ? tenancyId : `${tenancyName} (${tenancyId})`;
  const text = say('tenancy.place', { name: visible(name), region, homeRegion, profile: visible(profile) });
  return isSandbox ? `${text}\n${say('tenancy.sandbox')}` : text;
}

/** A plan for people: each change with its statements, then what keeps it from being applied or must be known, then the counts. */
export function planText(plan: Plan, color: boolean, of: 'plan' | 'drift' = 'plan'): string {
  const colors = pc.createColors(color);
  const { bold, red, yellow, dim } = colors;
  const lines = [bold(placeText(plan.place)), ''];
  if (of === 'drift' && plan.changes.length > 0) lines.push(dim(say('drift.legend')), '');
  for (const change of plan.changes) lines.push(...changeLines(change, colors), '');
  const found = ({ finding, source }: Plan['faults'][number], paint: (text: string) => string): Told => ({
    source,
    text: `${paint(say(`severity.${finding.severity}`))} ${placed(source)}${visible(messageOf(finding, spoken()))} ${dim(`[${finding.code}]`)}`,
  });
  const marked = (each: Remark, severity: 'error' | 'warning', paint: (text: string) => string): Told => ({
    source: each.source,
    text: `${paint(say(`severity.${severity}`))} ${remark(each)}`,
  });
  lines.push(
    ...inPlace([
      ...plan.faults.map((fault) => found(fault, red)),
      ...plan.stops.map((stop) => marked(stop, 'error', red)),
    ]),
  );
  if (plan.unfilled.length > 0) {
    lines.push(red(say('plan.unfilled')));
    for (const { text, source } of plan.unfilled) lines.push(`  ${placed(source)}${visible(text)}`);
  }
  if (of === 'plan') {
    lines.push(
      ...inPlace([
        ...plan.warnings.map((warning) => found(warning, yellow)),
        ...plan.questions.map((question) => marked(question, 'warning', yellow)),
      ]),
    );
  }
  for (const [sayings, paint] of of === 'plan' && plan.access ? accessColors(plan.access, colors) : [])
    for (const each of sayings) lines.push(paint(visible(tell(each, spoken()))));
  for (const note of plan.notes) lines.push(dim(remark(note)));
  // Where something keeps it from being told, “nothing to do” would not be true.
  if (plan.changes.length > 0 || isApplicable(plan)) lines.push(summary(plan, of));
  return `${lines.join('\n')}\n`;
}

/** A line, and the place in the files that it is about. */
interface Told {
  readonly source: Source | undefined;
  readonly text: string;
}

/** Lines in the order of the files; those that are about none of them last. */
function inPlace(lines: readonly Told[]): string[] {
  const compare = (a: Source, b: Source) =>
    a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
  return [...lines]
    .sort(({ source: a }, { source: b }) => (a && b ? compare(a, b) : a ? -1 : b ? 1 : 0))
    .map(({ text }) => text);
}

/** What is gained is what to look at; then what is lost, and what could not be told. */
function accessColors({ gained, lost, open }: NonNullable<Plan['access']>, { red, yellow, dim }: Colors) {
  return [
    [gained, red],
    [lost, yellow],
    [open, dim],
  ] as const;
}

function remark(remark: Remark): string {
  return `${placed(remark.source)}${visible(tell(remark, spoken()))}`;
}

/** `labs.ocipolicy:3:5: ` before a sentence about that place. */
export function placed(source: Source | undefined): string {
  return source ? `${visible(source.file)}:${source.line}:${source.column}: ` : '';
}

const SIGNS = { create: '+', update: '~', replace: '±', delete: '-' } as const;

/** What an object is called in a sentence: `policy readers in labs`. */
export function changeName({ kind, name, compartment, step }: Change): string {
  const what = say('change.name', {
    ...{ kind: KEYWORDS[kind], name: visible(name), compartment: visible(compartment) },
  });
  return step ? say('change.step', { what, number: step.number, of: step.of }) : what;
}

function changeLines(change: Change, { green, red, yellow, bold, dim }: Colors): string[] {
  const { action, statements, details, before, after } = change;
  const paint = { create: green, update: yellow, replace: yellow, delete: red }[action];
  const lines = [paint(bold(`${SIGNS[action]} ${changeName(change)}`))];
  const both = (was: string | undefined, is: string | undefined) => {
    if (was !== undefined) lines.push(red(`    - ${visible(was)}`));
    if (is !== undefined) lines.push(green(`    + ${visible(is)}`));
  };
  if (action === 'replace' && before && before.name !== after?.name)
    lines.push(dim(`    ${visible(before.name)}`));
  for (const { what, name, before: was, after: is } of details) {
    lines.push(dim(`    ${say(`detail.${what}`, { name: name ?? '' })}`));
    both(was, is);
  }
  if (statements) {
    const paired = new Set(statements.changed.flatMap((pair) => [`- ${pair.before}`, `+ ${pair.after}`]));
    for (const { before: was, after: is } of statements.changed) both(was, is);
    for (const text of statements.removed) if (!paired.has(`- ${text}`)) both(text, undefined);
    for (const text of statements.added) if (!paired.has(`+ ${text}`)) both(undefined, text);
    if (statements.kept > 0) lines.push(dim(`      ${count('kept', statements.kept)}`));
  }
  return lines;
}

function summary({ changes, unchanged }: Plan, of: 'plan' | 'drift'): string {
  if (changes.length === 0) return say(of === 'plan' ? 'plan.nothing' : 'drift.nothing');
  const counts = (['create', 'update', 'replace', 'delete'] as const)
    .map((action) => [action, changes.filter((change) => change.action === action).length] as const)
    .filter(([, n]) => n > 0)
    .map(([action, n]) => say(`${of === 'plan' ? 'plan' : 'drift'}.${action}`, { n }));
  const same = say('plan.unchanged', { n: unchanged.length });
  return say('plan.summary', { counts: [...counts, same].join(say('list.separator')) });
}

/** A plan as plain data for other programs, with its sentences beside their keys. */
export function planJson(plan: Plan): unknown {
  const told = (remarks: readonly Remark[]) =>
    remarks.map(({ key, source, ...rest }) => ({
      code: key,
      message: tell({ key, ...rest }, spoken()),
      source,
    }));
  return {
    ...{ place: plan.place, files: plan.files, changes: plan.changes, unchanged: plan.unchanged },
    faults: plan.faults.map(faultJson),
    warnings: plan.warnings.map(faultJson),
    unfilled: plan.unfilled,
    ...{
      stops: told(plan.stops),
      questions: told(plan.questions),
      notes: told(plan.notes),
      access: plan.access && accessJson(plan.access),
    },
  };
}

function faultJson({ finding, source }: Plan['faults'][number]) {
  const { code, severity } = finding;
  return { code, severity, message: messageOf(finding, spoken()), source };
}

function accessJson({ gained, lost, open }: NonNullable<Plan['access']>) {
  const told = (sayings: readonly Saying[]) => sayings.map((each) => tell(each, spoken()));
  return { gained: told(gained), lost: told(lost), open: told(open) };
}

/** JSON for standard output. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
