import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../server/src/catalog/catalog.ts';
import { WORDS } from '../../../server/src/features/words/words.ts';
import { about, told } from './marked.ts';

const where = (condition: string) => told(`allow any-user to use buckets in tenancy where ${condition}`);
const matching = (rule: string) => told(`dynamic-group d matching ${rule}`);

describe('a variable', () => {
  it('tells where it is carried and where it is not', () => {
    expect(where("|target.notebook-session.id = 'x'")).toMatchInlineSnapshot(`
      "\`target.notebook-session.id\` — OCID; Data Science

      One notebook session.

      - Carried by requests for \`data-science-notebook-sessions\`
      - **Not available** for \`CreateNotebookSession\`: there a comparison with it is false
      - Operations that list carry no variable of the things that they list

      When a request does not carry the variable, every comparison with it is false, \`!=\` too.

      [Oracle: Data Science](https://docs.oracle.com/iaas/data-science/using/policies.htm)"
    `);
  });

  it('tells that any one of several groups is enough', () => {
    expect(where("|request.groups.id = 'x'")).toMatchInlineSnapshot(`
      "\`request.groups.id\` — several OCIDs; every service

      The OCIDs of the groups of the user who asks. Only requests of users carry it.

      - Has several values: \`=\` holds when any one matches, \`!=\` when none does

      When a request does not carry the variable, every comparison with it is false, \`!=\` too.

      [Oracle: General Variables for All Requests](https://docs.oracle.com/iaas/Content/Identity/policyreference/policyreference_topic-General_Variables_for_All_Requests.htm)"
    `);
  });

  it('names namespace and key of a tag', () => {
    expect(where('target.secret.id = |request.principal.group.tag.notebooks.secret-id'))
      .toMatchInlineSnapshot(`
      "\`request.principal.group.tag.notebooks.secret-id\` — text; every service

      A tag of the groups of the user, or of the dynamic groups of the resource, that asks.

      The tag: namespace \`notebooks\`, key \`secret-id\`.

      - A principal may be in several groups, each with a value of its own
      - Has several values: \`=\` holds when any one matches, \`!=\` when none does

      When a request does not carry the variable, every comparison with it is false, \`!=\` too.

      [Oracle: Using Tags to Manage Access](https://docs.oracle.com/iaas/Content/Tagging/Tasks/managingaccesswithtags.htm)"
    `);
  });

  it('asks for the key of a tag that has none', () => {
    expect(where("|target.resource.tag.ops = 'x'")).toContain('`target.resource.tag.<namespace>.<key>`');
  });

  it('tells values, and whether there are others', () => {
    expect(where("|request.utc-timestamp.day-of-week = 'x'")).toContain("Values: `'Monday'`, `'Tuesday'`");
    expect(where("|request.principal.type = 'x'")).toContain('Values, among others: ');
    expect(where("|request.region = 'x'")).toContain('the three-letter keys');
  });

  it('tells which operations alone carry it', () => {
    expect(where("|request.includePlainTextKey = 'x'")).toContain(
      'Carried by `GenerateDataEncryptionKey` only',
    );
  });

  it('says that it is not in the catalogue, and may exist', () => {
    expect(where("|target.flurb.id = 'x'")).toContain('The catalogue has no variable `target.flurb.id`');
  });

  it('is told where it only has to be present, and in the facts of a test', () => {
    expect(where('!|request.user.id')).toContain('The OCID of the user who asks');
    expect(
      told('test "t" { as user a can GetBucket in tenancy where |target.bucket.name = \'x\' }'),
    ).toContain('Object Storage');
  });

  it.each(loadCatalog().variables.filter(({ general }) => general))(
    '$name has words of its own',
    ({ name, pattern }) => {
      const written = pattern ? `${name}.ns.key` : name;
      expect(where(`|${written} = 'x'`)).toContain((WORDS.en as Record<string, string>)[`about/${name}`]);
    },
  );
});

describe('a variable of matching rules', () => {
  it('is told with what matching rules cannot do', () => {
    expect(matching("|resource.compartment.id = 'x'")).toMatchInlineSnapshot(`
      "\`resource.compartment.id\` — OCID; matching rules

      The OCID of the compartment that the resource lies in. Those above it do not count.

      Matching rules know \`=\` and \`!=\` with one value in single quotes: no patterns, no lists, no variables on the right.

      [Oracle: Writing Matching Rules to Define Dynamic Groups](https://docs.oracle.com/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm)"
    `);
  });

  it('names the tag', () => {
    expect(matching("|tag.ops.project.value = 'x'")).toContain('namespace `ops`, key `project`');
  });

  it.each(loadCatalog().matchingVariables.filter(({ tagged }) => !tagged))('$name', ({ name }) => {
    expect(matching(`|${name} = 'x'`)).not.toContain(WORDS.en['matching/other']);
  });
});

describe('a value', () => {
  it.each([
    [
      "request.region = '|fra'",
      '**Germany Central (Frankfurt)** — region',
      'Key `FRA`, identifier `eu-frankfurt-1`, realm OC1',
    ],
    ["request.region = '|eu-frankfurt-1'", '**Germany Central', "holds the key: write `'fra'`"],
    ["request.region in ('fra', '|iad')", '**US East (Ashburn)**', '3 availability domains'],
    [
      "request.principal.type = '|datasciencejobrun'",
      'A resource of Data Science that acts on its own',
      "`resource.type = 'datasciencejobrun'`",
    ],
    ["request.principal.type = '|user'", 'A person', ''],
    ["request.principal.type = '|service'", 'A service of Oracle', ''],
    [
      "request.user.id = '|ocid1.user.oc1..a'",
      'The OCID of a **user**',
      'Realm OC1, the commercial one. It names no region.',
    ],
    [
      "target.notebook-session.id = '|ocid1.datasciencenotebooksession.oc1.iad.a'",
      'something of type `datasciencenotebooksession` (Data Science)',
      'Region US East (Ashburn) (`us-ashburn-1`)',
    ],
    [
      "target.bucket.name = '|ocid1.flurb.oc99.xx-nowhere-9.a'",
      'something of type `flurb`',
      'Realm OC99. Region `xx-nowhere-9`.',
    ],
    ['target.bucket.name = |/logs-*/', '`/logs-*/` matches what begins with `logs-`', ''],
    ['target.bucket.name = |/*-logs/', 'ends with `-logs`', ''],
    ['target.bucket.name = |/*a\\/b*/', 'contains `a/b`', ''],
    ['target.bucket.name = |/logs/', 'matches `logs` only', ''],
    ['target.bucket.name = |/*/', 'matches every value', ''],
    ['target.bucket.name = |/a*b/', 'not certain', ''],
    ['target.secret.id = |request.user.id', 'The OCID of the user who asks', ''],
    ['target.bucket.name = |logs', "Write `'logs'` for a value", ''],
  ])('%s', (condition, first, second) => {
    const contents = where(condition);
    expect(contents).toContain(first);
    expect(contents).toContain(second);
  });

  it.each(["target.bucket.name = '|logs'", "request.region = '|xyz'", "target.bucket.name = '|fra'"])(
    'is not told when it means nothing to the catalogue: %s',
    (condition) => {
      expect(where(condition)).toBe('nothing');
    },
  );

  it('is told in matching rules', () => {
    expect(matching("resource.type = '|datasciencejobrun'")).toContain('A resource of Data Science');
    expect(matching("resource.compartment.id = '|ocid1.compartment.oc1..a'")).toContain('a **compartment**');
  });

  it('is told of the resource of a test', () => {
    expect(
      told('test "t" { as resource |datasciencejobrun { id = \'x\' } can GetBucket in tenancy }'),
    ).toContain('A resource of Data Science');
  });

  it('is wide as the value with its quotes', () => {
    expect(about("allow any-user to use buckets in tenancy where request.region = 'f|ra'")).toBe("'fra'");
  });
});
