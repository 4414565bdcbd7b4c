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
  'ask.to':
    "'{text}'は移動先ではありません。tenancy、Finance:Prodのようなパス、または'compartment id <ocid>'と書いてください。",
  'ask.elsewhere':
    "'{text}'はリソースの場所を示していません。instances=Computeのように、リソース・タイプまたはファミリと場所を書いてください。",
  'count.unread.one': '{n}件のステートメントを読み取れなかったため、その付与内容はわかりません。',
  'count.unread.other': '{n}件のステートメントを読み取れなかったため、その付与内容はわかりません。',
  'count.left.one':
    '{n}件のステートメントはTerraformやプログラムの実行時に決まるため、その付与内容はわかりません。',
  'count.left.other':
    '{n}件のステートメントはTerraformやプログラムの実行時に決まるため、その付与内容はわかりません。',
  filled: 'Terraformファイルから補った値: {values}。',
  'filled.default': '{key} = {value}(既定値。別の値が渡されることもあります)',
  'filled.local': '{key} = {value}',
  'diff.notPlan': '{name}はプランではありません。terraform show -json PLANの出力を指定してください。',
  'host.broken': '{name}はその形式のファイルとして壊れているため、その付与内容はわかりません。',
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
  'help.moveTo': '移動先のコンパートメント。移動には両方で権限が必要です',
  'help.elsewhere': 'そこにないタイプのリソースの場所: instances=Compute。複数回指定できます',
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
  ocipolicy can 'group Storage' AttachVolume --in Storage --at instances=Compute
  ocipolicy can 'group Admins' ChangeSubnetCompartment --in Dev --to Prod

終了コード:
  0  許可される
  1  拒否されるか、わからない
  2  読み取れないものがあるか、呼出しが正しくない
`,
  'usage.againstFrom':
    'オプション--against、--from、--planは同時に使用できず、プランにはファイルを指定できません。リビジョンかファイルと比較するか、プランの変更を調べてください。',
  'git.failed': 'リビジョン{revision}を読み取れませんでした: {reason}',
  'git.missing': 'gitがありません。インストールするか、--fromでファイルと比較してください。',
  'git.noRevision': 'その名前のコミットはありません。',
  'count.more.one': 'ほか{n}件',
  'count.more.other': 'ほか{n}件',
  'diff.witness': '例: {witness}',
  'whoCan.nobody': 'ステートメントに挙げられた中には該当者がいません。',
  'whatCan.nothing': 'ステートメントによって許可されるものはありません。',
  'whatCan.allowed': '実行できます',
  'whatCan.unknown': '実行できる可能性があります',
  'whatCan.denied': '実行できません: 拒否によるものです',
  'whatCan.operations': '操作: {names}',
  'whatCan.permissions': '権限: {names}',
  'whatCan.except': '* 場合によってはさらに権限が必要です。詳細は --format json で確認できます',
  'whatCan.untold': '必要な権限を正確に示す資料がない操作: {names}',
  'whatCan.mayMore': 'カタログにないものが加わる可能性があります。根拠:',
  'help.whatCan': 'だれかが実行できることを、場所ごとに示します',
  'explain.gives': '付与: {names}',
  'explain.takes': '拒否: {names}',
  'explain.mayMore': 'カタログにないものが加わる可能性があります',
  'explain.opens': '許可される操作: {names}',
  'explain.stops': '拒否される操作: {names}',
  'explain.partial': 'さらに権限があれば許可される操作: {names}',
  'explain.left': '展開しません: 何を述べているか明確ではありません',
  'explain.joins': '{one} を {two} と関連付けます。そのための権限を示す文書はありません',
  'explain.needsOne':
    'テナンシ {name} のルート・コンパートメントのポリシーに次の記述があるまで、何も付与しません:',
  'explain.needsAny': 'ルート・コンパートメントのポリシーに次の記述があるテナンシとの間でのみ付与します:',
  'explain.needsUntold':
    'どのテナンシかは示されていませんが、相手のテナンシのルート・コンパートメントのポリシーに次の記述があるまで、何も付与しません:',
  'explain.needsNobody': '相手のテナンシが何を述べていても有効です',
  'help.whoCan': '何かを実行できるのはだれかと、その理由を示します',
  'help.explain': 'ポリシーの付与内容を示します: 権限と、それによって許可される操作',
  'help.explainAll': '件数にかかわらずすべて表示します',
  'help.diff': 'ポリシーによるアクセスの変化を、それを示すリクエストとともに示します',
  'help.against': '比較するGitリポジトリのリビジョン(デフォルト: HEAD)',
  'help.from': '代わりに比較するファイルまたはフォルダ。複数回指定できます',
  'help.planFile':
    'Terraformのプランによる変更を示します。terraform show -jsonの出力のファイル、または標準入力を表す-を指定します',
  'help.failOnGain': 'アクセスが増える場合、またはそれを否定できない場合にのみ、終了コードを1にします',
  'help.afterDiff': `
増えるものは新規(これまでどこにもなかった)か拡大、減るものは喪失か縮小です。
同じアクセスと言うのは、証明できた場合のみです。

例:
  ocipolicy diff policies --fail-on-gain
  ocipolicy diff new.ocipolicy --from old.ocipolicy
  ocipolicy diff --hosts terraform --against main
  terraform show -json tfplan | ocipolicy diff --plan - --fail-on-gain

終了コード:
  0  アクセスは同じ。--fail-on-gainでは、増えるものがない
  1  アクセスが変わるか、わからない
  2  読み取れないものがあるか、呼出しが正しくない
`,
} satisfies Readonly<Record<keyof typeof accessWords, string>>;
