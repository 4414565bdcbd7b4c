import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, ocipolicy } from './stage.ts';

const POLICY = `allow group Analysts to read buckets in compartment Finance
allow group Analysts to read objects in compartment Finance where target.bucket.name = 'reports'
deny group Interns to inspect buckets in tenancy
`;
const TESTS = `test "analysts read" {
  as user ana in group Analysts
  can    GetBucket in compartment Finance
  cannot DeleteBucket in compartment Finance
}
test "reports only" {
  as group Analysts
  can    GetObject in compartment Finance where target.bucket.name = 'REPORTS'
  can    GetObject in compartment Finance where target.bucket.name = 'payroll'
  cannot GetObject in compartment Finance
}
`;
const files = { 'a.ocipolicy': POLICY, 'b.ocipolicy': TESTS };

describe('ocipolicy test', () => {
  it('runs the tests of all files against the statements of all files', async () => {
    const { exitCode, stdout, stderr } = await ocipolicy(['test'], { cwd: folder(files) });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toBe(`✓ analysts read b.ocipolicy:1:1
✗ reports only b.ocipolicy:6:1
  ✗ as group Analysts can GetObject in compartment Finance where target.bucket.name = 'payroll'
    b.ocipolicy:9:3 It should be allowed, and is denied.
    OBJECT_READ is given by no statement that fits this request.
    This statement comes near: its condition does not hold.
      a.ocipolicy:2:1: allow group Analysts to read objects in compartment Finance where target.bucket.name = 'reports'
  ? as group Analysts cannot GetObject in compartment Finance
    b.ocipolicy:10:3 Whether it is allowed is not known, which is no pass.
    What the request carries as target.bucket.name is not told: write it behind where, with '' for nothing at all.
      a.ocipolicy:2:1: allow group Analysts to read objects in compartment Finance where target.bucket.name = 'reports'

2 tests: 3 passed, 1 failed, 1 not known.
`);
  });

  it('lists the statements that no test is decided by', async () => {
    const { stdout } = await ocipolicy(['test', '--coverage'], { cwd: folder(files) });
    expect(stdout.split('\n').slice(-4)).toEqual([
      'Statements that decide an expectation: 2 of 3.',
      'Decided by no test:',
      '  a.ocipolicy:3:1: deny group Interns to inspect buckets in tenancy',
      '',
    ]);
  });

  it('passes when all hold, and where there are none', async () => {
    const cwd = folder({
      'a.ocipolicy': POLICY,
      'b.ocipolicy': 'test "t" { as group Interns cannot GetBucket in tenancy }',
    });
    expect(await ocipolicy(['test'], { cwd })).toMatchObject({ exitCode: 0, stderr: '' });
    const none = await ocipolicy(['test', 'a.ocipolicy'], { cwd });
    expect(none).toMatchObject({ exitCode: 0, stdout: 'There are no tests in 1 file.\n' });
  });

  it('ends with 2 when a file cannot be read, and says what it left out', async () => {
    const cwd = folder({ ...files, 'c.ocipolicy': 'allow group\nallow' });
    const { exitCode, stderr } = await ocipolicy(['test', 'b.ocipolicy', 'c.ocipolicy', 'no.ocipolicy'], {
      cwd,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('no.ocipolicy was not read');
    expect(stderr).toContain('1 statement could not be read');
  });

  it('gives data with file names', async () => {
    const { stdout } = await ocipolicy(['test', '--format', 'json'], { cwd: folder(files) });
    const { tests, coverage } = JSON.parse(stdout) as {
      tests: { file: string; verdict: string; expectations: { verdict: string; range: unknown }[] }[];
      coverage: unknown;
    };
    expect(tests.map(({ file, verdict }) => [file, verdict])).toEqual([
      ['b.ocipolicy', 'passed'],
      ['b.ocipolicy', 'failed'],
    ]);
    expect(tests[1]?.expectations.map(({ verdict }) => verdict)).toEqual(['passed', 'failed', 'unknown']);
    expect(tests[1]?.expectations[1]?.range).toEqual({
      start: { line: 8, character: 2 },
      end: { line: 8, character: 78 },
    });
    expect(coverage).toEqual({ touched: 2, statements: 3 });
    expect(stdout).not.toContain('file:');
  });

  it('gives JUnit XML, in which markup is no markup', async () => {
    const cwd = folder({ 'a.ocipolicy': 'test "<b> & co" { as user a can GetBucket in compartment <x> }' });
    const { exitCode, stdout } = await ocipolicy(['test', '--format', 'junit'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('<testsuite name="a.ocipolicy" tests="1" failures="1">');
    expect(stdout).toContain('classname="&lt;b&gt; &amp; co"');
    expect(stdout).toContain('<failure type="failed" message="It should be allowed, and is denied.">');
  });
});

describe('the coverage of ocipolicy test', () => {
  const cwd = () =>
    folder({ ...files, 'a.ocipolicy': `${POLICY}allow group Nobody to use vcns in tenancy\n` });

  it('is data: each statement with the number of expectations that it decided', async () => {
    const { stdout } = await ocipolicy(['test', '--coverage', '--format', 'json'], { cwd: cwd() });
    const { coverage } = JSON.parse(stdout) as {
      coverage: { deciding: { expectations: number }[]; untouched: { file: string; text: string }[] };
    };
    expect(coverage.deciding.every(({ expectations }) => expectations > 0)).toBe(true);
    expect(coverage.untouched.map(({ text }) => text)).toContain('allow group Nobody to use vcns in tenancy');
  });

  it('stands in the properties of the first suite of JUnit XML', async () => {
    const { stdout } = await ocipolicy(['test', '--coverage', '--format', 'junit'], { cwd: cwd() });
    expect(stdout).toMatch(/<property name="coverage.touched" value="\d+"\/>/);
    expect(stdout).toMatch(
      /<property name="coverage.untouched" value="a.ocipolicy:\d+:1: allow group Nobody /,
    );
  });
});

describe('ocipolicy what-can', () => {
  const POLICIES = `allow group A to inspect buckets in tenancy
allow group A to read buckets in compartment Finance where target.bucket.name = 'x'
allow group B to manage volumes in compartment Finance
deny any-user to {BUCKET_INSPECT} in compartment Finance:Secret
`;
  const whatCan = (...args: string[]) =>
    ocipolicy(['what-can', ...args], { cwd: folder({ 'a.ocipolicy': POLICIES }) });
  interface Told {
    places: {
      where: string;
      abilities: { outcome: string; permissions: string[]; operations: { name: string }[] }[];
    }[];
  }
  const told = async (...args: string[]) => {
    const { stdout } = await whatCan(...args, '--format', 'json');
    const own = /^(?:USER_|CREDENTIAL_)/;
    return (JSON.parse(stdout) as Told).places.map(({ where, abilities }) => [
      where,
      ...abilities
        .filter(({ permissions }) => !permissions.some((each) => own.test(each)))
        .map(({ outcome, permissions }) => `${outcome} ${permissions.join(' ')}`),
    ]);
  };

  it('tells what somebody may do wherever a statement says so, and what a denial takes there', async () => {
    expect(await told('group A')).toEqual([
      ['tenancy', 'allowed BUCKET_INSPECT'],
      ['compartment Finance', 'unknown BUCKET_READ'],
      ['compartment Finance:Secret', 'denied BUCKET_INSPECT'],
    ]);
  });

  it('tells it of one place, with what the request carries', async () => {
    expect(await told('group A', '--in', 'Finance', '--where', "target.bucket.name = 'x'")).toEqual([
      // A list carries no bucket, so that the second statement does not give it.
      ['compartment Finance', 'allowed BUCKET_INSPECT', 'allowed BUCKET_READ', 'allowed '],
    ]);
    expect(await told('group C', '--in', 'Finance')).toEqual([['compartment Finance']]);
  });

  it('names operations, statements and what would settle it', async () => {
    const { exitCode, stdout } = await whatCan('group A');
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      '  ✓ may\n    operations: HeadBucket, ListBuckets\n    permissions: BUCKET_INSPECT\n',
    );
    expect(stdout).toContain('a.ocipolicy:1:1: allow group A to inspect buckets in tenancy');
    expect(stdout).toContain('What the request carries as target.bucket.name is not told');
    expect(stdout).toContain('✗ may not: a denial takes it');
  });

  it('refuses what is nobody', async () => {
    expect(await whatCan('nobody at all')).toMatchObject({ exitCode: 2, stdout: '' });
  });
});

describe('ocipolicy can', () => {
  it.each<[string[], number, string]>([
    [['group Analysts', 'GetBucket', '--in', 'Finance'], 0, 'Allowed.'],
    [['group Analysts', 'BUCKET_READ', '--in', 'compartment Finance:Prod'], 0, 'Allowed.'],
    [['group Analysts', 'GetBucket', '--in', 'tenancy'], 1, 'Denied.'],
    [['user x in group Analysts, Interns', 'GetBucket', '--in', 'Finance'], 1, 'Denied.'],
    [['group Analysts', 'GetBucket'], 1, 'Not known: what is told does not settle it.'],
    [
      ['group Analysts', 'GetObject', '--in', 'Finance', '--where', "target.bucket.name = 'reports'"],
      0,
      'Allowed.',
    ],
    [['group Analysts', 'FlyToTheMoon'], 1, 'Not known: what is told does not settle it.'],
  ])('%j gives %i', async (args, code, first) => {
    const { exitCode, stdout, stderr } = await ocipolicy(['can', ...args], { cwd: folder(files) });
    expect({ exitCode, stderr, first: stdout.split('\n')[0] }).toEqual({ exitCode: code, stderr: '', first });
  });

  it.each([
    [['usr ana', 'GetBucket'], "Who asks cannot be read in 'usr ana'"],
    [['group A } }', 'GetBucket'], 'Who asks cannot be read'],
    [['group A', 'Get Bucket'], "'Get Bucket' is no name"],
    [['group A', 'GetBucket', '--in', 'a b c'], "'a b c' is no place"],
    [['group A', 'GetBucket', '--where', 'target'], "'target' is no list of facts"],
  ])('refuses %j', async (args, sentence) => {
    const { exitCode, stdout, stderr } = await ocipolicy(['can', ...args], { cwd: folder(files) });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(sentence);
  });

  it('gives data', async () => {
    const args = ['can', 'group Analysts', 'GetBucket', '--in', 'Finance', '--format', 'json'];
    const { stdout } = await ocipolicy(args, { cwd: folder(files) });
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'allowed',
      reasons: [{ text: 'BUCKET_READ is given by this statement.', statement: { file: 'a.ocipolicy' } }],
    });
  });
});

describe('ocipolicy who-can', () => {
  it('lists who may for certain first, then who may at times', async () => {
    const { exitCode, stdout } = await ocipolicy(['who-can', 'GetObject', '--in', 'Finance'], {
      cwd: folder(files),
    });
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      '✓ group Administrators',
      '? group Analysts',
    ]);
  });

  it('gives data', async () => {
    const args = ['who-can', 'GetBucket', '--in', 'Finance', '--format', 'json'];
    const { stdout } = await ocipolicy(args, { cwd: folder(files) });
    const { holders } = JSON.parse(stdout) as { holders: { who: string; outcome: string }[] };
    expect(holders.map(({ who, outcome }) => [who, outcome])).toEqual([
      ['group Administrators', 'allowed'],
      ['group Analysts', 'allowed'],
    ]);
  });

  it('refuses what is no action', async () => {
    expect(await ocipolicy(['who-can', 'a b'], { cwd: folder(files) })).toMatchObject({
      exitCode: 2,
      stdout: '',
    });
  });
});

describe('ocipolicy explain', () => {
  it('tells what statements give and what they open', async () => {
    const cwd = folder({
      'a.ocipolicy':
        'allow group A to {VOLUME_WRITE} in tenancy\nendorse group A to read buckets in any-tenancy\n',
    });
    const { exitCode, stdout } = await ocipolicy(['explain', '--all'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      'a.ocipolicy:1:1 allow group A to {VOLUME_WRITE} in tenancy\n  gives: VOLUME_WRITE\n',
    );
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'AttachVolume (VOLUME_ATTACHMENT_CREATE, INSTANCE_ATTACH_VOLUME)',
    );
    expect(stdout).toContain(
      'a.ocipolicy:2:1 endorse group A to read buckets in any-tenancy\n  gives: BUCKET_INSPECT, BUCKET_READ\n',
    );
    expect(stdout).toContain(
      '    define group A as <ocid-of-group>\n    admit group A of tenancy <this-tenancy> to read buckets in tenancy\n',
    );
  });
});

describe('ocipolicy diff', () => {
  const change = {
    'old.ocipolicy': POLICY,
    'new.ocipolicy': POLICY.replace('read buckets', 'manage buckets'),
  };
  const diff = (args: string[], cwd: string) => ocipolicy(['diff', ...args], { cwd });

  it.each<[string[], number, string]>([
    [['old.ocipolicy', '--from', 'old.ocipolicy'], 0, 'The same access'],
    [['new.ocipolicy', '--from', 'old.ocipolicy'], 1, 'gained BUCKET_CREATE, BUCKET_DELETE'],
    [['old.ocipolicy', '--from', 'new.ocipolicy'], 1, 'lost BUCKET_CREATE, BUCKET_DELETE'],
    [['new.ocipolicy', '--from', 'old.ocipolicy', '--fail-on-gain'], 1, 'gained'],
    [['old.ocipolicy', '--from', 'new.ocipolicy', '--fail-on-gain'], 0, 'lost'],
  ])('%j ends with %i', async (args, code, text) => {
    const { exitCode, stdout, stderr } = await diff(args, folder(change));
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: '' });
    expect(stdout).toContain(text);
  });

  it('shows a request that ocipolicy can answers otherwise', async () => {
    const cwd = folder(change);
    const { stdout } = await diff(['new.ocipolicy', '--from', 'old.ocipolicy', '--format', 'json'], cwd);
    const { changes } = JSON.parse(stdout) as {
      changes: { witness: string; before: string; after: string }[];
    };
    const [, who = '', action = '', place = ''] =
      /^(.*) can (\S+) in compartment (\S+)$/.exec(changes[0]?.witness ?? '') ?? [];
    const ask = async (file: string) =>
      (await ocipolicy(['can', who, action, file, '--in', place], { cwd })).exitCode;
    expect([await ask('old.ocipolicy'), await ask('new.ocipolicy')]).toEqual([1, 0]);
  });

  it('compares with a revision', async () => {
    const cwd = folder({
      'sub/a.ocipolicy': POLICY,
      'gone.ocipolicy': 'allow group Net to read vcns in tenancy\n',
    });
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', cwd, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args]);
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    expect(await diff([], cwd)).toMatchObject({ exitCode: 0, stderr: '' });
    rmSync(join(cwd, 'gone.ocipolicy'));
    writeFileSync(join(cwd, 'sub/b.ocipolicy'), 'allow group Ops to read vcns in tenancy\n');
    const { exitCode, stdout } = await diff(['--against', 'HEAD'], cwd);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('gained VCN_READ\n  + sub/b.ocipolicy:1:1: allow group Ops');
    expect(stdout).toContain('lost VCN_READ\n  - gone.ocipolicy:1:1: allow group Net');
    expect(await diff(['--against', '--help'], cwd)).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await diff(['--against', 'nowhere'], cwd)).stderr).toContain('The revision nowhere was not read');
  });

  it('refuses two sides to compare with', async () => {
    const { exitCode, stderr } = await diff(['--against', 'HEAD', '--from', 'old.ocipolicy'], folder(change));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('exclude each other');
  });
});
