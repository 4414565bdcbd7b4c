/**
 * A line of the table.
 * @typedef {object} Row
 * @property {string} what
 * @property {number | undefined} statements size of the file, where there is one
 * @property {string} unit
 * @property {number} median
 * @property {number | undefined} p95 what 95 in 100 runs reach; undefined for what is measured once
 * @property {{ median: number, p95: number } | undefined} processor the same in processor time
 * @property {number} runs
 * @property {number | undefined} growth the cost is proportional to the size to the power of this
 * @property {string | undefined} budget in words
 * @property {'yes' | 'no' | 'by processor time' | undefined} met
 * @property {readonly { name: string, median: number, p95: number | undefined, unit: string }[]} [peers] the same of others, in the same run
 */

/** The value that so many per cent of the samples do not exceed (nearest rank). */
export function percentile(samples, percent) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** A row of times in milliseconds. `budget`: `{ text, of: 'median' | 'p95', most }` */
export function timeRow(what, statements, times, budget) {
  const row = { what, statements, unit: 'ms', runs: times.length };
  return withBudget({ ...row, ...bothOf(times, (milliseconds) => milliseconds) }, budget);
}

/** A row of statements a second, from times; its p95 is the speed that 95 in 100 runs reach. */
export function speedRow(what, statements, times, budget) {
  const row = { what, statements, unit: 'statements/s', runs: times.length };
  return withBudget(
    { ...row, ...bothOf(times, (milliseconds) => (statements / milliseconds) * 1000) },
    budget,
  );
}

function bothOf(times, shown) {
  const of = (samples) => ({ median: shown(percentile(samples, 50)), p95: shown(percentile(samples, 95)) });
  const processor = times.flatMap((time) => time.processor ?? []);
  const isKnown = processor.length === times.length;
  return { ...of(times.map(({ wall }) => wall)), ...(isKnown ? { processor: of(processor) } : {}) };
}

/** A row of sizes in bytes, shown in `unit`. */
export function sizeRow(what, statements, samples, unit, budget) {
  const by = unit === 'MB' ? 1e6 : 1e3;
  const median = percentile(samples, 50) / by;
  const p95 = samples.length > 1 ? percentile(samples, 95) / by : undefined;
  return withBudget({ what, statements, unit, runs: samples.length, median, p95 }, budget);
}

function withBudget(row, budget) {
  if (!budget) return row;
  const { text, of, most = Infinity, least = -Infinity } = budget;
  const isWithin = (values) => values !== undefined && values[of] <= most && values[of] >= least;
  const met = isWithin(row) ? 'yes' : isWithin(row.processor) ? 'by processor time' : 'no';
  return { ...row, budget: text, met };
}

/** A row of somebody else's, which `withPeers` puts beside ours of the same name and size. */
export function peerRow(peer, row) {
  return { ...row, peer };
}

/** Rows of others become a part of ours of the same name and size; those that have none stay rows, with the other's name. */
export function withPeers(rows) {
  const ours = rows.filter(({ peer }) => peer === undefined);
  const isSame = (one, other) => one.what === other.what && one.statements === other.statements;
  const of = (row) =>
    rows
      .filter((each) => each.peer !== undefined && isSame(each, row))
      .map(({ peer: name, median, p95, unit }) => ({ name, median, p95, unit }));
  const alone = rows.filter((row) => row.peer !== undefined && !ours.some((each) => isSame(each, row)));
  return [
    ...ours.map((row) => (of(row).length > 0 ? { ...row, peers: of(row) } : row)),
    ...alone.map(({ peer, ...row }) => ({ ...row, what: `${peer}: ${row.what}` })),
  ];
}

/** Below this many statements, what does not depend on the size is most of the cost. */
const GROWS_FROM = 1_000;

/** Fills in how the cost of what was measured at several sizes grows with the size, from `GROWS_FROM` on. */
export function withGrowth(rows) {
  return rows.map((row) => {
    const points = rows
      .filter(({ what, statements = 0 }) => what === row.what && statements >= GROWS_FROM)
      .map((each) => [Math.log(each.statements), Math.log(costOf(each))]);
    return { ...row, growth: points.length > 1 ? slope(points) : undefined };
  });
}

/** What grows: a speed is the statements through the time. */
function costOf({ unit, statements, median: wall, processor }) {
  const median = processor?.median ?? wall;
  return unit === 'statements/s' ? statements / median : median;
}

/** The slope of the straight line that lies nearest to the points (least squares). */
function slope(points) {
  const mean = (index) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** The table in Markdown. */
export function markdown(rows) {
  const head = [
    'what',
    'statements',
    'median',
    'p95',
    'CPU median',
    'CPU p95',
    'unit',
    'runs',
    'grows with n^',
    'budget',
    'met',
    'others: median / p95',
  ];
  const right = [false, true, true, true, true, true, false, true, true, false, false, false];
  const cells = rows.map((row) => [
    row.what,
    row.statements?.toLocaleString('en') ?? '',
    number(row.median),
    number(row.p95),
    number(row.processor?.median),
    number(row.processor?.p95),
    row.unit,
    String(row.runs),
    row.growth?.toFixed(2) ?? '',
    row.budget ?? '',
    row.met ?? '',
    (row.peers ?? []).map(peerText).join(', '),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column].length)),
  );
  const line = (texts) =>
    `| ${texts.map((text, at) => (right[at] ? text.padStart(widths[at]) : text.padEnd(widths[at]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (right[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(head), rule, ...cells.map(line)].join('\n');
}

function peerText({ name, median, p95 }) {
  return p95 === undefined ? `${name} ${number(median)}` : `${name} ${number(median)} / ${number(p95)}`;
}

/** Three digits that count. */
function number(value) {
  if (value === undefined || Number.isNaN(value)) return '';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
