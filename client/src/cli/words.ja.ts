import { jaTenancy } from './words-tenancy.ja.ts';
import { sandboxWords } from './words.sandbox.ts';
import { jaAccess } from './words-access.ja.ts';
import type { WordKey } from './words.ts';

/** The words of the command line in Japanese, which has one form of every noun. */
export const ja = {
  'input.notRead': '{name}を読み取れませんでした: {reason}',
  'input.emptyPath':
    '空のパスが指定されたため、何も読み取られませんでした。現在のフォルダには「.」と指定してください。',
  'input.emptyHere':
    '読み取るものがありません。現在のフォルダとその下に.ocipolicyファイルがありません。ファイル、フォルダ、' +
    'パターンを指定するか、標準入力には「-」と指定してください。',
  'reason.missing': 'その名前のファイルまたはフォルダはありません。',
  'reason.noMatch':
    'このパターンに一致するファイルはありません(ドットで始まるフォルダとnode_modulesは対象外です)。',
  'reason.emptyFolder':
    'このフォルダとその下に.ocipolicyファイルがありません(ドットで始まるフォルダ、node_modules、' +
    'リンクされたフォルダは対象外です)。',
  'reason.denied': 'アクセスが拒否されました。ocipolicyを実行するユーザーに読取り権限を付与してください。',
  'reason.linkCircle': 'シンボリック・リンクが循環しています。',
  'reason.linkNowhere': 'シンボリック・リンクの先がありません。',
  'reason.notFolder': 'パスの途中にフォルダではなくファイルがあります。',
  'reason.folder': 'ファイルではなくフォルダです。',
  'reason.nameTooLong': 'システムで使用できる名前の長さを超えています。',
  'reason.system': 'システムに拒否されました({code})。',
  'reason.binary':
    'テキストではありません(オフセット{offset}にNULバイトがあります)。ポリシー・ファイルはUTF-8のテキストです。',
  'reason.encoding': 'バイト順マークによると{encoding}です。UTF-8で保存してください。',
  'reason.notUtf8':
    '有効なUTF-8ではありません(オフセット{offset}、{line}行目のバイト0x{byte})。UTF-8で保存してください。',
  'reason.longLine':
    '{line}行目が1 MiBを超えています。ステートメントにこの長さは必要ありません。改行で分けてください。',
  'reason.largeFile': '50 MiBを超えています。小さなファイルに分割してください。',
  'project.name': 'プロジェクト・ファイル{name}',

  'file.notWritten': '{name}を書き込めませんでした: {reason}',
  'reason.changed': 'チェック中に変更されました。もう一度実行してください。',
  'reason.notRegular': 'ファイルではなくパイプまたはデバイスです。',

  'internal.file': '内部エラーのため、{name}の処理が中断されました: {detail}。{more}',
  'internal.anywhere': '内部エラーのため、処理が中断されました: {detail}。{more}',
  'internal.more': 'OCIPOLICY_DEBUG=1を設定すると発生箇所が表示されます。',
  'output.failed': '出力を最後まで書き込めませんでした: システムに拒否されました({code})。',
  'lsp.noServer':
    '言語サーバーがこのプログラムと同じ場所にありません: {path}が存在しません。ocipolicyを再インストールしてください。',

  'usage.see': "'{command} --help'を参照してください。",
  'usage.unknownOption': "'{what}'は'{command}'のオプションではありません。",
  'usage.unknownCommand': "'{what}'はocipolicyのコマンドではありません。",
  'usage.checkFile': "ファイルをチェックするには、'ocipolicy check {what}'と入力してください。",
  'usage.noCommand': "コマンドが指定されていません。'ocipolicy check'のように指定してください。",
  'usage.noValue': "オプション'{what}'には値が必要です。",
  'usage.excess': "'{command}'にこの引数は指定できません。",
  'usage.badValue': "'{value}'は{option}の値ではありません。{choices}を指定してください。",
  'usage.stdinName':
    'オプション--stdin-nameは標準入力に名前を付けますが、標準入力が指定されていません。パスに「-」も指定してください。',
  'usage.didYouMean': '{what}ではありませんか。',
  'usage.or': '{all}または{last}',
  'list.separator': '、',

  'severity.error': 'エラー',
  'severity.warning': '警告',
  'severity.information': '情報',
  'severity.hint': 'ヒント',
  'count.error.one': 'エラー{n}件',
  'count.error.other': 'エラー{n}件',
  'count.warning.one': '警告{n}件',
  'count.warning.other': '警告{n}件',
  'count.information.one': '情報{n}件',
  'count.information.other': '情報{n}件',
  'count.hint.one': 'ヒント{n}件',
  'count.hint.other': 'ヒント{n}件',
  'count.file.one': '{n}ファイル',
  'count.file.other': '{n}ファイル',
  'count.unchecked.one': '{n}件のパスはチェックされませんでした。',
  'count.unchecked.other': '{n}件のパスはチェックされませんでした。',
  'summary.found': '{files}: {counts}。',
  'summary.clean': '{files}: 検出結果はありません。',
  'fixed.file': '{name}を修正しました: {counts}',
  'formatted.file': '{name}をフォーマットしました',
  'count.unformatted.one':
    "{n}ファイルがフォーマットされていません。'ocipolicy format'でフォーマットできます。",
  'count.unformatted.other':
    "{n}ファイルがフォーマットされていません。'ocipolicy format'でフォーマットできます。",
  'convert.empty': '{name}にはステートメントがないため、変換するものがありません。',
  'stdin.name': '<stdin>',

  'help.program':
    'Oracle Cloud InfrastructureのIAMポリシー(.ocipolicyファイル)をチェックし、テナンシに適用します。',
  'help.usage': '使用方法:',
  'help.arguments': '引数:',
  'help.options': 'オプション:',
  'help.commands': 'コマンド:',
  'help.help': 'このヘルプを表示します',
  'help.helpCommand': 'コマンドのヘルプを表示します',
  'help.version': 'バージョンを表示します',
  'help.check': 'ポリシー・ファイルの誤りを見つけます',
  'help.parse': 'ポリシー・ファイルの構文木を、他のツール向けに出力します',
  'help.formatFiles': 'ポリシー・ファイルをその場で標準の形式に整えます',
  'help.formatCheck': 'フォーマットされていないものを一覧表示し、何も書き込みません',
  'help.convert': 'ポリシー・ファイルのステートメントを他のツールの形式で出力します',
  'help.to': '形式: {choices}(デフォルト: {default})',
  'help.lsp': '言語サーバーを標準入出力で起動します',
  'help.paths': 'ファイル、フォルダ、パターン、または標準入力を表す「-」(デフォルト: 現在のフォルダ)',
  'help.format': '出力形式: {choices}(デフォルト: {default})',
  'help.failLevel': '終了コードが1になる最も低い重大度: {choices}(デフォルト: {default})',
  'help.quiet': '失敗とみなす重大度以上の検出結果のみを出力します',
  'help.fix': '安全に修正できるものを修正し、残りを報告します(「-」では修正後のテキストを出力します)',
  'help.hosts':
    'フォルダでは、文を含む他の形式のファイル(Terraform、JSON、YAML、Markdown、スクリプト)も検査します',
  'help.config':
    '使用するプロジェクト・ファイル(デフォルト: ファイルごとに、上位フォルダで最も近いocipolicy.json)',
  'help.stdinName': '標準入力を報告するときのパス',
  'help.color': '端末でなくても出力に色を付けます',
  'help.noColor': '出力に色を付けません',
  'help.locale': 'メッセージの言語: {choices}(デフォルト: 環境の言語、なければen)',
  'help.stdio': '標準入出力を使用します(デフォルト)',
  'help.afterProgram': `
例:
  ocipolicy check                      現在のフォルダとその下のすべての.ocipolicyファイル
  ocipolicy check policies 'x/**/*.txt'
  ocipolicy check - < one.ocipolicy
`,
  'help.afterCheck': `
フォルダを指定すると、その下のすべての.ocipolicyファイルが対象になります。ドットで始まるフォルダ、
node_modules、リンクされたフォルダは対象外です。名前で指定したファイルは、拡張子にかかわらず読み取られます。

終了コード:
  0  失敗とみなす重大度以上の検出結果がない
  1  1件以上ある
  2  読み取れないものがあった、または呼出しに誤りがあった
`,
  'help.afterConvert': `
形式:
  json       APIが受け取るステートメントの配列(ポリシーが複数の場合はオブジェクトの配列)
  terraform  oci_identity_policyのstatementsに使うHCLの文字列リスト
  cli        コマンド'oci iam policy create'(ポリシーごと)
  console    コンソールの手動エディタ向けに、1行に1ステートメント

終了コード:
  0  すべて出力された
  2  読み取れないもの、またはステートメントのないものがあった、または呼出しに誤りがあった
`,
  'help.afterFormat': `
語、名前、コメントは変わりません。誤りのあるステートメントはそのまま残ります。ファイルは変更があるときだけ
書き込まれます。標準入力(「-」)では、フォーマットしたテキストが標準出力に出力されます。

終了コード:
  0  すべてフォーマットされている
  1  --checkの場合: フォーマットされていないものがある
  2  読取りまたは書込みができないものがあった、または呼出しに誤りがあった
`,
  'help.afterParse': `
JSONでは、1つのファイル(または「-」)を指定すると、プロパティfileとtreeを持つオブジェクトになります。
それ以外では、そのオブジェクトの配列になります。誤りのあるステートメントも構文木を持ちます。
誤りは'ocipolicy check'で確認できます。

終了コード:
  0  すべての構文木が出力された
  2  読み取れないものがあった、または呼出しに誤りがあった
`,

  ...sandboxWords.ja,
  ...jaAccess,
  ...jaTenancy,
} satisfies Readonly<Record<WordKey, string>>;
