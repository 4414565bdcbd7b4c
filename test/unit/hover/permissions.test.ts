import { describe, expect, it } from 'vitest';
import { about, told } from './marked.ts';

const inSet = (permission: string) => told(`allow group g to {|${permission}} in tenancy`);
const inCondition = (permission: string) =>
  told(`allow group g to manage buckets in tenancy where request.permission = '|${permission}'`);
const operation = (name: string) =>
  told(`allow group g to manage buckets in tenancy where request.operation = '|${name}'`);

describe('a permission', () => {
  it('tells which verb grants it and which operations need it, alone and with others', () => {
    expect(inSet('VOLUME_WRITE')).toMatchInlineSnapshot(`
      "\`VOLUME_WRITE\` — permission of Core Services: Networking, Compute, Block Volume

      Granted by \`use volumes\` and the verbs above. Families that include it: \`use volume-family\`.

      Needed with others:

      - \`AttachVolume\` — with \`VOLUME_ATTACHMENT_CREATE\`, \`INSTANCE_ATTACH_VOLUME\`
      - \`CreateBootVolumeBackup\` — with \`BOOT_VOLUME_BACKUP_CREATE\`
      - \`CreateVolumeBackup\` — with \`VOLUME_BACKUP_CREATE\`
      - \`CreateVolumeGroup\` — in some cases, with \`VOLUME_GROUP_CREATE\`, \`VOLUME_GROUP_INSPECT\`, \`VOLUME_CREATE\`
      - \`CreateVolumeGroup\` — in some cases, with \`VOLUME_GROUP_CREATE\`, \`VOLUME_GROUP_BACKUP_INSPECT\`, \`VOLUME_BACKUP_READ\`, \`VOLUME_CREATE\`
      - \`CreateVolumeGroupBackup\` — with \`VOLUME_GROUP_BACKUP_CREATE\`, \`VOLUME_GROUP_INSPECT\`
      - \`DetachVolume\` — with \`VOLUME_ATTACHMENT_DELETE\`, \`INSTANCE_DETACH_VOLUME\`
      - \`TerminateInstance\` — in some cases, with \`INSTANCE_DELETE\`, \`VNIC_DELETE\`, \`SUBNET_DETACH\`, \`VOLUME_ATTACHMENT_DELETE\`, \`INSTANCE_DETACH_VOLUME\`
      - \`TerminateInstancePool\` — with \`INSTANCE_POOL_DELETE\`, \`INSTANCE_DELETE\`, \`VNIC_DELETE\`, \`SUBNET_DETACH\`, \`VOLUME_ATTACHMENT_DELETE\`

      [Oracle: Core Services: Networking, Compute, Block Volume](https://docs.oracle.com/iaas/Content/Identity/policyreference/corepolicyreference_topic-Permissions_Required_for_Each_API_Operation.htm) (2024-11-06)"
    `);
  });

  it('is the same in a set and in a condition', () => {
    expect(inCondition('BUCKET_READ')).toBe(inSet('BUCKET_READ'));
    expect(
      about("allow group g to manage buckets in tenancy where request.permission = '|BUCKET_READ'"),
    ).toBe("'BUCKET_READ'");
  });

  it('names the operations beside it where no source says which need it', () => {
    expect(inSet('DATA_SCIENCE_NOTEBOOK_SESSION_OPEN')).toMatchInlineSnapshot(`
      "\`DATA_SCIENCE_NOTEBOOK_SESSION_OPEN\` — permission of Data Science

      Granted by \`use data-science-notebook-sessions\` and the verbs above. Families that include it: \`use data-science-family\`.

      Which operations need it is not told one by one. The table names beside it: \`OpenNotebookSession\`, \`UpdateNotebookSession\`, \`ActivateNotebookSession\`, \`DeactivateNotebookSession\`.

      [Oracle: Data Science](https://docs.oracle.com/iaas/data-science/using/policies.htm)"
    `);
  });

  it('says when only its name is known', () => {
    expect(inSet('DATA_SCIENCE_NOTEBOOK_SESSION_ACTIVATE')).toMatchInlineSnapshot(`
      "\`DATA_SCIENCE_NOTEBOOK_SESSION_ACTIVATE\` — permission of Data Science

      Only its name is known: no table of verbs grants it, so only a set in braces gives it for certain.

      No operation is known that needs it.

      [Oracle: Data Science](https://docs.oracle.com/iaas/data-science/using/policies.htm)"
    `);
  });

  it('gives the documented spelling of a misprint', () => {
    expect(inSet('DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY__INSPECT')).toContain(
      'The documented spelling of `DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY__INSPECT`',
    );
  });

  it('takes any letter case', () => {
    expect(inSet('bucket_read')).toBe(inSet('BUCKET_READ'));
  });

  it('says that the catalogue has no such one, and that it may exist', () => {
    expect(inSet('FLURB_READ')).toMatchInlineSnapshot(
      `"The catalogue has no permission \`FLURB_READ\`. Its lists are not complete, so it may exist all the same."`,
    );
  });

  it('says nothing of an unknown value of a condition', () => {
    expect(inCondition('FLURB_READ')).toBe('nothing');
  });
});

describe('an operation', () => {
  it('tells what it needs and which verbs cover it', () => {
    expect(operation('AttachVolume')).toMatchInlineSnapshot(`
      "\`AttachVolume\` — operation of Core Services: Networking, Compute, Block Volume

      Needs \`VOLUME_ATTACHMENT_CREATE\` + \`VOLUME_WRITE\` + \`INSTANCE_ATTACH_VOLUME\`.

      Covered by:

      - \`use instances\` in part; also needs \`manage volume-attachments\`, \`use volumes\`
      - \`use volumes\` in part; also needs \`manage volume-attachments\`, \`use instances\`
      - \`manage volume-attachments\` in part; also needs \`use volumes\`, \`use instances\`

      [Oracle: Core Services: Networking, Compute, Block Volume](https://docs.oracle.com/iaas/Content/Identity/policyreference/corepolicyreference_topic-Permissions_Required_for_Each_API_Operation.htm) (2024-11-06)"
    `);
  });

  it('gives a guess where no source says what it needs, and calls it one', () => {
    expect(operation('CreateNotebookSession')).toMatchInlineSnapshot(`
      "\`CreateNotebookSession\` — operation of Data Science

      No source lists the permissions that it needs. By its name and its place in the table it most likely needs \`DATA_SCIENCE_NOTEBOOK_SESSION_CREATE\`.

      Covered by:

      - \`manage data-science-notebook-sessions\` in full
      - \`read data-science-projects\` in part; also needs \`manage data-science-notebook-sessions\`
      - \`manage data-science-notebook-sessions\` in part; also needs \`read data-science-projects\`
      - \`read data-science-private-endpoint\` in part
      - \`manage data-science-private-endpoint\` in part
      - \`read data-science-schedules\` in part; also needs \`manage data-science-notebook-sessions\`

      [Oracle: Data Science](https://docs.oracle.com/iaas/data-science/using/policies.htm)"
    `);
  });

  it('tells what depends on the request', () => {
    expect(operation('LaunchInstance')).toContain(
      'When placed in a network security group: also `NETWORK_SECURITY_GROUP_UPDATE_MEMBERS`',
    );
  });

  it('tells alternatives', () => {
    expect(operation('ChangeVolumeGroupCompartment')).toContain(
      'Needs `VOLUME_GROUP_MOVE`. Besides, one of: `VOLUME_MOVE` or `BOOT_VOLUME_MOVE`.',
    );
  });

  it('tells those of several services apart', () => {
    const contents = operation('CancelWorkRequest');
    expect(contents.match(/^\*\*.+?\*\*:/gm)?.length).toBeGreaterThan(1);
  });

  it('is told behind can and cannot in a test as well', () => {
    const marked = 'test "t" { as user a in group g cannot |AttachVolume in tenancy }';
    expect(told(marked)).toBe(operation('AttachVolume'));
    expect(about(marked)).toBe('AttachVolume');
  });
});
