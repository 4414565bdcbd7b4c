import type { tenancyWords } from './words-tenancy.ts';

/** What the commands on a tenancy say, in Japanese. */
export const jaTenancy = {
  'reason.exists': 'その名前のファイルがすでにあります。別の名前を指定するか、ファイルを削除してください。',
  'tenancy.place': 'テナンシ{name}、読取り{region}、書込み{homeRegion}、プロファイル{profile}',
  'tenancy.sandbox': 'これはこのマシン上のサンドボックスです。Oracle Cloudには何も送信されません。',
  'change.name': '{compartment}の{kind} {name}',
  'change.step': '{what} ({of}段階の{number})',
  'detail.description': '説明',
  'detail.matching-rule': '一致ルール',
  'detail.tag': 'タグ{name}',
  'detail.retired': '廃止',
  'count.kept.one': 'ステートメント{n}件は変更なし',
  'count.kept.other': 'ステートメント{n}件は変更なし',
  'count.change.one': '変更{n}件を適用しました。',
  'count.change.other': '変更{n}件を適用しました。',
  'plan.unfilled': '次の箇所が埋まるまで、何も適用されません:',
  'plan.nothing': 'することはありません。テナンシはファイルのとおりです。',
  'plan.create': '作成{n}件',
  'plan.update': '変更{n}件',
  'plan.replace': '置換{n}件',
  'plan.delete': '削除{n}件',
  'plan.unchanged': '変更なし{n}件',
  'plan.summary': '{counts}。',
  'drift.legend': '+はファイルのみ、-はテナンシのみにあります。',
  'drift.nothing': '差異はありません。テナンシはファイルのとおりです。',
  'drift.create': 'テナンシにない{n}件',
  'drift.update': '異なる{n}件',
  'drift.replace': '名前または場所が異なる{n}件',
  'drift.delete': 'テナンシのみ{n}件',
  'ask.passPhrase': '{file} のパスフレーズ (表示されません): ',
  'ask.apply': 'これらの変更を適用しますか [y/N]',
  'ask.onBackStop': '再試行して続行(o)、元に戻す(b)、ここで停止(s)のどれにしますか [o/b/S]',
  'ask.backStop': '元に戻す(b)、ここで停止(s)のどちらにしますか [b/S]',
  'apply.refused': '何も書き込まれていません。先にエラーを修正してください。',
  'apply.needsYes':
    '何も書き込まれていません。確認できる相手がいません。計画を確認し、同意する場合は--yesを指定してください。',
  'apply.done': '完了: {what}',
  'apply.failed': '{what}が失敗しました。',
  'apply.unknown': '応答が失われたため、書き込まれたかどうかわかりません。計画を作り直して確認してください。',
  'apply.now': '現在の内容:',
  'apply.gone': 'すでに存在しません。',
  'apply.differs': '{what}は、書き込んだ内容と異なっています。計画を作り直して確認してください。',
  'apply.declined': '何も書き込まれていません。',
  'apply.cancelled': '取り消されました。',
  'apply.wasDone': '完了:',
  'apply.notDone': '未完了:',
  'apply.isBack': 'すべて元に戻りました。',
  'apply.notBack': 'すべては元に戻せませんでした。計画を作り直して確認してください。',
  'apply.journal': 'ジャーナル: {file}',
  'apply.undo': '元に戻すには: ocipolicy undo {id}',
  'import.unknown': 'プロファイルの権限が不足しています。{what}は不明です。',
  'help.plan': 'ポリシー・ファイルの適用によるテナンシの変更を表示する',
  'help.apply': 'テナンシの変更を表示し、確認して適用する',
  'help.drift': 'テナンシとポリシー・ファイルの違いを表示する',
  'help.import': 'テナンシの内容をポリシー・ファイルとして書き出す',
  'help.undo': '直前の適用を元に戻す(表示し、確認して実行する)',
  'help.journal': '元に戻す適用のジャーナル(デフォルト: このテナンシの直前の適用)',
  'help.profile': '構成ファイルのプロファイル(デフォルト: OCI_CLI_PROFILE、またはDEFAULT)',
  'help.configFile': 'OCI構成ファイル(デフォルト: OCI_CLI_CONFIG_FILE、または~/.oci/config)',
  'help.region': '読み取るリージョン(書込みはホーム・リージョンに行われる)',
  'help.compartment': '場所の指定がないポリシーの置き場所: ルートからのパス、OCID、またはtenancy',
  'help.importCompartment': 'このコンパートメントのポリシーのみ',
  'help.output': '書き込む新しいファイル(デフォルト: 標準出力)',
  'help.delete': 'ファイルがポリシーを置くコンパートメントの、ファイルにないポリシーを削除する',
  'help.yes': '事前に同意する(確認できる相手がいない場合は必須)',
  'help.afterPlan': `
何も書き込まれません。--deleteを指定すると、ファイルがポリシーを置くコンパートメントのポリシーと、
自分の以前の適用で作成された動的グループのうち、ファイルにないものが削除対象になります。

終了コード:
  0  テナンシはファイルのとおり
  2  保留中の変更がある
  1  判定できないか、適用できない
`,
  'help.afterApply': `
書込みの前に、テナンシ、リージョン、プロファイルが表示されます。適用のたびにジャーナルが残り、
「ocipolicy undo」で元に戻せます。

終了コード:
  0  完了、またはすることがなかった
  1  未完了、または一部のみ完了
`,
  'help.afterDrift': `
何も書き込まれません。ファイルで宣言されたものと、ファイルがポリシーを置くコンパートメントのポリシーが
対象です。

終了コード:
  0  差異なし
  2  テナンシが異なる
  1  判定できない
`,
} satisfies Readonly<Record<keyof typeof tenancyWords, string>>;
