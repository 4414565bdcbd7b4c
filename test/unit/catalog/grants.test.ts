import { describe, expect, test } from 'vitest';
import { loadCatalog, VERBS } from '../../../server/src/catalog/catalog.ts';

const catalog = loadCatalog();

describe('permissionsOf', () => {
  test('a verb grants what the verbs below it grant', () => {
    expect(catalog.permissionsOf('data-science-models', 'inspect')).toEqual(['DATA_SCIENCE_MODEL_INSPECT']);
    expect(catalog.permissionsOf('data-science-models', 'use')).toEqual([
      'DATA_SCIENCE_MODEL_INSPECT',
      'DATA_SCIENCE_MODEL_READ',
      'DATA_SCIENCE_MODEL_UPDATE',
    ]);
    for (const { name } of [...catalog.resourceTypes, ...catalog.families])
      VERBS.slice(1).forEach((verb, below) => {
        const lower = catalog.permissionsOf(name, VERBS[below] ?? 'inspect');
        expect(catalog.permissionsOf(name, verb).slice(0, lower.length), `${verb} ${name}`).toEqual(lower);
      });
  });

  test('an empty verb adds nothing', () => {
    expect(catalog.permissionsOf('objectstorage-namespaces', 'use')).toEqual(
      catalog.permissionsOf('objectstorage-namespaces', 'inspect'),
    );
    expect(catalog.permissionsOf('objectstorage-namespaces', 'manage')).toContain(
      'OBJECTSTORAGE_NAMESPACE_READ',
    );
  });

  test.each([
    ['data_science_models', 'data-science-models'],
    ['Data-Science-Models', 'data-science-models'],
    ['logs', 'logging-family'],
  ])('%s grants what %s grants', (asked, name) => {
    expect(catalog.permissionsOf(asked, 'manage')).toEqual(catalog.permissionsOf(name, 'manage'));
    expect(catalog.permissionsOf(asked, 'manage').length).toBeGreaterThan(0);
  });

  test('a family grants the sum of its members', () => {
    const members = catalog.family('data-science-family')?.members ?? [];
    const sum = new Set(members.flatMap((member) => catalog.permissionsOf(member, 'read')));
    expect(new Set(catalog.permissionsOf('data-science-family', 'read'))).toEqual(sum);
  });

  test('a family with a table of its own grants that table', () => {
    const family = catalog.family('email-family');
    expect(catalog.permissionsOf('email-family', 'read')).toEqual([
      ...(family?.verbs?.inspect.permissions ?? []),
      ...(family?.verbs?.read.permissions ?? []),
    ]);
    expect(catalog.permissionsOf('email-family', 'read')).toContain('EMAIL_CONFIGURATION_READ');
  });

  test('a family may grant more than its members', () => {
    expect(catalog.permissionsOf('instance-family', 'inspect')).toContain('VNIC_READ');
    expect(catalog.permissionsOf('instance-family', 'read')).not.toContain('VNIC_ATTACH');
    expect(catalog.permissionsOf('instance-family', 'use')).toContain('VNIC_ATTACH');
  });

  test('a member that two services define counts as the one of the family', () => {
    expect(catalog.permissionsOf('work-requests', 'inspect')).toEqual([
      'WORKREQUEST_INSPECT',
      'FSS_WORK_REQUEST_INSPECT',
    ]);
    expect(catalog.permissionsOf('file-family', 'manage')).toContain('FSS_WORK_REQUEST_INSPECT');
    expect(catalog.permissionsOf('file-family', 'manage')).not.toContain('WORKREQUEST_INSPECT');
  });

  test('all-resources grants what any table grants, and nothing that none does', () => {
    const granted = catalog.permissions.filter(({ nameOnly }) => !nameOnly).map(({ name }) => name);
    expect([...catalog.permissionsOf('all-resources', 'manage')].sort()).toEqual(granted);
  });

  test.each(['data-science-work-requests', 'data-safe-family', 'instaces', ''])(
    '%s grants nothing that is known',
    (name) => {
      expect(catalog.permissionsOf(name, 'manage')).toEqual([]);
      expect(catalog.tablesKnown(name)).toBe(false);
    },
  );

  test('the same question gets the same list', () => {
    expect(catalog.permissionsOf('vcns', 'manage')).toBe(catalog.permissionsOf('VCNS', 'manage'));
  });
});

describe('verbThatGrants', () => {
  test.each([
    ['BUCKET_INSPECT', 'buckets', 'inspect'],
    ['bucket_create', 'Buckets', 'manage'],
    ['BUCKET_CREATE', 'object-family', 'manage'],
    ['OBJECTSTORAGE_NAMESPACE_READ', 'objectstorage-namespaces', 'manage'],
    ['DATA_SCIENCE_PRIVATE_ENDPOINT_READ', 'data-science-notebook-sessions', 'manage'],
    ['DATA_SCIENCE_PRIVATE_ENDPOINT_READ', 'data-science-family', 'read'],
    ['BUCKET_CREATE', 'vcns', undefined],
    ['DATA_SCIENCE_NOTEBOOK_SESSION_ACTIVATE', 'data-science-family', undefined],
    ['BUCKET_CREATE', 'nothing', undefined],
  ])('%s on %s: %s', (permission, typeOrFamily, verb) => {
    expect(catalog.verbThatGrants(permission, typeOrFamily)).toBe(verb);
  });
});

describe('operationsOf', () => {
  test('operations in full include those of the lower verbs, each once', () => {
    expect(catalog.operationsOf('data-science-notebook-sessions', 'use')).toEqual([
      'ListNotebookSessions',
      'ListNotebookSessionShapes',
      'ListWorkRequests',
      'GetNotebookSession',
      'GetWorkRequest',
      'ActivateNotebookSession',
      'DeactivateNotebookSession',
      'OpenNotebookSession',
      'UpdateNotebookSession',
    ]);
  });

  test('an operation in part is left out once it is allowed in full', () => {
    const partial = (verb: (typeof VERBS)[number]) =>
      catalog.partialOperationsOf('data-science-jobs', verb).map(({ operation }) => operation);
    expect(partial('inspect')).toEqual(['CreateJobRun']);
    expect(partial('manage')).toContain('CreateJob');
    expect(catalog.operationsOf('data-science-family', 'manage')).toContain('CreateJobRun');
    expect(
      catalog.partialOperationsOf('data-science-family', 'manage').map(({ operation }) => operation),
    ).not.toContain('CreateJobRun');
  });
});

test('an operation that a table prints in both columns is in both lists', () => {
  const type = 'data-science-notebook-sessions';
  expect(catalog.operationsOf(type, 'manage')).toContain('CreateNotebookSession');
  expect(catalog.partialOperationsOf(type, 'manage')).toEqual([
    { operation: 'CreateNotebookSession', needs: ['read data-science-projects'], conditional: false },
  ]);
});

describe('tablesKnown', () => {
  test.each([
    ['buckets', true],
    ['object-family', true],
    ['virtual-network-family', true],
    ['email-family', true],
    ['data-science-family', false],
    ['data-science-projects', true],
    ['adm-knowledge-bases', false],
    ['dataflow-family', false],
    ['all-resources', false],
  ])('%s: %s', (name, known) => {
    expect(catalog.tablesKnown(name)).toBe(known);
  });
});
