import { describe, expect, it } from 'vitest';
import { apply, preparePlan, prepareUndo, type Journal } from '../../../client/src/tenancy/tenancy.ts';
import { sandbox } from '../sandbox/client.ts';
import { bundledSnippets, expand } from '../snippets/expand.ts';
import { applyText, file, freshFolder, linesOf, stateOf, tenancyOf, yes } from './stage.ts';

/** The tutorial on secrets per notebook session, in one file. */
export const SECRETS = `
policy notebook-secrets in compartment labs
  description "Each notebook session reads its own secret"
{
  allow any-user to read secret-bundles in compartment labs
    where target.secret.id = request.principal.group.tag.labdatascience.secret-id
  allow group lab-members to read data-science-projects in compartment labs
}

tag-namespace labdatascience in compartment labs
  description "Which secret a notebook session may read"
{
  key secret-id description "OCID of the secret"
}

dynamic-group vox-notebook
  description "The notebook session of vox"
  tag labdatascience.secret-id = 'ocid1.vaultsecret.oc1..vox'
  matching all {
    resource.type = 'datasciencenotebooksession',
    resource.id = 'ocid1.datasciencenotebooksession.oc1..vox'
  }
`;

describe('the tutorial', () => {
  it('is applied in one go, applied again changes nothing, and is undone', async () => {
    const running = await sandbox({ seed: true });
    const tenancy = await tenancyOf(running);
    const folder = freshFolder();
    const before = stateOf(running);
    const { prepared, applied } = await applyText(tenancy, SECRETS, folder);
    expect([prepared.plan.stops, prepared.plan.faults]).toEqual([[], []]);
    expect(linesOf(prepared.plan)).toEqual([
      'create tag-namespace labdatascience',
      'create tag-key labdatascience.secret-id',
      'create dynamic-group vox-notebook',
      'create policy notebook-secrets',
    ]);
    expect(applied.failed).toBeUndefined();
    expect(applied).toMatchObject({ outcome: 'done', notDone: [], differs: [] });

    expect(stateOf(running)).not.toEqual(before);
    const again = await preparePlan(tenancy, file(SECRETS));
    expect(linesOf(again.plan)).toEqual([]);

    const undo = await prepareUndo(tenancy, applied.journal as Journal);
    expect(undo.plan.stops).toEqual([]);
    expect(linesOf(undo.plan)).toEqual([
      'delete policy notebook-secrets',
      'delete dynamic-group vox-notebook',
      'delete tag-key labdatascience.secret-id',
      'delete tag-namespace labdatascience',
    ]);
    const undone = await apply(tenancy, undo, {
      confirm: yes,
      folder,
      undoes: (applied.journal as Journal).id,
    });
    expect(undone.failed).toBeUndefined();
    expect(undone.outcome).toBe('done');
    expect(stateOf(running)).toEqual(before);
  });
});

describe('AI Data Platform, option 2', () => {
  it('is applied, applied again changes nothing, and is undone', async () => {
    const running = await sandbox({ seed: true });
    const [labs, finance] = ['labs', 'Finance'].map(
      (name) => running.state.resources.compartments.find((each) => each.name === name)?.id ?? '',
    );
    const text = bundledSnippets()
      .filter(({ prefix }) => prefix === 'aidp-compartment' || prefix === 'aidp-external-tables')
      .map(({ body }) => expand(body, ([first]) => first ?? '').text)
      .join('\n\n')
      .replaceAll('<aidp-compartment-ocid>', labs ?? '')
      .replaceAll('<data-compartment-ocid>', finance ?? '')
      .replaceAll('<region>', 'us-ashburn-1');
    const tenancy = await tenancyOf(running);
    const folder = freshFolder();
    const before = stateOf(running);
    const { prepared, applied } = await applyText(tenancy, text, folder);
    expect([prepared.plan.stops, prepared.plan.unfilled, prepared.plan.faults]).toEqual([[], [], []]);
    expect(prepared.plan.changes.flatMap(({ statements }) => statements?.added ?? []).length).toBeGreaterThan(
      10,
    );
    expect([applied.failed?.failure.message, applied.outcome]).toEqual([undefined, 'done']);
    expect(linesOf((await preparePlan(tenancy, file(text))).plan)).toEqual([]);
    const undo = await prepareUndo(tenancy, applied.journal as Journal);
    expect((await apply(tenancy, undo, { confirm: yes, folder })).outcome).toBe('done');
    expect(stateOf(running)).toEqual(before);
  });
});
