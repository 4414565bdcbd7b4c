import { describe, expect, it } from 'vitest';
import { about, told } from './marked.ts';

describe('a group', () => {
  it('tells which statements name it, in any letter case, of the default domain or not', () => {
    const rest =
      '\nallow group Ops, dev to read vcns in tenancy\nallow group default/OPS to use vcns in tenancy\nallow group other/ops to use vcns in tenancy';
    expect(told(`allow group |ops to read buckets in tenancy${rest}`)).toMatchInlineSnapshot(`
      "\`ops\` — group of users

      Groups live in the tenancy; a policy only names them.

      Named by 3 statements of this file: line 1, 2, 3.

      [Oracle: Subjects](https://docs.oracle.com/iaas/Content/Identity/policysyntax/subject.htm)"
    `);
    expect(about('allow group |ops to read buckets in tenancy')).toBe('ops');
  });

  it('tells the OCID that a define gives it', () => {
    const text =
      'define group partners as ocid1.group.oc1..partners\nadmit group |partners of tenancy x to read buckets in tenancy';
    expect(told(text)).toContain('`define` gives the name to `ocid1.group.oc1..partners`');
  });

  it('tells the domain before it', () => {
    expect(told("allow group '|My Domain'/'Ops' to read buckets in tenancy")).toContain('identity domain');
    expect(told("allow group 'My Domain'/'|Ops' to read buckets in tenancy")).toContain(
      "`'My Domain'/'Ops'`",
    );
  });
});

describe('a dynamic group', () => {
  const declared =
    "\ndynamic-group robots\n  matching all { resource.type = 'fnfunc',\n    resource.id = 'x' }\n";

  it('shows its matching rule where the document declares it', () => {
    expect(told(`allow dynamic-group |robots to read buckets in tenancy${declared}`)).toMatchInlineSnapshot(`
      "\`robots\` — dynamic group

      Its matching rule:

      \`\`\`ocipolicy
      all { resource.type = 'fnfunc',
          resource.id = 'x' }
      \`\`\`

      Named by 1 statement of this file: line 1.

      [Oracle: Writing Matching Rules to Define Dynamic Groups](https://docs.oracle.com/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm)"
    `);
  });

  it('says when the document does not', () => {
    expect(told('allow dynamic-group |robots to read buckets in tenancy')).toContain('does not declare it');
  });

  it('tells at its declaration who uses it', () => {
    expect(told(`allow group g to read vcns in tenancy${declared.replace('robots', '|robots')}`)).toContain(
      'No statement of this file names it',
    );
  });
});

describe('a compartment', () => {
  const text =
    'allow group g to read vcns in compartment a:b:c\nallow group g to read vcns in compartment A:B\nallow group g to read vcns in compartment b';

  it('is the path up to the word, and counts what lies below it', () => {
    expect(told(text.replace(':b:', ':|b:'))).toMatchInlineSnapshot(`
      "\`a:b\` — compartment, with all that lies below it

      The path begins at the compartment that the policy is attached to, and is looked up once, when the policy is saved.

      Named by 2 statements of this file: line 1, 2.

      [Oracle: Locations](https://docs.oracle.com/iaas/Content/Identity/policysyntax/location.htm)"
    `);
    expect(told(text.replace(':b:c', ':b:|c'))).toContain('Named by 1 statement of this file: line 1.');
  });

  it('is an OCID where one stands', () => {
    expect(told('allow group g to read vcns in compartment id |ocid1.compartment.oc1..a')).toContain(
      'a **compartment**',
    );
  });

  it('is told in the head of a policy too', () => {
    expect(
      told('policy p in compartment |labs { allow group g to read vcns in compartment labs }'),
    ).toContain('`labs` — compartment');
  });
});

describe('other names', () => {
  it('a tenancy has the OCID of its define, and its statements', () => {
    const text =
      'define tenancy birch as ocid1.tenancy.oc1..birch\nendorse group g to read buckets in tenancy |Birch';
    expect(told(text)).toMatchInlineSnapshot(`
      "\`Birch\` — another tenancy

      \`define\` gives the name to \`ocid1.tenancy.oc1..birch\`.

      Named by 1 statement of this file: line 2.

      [Oracle: Cross-Tenancy Access Policies](https://docs.oracle.com/iaas/Content/Identity/policieshow/iam-cross-domain.htm)"
    `);
    expect(told('endorse group g to read buckets in tenancy |oak')).toContain('No `define` in this file');
  });

  it('what define names is told there too', () => {
    expect(told('define tenancy |birch as ocid1.tenancy.oc1..birch')).toContain('another tenancy');
    expect(told('define tenancy birch as |ocid1.tenancy.oc1..birch')).toContain('a **tenancy**');
    expect(told('define dynamic-group |d as ocid1.dynamicgroup.oc1..d')).toContain('dynamic group');
    expect(told('define compartment |c as ocid1.compartment.oc1..c')).toContain('compartment');
  });

  it('a tag and its namespace know their declaration and their uses', () => {
    const text = `allow any-user to read vcns in tenancy where request.principal.group.tag.ns.key = 'x'
tag-namespace ns description "Marks | things" { key key description "What it is" }`.replace('| ', '');
    expect(told(text.replace('{ key key', '{ key |key'))).toMatchInlineSnapshot(`
      "\`ns.key\` — tag

      What it is

      Named by 1 statement of this file: line 1.

      [Oracle: Using Tags to Manage Access](https://docs.oracle.com/iaas/Content/Tagging/Tasks/managingaccesswithtags.htm)"
    `);
    expect(told(text.replace('tag-namespace ns', 'tag-namespace |ns'))).toContain('Marks things');
    expect(told("dynamic-group d tag |ns.key = 'x' matching resource.id = 'x'")).toContain('`ns.key` — tag');
  });

  it('a service principal is told with its region', () => {
    expect(told('allow service |objectstorage-us-phoenix-1 to read buckets in tenancy'))
      .toMatchInlineSnapshot(`
      "\`objectstorage-us-phoenix-1\` — service as a subject

      There is one in each region (\`objectstorage-<region>\`); this is the one of US West (Phoenix) (\`us-phoenix-1\`).

      [Oracle: Subjects](https://docs.oracle.com/iaas/Content/Identity/policysyntax/subject.htm)"
    `);
    expect(told('allow service objectstorage-|xx-nowhere-9 to read buckets in tenancy')).toContain(
      'does not have the region',
    );
    expect(told('allow service |datascience to use vcns in tenancy')).toContain('acts by itself');
    expect(told('allow service |flurb to use vcns in tenancy')).toContain('may exist all the same');
  });

  it('a name is shown as it is, whatever it holds', () => {
    expect(told("allow group '|a`b *c* [d](e)' to read vcns in tenancy")).toContain(
      "`` 'a`b *c* [d](e)' `` — group",
    );
  });
});

describe('a placeholder', () => {
  it('tells where else it stands', () => {
    const text =
      "allow group <|team> to read buckets in compartment <c>\n\nallow group <Team> to use vcns in tenancy where target.bucket.name = '<team>'";
    expect(told(text)).toMatchInlineSnapshot(`
      "\`<team>\` is a placeholder that nobody has filled in yet. A policy with it cannot be applied.

      It stands in this file 3 times; also in line 3."
    `);
    expect(about(text)).toBe('<team>');
  });

  it('tells when it stands alone, or twice on a line', () => {
    expect(told('allow group <|x> to read vcns in tenancy')).toContain('nowhere else');
    expect(told('allow group <|x>, <x> to read vcns in tenancy')).toContain('2 times, all on this line');
  });

  it('is told inside a variable, an OCID and a value', () => {
    expect(
      told("allow any-user to read vcns in tenancy where request.principal.group.tag.<|ns>.key = 'x'"),
    ).toContain('`<ns>` is a placeholder');
    expect(told('allow group g to read vcns in compartment id ocid1.compartment.oc1..<|id>')).toContain(
      '`<id>`',
    );
  });

  it('of a program says so', () => {
    expect(told('allow group ${|var.team} to read vcns in tenancy')).toContain('that a program fills in');
  });

  it('leaves the sign behind it to itself', () => {
    expect(told('allow group <x>|, <y> to read vcns in tenancy')).toContain('Parts the elements of a list');
    expect(told('allow group <x>| to read vcns in tenancy')).toContain('`<x>` is a placeholder');
  });

  it('counts on in a long file', () => {
    const lines = Array.from({ length: 60 }, () => 'allow group <x> to read vcns in tenancy').join('\n');
    expect(told(lines.replace('<x>', '<|x>'))).toMatch(/60 times; also in line 2, .*and 36 more/);
  });
});
