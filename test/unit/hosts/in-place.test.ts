import { describe, expect, it } from 'vitest';
import type { Range } from '../../../server/src/language/document.ts';
import { createHostedService } from '../../../server/src/features/hosts.ts';
import { unmarked } from './check.ts';

const MAIN = `resource "oci_identity_policy" "lab" {
  name       = "lab"
  statements = [
    "Allow group \${var.group} to read buckets in compartment \${local.place}",
    "allow dynamic-group \${oci_identity_dynamic_group.jobs.name} to manage objects in tenancy",
  ]
}

locals {
  place = "labs"
}
`;
const GROUPS = `resource "oci_identity_dynamic_group" "jobs" {
  name          = "jobs"
  matching_rule = "ALL {resource.type = 'fnfunc'}"
}

variable "group" {
  default = "Analysts"
}
`;

/** A module of these files in a folder, the first one open; places in it are marked `⟦…⟧`. */
async function module(marked: string, beside: Readonly<Record<string, string>> = { 'groups.tf': GROUPS }) {
  const { text, spans } = unmarked(marked);
  const service = createHostedService();
  const uri = 'file:///m/main.tf';
  service.open(uri, text);
  for (const [name, content] of Object.entries(beside)) service.file(`file:///m/${name}`, content);
  await service.ready?.(uri);
  const positionAt = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const [start = 0] = spans[0] ?? [];
  return { service, uri, text, at: positionAt(start + 1) };
}

function textAt(text: string, { start, end }: Range): string {
  const lines = text.split('\n');
  return start.line === end.line ? (lines[start.line] ?? '').slice(start.character, end.character) : '…';
}

describe('what the module fills is told', () => {
  it.each([
    ['a default', '${var.group}', 'Analysts', 'Another value may be given'],
    ['a local', '${local.place}', 'labs', 'in this module'],
    [
      'the name of a resource in another file',
      '${oci_identity_dynamic_group.jobs.name}',
      'jobs',
      'in this module',
    ],
  ])('%s', async (_, slot, value, said) => {
    const { service, uri, text, at } = await module(MAIN.replace(slot, `⟦${slot}⟧`));
    const hover = service.hover(uri, at);
    expect(hover?.contents).toContain(`\`${value}\``);
    expect(hover?.contents).toContain(said);
    expect(hover && textAt(text, hover.range)).toBe(slot);
  });

  it('and changes with the files beside', async () => {
    const { service, uri, at } = await module(MAIN.replace('${var.group}', '⟦${var.group}⟧'));
    service.file('file:///m/groups.tf', GROUPS.replace('Analysts', 'Interns'));
    expect(service.hover(uri, at)?.contents).toContain('Interns');
    service.file('file:///m/groups.tf', undefined);
    expect(service.hover(uri, at)?.contents ?? '').not.toContain('Interns');
  });
});

it('a dynamic group leads to the resource that declares it, by name and by reference', async () => {
  for (const slot of ['${oci_identity_dynamic_group.jobs.name}', 'jobs']) {
    const main = MAIN.replace('${oci_identity_dynamic_group.jobs.name}', `⟦${slot}⟧`);
    const { service, uri, at } = await module(main);
    const [found] = service.hosted?.definitions(uri, at) ?? [];
    expect(found?.uri).toBe('file:///m/groups.tf');
    expect(found && textAt(GROUPS, found.range)).toBe('jobs');
  }
});

it('lenses stand over policies, and lead to places in the file', async () => {
  const { service, uri, text } = await module(MAIN);
  const lenses = service.hosted?.lenses(uri) ?? [];
  expect(lenses.map(({ range }) => textAt(text, range))).toEqual(['lab', 'lab']);
  const asked = {
    documents: service.everywhere,
    locale: 'en',
    limits: service.settingsOf(uri).limits,
    acts: true,
  } as const;
  const [statements, permissions] = lenses.map((lens) => service.hosted?.resolvedLens(lens, asked));
  expect(statements?.command?.title).toContain('2');
  const [, , locations] = statements?.command?.arguments as [unknown, unknown, { range: Range }[]];
  expect(locations.map(({ range }) => range.start.line)).toEqual([3, 4]);
  expect(permissions?.command?.title).toMatch(/permissions/);
  const [, position] = permissions?.command?.arguments as [unknown, Range['start']];
  const granted = service.hosted?.permissions(uri, position) ?? [];
  const read = granted.find(({ permission }) => permission === 'BUCKET_READ');
  expect(read?.statements.map(({ range }) => range.start.line)).toEqual([3]);
});

it('words have their colours, slots have none', async () => {
  const { service, uri, text } = await module(MAIN);
  const { data = [] } = service.hosted?.tokens(uri) ?? {};
  const words: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0] = data.slice(at, at + 3);
    [line, character] = down > 0 ? [line + down, right] : [line, character + right];
    words.push(text.split('\n')[line]?.slice(character, character + length) ?? '');
  }
  expect(words).toEqual(
    expect.arrayContaining([
      'Allow',
      'group',
      'read',
      'buckets',
      'compartment',
      'manage',
      'objects',
      'tenancy',
    ]),
  );
  expect(words.filter((word) => /[${}]/.test(word))).toEqual([]);
});

it('a statement is written in canonical form by an action, its slots as they were', async () => {
  const { service, uri, at } = await module(MAIN.replace('Allow', '⟦ALLOW⟧').replace('to read', 'TO  read'));
  const actions = service.codeActions(uri, { start: at, end: at }, { explains: false, resolves: false });
  const action = actions.find(({ kind }) => kind === 'refactor.rewrite');
  expect(action?.edit?.changes?.[uri]?.map(({ newText }) => newText)).toEqual([
    'allow group ${var.group} to read buckets in compartment ${local.place}',
  ]);
});

it('a broken file has no lens, no colours, and says so to questions', async () => {
  const { service, uri } = await module(`${MAIN}{`);
  expect(service.hosted?.lenses(uri)).toEqual([]);
  expect(service.hosted?.tokens(uri)).toEqual({ data: [] });
  expect(service.hosted?.composed(uri)?.isBroken).toBe(true);
});

it('files of our own language are answered as ever', async () => {
  const service = createHostedService();
  service.open('file:///a.ocipolicy', 'allow group A to read buckets in tenancy');
  await service.ready?.('file:///a.ocipolicy');
  expect(service.hosted?.lenses('file:///a.ocipolicy')).toBeUndefined();
  expect(service.hosted?.composed('file:///a.ocipolicy')).toBeUndefined();
});
