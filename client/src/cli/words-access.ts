/** What the command line says of access: who can do what, tests, comparisons. Part of the words beside. */
export const accessWords = {
  'ask.who':
    "Who asks cannot be read in '{text}': write it as behind 'as' in a test, such as 'user ana in group Analysts'.",
  'ask.action': "'{text}' is no name of an operation or a permission.",
  'ask.where':
    "'{text}' is no place: write tenancy, a path such as Finance:Prod, or 'compartment id <ocid>'.",
  'ask.facts':
    "'{text}' is no list of facts: write them as in target.bucket.name = 'a', request.region = 'iad'.",
  'ask.to':
    "'{text}' is no place to move to: write tenancy, a path such as Finance:Prod, or 'compartment id <ocid>'.",
  'ask.elsewhere':
    "'{text}' does not say where resources lie: write a resource type or a family and a place, such as instances=Compute.",
  'count.unread.one': '{n} statement could not be read, so nothing is known of what it grants.',
  'count.unread.other': '{n} statements could not be read, so nothing is known of what they grant.',
  'count.left.one':
    '{n} statement is known only when Terraform or the program runs, so nothing is known of what it grants.',
  'count.left.other':
    '{n} statements are known only when Terraform or the program runs, so nothing is known of what they grant.',
  filled: 'Filled in from the Terraform files: {values}.',
  'filled.default': '{key} = {value} (its default; another value may be given)',
  'filled.local': '{key} = {value}',
  'diff.notPlan': '{name} is no plan: give what terraform show -json PLAN prints.',
  'host.broken': '{name} is broken as a file of its language, so nothing is known of what it grants.',
  'count.passed.one': '{n} passed',
  'count.passed.other': '{n} passed',
  'count.failed.one': '{n} failed',
  'count.failed.other': '{n} failed',
  'count.unsettled.one': '{n} not known',
  'count.unsettled.other': '{n} not known',
  'count.test.one': '{n} test',
  'count.test.other': '{n} tests',
  'test.summary': '{tests}: {counts}.',
  'test.none': 'There are no tests in {files}.',
  'test.coverage': 'Statements that decide an expectation: {touched} of {statements}.',
  'test.untouched': 'Decided by no test:',

  'help.test': 'run the test blocks of policy files',
  'help.coverage': 'list the statements that no test is decided by',
  'help.can': 'tell whether somebody may do something, and why',
  'help.who': "who asks, as behind 'as' in a test: 'user ana in group Analysts', 'service faas'",
  'help.action': 'an operation (GetSecretBundle) or a permission (SECRET_BUNDLE_READ)',
  'help.in': 'the compartment of the target: a path from the root, tenancy, or compartment id <ocid>',
  'help.where': "what the request carries: target.bucket.name = 'a', request.region = 'iad'",
  'help.moveTo': 'the compartment that it is moved to; a move needs its permissions in both',
  'help.elsewhere':
    'where resources of a type lie that are not there: instances=Compute; may stand several times',
  'help.afterTest': `
The files are one tenancy: each test is run against the statements of all of them.

Exit code:
  0  every expectation holds
  1  at least one fails, or is not known
  2  something could not be read, or the call was wrong
`,
  'help.afterCan': `
The files are one tenancy. What is not told may be anything: then the answer may be that it is not known.

Examples:
  ocipolicy can 'user ana in group Analysts' GetBucket policies --in Finance
  ocipolicy can 'resource fnfunction' GetSecretBundle --in labs --where 'target.secret.id = request.principal.id'
  ocipolicy can 'group Storage' AttachVolume --in Storage --at instances=Compute
  ocipolicy can 'group Admins' ChangeSubnetCompartment --in Dev --to Prod

Exit code:
  0  allowed
  1  denied, or not known
  2  something could not be read, or the call was wrong
`,
  'usage.againstFrom':
    'The options --against, --from and --plan exclude each other, and a plan takes no files: compare with a revision, with files, or what a plan changes.',
  'git.failed': 'The revision {revision} was not read: {reason}',
  'git.missing': 'git is not there. Install it, or compare with files: --from.',
  'git.noRevision': 'there is no commit of that name.',
  'count.more.one': 'and {n} more',
  'count.more.other': 'and {n} more',
  'diff.witness': 'for example: {witness}',
  'whoCan.nobody': 'Nobody whom a statement names.',
  'whatCan.nothing': 'Nothing that a statement gives.',
  'whatCan.allowed': 'may',
  'whatCan.unknown': 'perhaps',
  'whatCan.denied': 'may not: a denial takes it',
  'whatCan.operations': 'operations: {names}',
  'whatCan.permissions': 'permissions: {names}',
  'whatCan.except': '* needs more in some cases: --format json tells which',
  'whatCan.untold': 'no source says exactly what these need: {names}',
  'whatCan.mayMore': 'what the catalogue does not know may come on top, by',
  'help.whatCan': 'tell what somebody may do, place by place',
  'explain.gives': 'gives: {names}',
  'explain.takes': 'takes: {names}',
  'explain.mayMore': 'and what the catalogue does not know',
  'explain.opens': 'opens: {names}',
  'explain.stops': 'stops: {names}',
  'explain.partial': 'opens with more: {names}',
  'explain.left': 'not expanded: it is not clear what it says',
  'explain.joins': 'joins {one} with {two}; no document names the permission for that',
  'explain.needsOne': 'gives nothing until the tenancy {name} has this in a policy of its root compartment:',
  'explain.needsAny':
    'gives nothing but with tenancies that have this in a policy of their root compartment:',
  'explain.needsUntold':
    'gives nothing until the other tenancy, of which it is not told which it is, has this in a policy of its root compartment:',
  'explain.needsNobody': 'holds whatever the other tenancy says',
  'help.whoCan': 'tell who may do something, and why',
  'help.explain': 'tell what policies grant: permissions, and the operations that they open',
  'help.explainAll': 'list everything, however much it is',
  'help.diff': 'tell how the access that policies give has changed, with a request that shows each change',
  'help.against': 'the revision of the Git repository to compare with (default: HEAD)',
  'help.from': 'a file or folder to compare with instead; may stand several times',
  'help.planFile':
    'tell what a Terraform plan changes: what terraform show -json prints, in a file or - for standard input',
  'help.failOnGain':
    'make the exit code 1 only when access is gained or widened, or that could not be ruled out',
  'help.afterDiff': `
What a change gives is gained (it was had nowhere) or widened; what it takes is lost or narrowed.
That access is the same is said only when it is proven.

Examples:
  ocipolicy diff policies --fail-on-gain
  ocipolicy diff new.ocipolicy --from old.ocipolicy
  ocipolicy diff --hosts terraform --against main
  terraform show -json tfplan | ocipolicy diff --plan - --fail-on-gain

Exit code:
  0  the same access; with --fail-on-gain: nothing is gained or widened
  1  access changes, or it could not be told
  2  something could not be read, or the call was wrong
`,
} as const;
