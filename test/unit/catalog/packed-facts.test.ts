import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../../server/src/catalog/catalog.ts';
import { facts, importer } from './importer.ts';

describe('what the importer writes', () => {
  const catalog = readCatalog(importer.importFacts(facts(), []).text);

  test('holds every field of a service', () => {
    expect(catalog.service('LAMPS')).toEqual({
      name: 'lamps',
      title: 'Lamps',
      evidence: 'oracle-page',
      sources: [
        { document: 'lampspolicyreference.htm', updated: '2024-06-06' },
        { document: 'lamps – the other page' },
      ],
      notes: ['a note on the service'],
      resourceTypes: ['lamps', 'lamp-shades', 'work-requests'],
      families: ['lamp-family'],
      permissionsOfOtherServices: new Map([['ROOM_USE', ['rooms']]]),
    });
    expect(catalog.generalSources).toEqual([{ document: 'general.htm', updated: '2024-11-08' }]);
    expect(catalog.conditionMatching).toEqual({ caseSensitive: false, patterns: ['/text*/'] });
  });

  test('holds every field of a resource type', () => {
    expect(catalog.resourceType('lamps')).toEqual({
      name: 'lamps',
      aliases: ['lamp'],
      service: 'lamps',
      services: ['lamps'],
      evidence: 'oracle-page',
      families: ['lamp-family'],
      verbsComplete: true,
      verbs: {
        inspect: {
          permissions: ['LAMP_INSPECT'],
          operations: ['ListLamps'],
          partial: [],
          operationNotes: new Map(),
        },
        read: { permissions: [], operations: [], partial: [], operationNotes: new Map() },
        use: {
          permissions: ['LAMP_SWITCH'],
          operations: ['SwitchLamp'],
          partial: [
            {
              operation: 'MoveLamp',
              needs: ['ROOM_USE', 'use rooms'],
              conditional: true,
              note: 'only to another room',
            },
          ],
          familyCovers: 'use room-family',
          operationNotes: new Map([['SwitchLamp', 'also at night']]),
        },
        manage: {
          permissions: ['LAMP_CREATE'],
          operations: ['MoveLamp'],
          partial: [{ operation: 'ListLamps', needs: [], conditional: false }],
          operationNotes: new Map(),
        },
      },
    });
    expect(catalog.resourceType('lamp-shades')).toMatchObject({
      verbs: undefined,
      verbsComplete: false,
      note: 'no table',
    });
  });

  test('adds up a resource type of two services', () => {
    const both = catalog.resourceType('work-requests');
    expect(both).toMatchObject({ service: 'lamps', services: ['lamps', 'rooms'], verbsComplete: false });
    expect(both?.families).toEqual(['room-family', 'house-family']);
    expect(both?.verbs?.inspect.permissions).toEqual(['LAMP_WORK_INSPECT']);
    expect(both?.verbs?.read).toMatchObject({ permissions: ['ROOM_USE'], operations: ['ListWorkRequests'] });
  });

  test('holds every field of a family', () => {
    expect(catalog.family('lamp-family')).toEqual({
      name: 'lamp-family',
      aliases: ['lamp_family'],
      service: 'lamps',
      services: ['lamps'],
      evidence: 'oracle-page',
      members: ['lamps', 'lamp-shades', 'rooms'],
      extraPermissions: { inspect: ['LAMP_GLIMPSE'], read: [], use: [], manage: ['LAMP_BREAK'] },
      note: 'a note on the family',
    });
    expect(catalog.family('room-family')?.verbs?.manage.permissions).toEqual(['ROOM_USE']);
    expect(catalog.family('all-resources')).toMatchObject({
      note: 'everything',
      members: catalog.resourceTypeNames,
    });
  });

  test('holds every field of a permission', () => {
    expect(catalog.permission('lamp__inspect')).toEqual({
      name: 'LAMP_INSPECT',
      aliases: ['LAMP__INSPECT'],
      service: 'lamps',
      services: ['lamps'],
      evidence: 'oracle-page',
      resourceTypes: ['lamps'],
      verb: 'inspect',
      nameOnly: false,
    });
    expect(catalog.permission('ROOM_USE')?.verbByResourceType).toEqual(
      new Map([
        ['rooms', 'use'],
        ['work-requests', 'read'],
      ]),
    );
    expect(catalog.permission('LAMP_DIM')).toMatchObject({
      nameOnly: true,
      verb: undefined,
      source: 'name only',
    });
    expect(catalog.permission('LAMP_BREAK')?.nameOnly, 'granted beyond the members').toBe(false);
    expect(catalog.permission('ROOM_INSPECT')?.nameOnly, "granted by a family's own table").toBe(false);
    expect(catalog.permission('SHARED_LOCK')).toMatchObject({
      services: ['lamps', 'rooms'],
      resourceTypes: ['lamps', 'rooms'],
      verb: 'manage',
      nameOnly: false,
    });
  });

  test('holds every field of an operation', () => {
    expect(catalog.operation('SwitchLamp')).toEqual([
      {
        name: 'SwitchLamp',
        aliases: [],
        service: 'lamps',
        evidence: 'oracle-page',
        permissions: ['LAMP_SWITCH'],
        anyOf: [['ROOM_USE'], ['LAMP_CREATE', 'LAMP_DIM']],
        conditional: [{ permissions: ['LAMP_DIM'], when: 'the lamp is dimmed' }],
        note: 'a note on the operation',
      },
    ]);
    expect(catalog.operation('listlampz').map(({ name }) => name)).toEqual(['ListLamps']);
    expect(catalog.operation('MoveLamp')[0]?.permissions).toBeUndefined();
    expect(catalog.operation('ListWorkRequests').map((o) => [o.service, o.permissions])).toEqual([
      ['lamps', []],
      ['rooms', ['ROOM_USE']],
    ]);
  });

  test('tells where an operation is covered', () => {
    expect(catalog.coverageOf('movelamp').map((c) => [c.resourceType, c.verb, c.partial?.needs])).toEqual([
      ['lamps', 'use', ['ROOM_USE', 'use rooms']],
      ['lamps', 'manage', undefined],
    ]);
    expect(catalog.coverageOf('ListLampz')).toEqual(catalog.coverageOf('ListLamps'));
    expect(catalog.coverageOf('EatLamp')).toEqual([]);
  });

  test('holds every field of a variable', () => {
    expect(catalog.variable('TARGET.LAMP.ID')).toEqual({
      name: 'target.lamp.id',
      type: 'Entity (OCID)',
      general: false,
      documented: true,
      service: 'lamps',
      services: ['lamps'],
      evidence: 'oracle-page',
      resourceTypes: ['lamps'],
      operations: ['SwitchLamp'],
      notAvailableFor: ['ListLamps'],
      valuesComplete: false,
      note: 'OCID of the lamp',
      declarations: [{ service: 'lamps', resourceTypes: ['lamps'], note: 'OCID of the lamp' }],
    });
    expect(catalog.variable('request.region')?.valuesOf).toBe('regions');
    expect(catalog.variable('request.day')).toMatchObject({
      values: ['Monday', 'Sunday'],
      valuesComplete: true,
    });
    expect(catalog.variable('target.kind')).toMatchObject({ values: ['LAMP'], valuesComplete: false });
    expect(catalog.variable('target.lamp.colour')?.documented).toBe(false);
    expect(catalog.variable('request.lamp.id')).toMatchObject({
      documented: false,
      where: 'statements only',
    });
    expect(catalog.variable('request.room.id')).toMatchObject({
      documented: true,
      where: 'several service pages',
    });
  });

  test('adds up a variable of two services, and keeps a general one general', () => {
    expect(catalog.variable('target.shared.id')).toMatchObject({
      services: ['lamps', 'rooms'],
      resourceTypes: ['lamps', 'rooms'],
      notAvailableFor: ['ListLamps'],
    });
    const who = catalog.variable('request.user.id');
    expect(who).toMatchObject({ general: true, note: 'who asks' });
    expect(who?.resourceTypes).toBeUndefined();
    expect(who?.declarations).toEqual([
      { service: undefined, note: 'who asks' },
      { service: 'rooms', resourceTypes: ['rooms'], note: 'whoever is in the room' },
    ]);
  });

  test('holds principals, regions and what matching rules name', () => {
    expect(catalog.principalType('LAMP')).toEqual({ value: 'lamp', service: 'lamps', source: 'seed' });
    expect(catalog.region('gru')).toBe(catalog.region('SA-saopaulo-1'));
    expect(catalog.region('gru')?.displayName).toBe('Brazil East (São Paulo)');
    expect(catalog.servicePrincipal('lampstorage-sa-saopaulo-1')).toEqual({
      name: 'lampstorage-<region>',
      regional: true,
      region: catalog.region('GRU'),
      note: 'one per region',
    });
    expect(catalog.matchingVariable('resource.type')).toEqual({
      name: 'resource.type',
      type: 'String',
      tagged: false,
      note: 'kind of resource',
    });
    expect(catalog.matchingResourceTypes).toEqual([{ value: 'lamp', service: 'lamps' }, { value: 'vase' }]);
  });

  test('is not read when it was written in another form', () => {
    expect(() => readCatalog('{"format":2,"general":{},"services":[]}')).toThrow('form 2');
  });
});
