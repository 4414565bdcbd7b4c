import { describe, expect, test } from 'vitest';
import { facts, importer, type Facts } from './importer.ts';

const lamps = (files: Facts) => files['lamps.json'] as Facts;
const lamp = (files: Facts) => lamps(files)['resourceTypes'][0] as Facts;
const rooms = (files: Facts) => files['rooms.json'] as Facts;
const general = (files: Facts) => files['general.json'] as Facts;

describe('the importer', () => {
  const faults: [what: string, change: (files: Facts) => void, message: string][] = [
    ['no general.json', (f) => delete f['general.json'], 'general.json is missing'],
    ['a file that is a list', (f) => (f['lamps.json'] = []), 'lamps.json is [], not a map.'],
    [
      'another service name',
      (f) => (lamps(f)['service'] = 'lanterns'),
      'lamps.json: service is “lanterns”; a file is named',
    ],
    [
      'an unknown evidence',
      (f) => (lamps(f)['evidence'] = 'hearsay'),
      'lamps.json: evidence is “hearsay”, not “seed” or',
    ],
    ['a missing field', (f) => delete lamps(f)['title'], 'lamps.json has no “title”.'],
    ['an empty text', (f) => (lamps(f)['title'] = ''), 'lamps.json: title is “”, not a text.'],
    [
      'a field out of the schema',
      (f) => (lamp(f)['colour'] = 'red'),
      'resourceTypes “lamps” has “colour”, which the schema',
    ],
    [
      'a date that is none',
      (f) => (lamps(f)['sources'][0].updated = 'June'),
      'lamps.json: sources[0] updated is “June”, not a day',
    ],
    [
      'a malformed type',
      (f) => (lamp(f)['name'] = 'Lamp s'),
      'resourceTypes “Lamp s” name is “Lamp s”, not the name of a res',
    ],
    [
      'a malformed permission',
      (f) => (lamps(f)['permissions']['lamp'] = {}),
      'permissions is “lamp”, not the name of a permission',
    ],
    [
      'a malformed operation',
      (f) => (lamps(f)['operations']['list'] = {}),
      'operations is “list”, not the name of an operation',
    ],
    [
      'a malformed variable',
      (f) => (lamps(f)['variables'][0].name = 'lamp.id'),
      'variables “lamp.id” name is “lamp.id”, not the',
    ],
    [
      'a type twice',
      (f) => lamps(f)['resourceTypes'].push(lamp(f)),
      'lamps.json: resourceTypes holds “lamps” twice',
    ],
    ['a verb too few', (f) => delete lamp(f)['verbs'].read, 'resourceTypes “lamps” verbs has no “read”'],
    ['a verb too many', (f) => (lamp(f)['verbs'].paint = {}), 'resourceTypes “lamps” verbs has “paint”'],
    ['verbs that are a list', (f) => (lamp(f)['verbs'] = []), 'resourceTypes “lamps” verbs is [], not a map'],
    [
      'a permission twice in a cell',
      (f) => lamp(f)['verbs'].use.permissions.push('LAMP_SWITCH'),
      'holds “LAMP_SWITCH” twice',
    ],
    [
      'a permission under two verbs',
      (f) => lamp(f)['verbs'].manage.permissions.push('LAMP_SWITCH'),
      'verbs manage adds LAMP_SWITCH, which use adds already',
    ],
    [
      'an unknown permission in a cell',
      (f) => lamp(f)['verbs'].use.permissions.push('LAMP_EAT'),
      'verbs use names LAMP_EAT, which is neither in permissions nor',
    ],
    [
      'an unknown operation in a cell',
      (f) => lamp(f)['verbs'].use.operations.push('EatLamp'),
      'verbs use names EatLamp, which is not in operations',
    ],
    [
      'an unknown partial operation',
      (f) => (lamp(f)['verbs'].use.partial[0].operation = 'EatLamp'),
      'verbs use names EatLamp',
    ],
    [
      'a need for an unknown type',
      (f) => (lamp(f)['verbs'].use.partial[0].needs = ['use lambs']),
      'names “use lambs”, but no file has lambs',
    ],
    [
      'a need that is neither',
      (f) => (lamp(f)['verbs'].use.partial[0].needs = ['lots of lamps']),
      'is “lots of lamps”, not a permission, or a verb',
    ],
    [
      'a family that does not exist',
      (f) => (lamp(f)['verbs'].use.familyCovers = 'use lamp-clan'),
      'but no file has lamp-clan',
    ],
    [
      'a note on an unknown operation',
      (f) => (lamp(f)['verbs'].use.operationNotes = { Eat: 'x' }),
      'operationNotes names Eat',
    ],
    [
      'a wrong lowest verb',
      (f) => (lamps(f)['permissions'].LAMP_SWITCH.verb = 'manage'),
      'permissions “LAMP_SWITCH” verb is “manage”, but the lowest verb that grants it is use',
    ],
    [
      'a verb that is not said',
      (f) => (lamps(f)['permissions'].LAMP_SWITCH.verb = null),
      'verb is null, but the lowest verb',
    ],
    [
      'a wrong type',
      (f) => (lamps(f)['permissions'].LAMP_SWITCH.resourceTypes = ['rooms']),
      'resourceTypes are “rooms”, but the verb tables of lamps grant it',
    ],
    [
      'a type of a permission unknown',
      (f) => (lamps(f)['permissions'].LAMP_DIM.resourceTypes = ['lambs']),
      'names lambs, which is no resource type of any file',
    ],
    [
      'a wrong verb by type',
      (f) => (rooms(f)['permissions'].ROOM_USE.verbByResourceType.rooms = 'read'),
      'verbByResourceType “rooms” is read, but its table says use',
    ],
    [
      'an unknown member',
      (f) => lamps(f)['families'][0].members.push('lambs'),
      'families “lamp-family” members names lambs',
    ],
    [
      'a family that disowns a type',
      (f) => (lamp(f)['families'] = ['room-family']),
      'resourceTypes “lamps” families names room-family, which does not have it',
    ],
    [
      'a family twice',
      (f) => (rooms(f)['families'][0].name = 'lamp-family'),
      'rooms.json: families “lamp-family” is a family of lamps too',
    ],
    [
      'a family named as a type',
      (f) => (rooms(f)['families'][0].name = 'lamps'),
      'which resourceTypes “lamps” is called too',
    ],
    [
      'an alias of two things',
      (f) => (rooms(f)['families'][0].aliases = ['Lamp']),
      'families “room-family” is called Lamp, which resourceTypes “lamps” is called too',
    ],
    [
      'an unknown extra permission',
      (f) => lamps(f)['families'][0].extraPermissions.use.push('LAMP_EAT'),
      'extraPermissions use names LAMP_EAT',
    ],
    [
      'another service that lacks it',
      (f) => (lamps(f)['permissionsOfOtherServices'].ROOM_USE = ['gardens']),
      'permissionsOfOtherServices “ROOM_USE” names gardens, which has no permission of that name',
    ],
    [
      'an operation that needs the unknown',
      (f) => (lamps(f)['operations'].ListLamps.permissions = ['LAMP_EAT']),
      'operations “ListLamps” names LAMP_EAT',
    ],
    [
      'an alternative that is unknown',
      (f) => lamps(f)['operations'].SwitchLamp.anyOf.push(['LAMP_EAT']),
      'operations “SwitchLamp” names LAMP_EAT',
    ],
    [
      'a condition that is unknown',
      (f) => (lamps(f)['operations'].SwitchLamp.conditional[0].permissions = ['LAMP_EAT']),
      'operations “SwitchLamp” names LAMP_EAT',
    ],
    [
      'a variable of an unknown type',
      (f) => (lamps(f)['variables'][0].resourceTypes = ['lambs']),
      'variables “target.lamp.id” resourceTypes names lambs',
    ],
    [
      'a variable of an unknown operation',
      (f) => (lamps(f)['variables'][0].notAvailableFor = ['EatLamp']),
      'notAvailableFor names EatLamp',
    ],
    [
      'verbs in another order',
      (f) => general(f)['verbs'].reverse(),
      'general.json: verbs is ["manage","use","read","inspect"], not the verbs',
    ],
    [
      'values of an unknown kind',
      (f) => (general(f)['variables'][1].values = 'lamps'),
      'variables “request.region” values is “lamps”, not “permission names” or',
    ],
    [
      'a malformed region key',
      (f) => (general(f)['regions'][0].key = 'gru1'),
      'regions “sa-saopaulo-1” key is “gru1”, not the key of a region',
    ],
    [
      'an index that lacks a family',
      (f) => general(f)['families'].pop(),
      'general.json: families lacks “garden-family”',
    ],
    [
      'an index that differs',
      (f) => general(f)['families'][0].members.pop(),
      'general.json: families “lamp-family” differs from the family in lamps.json',
    ],
    [
      'a principal of an unknown service',
      (f) => (general(f)['principalTypes'][0].service = 'x'),
      'principalTypes “lamp” service is “x”, but there is no x.json',
    ],
  ];
  test.each(faults)('stops at %s', (_, change, message) => {
    expect(() => importer.importFacts(facts(change), [])).toThrow(message);
  });
});
