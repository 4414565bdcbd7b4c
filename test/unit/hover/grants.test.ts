import { describe, expect, it } from 'vitest';
import { about, hoverOf, told } from './marked.ts';

describe('a verb and a resource type', () => {
  it('shows the table of the type, the row of the verb marked, and what operations need besides', () => {
    expect(told('allow group g to |read data-science-projects in tenancy')).toMatchInlineSnapshot(`
      "**read** \`data-science-projects\` — Data Science

      \`read\` adds to \`inspect\`: 1 permission, 2 operations in full, 4 operations in part. Together: 2 permissions.

      | verb | adds permissions | adds operations |
      |:--|:--|:--|
      | ✓ inspect | \`DATA_SCIENCE_PROJECT_INSPECT\` | ListProjects, ListWorkRequests |
      | ▸ **read** | \`DATA_SCIENCE_PROJECT_READ\` | GetProject, GetWorkRequest, CreateNotebookSession †, CreateModel †, CreateJob †, CreateJobRun † |
      | use | \`DATA_SCIENCE_PROJECT_UPDATE\` | UpdateProject |
      | manage | \`DATA_SCIENCE_PROJECT_CREATE\`, \`DATA_SCIENCE_PROJECT_DELETE\`, \`DATA_SCIENCE_PROJECT_MOVE\` | CreateProject, DeleteProject, ChangeProjectCompartment |

      † in part only:

      - \`CreateNotebookSession\` also needs \`manage data-science-notebook-sessions\`
      - \`CreateModel\` also needs \`manage data-science-models\`
      - \`CreateJobRun\` also needs \`create data-science-job\`
      - \`CreateJob\`: the source does not say what else is needed

      Member of \`data-science-family\`.

      [Oracle: Data Science](https://docs.oracle.com/iaas/data-science/using/policies.htm)"
    `);
  });

  it('says the same on either word, each with its own range', () => {
    const verb = 'allow group g to |use buckets in tenancy';
    const type = 'allow group g to use buck|ets in tenancy';
    expect(told(verb)).toBe(told(type));
    expect([about(verb), about(type)]).toEqual(['use', 'buckets']);
  });

  it('puts operations below permissions where both are long', () => {
    expect(told('allow group g to |inspect data-science-model-group-version-histories in tenancy'))
      .toMatchInlineSnapshot(`
        "**inspect** \`data-science-model-group-version-histories\` — Data Science

        \`inspect\` is the lowest verb; it gives 1 permission, 1 operation in full.

        | verb | adds permissions · operations |
        |:--|:--|
        | ▸ **inspect** | \`DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY_INSPECT\` · ListModelGroupVersionHistories |
        | read | \`DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY_READ\` · GetModelGroupVersionHistory |
        | use | \`DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY_UPDATE\` · UpdateModelGroupVersionHistory |
        | manage | \`DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY_CREATE\`, \`DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY_DELETE\`, \`DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY_MOVE\` · DeleteModelGroupVersionHistory, ChangeModelGroupVersionHistory, CreateModelGroupVersionHistory † |

        † in part only

        Member of \`data-science-family\`.

        [Oracle: Data Science](https://docs.oracle.com/iaas/data-science/using/policies.htm)"
      `);
  });

  it('tells that deny works upwards', () => {
    const lines = ['inspect', 'use', 'manage'].map((verb) => {
      const contents = told(`deny group g to |${verb} buckets in tenancy`);
      return [contents.split('\n')[2], ...(contents.match(/[✗▸]\u00a0\W*\w+/g) ?? [])];
    });
    expect(lines).toMatchInlineSnapshot(`
      [
        [
          "Deny works upwards: denying \`inspect\` takes everything, 8 permissions.",
          "▸ **inspect",
          "✗ read",
          "✗ use",
          "✗ manage",
        ],
        [
          "Deny works upwards: this takes what \`use\` and the verbs above it add, 6 permissions, and leaves what the lower verbs give.",
          "▸ **use",
          "✗ manage",
        ],
        [
          "Deny works upwards: denying \`manage\` takes only what \`manage\` adds, 5 permissions. What the lower verbs give stays.",
          "▸ **manage",
        ],
      ]
    `);
  });

  it('tells it of denied endorsements too', () => {
    expect(told('deny endorse group g to |manage buckets in any-tenancy')).toContain('Deny works upwards');
    expect(told('endorse group g to |manage buckets in any-tenancy')).not.toContain('Deny');
  });

  it('says plainly when no table is known', () => {
    expect(told('allow group g to |use data-science-work-requests in tenancy')).toMatchInlineSnapshot(`
      "**use** \`data-science-work-requests\` — Data Science

      No table of \`data-science-work-requests\` is known, so what \`use\` gives on it cannot be told. That does not mean that it gives nothing.

      Member of \`data-science-family\`.

      [Oracle: Data Science](https://docs.oracle.com/iaas/data-science/using/policies.htm)"
    `);
  });

  it('lists every permission of the row at hand and counts the rest of the others', () => {
    const read = told('allow group g to |read users in tenancy');
    const manage = told('allow group g to |manage users in tenancy');
    expect(read).toContain('and 16 more');
    expect(manage).toContain('USER_TOTPDEVICE_UPDATE');
    expect(manage).not.toMatch(/more \|/);
  });

  it('marks no row where the verb is none, and still shows the table', () => {
    const contents = told('allow group g to write |objects in tenancy');
    expect(contents).toContain('OBJECT_READ');
    expect(contents).not.toContain('▸');
  });

  it('takes the spelling that a document has for another one that is documented', () => {
    expect(told('allow group g to |READ Buckets in tenancy')).toContain('**read** `buckets`');
  });

  it('says that it knows a type not, and tells of the verb alone', () => {
    expect(told('allow group g to use |flurbs in tenancy')).toContain('no resource type `flurbs`');
    expect(told('allow group g to |use flurbs in tenancy')).toContain('All of `read`');
    expect(told('allow group g to |use')).toContain('All of `read`');
  });

  it('names the source of facts that are not from a page of Oracle, and warns', () => {
    expect(told('allow group g to |read bastion in tenancy')).toMatch(/Source: .+Somebody else copied/);
  });

  it('parts names by breaks, for clients that show them', () => {
    const contents = hoverOf('allow group g to |manage buckets in tenancy')?.contents;
    expect(contents).toContain('`BUCKET_CREATE`, <br>`BUCKET_DELETE`');
  });
});

describe('a family', () => {
  it('tells what it stands for and how much the verb gives on each member', () => {
    expect(told('allow group g to use |data-science-family in tenancy')).toMatchInlineSnapshot(`
      "**use** \`data-science-family\` — Data Science

      A family: it stands for 14 resource types, and for those that the service adds to it.

      \`use\` gives 42 permissions in all. Not every table is known; there may be more.

      | resource type | \`use\` gives |
      |:--|:--|
      | \`data-science-projects\` | 3 permissions |
      | \`data-science-notebook-sessions\` | 4 permissions |
      | \`data-science-models\` | 3 permissions |
      | \`data-science-modelversionsets\` | 3 permissions |
      | \`data-science-model-deployments\` | 4 permissions |
      | \`data-science-work-requests\` | not known |
      | \`data-science-jobs\` | 3 permissions |
      | \`data-science-job-runs\` | 3 permissions |
      | \`data-science-pipelines\` | 3 permissions |
      | \`data-science-pipeline-runs\` | 3 permissions |
      | \`data-science-private-endpoint\` | 4 permissions |
      | \`data-science-schedules\` | 3 permissions |
      | \`data-science-model-groups\` | 3 permissions |
      | \`data-science-model-group-version-histories\` | 3 permissions |

      [Oracle: Data Science](https://docs.oracle.com/iaas/data-science/using/policies.htm)"
    `);
  });

  it('lists the permissions where they are few', () => {
    expect(told('allow group g to |inspect object-family in tenancy')).toMatchInlineSnapshot(`
      "**inspect** \`object-family\` — Object Storage and Archive Storage

      A family: it stands for 3 resource types, and for those that the service adds to it.

      \`inspect\` gives 2 permissions in all.

      | resource type | \`inspect\` gives |
      |:--|:--|
      | \`objectstorage-namespaces\` | — |
      | \`buckets\` | \`BUCKET_INSPECT\` |
      | \`objects\` | \`OBJECT_INSPECT\` |

      [Oracle: Object Storage and Archive Storage](https://docs.oracle.com/iaas/Content/Identity/policyreference/objectstoragepolicyreference.htm) (2025-02-21)"
    `);
  });

  it('shows a table of its own where it has one', () => {
    const contents = told('allow group g to |use email-family in tenancy');
    expect(contents).toContain('The family has a table of its own');
    expect(contents).toContain('▸\u00a0**use** | `APPROVED_SENDER_USE`');
    expect(contents).toContain('Members: `email-domains`');
  });

  it('counts what a denial takes', () => {
    const contents = told('deny group g to |manage object-family in tenancy');
    expect(contents).toContain('takes only what `manage` adds, 12 permissions');
    expect(contents).toContain('denying `manage` takes');
  });

  it('does not say that nothing is given where no table is known', () => {
    expect(told('allow group g to |use dataflow-family in tenancy')).toContain(
      'That does not mean that it gives nothing',
    );
  });

  it('tells the size of all-resources without listing it', () => {
    const contents = told('allow group g to |manage all-resources in tenancy');
    expect(contents).toMatch(/592 resource types of 98 services/);
    expect(contents.length).toBeLessThan(600);
  });
});

describe('what no tree holds', () => {
  it.each([
    [
      'a second type takes the verb of the statement',
      'allow group g to read vcns, |subnets in tenancy',
      '**read** `subnets`',
    ],
    ['a type behind a verb, without a statement', 'read |buckets', '**read** `buckets`'],
    ['a permission', 'grant them |BUCKET_READ please', 'permission of Object Storage'],
    ['a variable', 'if |request.user.id matches', 'The OCID of the user who asks'],
    ['a keyword', 'everything in the |tenancy', 'Every compartment of the tenancy'],
    ['an operation', 'then |CreateNotebookSession fails', 'operation of Data Science'],
    [
      'what stands behind the end of a statement',
      'allow group g to read vcns in tenancy, |deny',
      'takes away',
    ],
  ])('%s', (_, marked, expected) => {
    expect(told(marked)).toContain(expected);
  });

  it('is nothing in comments and blanks', () => {
    expect(told('// allow group g to |read buckets in tenancy')).toBe('nothing');
    expect(told('allow group g to read buckets in tenancy  |  // all')).toBe('nothing');
    expect(told('|')).toBe('nothing');
  });
});

describe('a statement whose slips were mended', () => {
  it.each([
    ['allow group g |read buckets in tenancy', '**read** `buckets`'],
    ['allow dynamic |group g to read buckets in tenancy', 'One or more dynamic groups follow'],
    ['allow group g to |read buckets in the tenancy', '**read** `buckets`'],
    ['permit group g to |read buckets in tenancy', '**read** `buckets`'],
    ['allow group g to read buckets where |request.region = ‘phx’ in tenancy', 'three-letter key'],
    ['allow group g to {DATA_SCIENCE_NOTEBOOK\n_SESSION_|OPEN} in tenancy', 'permission of Data Science'],
    ["allow group g to read buckets in tenancy where any { request.region = '|phx", 'US West (Phoenix)'],
    [
      'allow group g to read buckets in compartment |ocid1.compartment.oc1..a',
      'The OCID of a **compartment**',
    ],
  ])('%s', (marked, expected) => {
    expect(told(marked)).toContain(expected);
  });
});
