import type { accessWords } from './words-access.ts';

/** What the command line says of access, in Brazilian Portuguese. */
export const ptBrAccess = {
  'ask.who':
    "Não é possível ler o solicitante em '{text}': escreva como depois de 'as' em um teste, por exemplo 'user ana in group Analysts'.",
  'ask.action': "'{text}' não é nome de operação nem de permissão.",
  'ask.where':
    "'{text}' não é um local: escreva tenancy, um caminho como Finance:Prod ou 'compartment id <ocid>'.",
  'ask.facts':
    "'{text}' não é uma lista de fatos: escreva como em target.bucket.name = 'a', request.region = 'iad'.",
  'ask.to':
    "'{text}' não é lugar de chegada: escreva tenancy, um caminho como Finance:Prod ou 'compartment id <ocid>'.",
  'ask.elsewhere':
    "'{text}' não diz onde ficam recursos: escreva um tipo de recurso ou uma família e um lugar, como instances=Compute.",
  'count.unread.one': '{n} instrução não pôde ser lida, e nada se sabe do que ela concede.',
  'count.unread.other': '{n} instruções não puderam ser lidas, e nada se sabe do que elas concedem.',
  'count.left.one':
    '{n} instrução só é conhecida quando o Terraform ou o programa é executado, e nada se sabe do que ela concede.',
  'count.left.other':
    '{n} instruções só são conhecidas quando o Terraform ou o programa é executado, e nada se sabe do que elas concedem.',
  filled: 'Preenchido a partir dos arquivos do Terraform: {values}.',
  'filled.default': '{key} = {value} (o valor padrão; outro pode ser dado)',
  'filled.local': '{key} = {value}',
  'diff.notPlan': '{name} não é um plano: indique a saída de terraform show -json PLANO.',
  'host.broken': '{name} está malformado como arquivo da sua linguagem, e nada se sabe do que ele concede.',
  'count.passed.one': '{n} aprovada',
  'count.passed.other': '{n} aprovadas',
  'count.failed.one': '{n} reprovada',
  'count.failed.other': '{n} reprovadas',
  'count.unsettled.one': '{n} sem resposta',
  'count.unsettled.other': '{n} sem resposta',
  'count.test.one': '{n} teste',
  'count.test.other': '{n} testes',
  'test.summary': '{tests}: {counts}.',
  'test.none': 'Não há testes em {files}.',
  'test.coverage': 'Instruções que decidem uma expectativa: {touched} de {statements}.',
  'test.untouched': 'Não decididas por nenhum teste:',
  'help.test': 'executa os blocos de teste dos arquivos de política',
  'help.coverage': 'lista as instruções que não decidem nenhum teste',
  'help.can': 'diz se alguém pode fazer algo, e por quê',
  'help.who': "o solicitante, como depois de 'as' em um teste: 'user ana in group Analysts', 'service faas'",
  'help.action': 'uma operação (GetSecretBundle) ou uma permissão (SECRET_BUNDLE_READ)',
  'help.in': 'o compartimento do destino: um caminho desde a raiz, tenancy ou compartment id <ocid>',
  'help.where': "o que a solicitação traz: target.bucket.name = 'a', request.region = 'iad'",
  'help.moveTo': 'o compartimento para onde é movido; mover exige as permissões nos dois',
  'help.elsewhere':
    'onde ficam os recursos de um tipo que não estão ali: instances=Compute; pode ser repetida',
  'help.afterTest': `
Os arquivos formam uma tenancy: cada teste é executado com as instruções de todos eles.

Código de saída:
  0  todas as expectativas se cumprem
  1  ao menos uma falha ou não tem resposta
  2  algo não pôde ser lido, ou a chamada estava errada
`,
  'help.afterCan': `
Os arquivos formam uma tenancy. O que não é informado pode ser qualquer coisa: a resposta pode ser que não se sabe.

Exemplos:
  ocipolicy can 'user ana in group Analysts' GetBucket policies --in Finance
  ocipolicy can 'resource fnfunction' GetSecretBundle --in labs --where 'target.secret.id = request.principal.id'
  ocipolicy can 'group Storage' AttachVolume --in Storage --at instances=Compute
  ocipolicy can 'group Admins' ChangeSubnetCompartment --in Dev --to Prod

Código de saída:
  0  permitido
  1  negado, ou não se sabe
  2  algo não pôde ser lido, ou a chamada estava errada
`,
  'usage.againstFrom':
    'As opções --against, --from e --plan se excluem, e um plano não leva arquivos: compare com uma revisão, com arquivos, ou o que um plano muda.',
  'git.failed': 'A revisão {revision} não foi lida: {reason}',
  'git.missing': 'o git não está instalado. Instale-o, ou compare com arquivos: --from.',
  'git.noRevision': 'não há commit com esse nome.',
  'count.more.one': 'e mais {n}',
  'count.more.other': 'e mais {n}',
  'diff.witness': 'por exemplo: {witness}',
  'whoCan.nobody': 'Ninguém que uma instrução mencione.',
  'whatCan.nothing': 'Nada que uma instrução conceda.',
  'whatCan.allowed': 'pode',
  'whatCan.unknown': 'talvez',
  'whatCan.denied': 'não pode: uma negação retira',
  'whatCan.operations': 'operações: {names}',
  'whatCan.permissions': 'permissões: {names}',
  'whatCan.except': '* precisa de mais em alguns casos: --format json diz quais',
  'whatCan.untold': 'nenhuma fonte diz exatamente do que estas precisam: {names}',
  'whatCan.mayMore': 'pode somar-se o que o catálogo não conhece, por',
  'help.whatCan': 'diz o que alguém pode fazer, lugar por lugar',
  'explain.gives': 'concede: {names}',
  'explain.takes': 'retira: {names}',
  'explain.mayMore': 'e o que o catálogo não conhece',
  'explain.opens': 'libera: {names}',
  'explain.stops': 'impede: {names}',
  'explain.partial': 'libera com mais: {names}',
  'explain.left': 'não expandido: não está claro o que diz',
  'explain.joins': 'une {one} a {two}; nenhum documento diz qual é a permissão para isso',
  'explain.needsOne':
    'nada concede até que a tenancy {name} tenha isto em uma política do seu compartimento raiz:',
  'explain.needsAny':
    'só concede algo com tenancies que tenham isto em uma política do seu compartimento raiz:',
  'explain.needsUntold':
    'nada concede até que a outra tenancy, da qual não se diz qual é, tenha isto em uma política do seu compartimento raiz:',
  'explain.needsNobody': 'vale, diga o que disser a outra tenancy',
  'help.whoCan': 'diz quem pode fazer algo, e por quê',
  'help.explain': 'diz o que as políticas concedem: permissões, e as operações que elas liberam',
  'help.explainAll': 'lista tudo, por mais que seja',
  'help.diff': 'diz como mudou o acesso que as políticas dão, com uma solicitação que mostra cada mudança',
  'help.against': 'a revisão do repositório Git com que comparar (padrão: HEAD)',
  'help.from': 'um arquivo ou pasta com que comparar; pode aparecer várias vezes',
  'help.planFile':
    'diz o que um plano do Terraform muda: a saída de terraform show -json, em um arquivo ou - para a entrada padrão',
  'help.failOnGain':
    'o código de saída só é 1 quando o acesso é ganho ou ampliado, ou isso não pôde ser descartado',
  'help.afterDiff': `
O que uma mudança dá é ganho (não existia em lugar nenhum) ou ampliado; o que ela tira é perdido ou reduzido.
Só se diz que o acesso é o mesmo quando está provado.

Exemplos:
  ocipolicy diff policies --fail-on-gain
  ocipolicy diff new.ocipolicy --from old.ocipolicy
  ocipolicy diff --hosts terraform --against main
  terraform show -json tfplan | ocipolicy diff --plan - --fail-on-gain

Código de saída:
  0  o mesmo acesso; com --fail-on-gain: nada é ganho nem ampliado
  1  o acesso muda, ou não se pôde dizer
  2  algo não pôde ser lido, ou a chamada estava errada
`,
} satisfies Readonly<Record<keyof typeof accessWords, string>>;
