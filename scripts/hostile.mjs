// npm run hostile -- [--share <part>] [--only <pattern>] [--json]: what nobody writes by hand, and what comes of it, as a table.
// See docs/sturdy.md. `--share 0.1` takes a tenth of the sizes; `--only surroundings` leaves the documents out.
import { parseArgs } from 'node:util';
import { makeBundles } from '../test/bench/bundles.mjs';
import { hostileDocuments } from '../test/hostile/documents.mjs';
import { readByServer } from '../test/hostile/measure.mjs';
import { hostileSurroundings } from '../test/hostile/surroundings.mjs';
import { runMain } from './missing.mjs';

const { values: options } = parseArgs({
  options: { share: { type: 'string' }, only: { type: 'string' }, json: { type: 'boolean' } },
});
const share = Number(options.share ?? 1);
const isAsked = (name) => new RegExp(options.only ?? '').test(name);

await runMain(async () => {
  const bundles = await makeBundles();
  const rows = [];
  const add = (row) => {
    rows.push(row);
    process.stderr.write(`${line(row)}\n`);
  };
  try {
    for (const document of hostileDocuments(share)) {
      if (!isAsked(document.name)) continue;
      add(await readByServer(bundles.dist, document));
    }
    if (isAsked('surroundings')) (await hostileSurroundings(bundles.dist, share)).forEach(add);
  } finally {
    bundles.remove();
  }
  console.log(options.json ? JSON.stringify(rows, undefined, 2) : table(rows));
  return rows.some(({ what }) => /NOT ANSWERED|IS LOST/.test(what)) ? 1 : 0;
});

/** A row of the table: milliseconds of processor time, megabytes. */
function line({ name, what, open, edit, shown, memory }) {
  const number = (value, by = 1) => (value === undefined ? '' : Math.round(value / by).toLocaleString('en'));
  const cells = [
    name,
    what.replaceAll('|', '\\|'),
    number(open),
    number(edit),
    number(shown),
    number(memory, 1e6),
  ];
  return `| ${cells.join(' | ')} |`;
}

function table(rows) {
  const head = [
    'input',
    'what happens',
    'first answer, ms',
    'after a character, ms',
    'all that is shown, ms',
    'memory, MB',
  ];
  return [`| ${head.join(' | ')} |`, '| --- | --- | ---: | ---: | ---: | ---: |', ...rows.map(line)].join(
    '\n',
  );
}
