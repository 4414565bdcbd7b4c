// Codes that no check reports, each with what is done instead, or why nothing is. A test holds that every code of the families
// is reported or stands here.

export const LEFT_OUT = {
  // Told by the plan of an apply, which knows the tenancy, the profile and what is there.
  'deny-lockout': 'A plan is refused when the profile could no longer change policies after it.',
  'policy-rename': 'A plan asks first: a policy of another name or compartment is deleted and written anew.',
  'protected-policy':
    'A plan is refused when it would change the policy of the administrators or one that a service keeps.',
  'attachment-unknown':
    'A plan is refused until the file, or an option, says where the statements belong. In the editor a file of bare statements is nothing wrong.',
  'dg-not-in-root': 'A plan writes dynamic groups to the root compartment, whatever the file says.',

  // Cannot be written in a policy file.
  'comment-in-statement':
    'Comments of a policy file never go to the service, so there is nothing to warn of.',
  'multi-line-statement': '*Copy As* console text writes each statement on one line.',
  'version-date-invalid': 'A policy file has no version date; a plan keeps the one that a policy has.',
  'version-date-pinned': 'A policy file has no version date; a plan keeps the one that a policy has.',

  // Nothing says it for certain.
  'resource-type-deprecated': 'No source that the catalogue has calls a type replaced or retired.',
  'stale-compilation': 'The catalogue has no dates at which a service added permissions.',
  'deny-mixed-policy': "Oracle's page says that a policy may hold both; only a blog says otherwise.",
  'deny-tag-delay':
    'The delay is that of the first day after denials were turned on; no file shows that day.',
  'dg-immediate-effect': 'What is done after a plan is not in any file.',

  // Would say more about good policies than about faults.
  'attachment-higher-than-needed':
    "Policies are kept in the root compartment on purpose, as Oracle's landing zones do.",
  'dg-unused':
    'The lens over a dynamic group counts the statements that name it; they may stand in any other file.',
  'family-mergeable':
    'A family grows with the service, so that naming it grants more than its members do today. The refactoring *Replace … with one on …* does it on request.',
};
