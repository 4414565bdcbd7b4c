/** What the commands on a tenancy say. Part of the words beside. */
export const tenancyWords = {
  'reason.exists': 'there is a file of that name already. Name another, or take it away.',
  'tenancy.place': 'Tenancy {name}, read in {region}, written in {homeRegion}, profile {profile}',
  'tenancy.sandbox': 'This is a sandbox on this machine: nothing reaches Oracle Cloud.',
  'change.name': '{kind} {name} in {compartment}',
  'change.step': '{what}, step {number} of {of}',
  'detail.description': 'description',
  'detail.matching-rule': 'matching rule',
  'detail.tag': 'tag {name}',
  'detail.retired': 'retired',
  'count.kept.one': '{n} statement stays as it is',
  'count.kept.other': '{n} statements stay as they are',
  'count.change.one': '{n} change was applied.',
  'count.change.other': '{n} changes were applied.',
  'plan.unfilled': 'Nothing is applied while these are not filled in:',
  'plan.nothing': 'Nothing to do: the tenancy has what the files say.',
  'plan.create': '{n} to create',
  'plan.update': '{n} to change',
  'plan.replace': '{n} to replace',
  'plan.delete': '{n} to delete',
  'plan.unchanged': '{n} unchanged',
  'plan.summary': '{counts}.',
  'drift.legend': '+ is only in the files, - only in the tenancy.',
  'drift.nothing': 'No drift: the tenancy has what the files say.',
  'drift.create': '{n} missing in the tenancy',
  'drift.update': '{n} different',
  'drift.replace': '{n} under another name or in another place',
  'drift.delete': '{n} only in the tenancy',
  'ask.passPhrase': 'Pass phrase of {file} (not shown): ',
  'ask.apply': 'Apply these changes? [y/N]',
  'ask.onBackStop':
    'Go on with the rest and try this again (o), go back to how it was (b), or stop here (s)? [o/b/S]',
  'ask.backStop': 'Go back to how it was (b), or stop here (s)? [b/S]',
  'apply.refused': 'Nothing was written: what is marked as an error has to be mended first.',
  'apply.needsYes':
    'Nothing was written: there is nobody to ask here. Look at the plan, and write --yes to agree to it.',
  'apply.done': 'done: {what}',
  'apply.failed': '{what} failed.',
  'apply.unknown':
    'Nobody can tell whether it was written: the answer was lost. Make the plan anew and look.',
  'apply.now': 'It is now:',
  'apply.gone': 'It is gone.',
  'apply.differs': '{what} reads differently now than it was written. Make the plan anew and look.',
  'apply.declined': 'Nothing was written.',
  'apply.cancelled': 'Cancelled.',
  'apply.wasDone': 'Done:',
  'apply.notDone': 'Not done:',
  'apply.isBack': 'Everything is as it was before.',
  'apply.notBack': 'Not everything could be put back. Make the plan anew and look.',
  'apply.journal': 'Journal: {file}',
  'apply.undo': 'To undo it: ocipolicy undo {id}',
  'import.unknown': 'The profile may not read all: {what} is unknown.',
  'help.plan': 'show what applying policy files would change in a tenancy',
  'help.apply': 'show what changes in a tenancy, ask, and do it',
  'help.drift': 'show in what a tenancy differs from policy files',
  'help.import': 'write what a tenancy holds as a policy file',
  'help.undo': 'put back what the last apply did: show it, ask, and do it',
  'help.journal': 'the journal of the apply to undo (default: the last one to this tenancy)',
  'help.profile': 'the profile of the configuration file (default: OCI_CLI_PROFILE, or DEFAULT)',
  'help.configFile': 'the OCI configuration file (default: OCI_CLI_CONFIG_FILE, or ~/.oci/config)',
  'help.region': 'the region to read in; what is written goes to the home region',
  'help.compartment':
    'where policies go of which the files do not say it: a path from the root, an OCID, or tenancy',
  'help.importCompartment': 'only the policies of this compartment',
  'help.output': 'the file to write, which must not be there yet (default: standard output)',
  'help.delete':
    'delete policies that the files do not name, in the compartments that they place policies in',
  'help.yes': 'agree beforehand; needed where nobody can be asked',
  'help.afterPlan': `
Nothing is written. With --delete, policies of the compartments that the files place policies in, and dynamic
groups that earlier applies of yours created, are deleted when the files do not name them.

Exit code:
  0  the tenancy has what the files say
  2  changes are pending
  1  it could not be told, or could not be applied
`,
  'help.afterApply': `
Tenancy, region and profile are named before anything is written. Each apply leaves a journal, from which
'ocipolicy undo' works.

Exit code:
  0  done, or there was nothing to do
  1  not done, or not wholly
`,
  'help.afterDrift': `
Nothing is written. Told are the objects that the files declare, and the policies of the compartments that
the files place policies in.

Exit code:
  0  no drift
  2  the tenancy differs
  1  it could not be told
`,
} as const;
