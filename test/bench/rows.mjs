/**
 * A line of the table.
 * @typedef {object} Row
 * @property {string} what
 * @property {number | undefined} statements size of the file, where there is one
 * @property {string} unit
 * @property {number} median
 * @property {number | undefined} p95 what 95 in 100 runs reach; undefined for what is measured once
 * @property {number} runs
 * @property {number | undefined} growth the cost is proportional to the size to the power of this
 * @property {string | undefined} budget in words
 * @property {boolean | undefined} isMet
 */

/** The value that so many per cent of the samples do not exceed (nearest rank). */
export function percentile(samples, percent) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** A row of times in milliseconds. `budget`: `{ text, of: 'median' | 'p95', most }` */
export function timeRow(what, statements, samples, budget) {
  const row = { what, statements, unit: 'ms', runs: samples.length };
  const [median, p95] = [percentile(samples, 50), percentile(samples, 95)];
  return withBudget({ ...row, median, p95, cost: median }, budget);
}

/** A row of statements a second, from times in milliseconds; its p95 is the speed that 95 in 100 runs reach. */
export function speedRow(what, statements, samples, budget) {
  const [median, p95] = [percentile(samples, 50), percentile(samples, 95)];
  const speed = (milliseconds) => (statements / milliseconds) * 1000;
  const row = { what, statements, unit: 'statements/s', runs: samples.length };
  return withBudget({ ...row, median: speed(median), p95: speed(p95), cost: median }, budget);
}

/** A row of sizes in bytes, shown in `unit`. */
export function sizeRow(what, statements, samples, unit, budget) {
  const by = unit === 'MB' ? 1e6 : 1e3;
  const median = percentile(samples, 50) / by;
  const p95 = samples.length > 1 ? percentile(samples, 95) / by : undefined;
  return withBudget({ what, statements, unit, runs: samples.length, median, p95, cost: median }, budget);
}

function withBudget(row, budget) {
  if (!budget) return row;
  const value = row[budget.of];
  const isMet = budget.least === undefined ? value <= budget.most : value >= budget.least;
  return { ...row, budget: budget.text, isMet };
}

/** Below this many statements, what does not depend on the size is most of the cost. */
const GROWS_FROM = 1_000;

/** Fills in how the cost of what was measured at several sizes grows with the size, from `GROWS_FROM` on. */
export function withGrowth(rows) {
  return rows.map((row) => {
    const points = rows
      .filter(({ what, statements = 0 }) => what === row.what && statements >= GROWS_FROM)
      .map((each) => [Math.log(each.statements), Math.log(each.cost)]);
    return { ...row, growth: points.length > 1 ? slope(points) : undefined };
  });
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
  const head = ['what', 'statements', 'median', 'p95', 'unit', 'runs', 'grows with n^', 'budget', 'met'];
  const right = [false, true, true, true, false, true, true, false, false];
  const cells = rows.map((row) => [
    row.what,
    row.statements?.toLocaleString('en') ?? '',
    number(row.median),
    number(row.p95),
    row.unit,
    String(row.runs),
    row.growth?.toFixed(2) ?? '',
    row.budget ?? '',
    row.isMet === undefined ? '' : row.isMet ? 'yes' : 'no',
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column].length)),
  );
  const line = (texts) =>
    `| ${texts.map((text, at) => (right[at] ? text.padStart(widths[at]) : text.padEnd(widths[at]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (right[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  return [line(head), rule, ...cells.map(line)].join('\n');
}

/** Three digits that count. */
function number(value) {
  if (value === undefined || Number.isNaN(value)) return '';
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
