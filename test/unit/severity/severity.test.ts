import { describe, expect, it } from 'vitest';
import { CODES } from '../../../server/src/checks/codes.ts';
import { mergeSettings, readProjectFile, readSeverity } from '../../../server/src/checks/read-settings.ts';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { DEFAULT_SETTINGS, LEVELS, type Level } from '../../../server/src/checks/settings.ts';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { SETTINGS_WORDS, settingsMessage } from '../../../server/src/checks/words/settings-words.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import manifest from '../../../package.json' with { type: 'json' };

const BAD = 'allow group Ops manage VCNs in compartment Networks';

function found(text: string, severity: Record<string, Level>): string[] {
  const settings = { ...DEFAULT_SETTINGS, severity };
  return checkDocument(createDocument(text), { settings }).map(
    ({ finding }) => `${finding.severity} ${finding.code}`,
  );
}

describe('the severity of a code', () => {
  it.each<[Record<string, Level>, string[]]>([
    [{}, ['error missing-to', 'hint resource-type-case']],
    [{ 'missing-to': 'hint' }, ['hint missing-to', 'hint resource-type-case']],
    [{ 'missing-to': 'off' }, ['hint resource-type-case']],
    [{ 'missing-to': 'off', 'resource-type-case': 'error' }, ['error resource-type-case']],
    [{ 'missing-in': 'off' }, ['error missing-to', 'hint resource-type-case']],
  ])('%j', (severity, expected) => {
    expect(found(BAD, severity)).toEqual(expected);
  });

  it('that is set holds also where the check itself is milder', () => {
    const text = 'allow group Ops to manage frobnicators in compartment Networks';
    expect(found(text, {})).toEqual(['warning resource-type-unknown']);
    expect(found(text, { 'resource-type-unknown': 'error' })).toEqual(['error resource-type-unknown']);
  });

  it('that is off does not make an ignore useless', () => {
    expect(found(`// ocipolicy-ignore missing-to: r\n${BAD}`, { 'missing-to': 'off' })).toEqual([
      'hint resource-type-case',
    ]);
  });

  it('is the check its own again when it is no longer set', () => {
    const document = createDocument(BAD);
    const settings = { ...DEFAULT_SETTINGS, severity: { 'missing-to': 'hint' as const } };
    expect(checkDocument(document, { settings })[0]?.finding.severity).toBe('hint');
    expect(checkDocument(document)[0]?.finding.severity).toBe('error');
  });

  it('is not taken from what every object has', () => {
    const severity = JSON.parse('{"constructor": "error"}') as Record<string, Level>;
    expect(found(BAD, severity)).toEqual(found(BAD, {}));
  });
});

describe('a project file', () => {
  it.each<[string, object]>([
    ['{}', DEFAULT_SETTINGS],
    ['\ufeff{"$schema": "x"}', DEFAULT_SETTINGS],
    [
      '{"checks": {"severity": {"missing-to": "off"}}}',
      { ...DEFAULT_SETTINGS, severity: { 'missing-to': 'off' } },
    ],
    [
      '{"limits": {"statementsPerPolicy": 100, "policies": 300}}',
      { severity: {}, limits: { ...DEFAULT_SETTINGS.limits, statementsPerPolicy: 100, policies: 300 } },
    ],
  ])('%s is read', (text, settings) => {
    expect(readProjectFile(text)).toEqual({ settings, problems: [] });
  });

  it.each<[string, string[]]>([
    ['', ['not-json']],
    ['{"checks":', ['not-json']],
    ['null', ['not-an-object']],
    ['"x"', ['not-an-object']],
    ['{"checks": []}', ['not-an-object']],
    ['{"checks": {"severity": "off"}}', ['not-an-object']],
    ['{"severity": {}}', ['unknown-key']],
    ['{"checks": {"missing-to": "off"}}', ['unknown-key']],
    ['{"limits": {"statementsperpolicy": 5}}', ['unknown-key']],
    ['{"checks": {"severity": {"missing-too": "off"}}}', ['unknown-code']],
    ['{"checks": {"severity": {"__proto__": "off"}}}', ['unknown-code']],
    ['{"checks": {"severity": {"missing-to": "Error"}}}', ['unknown-level']],
    ['{"checks": {"severity": {"missing-to": null}}}', ['unknown-level']],
    ['{"limits": {"statementsPerPolicy": "50"}}', ['not-a-count']],
    ['{"limits": {"statementsPerPolicy": 1.5}}', ['not-a-count']],
    ['{"limits": {"statementsPerPolicy": -1}, "x": 1}', ['unknown-key', 'not-a-count']],
  ])('%s is not', (text, problems) => {
    const read = readProjectFile(text);
    expect(read.problems.map(({ key }) => key)).toEqual(problems);
    expect(read.settings).toEqual(DEFAULT_SETTINGS);
  });

  it('is used as far as it can be', () => {
    const text = '{"checks": {"severity": {"missing-too": "off", "missing-to": "hint"}}, "limits": 5}';
    expect(readProjectFile(text).settings.severity).toEqual({ 'missing-to': 'hint' });
  });
});

describe("an editor's settings", () => {
  it.each([undefined, null, {}])('%s are none', (value) => {
    expect(readSeverity(value)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  });

  it('are read as those of a project are', () => {
    expect(readSeverity({ 'missing-to': 'off', 'missing-too': 'off' })).toEqual({
      settings: { ...DEFAULT_SETTINGS, severity: { 'missing-to': 'off' } },
      problems: [{ key: 'unknown-code', args: expect.objectContaining({ mended: 'missing-to' }) as object }],
    });
  });

  it('go behind those of a project', () => {
    const own = readSeverity({ 'missing-to': 'off', 'missing-in': 'hint' }).settings;
    const project = readProjectFile(
      '{"checks": {"severity": {"missing-to": "warning"}}, "limits": {"statementsPerPolicy": 9}}',
    ).settings;
    expect(mergeSettings(own, project)).toEqual({
      severity: { 'missing-to': 'warning', 'missing-in': 'hint' },
      limits: { ...DEFAULT_SETTINGS.limits, statementsPerPolicy: 9 },
    });
  });

  it('may have the levels that the checks know', () => {
    const { additionalProperties } =
      manifest.contributes.configuration.properties['ocipolicy.checks.severity'];
    expect(additionalProperties.enum).toEqual(LEVELS);
  });
});

describe.each(LOCALES)('what is said of settings in %s', (locale) => {
  const problemsOf = (text: string) => readProjectFile(text).problems;

  it('names what it is about, and leaves no slot empty', () => {
    const texts = [
      ...['{', '[]', '{"checks": 1}', '{"a": 1}', '{"checks": {"severity": {"missing-too": "off"}}}'],
      ...['{"checks": {"severity": {"xyzzy-plugh": "off"}}}', '{"checks": {"severity": {"missing-to": 1}}}'],
      ...['{"limits": {"statementsPerPolicy": 0}}', '{"a": 1, "b": 2}'],
    ];
    const messages = texts.map((text) => settingsMessage('x/ocipolicy.json', problemsOf(text), locale));
    expect(
      messages.filter((message) => /\{\w+\}/.test(message) || !message.includes('x/ocipolicy.json')),
    ).toEqual([]);
    expect(new Set(messages).size).toBe(texts.length);
  });

  it('has nothing that is never said', () => {
    const keys = Object.keys(SETTINGS_WORDS[locale]).map((key) => key.replace(/\/.*/, ''));
    const said = [
      'unusable',
      'not-json',
      'not-an-object',
      'unknown-key',
      'unknown-code',
      'unknown-level',
      'not-a-count',
    ];
    expect([...new Set(keys)].sort()).toEqual(said.sort());
  });
});

it('the codes of settings are those of findings', () => {
  expect(Object.keys(CODES).filter((code) => readSeverity({ [code]: 'off' }).problems.length > 0)).toEqual(
    [],
  );
});
