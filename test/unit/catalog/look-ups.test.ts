import { describe, expect, test } from 'vitest';
import { loadCatalog, VERBS } from '../../../server/src/catalog/catalog.ts';

const catalog = loadCatalog();

test('the catalogue is read once', () => {
  expect(loadCatalog()).toBe(catalog);
  expect(catalog.permissionNames).toBe(catalog.permissionNames);
  expect(VERBS).toEqual(['inspect', 'read', 'use', 'manage']);
});

describe('resource types and families', () => {
  test.each([
    ['vcns', 'vcns', 'core', 'oracle-page'],
    ['VNICs', 'vnics', 'core', 'oracle-page'],
    ['data-science-projects', 'data-science-projects', 'data-science', 'seed'],
    ['data_science_projects', 'data-science-projects', 'data-science', 'seed'],
    ['data-science-pipelineruns', 'data-science-pipeline-runs', 'data-science', 'seed'],
    ['data-science-schedule', 'data-science-schedules', 'data-science', 'seed'],
    ['Data-Science-Job', 'data-science-jobs', 'data-science', 'seed'],
    ['data-science-private-endpoint', 'data-science-private-endpoint', 'data-science', 'seed'],
    ['drg-attachment', 'drg-attachments', 'core', 'oracle-page'],
    ['ipsec', 'ipsec-connections', 'core', 'oracle-page'],
    ['ai-data-platforms', 'ai-data-platforms', 'ai-data-platform', 'seed'],
    ['dataflow-run', 'dataflow-run', 'data-flow', 'oracle-excerpt'],
    ['work-requests', 'work-requests', 'core', 'oracle-page'],
  ])('%s is %s', (asked, name, service, evidence) => {
    expect(catalog.resourceType(asked)).toMatchObject({ name, service, evidence });
    expect(catalog.family(asked)).toBeUndefined();
  });

  test.each([
    ['data-science-family', 'data-science-family', 14],
    ['DATA_SCIENCE_FAMILY', 'data-science-family', 14],
    ['function-family', 'functions-family', 3],
    ['logs', 'logging-family', 3],
    ['dns-family', 'dns', 8],
    ['drgs', 'drgs', 4],
    ['data-safe-family', 'data-safe-family', 0],
  ])('%s is the family %s', (asked, name, members) => {
    expect(catalog.family(asked)?.name).toBe(name);
    expect(catalog.family(asked)?.members).toHaveLength(members);
    expect(catalog.resourceType(asked)).toBeUndefined();
  });

  test('a resource type of two services belongs to both', () => {
    expect(catalog.resourceType('work-requests')?.services).toEqual(['core', 'file-storage']);
  });

  test('families are those of every service that lists the type', () => {
    expect(catalog.resourceType('repos')?.families).toContain('all-artifacts');
  });

  test('all-resources is a family of every resource type', () => {
    expect(catalog.family('All-Resources')).toBe(catalog.allResources);
    expect(catalog.allResources.members).toEqual(catalog.resourceTypeNames);
    expect(catalog.familyNames).not.toContain('all-resources');
  });

  test.each(['instaces', 'datascience-family', '', 'constructor', '__proto__', 'buckets '])(
    '“%s” is neither',
    (name) => {
      expect(catalog.resourceType(name)).toBeUndefined();
      expect(catalog.family(name)).toBeUndefined();
    },
  );
});

describe('permissions', () => {
  test.each([
    ['BUCKET_CREATE', { name: 'BUCKET_CREATE', verb: 'manage', resourceTypes: ['buckets'], nameOnly: false }],
    ['bucket_create', { name: 'BUCKET_CREATE' }],
    ['FILE_SYSTEM_NFSV3_EXPORT', { name: 'FILE_SYSTEM_NFSv3_EXPORT' }],
    ['DATA_SCIENCE_NOTEBOOK_SESSION_ACTIVATE', { nameOnly: true, verb: undefined, evidence: 'seed' }],
    ['DATA_SCIENCE_NOTEBOOK_SESSION_DEACTIVATE', { nameOnly: true, verb: undefined }],
    ['AUTHENTICATION_INSPECT', { nameOnly: true, service: 'identity' }],
    ['GROUP_MEMBERSHIP_INSPECT', { nameOnly: true, service: 'identity' }],
    ['VNIC_ASSIGN', { nameOnly: true, services: ['core', 'file-storage', 'network-firewall'] }],
    ['EMAIL_CONFIGURATION_READ', { nameOnly: false, resourceTypes: ['email-family'] }],
    ['OBJECTSTORAGE_NAMESPACE_READ', { nameOnly: false, verb: 'manage' }],
    ['NETWORK_SECURITY_GROUP_UPDATE_MEMBERS', { service: 'core', verb: 'use', evidence: 'oracle-page' }],
  ])('%s', (asked, expected) => {
    expect(catalog.permission(asked)).toMatchObject(expected);
  });

  test('the verb by resource type is told where it differs', () => {
    expect(catalog.permission('DATA_SCIENCE_PRIVATE_ENDPOINT_READ')?.verbByResourceType).toEqual(
      new Map([
        ['data-science-notebook-sessions', 'manage'],
        ['data-science-model-deployments', 'manage'],
        ['data-science-private-endpoint', 'read'],
      ]),
    );
    expect(catalog.permission('NETWORK_SECURITY_GROUP_UPDATE_MEMBERS')?.verbByResourceType?.size).toBe(2);
    expect(catalog.permission('BUCKET_CREATE')?.verbByResourceType).toBeUndefined();
  });

  test.each(['BUCKET_REED', 'buckets', ''])('“%s” is not known', (name) => {
    expect(catalog.permission(name)).toBeUndefined();
  });

  // What the owner's statements name: each must be known, or the documents themselves raise findings.
  test.each([
    'DOMAIN_INSPECT DOMAIN_READ DYNAMIC_GROUP_INSPECT GROUP_INSPECT USER_INSPECT USER_READ TAG_NAMESPACE_USE',
    'BUCKET_CREATE BUCKET_INSPECT BUCKET_READ BUCKET_UPDATE BUCKET_DELETE PAR_MANAGE RETENTION_RULE_LOCK',
    'RETENTION_RULE_MANAGE OBJECTSTORAGE_NAMESPACE_READ DATA_SCIENCE_MODEL_DEPLOYMENT_PREDICT',
    'DATA_SCIENCE_NOTEBOOK_SESSION_CREATE DATA_SCIENCE_NOTEBOOK_SESSION_OPEN DATA_SCIENCE_PROJECT_DELETE',
  ])('granted by some verb: %s', (names) => {
    for (const name of names.split(' ')) expect(catalog.permission(name)?.nameOnly, name).toBe(false);
  });
});

describe('operations', () => {
  test('a name that several services have gives them all', () => {
    const services = catalog.operation('listworkrequests').map(({ service }) => service);
    expect(services).toContain('data-science');
    expect(services).toContain('core');
    expect(services[0], 'the strongest evidence first').toBe('data-science');
    expect(new Set(services).size).toBe(services.length);
  });

  test.each([
    ['GetVolumeAttachments', 'GetVolumeAttachment'],
    ['ListWebAppFirwewalls', 'ListWebAppFirewalls'],
    ['LAUNCHINSTANCE', 'LaunchInstance'],
    ['ReadDockerRepositoryManifest', 'ReadDockerRepositoryManifest'],
  ])('%s is %s', (asked, name) => {
    expect(catalog.operation(asked).map((operation) => operation.name)).toEqual([name]);
  });

  test('what is needed is a list, and unknown where no source says it', () => {
    expect(catalog.operation('CreateBucket')[0]?.permissions).toContain('BUCKET_CREATE');
    expect(catalog.operation('OpenNotebookSession')[0]?.permissions).toBeUndefined();
    expect(catalog.operation('ListGroup')).toEqual([]);
  });

  test('a cell is of the service that defines it', () => {
    const cells = catalog
      .coverageOf('ListWorkRequests')
      .filter((cell) => cell.resourceType === 'work-requests');
    expect(cells.map(({ service }) => service)).toEqual(['core', 'file-storage']);
  });

  test('the cells that cover an operation stand in for what it needs', () => {
    const cells = catalog.coverageOf('OpenNotebookSession');
    expect(cells).toEqual([
      {
        service: 'data-science',
        resourceType: 'data-science-notebook-sessions',
        verb: 'use',
        partial: undefined,
      },
    ]);
    expect(
      catalog
        .coverageOf('CreateNotebookSession')
        .map(({ resourceType, verb, partial }) => [resourceType, verb, partial?.needs]),
    ).toContainEqual(['data-science-projects', 'read', ['manage data-science-notebook-sessions']]);
  });
});

describe('variables', () => {
  test.each([
    ['request.user.id', { general: true, documented: true, type: 'Entity (OCID)' }],
    ['REQUEST.USER.MFATOTPVERIFIED', { name: 'request.user.mfaTotpVerified', values: ['true', 'false'] }],
    ['request.permission', { valuesOf: 'permissions', valuesComplete: false }],
    ['request.operation', { valuesOf: 'operations' }],
    ['request.region', { valuesOf: 'regions' }],
    ['request.principal.type', { valuesOf: 'principalTypes' }],
    ['request.utc-timestamp.day-of-week', { valuesComplete: true }],
    ['target.workrequest.type', { valuesComplete: false }],
    ['target.notebook-session.createdby', { name: 'target.notebook-session.createdBy', general: false }],
    ['target.secret.id', { service: 'vault', documented: true }],
    ['target.bucket.name', { service: 'object-storage', documented: true }],
    ['listing.id', { service: 'marketplace' }],
    ['request.principal.id', { documented: true, where: 'statements only', general: true }],
    ['request.instance.compartment.id', { documented: false, where: 'third party only' }],
    ['target.event.source', { documented: false, service: 'events' }],
    ['target.rule.type', { documented: false }],
    ['target.tenant.id', { general: true, documented: true }],
  ])('%s', (asked, expected) => {
    expect(catalog.variable(asked)).toMatchObject(expected);
    expect(catalog.variable(asked)?.tag).toBeUndefined();
  });

  test.each([
    ['target.resource.tag.Operations.Project', 'target.resource.tag', 'Operations', 'Project', true],
    ['target.resource.compartment.tag.a.b', 'target.resource.compartment.tag', 'a', 'b', true],
    [
      'Request.Principal.Group.Tag.LabDataScience.secret-id',
      'request.principal.group.tag',
      'LabDataScience',
      'secret-id',
      true,
    ],
    [
      'request.principal.group.tag.<TAG-NAMESPACE>.<TAG-KEY>',
      'request.principal.group.tag',
      '<TAG-NAMESPACE>',
      '<TAG-KEY>',
      true,
    ],
    ['request.principal.compartment.tag.a.b', 'request.principal.compartment.tag', 'a', 'b', true],
    ['target.bucket.tag.a.b', 'target.bucket.tag.<TagNamespace>.<TagKeyDefinition>', 'a', 'b', true],
    [
      'target.bucket.system-tag.orcl-aidp.governingAidpId',
      'target.bucket.system-tag.<TagNamespace>.<TagKeyDefinition>',
      'orcl-aidp',
      'governingAidpId',
      false,
    ],
  ])('the tag variable %s', (asked, name, namespace, key, documented) => {
    expect(catalog.variable(asked)).toMatchObject({ name, tag: { namespace, key }, documented });
  });

  test.each([
    ['target.resource.tag', ['']],
    ['target.resource.tag.', ['']],
    ['target.resource.tag.Operations', ['Operations']],
    ['target.resource.tag.Operations.', ['Operations', '']],
    ['target.resource.tag.Operations.Project.value', ['Operations', 'Project', 'value']],
  ])('%s is no variable, and tagVariable tells what was begun', (asked, parts) => {
    expect(catalog.variable(asked)).toBeUndefined();
    expect(catalog.tagVariable(asked)).toMatchObject({ variable: { name: 'target.resource.tag' }, parts });
  });

  test.each(['request.user.email', 'target.resource.tags.a.b', 'bucket.name', ''])(
    '“%s” is not known',
    (name) => {
      expect(catalog.variable(name)).toBeUndefined();
      expect(catalog.tagVariable(name)).toBeUndefined();
    },
  );

  test('a general variable is limited by no service that documents it too', () => {
    const variable = catalog.variable('target.compartment.id');
    expect(variable).toMatchObject({ general: true, services: ['identity'] });
    expect(variable?.resourceTypes).toBeUndefined();
    expect(variable?.declarations.map(({ service }) => service)).toEqual([undefined, 'identity']);
  });

  test('a variable of two services covers the resource types of both', () => {
    const { resourceTypes, notAvailableFor } = catalog.variable('target.user.id') ?? {};
    expect(resourceTypes).toEqual(expect.arrayContaining(['users', 'dataflow-run']));
    expect(notAvailableFor).toEqual(['CreateUser', 'ListUsers']);
  });
});

describe('principals, regions, matching rules', () => {
  test('principal types', () => {
    expect(catalog.principalType('DataScienceNotebookSession')).toMatchObject({
      service: 'data-science',
      source: 'seed',
    });
    expect(catalog.principalType('datasciencemodeldeploy')).toBeUndefined();
  });

  test.each([
    ['IAD', 'us-ashburn-1'],
    ['phx', 'us-phoenix-1'],
    ['SA-SaoPaulo-1', 'sa-saopaulo-1'],
  ])('the region %s', (asked, name) => {
    expect(catalog.region(asked)).toMatchObject({ name, realm: 'OC1', listedForRequestRegion: true });
  });

  test('an unknown region', () => {
    expect(catalog.region('us-gotham-1')).toBeUndefined();
  });

  test.each([
    ['datascience', 'datascience', false, undefined],
    ['FaaS', 'faas', false, undefined],
    ['fssoc1prod', 'FssOc1Prod', false, undefined],
    ['objectstorage-us-phoenix-1', 'objectstorage-<region>', true, 'PHX'],
    ['ObjectStorage-SA-SaoPaulo-1', 'objectstorage-<region>', true, 'GRU'],
    ['objectstorage-xx-gotham-7', 'objectstorage-<region>', true, undefined],
    ['objectstorage-<region>', 'objectstorage-<region>', true, undefined],
  ])('the service principal %s', (asked, name, regional, key) => {
    const principal = catalog.servicePrincipal(asked);
    expect(principal).toMatchObject({ name, regional });
    expect(principal?.region?.key).toBe(key);
  });

  test.each([
    'objectstore',
    'objectstorage',
    'objectstorage-',
    'objectstorage-PHX',
    'datascience-us-phoenix-1',
  ])('“%s” is no service principal that is known', (name) => {
    expect(catalog.servicePrincipal(name)).toBeUndefined();
  });

  test('matching variables', () => {
    expect(catalog.matchingVariable('Resource.Compartment.Id')?.name).toBe('resource.compartment.id');
    expect(catalog.matchingVariable('tag.dept.ops.value')).toMatchObject({ tagged: true });
    for (const name of [
      'tag.dept.ops',
      'tag.dept.value',
      'tag.a.b.c.value',
      'resource.name',
      'request.user.id',
    ])
      expect(catalog.matchingVariable(name), name).toBeUndefined();
  });

  test('matching resource types', () => {
    expect(catalog.matchingResourceType('DataScienceJobRun')).toEqual({
      value: 'datasciencejobrun',
      service: 'data-science',
    });
    expect(catalog.matchingResourceType('data-science-job-runs')).toBeUndefined();
  });
});

test('a service tells its sources', () => {
  expect(catalog.service('core')).toMatchObject({
    title: expect.stringContaining('Core') as unknown,
    evidence: 'oracle-page',
  });
  expect(catalog.service('core')?.sources[0]?.updated).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(catalog.service('nothing')).toBeUndefined();
});
