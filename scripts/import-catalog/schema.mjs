// The schema of the facts: one file a service, and general.json.
import { either, fields, flag, is, list, mapOf, number, oneOf, orNull, text, word } from './shapes.mjs';

/** In the order of what they grant: each includes those before it. */
export const VERBS = ['inspect', 'read', 'use', 'manage'];

/** Where a service's facts come from; what may be concluded from each is told in docs/catalog.md. */
export const EVIDENCE = ['seed', 'oracle-page', 'third-party', 'oracle-excerpt', 'names-only'];

const typeName = word(/^[a-z][a-z0-9-]*$/, 'the name of a resource type');
const permissionName = word(/^[A-Z][A-Z0-9_]*(v3_(EXPORT|UNEXPORT))?$/, 'the name of a permission');
const operationName = word(/^[A-Z][A-Za-z0-9]*$/, 'the name of an operation');
const variableName = word(/^(request|target|listing)\.[A-Za-z0-9_<>.-]+$/, 'the name of a variable');
const alias = word(/^[A-Za-z][A-Za-z0-9_-]*$/, 'a name');
const day = word(/^\d{4}-\d\d-\d\d$/, 'a day');
const sources = list(fields({ document: text, 'updated?': day }));
const need = word(
  /^([a-z]+ [a-z][a-z0-9-]*|[A-Z][A-Z0-9_]*)$/,
  'a permission, or a verb and a resource type',
);
const byVerb = (shape) => fields(Object.fromEntries(VERBS.map((verb) => [verb, shape])));

const verbTable = byVerb(
  fields({
    permissions: list(permissionName),
    operations: list(operationName),
    partial: list(
      fields({ operation: operationName, 'needs?': list(need), 'conditional?': flag, 'note?': text }),
    ),
    'familyCovers?': need,
    'operationNotes?': mapOf(operationName, text),
  }),
);

const variable = {
  name: variableName,
  type: text,
  'resourceTypes?': list(typeName),
  'operations?': list(operationName),
  'notAvailableFor?': list(operationName),
  /** Whether some list of variables has it, for those that the facts know from elsewhere: see corrections.mjs. */
  'listed?': flag,
  'note?': text,
};

export const serviceShape = fields({
  service: typeName,
  title: text,
  evidence: oneOf(...EVIDENCE),
  sources,
  families: list(
    fields({
      ...{ name: typeName, 'aliases?': list(alias), members: list(typeName), 'verbs?': verbTable },
      ...{ 'extraPermissions?': byVerb(list(permissionName)), 'note?': text },
    }),
  ),
  resourceTypes: list(
    fields({
      ...{ name: typeName, 'aliases?': list(alias), 'families?': list(typeName), verbs: orNull(verbTable) },
      ...{ 'verbsComplete?': flag, 'note?': text },
    }),
  ),
  permissions: mapOf(
    permissionName,
    fields({
      ...{ resourceTypes: list(typeName), verb: orNull(oneOf(...VERBS)), 'aliases?': list(alias) },
      ...{ 'verbByResourceType?': mapOf(typeName, oneOf(...VERBS)), 'source?': text, 'note?': text },
    }),
  ),
  'permissionsOfOtherServices?': mapOf(permissionName, list(typeName)),
  operations: mapOf(
    operationName,
    fields({
      ...{
        permissions: orNull(list(permissionName)),
        'anyOf?': list(list(permissionName)),
        'aliases?': list(alias),
      },
      ...{ 'conditional?': list(fields({ permissions: list(permissionName), when: text })), 'note?': text },
    }),
  ),
  variables: list(fields(variable)),
  'notes?': list(text),
});

const VALUES_OF = ['permission names', 'operation names', 'regions[].key', 'principalTypes[].value'];
const generalVariable = { name: variableName, type: text, 'note?': text };

export const generalShape = fields({
  description: text,
  sources,
  verbs: is(
    (v) => JSON.stringify(v) === JSON.stringify(VERBS),
    `the verbs ${VERBS.join(', ')}, in this order`,
  ),
  allResources: fields({ name: typeName, 'note?': text }),
  variables: list(
    fields({
      ...{ ...generalVariable, 'pattern?': variableName, 'valuesComplete?': flag },
      'values?': either(oneOf(...VALUES_OF), list(text)),
    }),
  ),
  undocumentedOrServiceVariables: list(fields({ ...generalVariable, documented: text, 'listed?': flag })),
  principalTypes: list(fields({ value: text, service: typeName, source: text })),
  'principalTypesComplete?': flag,
  dynamicGroupMatchingVariables: list(fields({ name: text, type: text, 'note?': text })),
  dynamicGroupMatchingResourceTypes: list(text),
  conditionMatching: fields({ caseSensitive: flag, patterns: list(text) }),
  servicePrincipals: list(fields({ name: text, 'note?': text })),
  families: list(
    fields({ name: typeName, service: typeName, aliases: list(alias), members: list(typeName) }),
  ),
  regions: list(
    fields({
      ...{
        key: word(/^[A-Z]{3}$/, 'the key of a region'),
        name: word(/^[a-z]+(-[a-z]+)+-\d+$/, 'the name of a region'),
      },
      ...{ displayName: text, realm: text, availabilityDomains: number, listedForRequestRegion: flag },
    }),
  ),
  'regionKeysNote?': text,
});
