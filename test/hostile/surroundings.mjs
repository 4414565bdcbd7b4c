import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ofEndedChildren, timed, timedAsync } from '../bench/clock.mjs';
import { startServer } from '../bench/server.mjs';

const STATEMENT = 'allow group A to read buckets in tenancy\n';

/** What surrounds documents: folders, links, configuration files, other file systems. Each gives rows of the table. */
export async function hostileSurroundings(dist, share = 1) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ocipolicy-hostile-'));
  const make = (name) => mkdirSync(path.join(folder, name), { recursive: true });
  const write = (name, text) => writeFileSync(path.join(folder, name), text);
  const run = (name, args, env = {}) => {
    let result;
    const all = [path.join(dist, 'cli.cjs'), ...args, '--locale', 'en'];
    const { processor } = timed(() => {
      result = spawnSync(process.execPath, all, {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...env },
      });
    }, ofEndedChildren);
    const last = `${result.stdout}${result.stderr}`.trim().split('\n').filter(Boolean).at(-1) ?? '';
    return { name, what: `exit code ${result.status}: ${last.replaceAll(folder, '…')}`, open: processor };
  };
  try {
    const count = Math.floor(6_500 * share);
    make('many');
    for (let n = 0; n < count; n++) write(`many/p${n}.ocipolicy`, `// ${n}\n${STATEMENT}`);
    const rows = [run('a folder of 6,500 files: check', ['check', 'many', '--quiet'])];
    rows.push(await toldOfFiles(dist, count));
    make('circle/a/b');
    write('circle/a/p.ocipolicy', STATEMENT);
    symlinkSync('..', path.join(folder, 'circle/a/up'));
    symlinkSync('../../../circle', path.join(folder, 'circle/a/b/all'));
    symlinkSync('self.ocipolicy', path.join(folder, 'circle/self.ocipolicy'));
    rows.push(run('folders and a file that link in a circle: check', ['check', 'circle']));
    write('one.ocipolicy', `policy p in tenancy description "d" {\n  ${STATEMENT}}\n`);
    rows.push(...configurations(run, write, folder));
    rows.push(await virtualFiles(dist));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A client tells the server of all files of the workspace, and asks for a name in them. */
async function toldOfFiles(dist, count) {
  const server = await startServer(dist, { uri: 'file:///open.ocipolicy' });
  const files = Array.from({ length: count }, (_, n) => ({
    uri: `file:///w/${n}.ocipolicy`,
    text: `// ${n}\n${STATEMENT}`,
  }));
  let found;
  const { processor } = await timedAsync(async () => {
    await server.notify('ocipolicy/files', { files });
    await server.open(STATEMENT);
    found = await server.request('textDocument/references', {
      position: { line: 0, character: 12 },
      context: { includeDeclaration: true },
    });
  }, server.processor);
  const memory = server.peak();
  await server.stop();
  const what = `a group is found in ${found.length.toLocaleString('en')} places`;
  return { name: 'a workspace of 6,500 files: references', what, open: processor, memory };
}

/** Configuration files of OCI with something wrong; the keys are made now. Nothing is sent beyond this machine. */
function configurations(run, write, folder) {
  const key = (options) =>
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      ...options,
    });
  write('locked.pem', key({ cipher: 'aes-256-cbc', passphrase: 'right' }));
  write('open.pem', key({}));
  write('token', 'header.e30.signature\n');
  const common = [
    'tenancy=ocid1.tenancy.oc1..t',
    'user=ocid1.user.oc1..u',
    'fingerprint=aa',
    'region=us-ashburn-1',
  ];
  const profile = (...lines) => `[DEFAULT]\n${[...common, ...lines].join('\n')}\n`;
  const nowhere = 'ocipolicy_endpoint=http://127.0.0.1:9';
  const at = (name) => path.join(folder, name);
  write('wrong', profile(`key_file=${at('locked.pem')}`, 'pass_phrase=wrong', nowhere));
  write('session', profile(`key_file=${at('open.pem')}`, `security_token_file=${at('token')}`, nowhere));
  write('noise', `${profile(`key_file=${at('open.pem')}`)}pass_phrase secret\n`);
  write('huge', `[DEFAULT]\n${'x'.repeat(1_000_000)}=1\n`.repeat(3));
  const plan = (name, file) => run(name, ['plan', 'one.ocipolicy', '--config-file', at(file)]);
  return [
    plan('a configuration file with a wrong pass phrase: plan', 'wrong'),
    plan('a token file that ends with a line end, and no service: plan', 'session'),
    plan('a configuration file with a line that is none: plan', 'noise'),
    plan('a configuration file with keys of 1 MB: plan', 'huge'),
  ];
}

/** Documents that stand in no file system of this machine. */
async function virtualFiles(dist) {
  const uris = [
    'vscode-vfs://github/o/r/a.ocipolicy',
    'untitled:Untitled-1',
    'git:/a.ocipolicy?%7B%22ref%22%3A%22~%22%7D',
    'memfs:/%F0%9F%98%80.ocipolicy',
    'x:',
  ];
  let total = 0;
  let memory = 0;
  const said = [];
  for (const uri of uris) {
    const server = await startServer(dist, { uri });
    const { processor } = await timedAsync(
      async () => said.push((await server.open('allow group A to rread buckets in tenancy')).items.length),
      server.processor,
    );
    total += processor ?? 0;
    memory = Math.max(memory, server.peak());
    await server.stop();
  }
  const what = said.every((count) => count === 1)
    ? 'its fault is told, wherever it stands'
    : `findings: ${said.join()}`;
  return { name: 'a virtual file system: five kinds of address', what, open: total, memory };
}
