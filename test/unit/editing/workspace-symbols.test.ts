import { describe, expect, it } from 'vitest';
import { workspaceSymbols } from '../../../server/src/features/workspace-symbols.ts';
import { createPolicyService } from '../../../server/src/features/service.ts';

const A = 'file:///a.ocipolicy';
const B = 'file:///b.ocipolicy';

const service = createPolicyService();
service.open(
  A,
  `policy lab in compartment Labs {
  allow group Ops to read buckets in compartment Labs
  allow dynamic-group vox to use keys in compartment Labs
}
define tenancy Acme as ocid1.tenancy.oc1..acme
test "Ops reads" { as user u in group Ops can BUCKET_READ in compartment Labs }
`,
);
service.file(B, "dynamic-group vox matching resource.type = 'fnfunc'\ntag-namespace cost { key center }\n");

const find = (query: string) =>
  workspaceSymbols(service.everywhere, query).map(
    ({ name, containerName, location: { uri, range } }) =>
      `${containerName ?? ''}>${name} ${uri === A ? 'a' : 'b'}:${range.start.line}`,
  );

describe('workspace symbols', () => {
  it('are what is declared, then what is used, then statements', () => {
    expect(find('')).toEqual([
      ...['>lab a:0', '>Ops reads a:5'],
      ...['dynamic-group>vox b:0', 'tag-namespace>cost b:1', 'tag>cost.center b:1', 'tenancy>Acme a:4'],
      ...['compartment>Labs a:0', 'group>Ops a:1'],
      'lab>allow group Ops to read buckets in compartment Labs a:1',
      'lab>allow dynamic-group vox to use keys in compartment Labs a:2',
    ]);
  });

  it.each([
    ['cstcnt', ['tag>cost.center b:1']],
    ['read bucket', ['lab>allow group Ops to read buckets in compartment Labs a:1']],
    ['nothing of the kind', []],
  ])('are found by their letters: %s', (query, expected) => {
    expect(find(query)).toEqual(expected);
  });

  it('are found in any letter case, names before statements', () => {
    expect(find('ACME')[0]).toBe('tenancy>Acme a:4');
  });

  it('follow an open document rather than its file, and forget a file that is gone', () => {
    service.open(B, 'policy open {\n}\n');
    expect(find('vox')).not.toContain('dynamic-group>vox b:0');
    expect(find('open')).toContain('>open b:0');
    service.close(B);
    expect(find('vox')).toContain('dynamic-group>vox b:0');
    service.file(B, undefined);
    expect(find('cost')).not.toContain('tag-namespace>cost b:1');
  });
});
