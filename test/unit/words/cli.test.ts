import { afterEach, describe, expect, it } from 'vitest';
import { choices, count, speak, WORDS } from '../../../client/src/cli/say.ts';
import { words, type WordKey } from '../../../client/src/cli/words.ts';
import { cellsWide, wrapCells } from '../../../client/src/cli/wrap.ts';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { folder, ocipolicy, type Play } from '../cli/stage.ts';
import { isJapanese, slotsOf } from './style.ts';

const KEYS = Object.keys(words) as WordKey[];

/** What is the same in every language. */
const SAME = new Set<WordKey>(['stdin.name']);

/** The width of a terminal that help is written for. */
const COLUMNS = 120;

afterEach(() => speak('en'));

describe.each(LOCALES)('the words of the command line in %s', (locale) => {
  it('are those of the other languages', () => {
    expect(Object.keys(WORDS[locale])).toEqual(KEYS);
  });

  it.each(KEYS)('%s', (key) => {
    const text = WORDS[locale][key];
    const english = words[key];
    expect(text).not.toBe('');
    expect(slotsOf(text)).toEqual(slotsOf(english));
    expect(/[".。?]$/.test(text)).toBe(/[.?]$/.test(english));
    expect(text.startsWith('\n')).toBe(english.startsWith('\n'));
    expect(text).not.toContain('"');
    if (SAME.has(key)) expect(text).toBe(english);
    else if (locale === 'ja')
      expect(isJapanese(text) || slotsOf(text).length > 0 || key === 'list.separator').toBe(true);
    for (const line of key.startsWith('help.after') ? text.split('\n') : [])
      expect(cellsWide(line)).toBeLessThanOrEqual(COLUMNS);
  });
});

const POLICY = {
  'a.ocipolicy': 'allow group A read buckets in tenancy\nallow group B to reed vcns in tenancy\n',
};

async function check(args: readonly string[], env: Record<string, string>) {
  const play: Play = {
    cwd: folder(POLICY),
    env,
    parts: { loadService: (options) => Promise.resolve(createPolicyService(options)) },
  };
  return ocipolicy(args, play);
}

describe('the language of the command line', () => {
  it.each([
    ['en', {}, []],
    ['en', { LANG: 'C.UTF-8' }, []],
    ['en', { LANG: 'de_DE.UTF-8' }, []],
    ['pt-br', { LANG: 'pt_BR.UTF-8' }, []],
    ['ja', { LANG: 'ja_JP.UTF-8' }, []],
    ['ja', { LANG: 'pt_BR.UTF-8', LC_MESSAGES: 'ja_JP.UTF-8' }, []],
    ['en', { LANG: 'pt_BR.UTF-8', LC_MESSAGES: 'ja_JP.UTF-8', LC_ALL: 'C' }, []],
    ['pt-br', { LANG: 'pt_BR.UTF-8', LC_MESSAGES: '', LC_ALL: '' }, []],
    ['ja', { LANG: 'pt_BR.UTF-8' }, ['--locale', 'ja']],
    ['ja', {}, ['--locale=ja-JP']],
    ['en', { LC_ALL: 'ja_JP.UTF-8' }, ['--locale', 'en']],
    ['pt-br', {}, ['--locale', 'ja', '--locale=pt-BR']],
  ] as const)('is %s with %j and %j', async (locale, env, args) => {
    const summary = {
      en: '2 errors in 1 file.',
      'pt-br': '2 erros em 1 arquivo.',
      ja: '1ファイル: エラー2件。',
    }[locale];
    for (const all of [
      ['check', ...args],
      [...args, 'check'],
    ]) {
      const { stdout, stderr } = await check(all, env);
      expect({ stderr, end: stdout.trimEnd().split('\n').at(-1) }).toEqual({ stderr: '', end: summary });
    }
  });

  it('is that of findings too', async () => {
    const messages = async (locale: string) => {
      const { stdout } = await check(['check', '--format', 'json', '--locale', locale], {});
      return (JSON.parse(stdout) as { code: string; message: string }[]).map(({ code, message }) => ({
        code,
        message,
      }));
    };
    const [english, portuguese, japanese] = [
      await messages('en'),
      await messages('pt'),
      await messages('ja'),
    ];
    expect(english.map(({ code }) => code)).toEqual(['missing-to', 'unknown-verb']);
    expect(portuguese[1]?.message).toBe(
      '“reed” não é um verbo de políticas, e a instrução é recusada. Você quis dizer read?',
    );
    expect(japanese[1]?.message).toBe(
      '「reed」はポリシーの動詞ではないため、ステートメントは拒否されます。「read」ではありませんか。',
    );
  });

  it('is named in a SARIF log, unless it is English', async () => {
    const language = async (locale: string) => {
      const { stdout } = await check(['check', '--format', 'sarif', '--locale', locale], {});
      return (JSON.parse(stdout) as { runs: { language?: string }[] }).runs[0]?.language;
    };
    expect([await language('en'), await language('pt-br'), await language('ja')]).toEqual([
      undefined,
      'pt-br',
      'ja',
    ]);
  });

  it('does not outlast a call', async () => {
    await check(['check', '--locale', 'ja'], {});
    expect((await check(['check'], {})).stdout).toContain('2 errors in 1 file.');
  });

  it.each([
    [['check', '--locale', 'fr'], {}, "'fr' is not a value of --locale: write en, pt-br or ja."],
    [['--locale=', 'check'], {}, "'' is not a value of --locale: write en, pt-br or ja."],
    [
      ['check', '--locale', 'fr'],
      { LANG: 'pt_BR' },
      "'fr' não é um valor de --locale: escreva en, pt-br ou ja.",
    ],
    [
      ['check', '--locale'],
      { LANG: 'ja' },
      "オプション'--locale'には値が必要です。 'ocipolicy --help'を参照してください。",
    ],
    [
      ['chekc', '--locale', 'ja'],
      {},
      "'chekc'はocipolicyのコマンドではありません。 checkではありませんか。 'ocipolicy --help'を参照してください。",
    ],
  ])('%j with %j: %s', async (args, env, sentence) => {
    expect(await check(args, env)).toEqual({ exitCode: 2, stdout: '', stderr: `ocipolicy: ${sentence}\n` });
  });

  it('is not looked for behind --', async () => {
    const { stderr } = await check(['check', '--', '--locale', 'ja'], {});
    expect(stderr).toContain('ocipolicy: --locale was not read: ');
  });
});

describe('counts and choices', () => {
  it.each([
    ['en', '1 file', '2 files', 'a, b or c'],
    ['pt-br', '1 arquivo', '2 arquivos', 'a, b ou c'],
    ['ja', '1ファイル', '2ファイル', 'a、bまたはc'],
  ] as const)('in %s', (locale, one, two, some) => {
    speak(locale);
    expect([count('file', 1), count('file', 2), choices(['a', 'b', 'c'])]).toEqual([one, two, some]);
  });
});

const SANDBOX = [['sandbox'], ...['start', 'reset', 'seed'].map((name) => ['sandbox', name])];

describe('help', () => {
  it.each(LOCALES)('fits the terminal in %s', async (locale) => {
    for (const command of [[], ['check'], ['parse'], ['lsp'], ...SANDBOX]) {
      const { exitCode, stdout, stderr } = await ocipolicy([...command, '--help', '--locale', locale], {
        columns: COLUMNS,
      });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout.split('\n').filter((line) => cellsWide(line) > COLUMNS)).toEqual([]);
      expect(isJapanese(stdout)).toBe(locale === 'ja');
    }
  });
});

describe('lines of cells', () => {
  it.each([
    ['one two three', 8, 'one two\nthree'],
    ['one  two', 3, 'one\ntwo'],
    ['unbreakable word', 4, 'unbreakable\nword'],
    ['', 4, ''],
    ['a\nb c', 1, 'a\nb\nc'],
    ['木木木木', 4, '木木\n木木'],
    ['木木木、木', 6, '木木\n木、木'],
    ['木「木」木', 4, '木\n「木」\n木'],
    ['木フォルダ木', 8, '木\nフォルダ\n木'],
    ['木木っ木', 4, '木\n木っ\n木'],
    ['jsonと木', 6, 'jsonと\n木'],
    ['json、sarif、木', 8, 'json、\nsarif、\n木'],
  ])('%j in %i', (text, width, lines) => {
    expect(wrapCells(text, width)).toBe(lines);
  });
});
