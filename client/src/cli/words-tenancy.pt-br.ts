import type { tenancyWords } from './words-tenancy.ts';

/** What the commands on a tenancy say, in Brazilian Portuguese. */
export const ptBrTenancy = {
  'reason.exists': 'já existe um arquivo com esse nome. Indique outro, ou remova-o.',
  'tenancy.place': 'Tenancy {name}, lida em {region}, gravada em {homeRegion}, perfil {profile}',
  'tenancy.sandbox': 'Este é um sandbox nesta máquina: nada chega à Oracle Cloud.',
  'change.name': '{kind} {name} em {compartment}',
  'change.step': '{what}, passo {number} de {of}',
  'detail.description': 'descrição',
  'detail.matching-rule': 'regra de correspondência',
  'detail.tag': 'tag {name}',
  'detail.retired': 'desativada',
  'count.kept.one': '{n} instrução fica como está',
  'count.kept.other': '{n} instruções ficam como estão',
  'count.change.one': '{n} alteração foi aplicada.',
  'count.change.other': '{n} alterações foram aplicadas.',
  'plan.unfilled': 'Nada é aplicado enquanto isto não for preenchido:',
  'plan.nothing': 'Nada a fazer: a tenancy tem o que os arquivos dizem.',
  'plan.create': '{n} a criar',
  'plan.update': '{n} a alterar',
  'plan.replace': '{n} a substituir',
  'plan.delete': '{n} a excluir',
  'plan.unchanged': '{n} sem alteração',
  'plan.summary': '{counts}.',
  'drift.legend': '+ está só nos arquivos, - só na tenancy.',
  'drift.nothing': 'Sem desvio: a tenancy tem o que os arquivos dizem.',
  'drift.create': '{n} em falta na tenancy',
  'drift.update': '{n} diferentes',
  'drift.replace': '{n} com outro nome ou em outro lugar',
  'drift.delete': '{n} só na tenancy',
  'ask.passPhrase': 'Frase secreta de {file} (não é mostrada): ',
  'ask.apply': 'Aplicar estas alterações? [s/N]',
  'ask.onBackStop':
    'Continuar com o resto e tentar de novo (c), voltar a como era (v), ou parar aqui (p)? [c/v/P]',
  'ask.backStop': 'Voltar a como era (v), ou parar aqui (p)? [v/P]',
  'apply.refused': 'Nada foi gravado: o que está marcado como erro precisa ser corrigido antes.',
  'apply.needsYes':
    'Nada foi gravado: não há a quem perguntar aqui. Veja o plano, e escreva --yes para concordar.',
  'apply.done': 'feito: {what}',
  'apply.failed': '{what} falhou.',
  'apply.unknown': 'Não se sabe se foi gravado: a resposta se perdeu. Refaça o plano e verifique.',
  'apply.now': 'Agora está assim:',
  'apply.gone': 'Não existe mais.',
  'apply.differs': '{what} é lido agora de outra forma que a gravada. Refaça o plano e verifique.',
  'apply.declined': 'Nada foi gravado.',
  'apply.cancelled': 'Cancelado.',
  'apply.wasDone': 'Feito:',
  'apply.notDone': 'Não feito:',
  'apply.isBack': 'Tudo está como antes.',
  'apply.notBack': 'Nem tudo pôde ser desfeito. Refaça o plano e verifique.',
  'apply.journal': 'Diário: {file}',
  'apply.undo': 'Para desfazer: ocipolicy undo {id}',
  'import.unknown': 'O perfil não pode ler tudo: {what} é desconhecido.',
  'help.plan': 'mostrar o que a aplicação dos arquivos alteraria em uma tenancy',
  'help.apply': 'mostrar o que muda em uma tenancy, perguntar e fazê-lo',
  'help.drift': 'mostrar em que uma tenancy difere dos arquivos',
  'help.import': 'gravar o que uma tenancy contém como arquivo de políticas',
  'help.undo': 'desfazer a última aplicação: mostrar, perguntar e fazê-lo',
  'help.journal': 'o diário da aplicação a desfazer (padrão: a última nesta tenancy)',
  'help.profile': 'o perfil do arquivo de configuração (padrão: OCI_CLI_PROFILE, ou DEFAULT)',
  'help.configFile': 'o arquivo de configuração da OCI (padrão: OCI_CLI_CONFIG_FILE, ou ~/.oci/config)',
  'help.region': 'a região onde ler; o que é gravado vai para a região principal',
  'help.compartment':
    'onde ficam as políticas sem lugar nos arquivos: caminho desde a raiz, OCID, ou tenancy',
  'help.importCompartment': 'só as políticas deste compartimento',
  'help.output': 'o arquivo a gravar, que ainda não pode existir (padrão: saída padrão)',
  'help.delete': 'excluir políticas que os arquivos não citam, nos compartimentos em que põem políticas',
  'help.yes': 'concordar de antemão; necessário onde não há a quem perguntar',
  'help.afterPlan': `
Nada é gravado. Com --delete são excluídas as políticas dos compartimentos em que os arquivos põem políticas, e
os grupos dinâmicos que suas aplicações anteriores criaram, se os arquivos não os citam.

Código de saída:
  0  a tenancy tem o que os arquivos dizem
  2  há alterações pendentes
  1  não foi possível saber, ou não poderia ser aplicado
`,
  'help.afterApply': `
Tenancy, região e perfil são citados antes que algo seja gravado. Cada aplicação deixa um diário, a partir do
qual 'ocipolicy undo' funciona.

Código de saída:
  0  feito, ou não havia nada a fazer
  1  não feito, ou não por inteiro
`,
  'help.afterDrift': `
Nada é gravado. São citados os objetos que os arquivos declaram, e as políticas dos compartimentos em que os
arquivos põem políticas.

Código de saída:
  0  sem desvio
  2  a tenancy difere
  1  não foi possível saber
`,
} satisfies Readonly<Record<keyof typeof tenancyWords, string>>;
