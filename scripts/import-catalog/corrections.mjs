// What the facts say in prose only, said to programs, and what they lack. Each correction names a fact and the fields that it is to
// have, or a list and the fact to add to it.
import { stop } from './shapes.mjs';

const inStatementsOnly = 'in no list of variables: the note of the fact says that it was seen in statements';
const carried =
  "Oracle's own examples show that requests carry it, though its list of general variables does not";

/** `at` goes through lists by the name of the thing, and through maps by key. */
export const CORRECTIONS = [
  {
    at: [
      'data-science.json',
      'resourceTypes',
      'data-science-model-groups',
      'verbs',
      'manage',
      'partial',
      'CreateModelGroup',
    ],
    set: { conditional: true },
    because:
      'the document asks for use data-science-model-group-version-histories only when a model is tied to a set',
  },
  ...[
    ['autonomous-database.json', 'target.workloadType'],
    ['core.json', 'target.instance.id'],
    ['events.json', 'target.rule.type'],
    ['events.json', 'target.event.source'],
    ['log-analytics.json', 'target.loganalytics-log-group.id'],
    ['object-storage.json', 'target.bucket.system-tag.<TagNamespace>.<TagKeyDefinition>'],
  ].map(([file, name]) => ({
    at: [file, 'variables', name],
    set: { listed: false },
    because: inStatementsOnly,
  })),
  ...[
    'request.principal.id',
    'request.principal.compartment.id',
    'request.principal.namespace',
    'request.principal.service_account',
    'request.principal.cluster_id',
    'request.service.name',
    'request.instance.id',
  ].map((name) => ({
    at: ['general.json', 'undocumentedOrServiceVariables', name],
    set: { listed: true },
    because: carried,
  })),
  ...[
    ['core.json', 'ListWorkRequestLogs'],
    ['core.json', 'ListWorkRequestErrors'],
    ['core.json', 'GetWorkRequest'],
    ['identity.json', 'MoveCompartment'],
    ['java-management.json', 'ListJavaFamilies'],
    ['java-management.json', 'GetJavaFamily'],
    ['java-management.json', 'ListJavaReleases'],
    ['java-management.json', 'GetJavaRelease'],
    ['java-management.json', 'ListAnnouncements'],
  ].map(([file, name]) => ({
    at: [file, 'operations', name],
    set: { permissions: null },
    because:
      'an empty list of permissions says that none is needed; here the note says that others are, or the page leaves the cell empty',
  })),
  {
    at: ['identity.json', 'variables'],
    add: {
      name: 'target.policy.type',
      type: 'List (String)',
      resourceTypes: ['policies'],
      values: ['allow', 'deny'],
      note: 'the kinds of statements that the policy holds; a policy of both kinds equals either',
    },
    because: "Oracle's page on deny policies has it, its list of the variables of Identity does not",
  },
];

/**
 * A copy of the facts with the corrections of the files that are there.
 * @throws FactFault when a file lacks the fact that a correction names: the corrections are out of date then
 */
export function correct(files, corrections) {
  const corrected = structuredClone(files);
  for (const { at, set, add } of corrections) {
    const [file, ...path] = at;
    if (!Object.hasOwn(files, file)) continue;
    const fact = path.reduce((from, step) => {
      const next = Array.isArray(from)
        ? from.find((item) => (item.name ?? item.operation) === step)
        : from?.[step];
      return (
        next ??
        stop(
          `${file}: ${path.join(' ')}`,
          'is gone; mend scripts/import-catalog/corrections.mjs, which names it',
        )
      );
    }, corrected[file]);
    if (add) fact.push(structuredClone(add));
    else Object.assign(fact, set);
  }
  return corrected;
}
