import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { timedAsync, ofThisProcess } from './clock.mjs';

const STATEMENTS = 5;
/** One policy in so many is another one in the files. */
const CHANGED = 10;

/**
 * Planning `count` policies of which one in ten has changed, from reading the tenancy to the finished plan, against a sandbox over real
 * HTTP on this machine. The sandbox answers in the same process, so its work is counted, too.
 * @param folder for the tenancy, gone afterwards by whoever made it
 */
export async function plans({ openTenancy, preparePlan, startSandbox }, folder, count, runs) {
  const limits = { policies: 2 * count, statementsPerHierarchy: STATEMENTS * 2 * count };
  const first = await startSandbox({ folder });
  await first.close();
  const file = path.join(folder, 'tenancy.json');
  const state = JSON.parse(readFileSync(file, 'utf8'));
  const [admins] = state.resources.policies;
  const statement = (policy, number) =>
    `allow group Administrators to read buckets in tenancy where target.bucket.name = 'p${policy}-${number}'`;
  const all = Array.from({ length: count }, (_, policy) =>
    Array.from({ length: STATEMENTS }, (_each, number) => statement(policy, number)),
  );
  all.forEach((statements, number) =>
    state.resources.policies.push({
      ...admins,
      ...{
        id: `ocid1.policy.oc1..aaaaaaaabench${number}`,
        name: `p${number}`,
        etag: `e${number}`,
        description: 'd',
      },
      pieces: statements.map((text) => [text]),
    }),
  );
  writeFileSync(file, JSON.stringify(state));
  const text = all
    .map((statements, policy) => {
      const own =
        policy % CHANGED === 0 ? statements.map((each) => each.replace(' read ', ' inspect ')) : statements;
      return `policy p${policy} in tenancy description "d" {\n${own.map((each) => `  ${each}\n`).join('')}}\n`;
    })
    .join('\n');
  const sandbox = await startSandbox({ folder, limits, pageSize: 100 });
  const times = [];
  const silent = console.info;
  // Oracle's SDK tells that the file has no profile DEFAULT.
  console.info = console.warn = () => undefined;
  try {
    for (let run = 0; run < runs; run++) {
      let prepared;
      const work = async () => {
        const tenancy = await openTenancy({
          env: {},
          configFile: sandbox.configFile,
          profile: sandbox.profile,
        });
        prepared = await preparePlan(tenancy, [{ name: 'all.ocipolicy', text }], {});
      };
      times.push(await timedAsync(work, ofThisProcess));
      const changes = prepared.plan?.changes ?? prepared.changes;
      if (changes.length !== Math.ceil(count / CHANGED))
        throw new Error(`a plan with ${changes.length} changes`);
    }
  } finally {
    console.info = silent;
    await sandbox.close();
  }
  return times;
}
