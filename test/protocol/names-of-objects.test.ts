import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASKINGS } from '../fuzz/asking.ts';
import { bundled } from './bundle.ts';
import { start, type ServerProcess } from './client.ts';

const folder = bundled('server.cjs');
let server: ServerProcess;
beforeAll(async () => void (server = await start(folder(), { pulls: true })));
afterAll(() => server.stop());

/** What every object of JavaScript has. To somebody who writes policies they are names like any other. */
const NAMES = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

const POLICY = [
  '_ any-user to read buckets in tenancy',
  'allow _ Ops to read buckets in tenancy',
  'allow group _ to read buckets in tenancy',
  'allow group Ops to _ buckets in tenancy',
  'allow group Ops to manage _ in tenancy',
  'allow group Ops to {_, BUCKET_READ} in tenancy',
  'allow group Ops to read buckets in _',
  'allow group Ops to read buckets in compartment _',
  "allow group Ops to read buckets in tenancy where _ = 'x'",
  "allow group Ops to read buckets in tenancy where request._ = 'x'",
  "allow group Ops to read buckets in tenancy where target.bucket.name _ 'x'",
  "allow group Ops to read buckets in tenancy where request.region = '_'",
  "allow group Ops to read buckets in tenancy where request.principal.type = '_'",
  "allow group Ops to read buckets in tenancy where target.compartment.id = 'ocid1._.oc1..a'",
  "allow group Ops to read buckets in tenancy where request.principal.group.tag._._ = '_'",
  "allow group Ops to read buckets in tenancy where _('a', 'b')",
  'define tenancy _ as ocid1._.oc1..a',
  'endorse group Ops to read buckets in tenancy _',
  "dynamic-group _ matching resource._ = '_'",
  'tag-namespace _ description "d" { key _ description "d" }',
  'test "t" { as _ _ can _ in compartment _ where _ = \'_\' }',
  'test "t" { as resource _ { _ = \'_\' } cannot _ }',
].map((text) => ['ocipolicy', 'ocipolicy', text] as const);
const HOSTS = [
  [
    'tf',
    'terraform',
    'resource "_" "_" {\n  _ = ["allow group _ to read buckets in tenancy"]\n  statements = [local._, var._]\n}',
  ],
  [
    'tf',
    'terraform',
    'resource "oci_identity_policy" "p" {\n  _ = "x"\n  statements = ["allow group ${_.x} to read _ in tenancy"]\n}',
  ],
  ['json', 'json', '{"_": {"statements": ["allow group _ to read _ in tenancy"]}}'],
  ['yaml', 'yaml', '_:\n  statements:\n    - allow group _ to read _ in tenancy\n'],
] as const;

describe.each(NAMES)('the word %s', (name) => {
  it.each([...POLICY, ...HOSTS])(
    'in a file of %s (%s) is a word: %s',
    async (ending, languageId, template) => {
      const text = template.replaceAll('_', name);
      const uri = `file:///names/${name}.${ending}`;
      const { connection, errors } = server;
      const textDocument = { uri, languageId, version: 1, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      const lines = template.slice(0, template.indexOf('_')).split('\n');
      const at = { line: lines.length - 1, character: (lines.at(-1) ?? '').length + 1 };
      const end = { line: at.line, character: at.character + name.length - 1 };
      const answers = ASKINGS.map(({ method, params }) =>
        connection.sendRequest(method, { textDocument: { uri }, ...params(at, end, text) }),
      );
      const said = JSON.stringify(await Promise.all(answers));
      await server.close(uri);
      expect(errors).toEqual([]);
      expect(said).not.toMatch(/native code|\[object|[^-]undefined|function /);
    },
  );
});
