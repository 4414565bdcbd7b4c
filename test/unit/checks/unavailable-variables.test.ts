import { unavailableVariableChecks } from '../../../server/src/checks/unavailable-variables.ts';
import { testChecks } from './table.ts';

const group = (rest: string) => `allow group A to ${rest}`;
const lines = (...statements: string[]) => statements.join('\n');
const CREATE = '{DATA_SCIENCE_NOTEBOOK_SESSION_CREATE}';
const own = 'target.notebook-session.createdBy = request.user.id';
const ownMarked = '‹target.notebook-session.createdBy› = request.user.id';
const one = "target.notebook-session.id = 'ocid1.datasciencenotebooksession.oc1..a'";
const oneMarked = "‹target.notebook-session.id› = 'ocid1.datasciencenotebooksession.oc1..a'";

testChecks(unavailableVariableChecks, {
  'variable-not-for-operation': {
    faults: [
      // By a verb, a family, everything: the statement stays, and what it could never give is granted beside it.
      {
        text: group(`manage data-science-notebook-sessions in compartment Lab where ${ownMarked}`),
        fixed: lines(
          group(`${CREATE} in compartment Lab`),
          group(`manage data-science-notebook-sessions in compartment Lab where ${own}`),
        ),
      },
      {
        text: group(
          `MANAGE data-science-family in compartment id <c>  where ALL {request.region = 'iad', ${oneMarked}}`,
        ),
        fixed: lines(
          group(`${CREATE} in compartment id <c>  where request.region = 'iad'`),
          group(
            `MANAGE data-science-family in compartment id <c>  where ALL {request.region = 'iad', ${one}}`,
          ),
        ),
      },
      {
        text: group(`manage all-resources in tenancy where ${oneMarked}`),
        fixed: lines(group(`${CREATE} in tenancy`), group(`manage all-resources in tenancy where ${one}`)),
      },
      // By a permission set: as Oracle's own page splits it.
      {
        text: `  Allow group <G> to {DATA_SCIENCE_NOTEBOOK_SESSION_CREATE, DATA_SCIENCE_NOTEBOOK_SESSION_DELETE,\n     data_science_notebook_session_open}\n    in compartment <C>\n    where ${ownMarked} // each their own\n`,
        fixed: `  Allow group <G> to {DATA_SCIENCE_NOTEBOOK_SESSION_CREATE}\n    in compartment <C>\n  Allow group <G> to {DATA_SCIENCE_NOTEBOOK_SESSION_DELETE,\n     data_science_notebook_session_open}\n    in compartment <C>\n    where ${own} // each their own\n`,
      },
      {
        text: group(
          `{DATA_SCIENCE_NOTEBOOK_SESSION_DELETE, data_science_notebook_session_create} in tenancy where ${ownMarked}`,
        ),
        fixed: lines(
          group('{data_science_notebook_session_create} in tenancy'),
          group(`{DATA_SCIENCE_NOTEBOOK_SESSION_DELETE} in tenancy where ${own}`),
        ),
      },
      // Nothing but the creating: without the variable, it is granted.
      {
        text: group(`${CREATE} in tenancy where ${ownMarked}`),
        variant: 'alone',
        fixed: group(`${CREATE} in tenancy`),
      },
      {
        text: group(
          `${CREATE} in tenancy where all {request.region = 'iad', ${ownMarked}, request.user.name = 'ana'}`,
        ),
        variant: 'alone',
        fixed: group(`${CREATE} in tenancy where all {request.region = 'iad', request.user.name = 'ana'}`),
      },
      {
        text: group(
          `manage data-science-notebook-sessions in tenancy where all {${ownMarked}, request.permission = 'DATA_SCIENCE_NOTEBOOK_SESSION_CREATE'}`,
        ),
        variant: 'alone',
        fixed: group(`${CREATE} in tenancy`),
      },
      // The other conditions stay, by their logic.
      {
        text: group(
          `manage data-science-notebook-sessions in tenancy where any {all {${ownMarked}, request.region = 'iad'}, all {${one}, request.region = 'phx'}}`,
        ),
        fixed: lines(
          group(`${CREATE} in tenancy where any {request.region = 'iad', request.region = 'phx'}`),
          group(
            `manage data-science-notebook-sessions in tenancy where any {all {${own}, request.region = 'iad'}, all {${one}, request.region = 'phx'}}`,
          ),
        ),
      },
      {
        text: group(
          `manage data-science-notebook-sessions in tenancy where all {${ownMarked}, any {request.permission = 'DATA_SCIENCE_NOTEBOOK_SESSION_CREATE', request.permission = 'DATA_SCIENCE_NOTEBOOK_SESSION_DELETE'}}`,
        ),
        fixed: lines(
          group(`${CREATE} in tenancy`),
          group(
            `manage data-science-notebook-sessions in tenancy where all {${own}, any {request.permission = 'DATA_SCIENCE_NOTEBOOK_SESSION_CREATE', request.permission = 'DATA_SCIENCE_NOTEBOOK_SESSION_DELETE'}}`,
          ),
        ),
      },
      // In a block, with the indentation and the line ends of the file.
      {
        text: `policy p in tenancy {\r\n\t// theirs\r\n\tallow group A to manage data-science-notebook-sessions in tenancy where request.user.id = ‹target.notebook-session.createdby›\r\n}`,
        fixed: `policy p in tenancy {\r\n\t// theirs\r\n\tallow group A to ${CREATE} in tenancy\r\n\tallow group A to manage data-science-notebook-sessions in tenancy where request.user.id = target.notebook-session.createdby\r\n}`,
      },
      {
        text: `define tenancy T as ocid1.tenancy.oc1..t\nendorse group A to manage data-science-notebook-sessions in tenancy T where ${ownMarked}`,
        fixed: `define tenancy T as ocid1.tenancy.oc1..t\nendorse group A to ${CREATE} in tenancy T\nendorse group A to manage data-science-notebook-sessions in tenancy T where ${own}`,
      },
      // Anybody may not be let in by a fix.
      { text: `allow any-user to manage data-science-notebook-sessions in tenancy where ${ownMarked}` },
      {
        text: `allow any-user to manage data-science-notebook-sessions in tenancy where all {request.principal.type = 'datasciencejobrun', ${ownMarked}}`,
        fixed: lines(
          `allow any-user to ${CREATE} in tenancy where request.principal.type = 'datasciencejobrun'`,
          `allow any-user to manage data-science-notebook-sessions in tenancy where all {request.principal.type = 'datasciencejobrun', ${own}}`,
        ),
      },
      // What other statements give does not fit.
      {
        text: lines(
          group(`${CREATE} in compartment Other`),
          `allow group B to ${CREATE} in tenancy`,
          `deny group A to ${CREATE} in tenancy`,
          group(`manage data-science-notebook-sessions in compartment Lab where ${ownMarked}`),
        ),
        fixed: lines(
          group(`${CREATE} in compartment Other`),
          `allow group B to ${CREATE} in tenancy`,
          `deny group A to ${CREATE} in tenancy`,
          group(`${CREATE} in compartment Lab`),
          group(`manage data-science-notebook-sessions in compartment Lab where ${own}`),
        ),
      },
      // Variables of other services: creating and listing.
      {
        text: group("manage dynamic-groups in tenancy where ‹target.dynamicgroup.name› = 'jobs'"),
        fixed: lines(
          group('{DYNAMIC_GROUP_CREATE, DYNAMIC_GROUP_INSPECT} in tenancy'),
          group("manage dynamic-groups in tenancy where target.dynamicgroup.name = 'jobs'"),
        ),
      },
      {
        text: lines(
          group('inspect dynamic-groups in tenancy'),
          group("manage dynamic-groups in tenancy where ‹target.dynamicgroup.name› = 'jobs'"),
        ),
        fixed: lines(
          group('inspect dynamic-groups in tenancy'),
          group('{DYNAMIC_GROUP_CREATE} in tenancy'),
          group("manage dynamic-groups in tenancy where target.dynamicgroup.name = 'jobs'"),
        ),
      },
      {
        text: group(
          "manage groups in tenancy where all {‹target.group.id› != 'ocid1.group.oc1..a', target.group.name = /B*/}",
        ),
        fixed: lines(
          group('{GROUP_CREATE} in tenancy where target.group.name = /B*/'),
          group('inspect groups in tenancy'),
          group(
            "manage groups in tenancy where all {target.group.id != 'ocid1.group.oc1..a', target.group.name = /B*/}",
          ),
        ),
      },
      // Only the list: good practice, with a trap.
      {
        text: group("manage groups in tenancy where ‹target.group.name› != 'Administrators'"),
        variant: 'list',
        severity: 'hint',
        fixed: lines(
          group('inspect groups in tenancy'),
          group("manage groups in tenancy where target.group.name != 'Administrators'"),
        ),
      },
      {
        text: group("{GROUP_INSPECT, GROUP_UPDATE} in tenancy where ‹target.group.name› = 'B'"),
        variant: 'list',
        severity: 'hint',
        fixed: lines(
          group('{GROUP_INSPECT} in tenancy'),
          group("{GROUP_UPDATE} in tenancy where target.group.name = 'B'"),
        ),
      },
      {
        text: group("{GROUP_INSPECT} in tenancy where ‹target.group.name› = 'B'"),
        variant: 'list',
        severity: 'hint',
      },
      // Only some operations carry it.
      {
        text: group(
          "manage instances in compartment C where ‹request.instanceOptions.areLegacyEndpointsDisabled› = 'true'",
        ),
        variant: 'only',
        severity: 'hint',
      },
    ],
    silent: [
      lines(
        group(`${CREATE} in compartment Lab`),
        group(`manage data-science-notebook-sessions in compartment Lab where ${own}`),
      ),
      lines(
        group(`manage data-science-notebook-sessions in compartment Lab:Team where ${own}`),
        group(`manage data-science-notebook-sessions in tenancy where request.region = 'iad'`),
        'allow any-group to manage data-science-family in compartment lab',
      ),
      group(`use data-science-notebook-sessions in compartment Lab where ${own}`),
      group(
        `{DATA_SCIENCE_NOTEBOOK_SESSION_DELETE, DATA_SCIENCE_NOTEBOOK_SESSION_OPEN} in tenancy where ${own}`,
      ),
      group(`manage data-science-models in tenancy where ${own}`),
      `deny group A to manage data-science-notebook-sessions in tenancy where ${own}`,
      // The condition lets creating through in another way, or not at all.
      group(
        `manage data-science-notebook-sessions in tenancy where any {request.permission = 'DATA_SCIENCE_NOTEBOOK_SESSION_CREATE', ${own}}`,
      ),
      group(
        `manage data-science-notebook-sessions in tenancy where any {!target.notebook-session.id, ${one}}`,
      ),
      group(`manage data-science-notebook-sessions in tenancy where any {request.region = 'iad', ${own}}`),
      group(
        `manage data-science-notebook-sessions in tenancy where all {request.permission != 'DATA_SCIENCE_NOTEBOOK_SESSION_CREATE', ${own}}`,
      ),
      group(
        `manage data-science-notebook-sessions in tenancy where all {any {request.operation = 'DeleteNotebookSession', request.operation = 'UpdateNotebookSession'}, ${own}}`,
      ),
      group("manage data-science-notebook-sessions in tenancy where target.compartment.name = 'Lab'"),
      lines(
        group('inspect groups in tenancy'),
        group("manage groups in tenancy where target.group.name != 'Administrators'"),
      ),
      // Lists are for people; a resource is seen to have what it needs.
      "allow dynamic-group D to use tag-namespaces in tenancy where target.tag-namespace.name = 'Ops'",
      group("manage buckets in tenancy where target.bucket.name = 'logs'"),
      group("use groups in tenancy where all {target.group.name = 'B', request.operation = 'UpdateGroup'}"),
    ],
  },
});
