import { ptBrTenancy } from './words-tenancy.pt-br.ts';
import { sandboxWords } from './words.sandbox.ts';
import { ptBrAccess } from './words-access.pt-br.ts';
import type { WordKey } from './words.ts';

/** The words of the command line in Brazilian Portuguese. */
export const ptBr = {
  'input.notRead': '{name} não foi lido: {reason}',
  'input.emptyPath': 'Foi dado um caminho vazio, e nada foi lido: escreva . para a pasta atual.',
  'input.emptyHere':
    'Nada para ler: a pasta atual e suas subpastas não contêm arquivos .ocipolicy. Indique um arquivo, uma pasta ' +
    'ou um padrão, ou escreva - para a entrada padrão.',
  'reason.missing': 'não existe arquivo nem pasta com esse nome.',
  'reason.noMatch':
    'nenhum arquivo corresponde a este padrão (pastas iniciadas por ponto e node_modules ficam de fora).',
  'reason.emptyFolder':
    'esta pasta e suas subpastas não contêm arquivos .ocipolicy (pastas iniciadas por ponto, node_modules e ' +
    'pastas vinculadas ficam de fora).',
  'reason.denied': 'permissão negada. Dê ao usuário que executa ocipolicy o direito de leitura.',
  'reason.linkCircle': 'os links simbólicos formam um círculo.',
  'reason.linkNowhere': 'é um link simbólico para algo que não existe.',
  'reason.notFolder': 'uma parte deste caminho é um arquivo, não uma pasta.',
  'reason.folder': 'é uma pasta, onde se esperava um arquivo.',
  'reason.nameTooLong': 'o sistema não aceita um nome deste tamanho.',
  'reason.system': 'o sistema recusou com {code}.',
  'reason.binary': 'não é texto (byte NUL na posição {offset}). Um arquivo de políticas é texto UTF-8.',
  'reason.encoding': 'está em {encoding}, como indica a marca de ordem de bytes. Salve-o como UTF-8.',
  'reason.notUtf8':
    'não é UTF-8 válido (byte 0x{byte} na posição {offset}, linha {line}). Salve-o como UTF-8.',
  'reason.longLine':
    'a linha {line} tem mais de 1 MiB, mais do que qualquer instrução precisa. Divida-a em linhas.',
  'reason.largeFile': 'tem mais de 50 MiB. Divida-o em arquivos menores.',
  'project.name': 'O arquivo de projeto {name}',

  'file.notWritten': '{name} não foi gravado: {reason}',
  'reason.changed': 'foi alterado durante a verificação. Execute o comando de novo.',
  'reason.notRegular': 'é um pipe ou um dispositivo, não um arquivo.',

  'internal.file': 'Um erro interno interrompeu o trabalho em {name}: {detail}. {more}',
  'internal.anywhere': 'Um erro interno interrompeu o trabalho: {detail}. {more}',
  'internal.more': 'Defina OCIPOLICY_DEBUG=1 para ver onde.',
  'output.failed': 'A saída não pôde ser escrita até o fim: o sistema recusou com {code}.',
  'lsp.noServer':
    'O servidor de linguagem não está no seu lugar, ao lado deste programa: {path} não existe. Instale ocipolicy ' +
    'de novo.',

  'usage.see': "Veja '{command} --help'.",
  'usage.unknownOption': "'{what}' não é uma opção de '{command}'.",
  'usage.unknownCommand': "'{what}' não é um comando de ocipolicy.",
  'usage.checkFile': "Para verificar um arquivo, escreva 'ocipolicy check {what}'.",
  'usage.noCommand': "Não foi dito o que fazer: escreva um comando, como em 'ocipolicy check'.",
  'usage.noValue': "A opção '{what}' precisa de um valor.",
  'usage.excess': "'{command}' não aceita esses argumentos.",
  'usage.badValue': "'{value}' não é um valor de {option}: escreva {choices}.",
  'usage.stdinName':
    'A opção --stdin-name dá nome à entrada padrão, que não foi pedida: escreva também - como caminho.',
  'usage.didYouMean': 'Você quis dizer {what}?',
  'usage.or': '{all} ou {last}',
  'list.separator': ', ',

  'severity.error': 'erro',
  'severity.warning': 'aviso',
  'severity.information': 'informação',
  'severity.hint': 'dica',
  'count.error.one': '{n} erro',
  'count.error.other': '{n} erros',
  'count.warning.one': '{n} aviso',
  'count.warning.other': '{n} avisos',
  'count.information.one': '{n} informação',
  'count.information.other': '{n} informações',
  'count.hint.one': '{n} dica',
  'count.hint.other': '{n} dicas',
  'count.file.one': '{n} arquivo',
  'count.file.other': '{n} arquivos',
  'count.unchecked.one': '{n} caminho não foi verificado.',
  'count.unchecked.other': '{n} caminhos não foram verificados.',
  'summary.found': '{counts} em {files}.',
  'summary.clean': 'Nenhum problema em {files}.',
  'fixed.file': '{name} corrigido: {counts}',
  'formatted.file': '{name} formatado',
  'count.unformatted.one': "{n} arquivo não está formatado: execute 'ocipolicy format' para formatá-lo.",
  'count.unformatted.other':
    "{n} arquivos não estão formatados: execute 'ocipolicy format' para formatá-los.",
  'convert.empty': '{name} não contém instruções; não há nada a converter.',
  'stdin.name': '<stdin>',

  'help.program':
    'Verifica políticas do serviço IAM da Oracle Cloud Infrastructure (arquivos .ocipolicy) e as aplica a uma tenancy.',
  'help.usage': 'Uso:',
  'help.arguments': 'Argumentos:',
  'help.options': 'Opções:',
  'help.commands': 'Comandos:',
  'help.help': 'mostra esta ajuda',
  'help.helpCommand': 'mostra a ajuda de um comando',
  'help.version': 'imprime a versão',
  'help.check': 'procura falhas em arquivos de políticas',
  'help.parse': 'imprime a árvore sintática de arquivos de políticas, para outras ferramentas',
  'help.formatFiles': 'põe arquivos de políticas na forma canônica, no próprio lugar',
  'help.formatCheck': 'lista o que não está formatado e não grava nada',
  'help.convert': 'imprime as instruções de arquivos de políticas na forma de outra ferramenta',
  'help.to': 'a forma: {choices} (padrão: {default})',
  'help.lsp': 'inicia o servidor de linguagem na entrada e na saída padrão',
  'help.paths': 'arquivos, pastas, padrões, ou - para a entrada padrão (na falta deles: a pasta atual)',
  'help.format': 'como imprimir: {choices} (padrão: {default})',
  'help.failLevel':
    'a menor severidade com que o código de saída passa a ser 1: {choices} (padrão: {default})',
  'help.quiet': 'imprime só os problemas a partir do nível de falha',
  'help.fix':
    'corrige o que pode ser corrigido com segurança e relata o que resta; no caso de -, imprime o texto corrigido',
  'help.hosts':
    'nas pastas, verifica também os arquivos de outras linguagens que contêm instruções (Terraform, JSON, YAML, Markdown, scripts)',
  'help.config':
    'o arquivo de projeto a usar (padrão: para cada arquivo, o ocipolicy.json mais próximo nas pastas acima dele)',
  'help.stdinName': 'o caminho com que a entrada padrão é relatada',
  'help.color': 'colore a saída, mesmo fora de um terminal',
  'help.noColor': 'não colore a saída',
  'help.locale': 'o idioma das mensagens: {choices} (padrão: o do ambiente, ou en)',
  'help.stdio': 'fala pela entrada e pela saída padrão (é o que se faz sem ela)',
  'help.afterProgram': `
Exemplos:
  ocipolicy check                      todos os arquivos .ocipolicy da pasta atual e de suas subpastas
  ocipolicy check policies 'x/**/*.txt'
  ocipolicy check - < one.ocipolicy
`,
  'help.afterCheck': `
De uma pasta são lidos os arquivos .ocipolicy, dela e de suas subpastas; pastas iniciadas por ponto,
node_modules e pastas vinculadas ficam de fora. Um arquivo indicado pelo nome é lido com qualquer extensão.

Código de saída:
  0  nenhum problema a partir do nível de falha
  1  pelo menos um
  2  algo não pôde ser lido, ou a chamada estava errada
`,
  'help.afterConvert': `
Formas:
  json       um array de instruções, como a API aceita; de várias políticas, um array de objetos
  terraform  uma lista de strings em HCL, para statements de oci_identity_policy
  cli        o comando 'oci iam policy create', um por política
  console    as instruções, uma por linha, para o editor manual da console

Código de saída:
  0  tudo foi impresso
  2  algo não pôde ser lido ou não contém instruções, ou a chamada estava errada
`,
  'help.afterFormat': `
Palavras, nomes e comentários ficam; uma instrução com falha fica como está. Um arquivo só é gravado quando algo
muda nele. No caso da entrada padrão (-), o texto formatado vai para a saída padrão.

Código de saída:
  0  tudo está formatado
  1  com --check: algo não está
  2  algo não pôde ser lido ou gravado, ou a chamada estava errada
`,
  'help.afterParse': `
Em JSON, um único arquivo indicado (ou -) gera um objeto com as propriedades file e tree; nos demais casos,
um array desses objetos. Instruções com falhas também têm árvore: 'ocipolicy check' mostra as falhas.

Código de saída:
  0  todas as árvores foram impressas
  2  algo não pôde ser lido, ou a chamada estava errada
`,

  ...sandboxWords['pt-br'],
  ...ptBrAccess,
  ...ptBrTenancy,
} satisfies Readonly<Record<WordKey, string>>;
