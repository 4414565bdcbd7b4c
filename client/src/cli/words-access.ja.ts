import type { accessWords } from './words-access.ts';

/** What the command line says of access, in Japanese. */
export const jaAccess = {
  'ask.who':
    "'{text}'から要求者を読み取れません。テストの'as'の後と同じように、'user ana in group Analysts'などと書いてください。",
  'ask.action': "'{text}'は操作や権限の名前ではありません。",
  'ask.where':
    "'{text}'は場所ではありません。tenancy、Finance:Prodのようなパス、または'compartment id <ocid>'と書いてください。",
  'ask.facts':
    "'{text}'は事実の並びではありません。target.bucket.name = 'a', request.region = 'iad' のように書いてください。",
  'count.unread.one': '{n}件のステートメントを読み取れなかったため、その付与内容はわかりません。',
  'count.unread.other': '{n}件のステートメントを読み取れなかったため、その付与内容はわかりません。',
  'count.passed.one': '合格{n}件',
  'count.passed.other': '合格{n}件',
  'count.failed.one': '不合格{n}件',
  'count.failed.other': '不合格{n}件',
  'count.unsettled.one': '不明{n}件',
  'count.unsettled.other': '不明{n}件',
  'count.test.one': 'テスト{n}件',
  'count.test.other': 'テスト{n}件',
  'test.summary': '{tests}: {counts}。',
  'test.none': '{files}にテストはありません。',
  'test.coverage': '期待値を決めるステートメント: {statements}件中{touched}件。',
  'test.untouched': 'どのテストも決めないステートメント:',
  'help.test': 'ポリシー・ファイルのテスト・ブロックを実行します',
  'help.coverage': 'どのテストも決めないステートメントを一覧します',
  'help.can': 'だれかが何かを実行できるかどうかと、その理由を示します',
  'help.who': "要求者。テストの'as'の後と同じ形: 'user ana in group Analysts'、'service faas'",
  'help.action': '操作(GetSecretBundle)または権限(SECRET_BUNDLE_READ)',
  'help.in': 'ターゲットのコンパートメント: ルートからのパス、tenancy、またはcompartment id <ocid>',
  'help.where': "リクエストの内容: target.bucket.name = 'a', request.region = 'iad'",
  'help.afterTest': `
指定したファイルは全体で1つのテナンシとみなされ、各テストはすべてのステートメントに対して実行されます。

終了コード:
  0  すべての期待どおり
  1  期待どおりでないか、わからないものがある
  2  読み取れないものがあるか、呼出しが正しくない
`,
  'help.afterCan': `
指定したファイルは全体で1つのテナンシとみなされます。示されないことは未知のままなので、答えがわからない場合もあります。

例:
  ocipolicy can 'user ana in group Analysts' GetBucket policies --in Finance
  ocipolicy can 'resource fnfunction' GetSecretBundle --in labs --where 'target.secret.id = request.principal.id'

終了コード:
  0  許可される
  1  拒否されるか、わからない
  2  読み取れないものがあるか、呼出しが正しくない
`,
} satisfies Readonly<Record<keyof typeof accessWords, string>>;
