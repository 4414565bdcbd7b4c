import { inconsistencyChecks } from '../../../server/src/checks/inconsistency.ts';
import { testChecks } from './table.ts';

const allow = (subject: string, compartment: string, grant = 'inspect vcns') =>
  `allow group ${subject} to ${grant} in compartment ${compartment}\n`;

testChecks(inconsistencyChecks, {
  'placeholder-inconsistent': {
    faults: [
      {
        text: allow('Ops', '<labs-name>') + allow('Dev', '‹<LabsName>›', 'inspect drgs'),
        fixed: allow('Ops', '<labs-name>') + allow('Dev', '<labs-name>', 'inspect drgs'),
      },
      {
        text: allow('<net-ops>', 'A') + allow('‹<<net ops>>›', 'B', 'inspect drgs'),
        fixed: allow('<net-ops>', 'A') + allow('<net-ops>', 'B', 'inspect drgs'),
      },
      {
        text:
          allow('Ops', 'id <labs-id>') +
          allow('Dev', 'id ‹<labsOcid>›') +
          allow('Net', 'id <labs-id>', 'inspect drgs'),
        fixed:
          allow('Ops', 'id <labs-id>') +
          allow('Dev', 'id <labs-id>') +
          allow('Net', 'id <labs-id>', 'inspect drgs'),
      },
      // A name that says little is taken for the same where the rest of the statement is.
      {
        text: allow('Ops', '<compartment-name>') + allow('ops', '‹<COMPARTMENT_NAME>›', 'inspect drgs'),
        fixed: allow('Ops', '<compartment-name>') + allow('ops', '<compartment-name>', 'inspect drgs'),
      },
      {
        text:
          allow('<group-name>', '<compartment-name>', 'manage vcns') +
          allow('‹<group_name>›', '<compartment_name>', 'manage vcns'),
        fixed:
          allow('<group-name>', '<compartment-name>', 'manage vcns') +
          allow('<group-name>', '<compartment-name>', 'manage vcns'),
      },
      {
        text:
          allow('<group-name>', '<compartment-name>', 'manage virtual-network-family') +
          allow('‹<group_name>›', '<compartment_name>'),
        fixed:
          allow('<group-name>', '<compartment-name>', 'manage virtual-network-family') +
          allow('<group-name>', '<compartment-name>'),
      },
      {
        text:
          allow('Ops', 'id <mainCompartmentId>') +
          allow('Dev', 'id ‹<spare-part-CompartmentId>›', 'inspect drgs'),
        variant: 'style',
        fixed:
          allow('Ops', 'id <mainCompartmentId>') +
          allow('Dev', 'id <sparePartCompartmentId>', 'inspect drgs'),
      },
      {
        text:
          allow('Ops', 'id <MAIN_COMPARTMENT_ID>') +
          allow('Dev', 'id ‹<spare-CompartmentId>›', 'inspect drgs'),
        variant: 'style',
        fixed:
          allow('Ops', 'id <MAIN_COMPARTMENT_ID>') +
          allow('Dev', 'id <SPARE_COMPARTMENT_ID>', 'inspect drgs'),
      },
    ],
    silent: [
      allow('<net-ops>', '<labs-name>') + allow('<net-ops>', '<labs-name>', 'inspect drgs'),
      // Names that say little stand for several things in one document.
      allow('<group-name>', '<compartment-name>') +
        allow('<group_name>', '<compartment_name>', 'inspect drgs'),
      allow('Ops', '<compartment-name>') + allow('Dev', '<compartment_name>', 'inspect drgs'),
      allow('<labs-name>', 'A') + allow('Ops', '<labs_name>'),
      allow('Ops', '<labs-name>') + allow('Ops', '<labs-name-2>'),
      allow('Ops', '${labs-name}') + allow('Ops', '${labsName}', 'inspect drgs'),
      allow('Ops', 'id <spare-part-CompartmentId>'),
    ],
  },
});
