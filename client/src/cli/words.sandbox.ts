/** What `ocipolicy sandbox` says, in each language. */
export const sandboxWords = {
  en: {
    'help.sandbox': 'a tenancy on this machine, for trying, teaching and testing',
    'help.sandboxStart': 'start it and keep it running until Ctrl+C',
    'help.sandboxReset': 'make it as it was on its first day',
    'help.sandboxSeed': 'put the teaching tenancy in, as far as it is not there yet',
    'help.sandboxFolder': 'where the tenancy is kept (default: {default})',
    'help.sandboxPort': 'the port to listen on (default: one that is free)',
    'help.sandboxWithSeed': 'put the teaching tenancy in first',
    'help.sandboxDeny': 'take deny statements, as after an administrator has opted in to them',
    'help.sandboxUnknown': 'take resource types and services that the catalogue does not know',
    'help.sandboxDelay': 'let a write show in lists only after so many further requests',
    'help.sandboxFault': 'let a request fail; may be repeated',
    'help.afterSandboxStart': `
It listens on 127.0.0.1 only. Beside the tenancy it writes a configuration file of OCI with the profile
SANDBOX and a key that was made for this run; both are deleted when it ends.

A fault is written as method, path and what happens; then, if wanted, how often, and that the work is done
all the same:
  --fault 'POST /policies 500'          one create is answered with an error
  --fault 'PUT /policies/* 503 x2'      two updates
  --fault 'DELETE * cut done'           the connection ends in the midst of an answer
  --fault '* * stall'                   no answer at all

Exit code:
  0  it was stopped
  2  it could not start, or the call was wrong
`,
    'sandbox.running': 'A sandbox tenancy is running at {url}. Nothing in it is real. Stop it with Ctrl+C.',
    'sandbox.profile': 'Profile {profile} in {file}',
    'sandbox.stopped': 'The sandbox tenancy has stopped.',
    'sandbox.reset': 'The sandbox tenancy in {folder} is as it was on its first day.',
    'sandbox.seeded': 'Put into the sandbox tenancy in {folder}:',
    'sandbox.seededNothing': 'The sandbox tenancy in {folder} has everything already.',
    'sandbox.portTaken':
      'Port {port} is taken. Name another one with --port, or none, so that a free one is found.',
    'sandbox.alreadyRunning':
      'A sandbox is running in this folder already, at {url}. Use that one, or name another folder with --folder.',
    'sandbox.unreadable':
      "{file} is not a tenancy that this version can read. Run 'ocipolicy sandbox reset' to begin anew: what is in it is lost then.",
    'sandbox.system': 'The sandbox could not use {folder}: the system refused with {code}.',
    'usage.badPort': "'{value}' is not a port: write a number from 0 to 65535.",
    'usage.badCount': "'{value}' is not a number of requests: write 0 or more.",
    'usage.badFault':
      "'{value}' is not a fault: write method, path and what happens, as in 'POST /policies 500'.",
  },
  'pt-br': {
    'help.sandbox': 'uma tenancy nesta máquina, para experimentar, ensinar e testar',
    'help.sandboxStart': 'inicia a tenancy e a mantém em execução até Ctrl+C',
    'help.sandboxReset': 'deixa a tenancy como no primeiro dia',
    'help.sandboxSeed': 'cria a tenancy de ensino, no que ainda falta dela',
    'help.sandboxFolder': 'onde a tenancy é guardada (padrão: {default})',
    'help.sandboxPort': 'a porta em que escuta (padrão: uma que esteja livre)',
    'help.sandboxWithSeed': 'cria antes a tenancy de ensino',
    'help.sandboxDeny': 'aceita instruções deny, como depois que um administrador as habilitou',
    'help.sandboxUnknown': 'aceita tipos de recurso e serviços que o catálogo não conhece',
    'help.sandboxDelay': 'faz uma gravação aparecer nas listas só depois desse número de solicitações',
    'help.sandboxFault': 'faz uma solicitação falhar; pode ser repetida',
    'help.afterSandboxStart': `
Escuta somente em 127.0.0.1. Ao lado da tenancy grava um arquivo de configuração da OCI com o perfil
SANDBOX e uma chave criada para esta execução; os dois são apagados no fim.

Uma falha é escrita com método, caminho e o que acontece; depois, se for o caso, quantas vezes, e que o trabalho
é feito mesmo assim:
  --fault 'POST /policies 500'          uma criação é respondida com erro
  --fault 'PUT /policies/* 503 x2'      duas atualizações
  --fault 'DELETE * cut done'           a conexão termina no meio de uma resposta
  --fault '* * stall'                   nenhuma resposta

Código de saída:
  0  a execução foi encerrada
  2  não pôde iniciar, ou a chamada estava errada
`,
    'sandbox.running':
      'Uma tenancy de teste está em execução em {url}. Nada nela é real. Encerre com Ctrl+C.',
    'sandbox.profile': 'Perfil {profile} em {file}',
    'sandbox.stopped': 'A tenancy de teste foi encerrada.',
    'sandbox.reset': 'A tenancy de teste em {folder} está como no primeiro dia.',
    'sandbox.seeded': 'Criado na tenancy de teste em {folder}:',
    'sandbox.seededNothing': 'A tenancy de teste em {folder} já tem tudo.',
    'sandbox.portTaken':
      'A porta {port} está ocupada. Indique outra com --port, ou nenhuma, para que uma livre seja encontrada.',
    'sandbox.alreadyRunning':
      'Já há uma tenancy de teste em execução nesta pasta, em {url}. Use essa, ou indique outra pasta com --folder.',
    'sandbox.unreadable':
      "{file} não é uma tenancy que esta versão possa ler. Execute 'ocipolicy sandbox reset' para começar de novo: o que há nela se perde.",
    'sandbox.system': 'A tenancy de teste não pôde usar {folder}: o sistema recusou com {code}.',
    'usage.badPort': "'{value}' não é uma porta: escreva um número de 0 a 65535.",
    'usage.badCount': "'{value}' não é um número de solicitações: escreva 0 ou mais.",
    'usage.badFault':
      "'{value}' não é uma falha: escreva método, caminho e o que acontece, como em 'POST /policies 500'.",
  },
  ja: {
    'help.sandbox': 'このマシン上のテナンシ(試用、学習、テスト用)',
    'help.sandboxStart': '起動し、Ctrl+Cが押されるまで実行を続けます',
    'help.sandboxReset': '最初の状態に戻します',
    'help.sandboxSeed': '学習用のテナンシのうち、まだないものを作成します',
    'help.sandboxFolder': 'テナンシを保存する場所(デフォルト: {default})',
    'help.sandboxPort': 'リスニングするポート(デフォルト: 空いているポート)',
    'help.sandboxWithSeed': '最初に学習用のテナンシを作成します',
    'help.sandboxDeny': '管理者がオプトインした後のように、denyステートメントを受け付けます',
    'help.sandboxUnknown': 'カタログにないリソース・タイプとサービスを受け付けます',
    'help.sandboxDelay': '書込みが、指定した数のリクエストの後に初めてリストに現れるようにします',
    'help.sandboxFault': 'リクエストを失敗させます(繰り返し指定できます)',
    'help.afterSandboxStart': `
127.0.0.1でのみリスニングします。テナンシの隣に、プロファイルSANDBOXを持つOCIの構成ファイルと、
この実行のために作成したキーを書き込みます。どちらも終了時に削除されます。

障害は、メソッド、パス、起きることの順に書きます。必要なら、回数と、処理自体は行われることを続けます。
  --fault 'POST /policies 500'          作成1回にエラーを返します
  --fault 'PUT /policies/* 503 x2'      更新2回
  --fault 'DELETE * cut done'           応答の途中で接続が切れます
  --fault '* * stall'                   まったく応答しません

終了コード:
  0  停止された
  2  起動できなかった、または呼出しに誤りがあった
`,
    'sandbox.running':
      'サンドボックス・テナンシが{url}で実行中です。中にあるものは実在しません。Ctrl+Cで停止します。',
    'sandbox.profile': 'プロファイル{profile}({file})',
    'sandbox.stopped': 'サンドボックス・テナンシが停止しました。',
    'sandbox.reset': '{folder}のサンドボックス・テナンシを最初の状態に戻しました。',
    'sandbox.seeded': '{folder}のサンドボックス・テナンシに作成しました:',
    'sandbox.seededNothing': '{folder}のサンドボックス・テナンシには、すでにすべてがあります。',
    'sandbox.portTaken':
      'ポート{port}は使用中です。--portで別のポートを指定するか、何も指定せずに空いているポートを使用してください。',
    'sandbox.alreadyRunning':
      'このフォルダのサンドボックスは、すでに{url}で実行中です。それを使用するか、--folderで別のフォルダを指定してください。',
    'sandbox.unreadable':
      "{file}は、このバージョンで読み取れるテナンシではありません。'ocipolicy sandbox reset'で最初からやり直せますが、内容は失われます。",
    'sandbox.system': 'サンドボックスは{folder}を使用できませんでした。システムのエラーは{code}です。',
    'usage.badPort': "'{value}'はポートではありません。0から65535までの数値を指定してください。",
    'usage.badCount': "'{value}'はリクエストの数ではありません。0以上の数値を指定してください。",
    'usage.badFault':
      "'{value}'は障害ではありません。'POST /policies 500'のように、メソッド、パス、起きることを指定してください。",
  },
} as const;
