/**
 * The words of findings. `texts.json` holds a text that draws it for every message of `en.json`, so that none is kept
 * that nobody can see, and none has a slot that stays empty. Messages in files of their own have fixtures of their own.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../../server/src/checks/codes.ts';
import { checkDocument } from '../../../server/src/checks/run.ts';
import en from '../../../server/src/checks/words/en.json';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { MESSAGES, messageKey, messageOf } from '../../../server/src/checks/words/words.ts';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { MOST_TOKENS } from '../../../server/src/language/kinds.ts';
import { isJapanese, slotsOf, styleFaults } from './style.ts';

const KEYS = Object.keys(MESSAGES.en) as (keyof typeof MESSAGES.en)[];
const TEXTS: Readonly<Record<string, string>> = {
  ...(JSON.parse(readFileSync(new URL('texts.json', import.meta.url), 'utf8')) as Record<string, string>),
  'statement-too-long': `allow group A to {${'BUCKET_READ, '.repeat(MOST_TOKENS / 2)}BUCKET_READ} in tenancy`,
  'nested-too-deep': `allow group A to read buckets in tenancy where ${'all { '.repeat(1000)}`,
};

const codeOf = (key: string) => key.replace(/\/.*/, '');

describe.each(LOCALES)('the messages in %s', (locale) => {
  it('are those of the other languages', () => {
    expect(Object.keys(MESSAGES[locale])).toEqual(KEYS);
  });

  it.each(KEYS)('%s', (key) => {
    const message = MESSAGES[locale][key];
    expect(styleFaults(locale, message)).toEqual([]);
    expect(slotsOf(message)).toEqual(slotsOf(MESSAGES.en[key]));
    expect(isJapanese(message)).toBe(locale === 'ja');
  });

  it('say different things', () => {
    expect(new Set(Object.values(MESSAGES[locale])).size).toBe(KEYS.length);
  });
});

it('every code has a message', () => {
  const told = new Set(KEYS.map(codeOf));
  expect(Object.keys(CODES).filter((code) => !told.has(code))).toEqual([]);
});

it('every message is that of a code', () => {
  expect(KEYS.filter((key) => !Object.hasOwn(CODES, codeOf(key)))).toEqual([]);
});

describe('a text draws each message', () => {
  it('each', () => {
    expect(Object.keys(en).filter((key) => !Object.hasOwn(TEXTS, key))).toEqual([]);
  });

  it.each(Object.keys(TEXTS) as typeof KEYS)('%s', (key) => {
    const findings = checkDocument(createDocument(TEXTS[key] ?? '')).map(({ finding }) => finding);
    const finding = findings.find((each) => messageKey(each) === key);
    expect(findings.map(messageKey)).toContain(key);
    for (const locale of finding ? LOCALES : []) {
      const slots = slotsOf(MESSAGES[locale][key]);
      expect(slots.filter((slot) => !finding?.args[slot])).toEqual([]);
    }
  });
});

it('a value that looks like a slot stays as it is', () => {
  const finding = {
    code: 'noise-word',
    severity: 'error',
    start: 0,
    end: 1,
    args: { word: '{word} $&' },
  } as const;
  expect(messageOf(finding, 'ja')).toContain('「{word} $&」');
});

it('a code without a message is told by its name', () => {
  expect(messageOf({ code: 'toString', severity: 'error', start: 0, end: 1, args: {} }, 'ja')).toBe(
    'toString',
  );
});

describe('through the service', () => {
  const services = LOCALES.map((locale) => createPolicyService({ locale }));
  const text = Object.values(TEXTS)
    .filter((each) => each.length < 1000)
    .join('\n\n');
  const [english = [], ...others] = services.map((service) => {
    service.open('file:///a.ocipolicy', text);
    return service.findings('file:///a.ocipolicy');
  });

  it('without a language, English is spoken', () => {
    const service = createPolicyService();
    service.open('file:///a.ocipolicy', text);
    expect(service.findings('file:///a.ocipolicy')).toEqual(english);
  });

  it.each(others.map((findings, index) => ({ locale: LOCALES[index + 1], findings })))(
    'in $locale, the same is found and told in other words',
    ({ findings }) => {
      const place = ({ code, severity, range }: (typeof english)[number]) => ({ code, severity, range });
      expect(findings.map(place)).toEqual(english.map(place));
      expect(findings.filter(({ message }, index) => message === english[index]?.message)).toEqual([]);
      expect(english.length).toBeGreaterThan(Object.keys(TEXTS).length);
    },
  );
});
