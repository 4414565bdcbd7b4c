// Documents that nobody writes by hand: very long, very deep, full of signs that are read in some way of their own. Behind each stands a
// statement with a fault, so that one sees whether it is read to its end.

const MEGABYTE = 1_000_000;
const DEEP = 100_000;

/** What stands behind each document on a line of its own, and what is said of it. */
export const LAST = { text: 'allow group A to rread buckets in tenancy', code: 'unknown-verb' };

/** `unit` again and again, to about that many characters. */
const long = (unit, length) => unit.repeat(Math.max(1, Math.floor(length / unit.length)));
const where = (condition) => `allow group A to read buckets in tenancy where ${condition}`;
const nested = (open, inner, close, depth) => `${open.repeat(depth)}${inner}${close.repeat(depth)}`;

/**
 * @param {number} share of the sizes that the table names: tests read smaller ones
 * @returns {{ name: string, text: string, language?: string, ending?: string }[]}
 */
export function hostileDocuments(share = 1) {
  const line = (unit) => long(unit, 10 * MEGABYTE * share);
  const name = (unit) => long(unit, MEGABYTE * share);
  const depth = Math.floor(DEEP * share);
  const policy = (what, text) => ({ name: what, text: `${text}\n\n${LAST.text}\n` });
  const host = (what, language, ending, text) => ({ name: what, language, ending, text });
  return [
    policy('10 MB on one line: a word', line('x')),
    policy('10 MB on one line: statements', line('allow group A to read buckets in tenancy ')),
    policy('10 MB on one line: groups', `allow group ${line('Ops, ')}Ops to read buckets in tenancy`),
    policy('10 MB on one line: comparisons', where(`any { ${line("request.region = 'phx', ")}target.id }`)),
    policy('10 MB on one line: permissions', `allow group A to {${line('VCN_READ, ')}VCN_READ} in tenancy`),
    policy('10 MB on one line: quotes', line("'")),
    policy('10 MB on one line: typographic quotes', line('\u2018x\u2019 ')),
    policy('10 MB on one line: signs of emphasis', line('**x** ')),
    policy('10 MB on one line: placeholders', line('<name> ')),
    policy('10 MB on one line: angle brackets', line('<')),
    policy('10 MB on one line: slashes', line('/ ')),
    policy('10 MB on one line: block comments', line('/**/')),
    policy('10 MB on one line: braces', line('{}')),
    policy('10 MB on one line: entities', line('&lt;')),
    policy('10 MB: a comment that does not end', `/* ${line('x\n')}`.concat('*/')),
    policy('100,000 braces of conditions, closed', where(nested('any { ', 'target.id', ' }', depth))),
    policy('100,000 braces of conditions, open', where('all { '.repeat(depth))),
    policy(
      '100,000 braces of a matching rule',
      `dynamic-group g matching ${nested('any {', "resource.id = 'x'", '}', depth)}`,
    ),
    policy('100,000 parentheses', where(`target.id in ${nested('(', "'a'", ')', depth)}`)),
    policy('100,000 heads of policies', 'policy p in tenancy description "d" {\n'.repeat(depth)),
    policy('100,000 closing braces', '} '.repeat(depth)),
    policy('a group name of 1 MB', `allow group ${name('x')} to read buckets in tenancy`),
    policy('a quoted name of 1 MB', `allow group '${name('x')}' to read buckets in tenancy`),
    policy('a compartment path of 1 MB', `allow group A to read buckets in compartment ${name('A:')}A`),
    policy('an OCID of 1 MB', `allow group id ocid1.group.oc1..${name('a')} to read buckets in tenancy`),
    policy('a variable of 1 MB', where(`target.${name('x.')}id = 'a'`)),
    policy('a pattern of 1 MB', where(`target.bucket.name = /${name('*x')}/`)),
    policy('a placeholder of 1 MB', `allow group <${name('x')}> to read buckets in tenancy`),
    policy('a description of 1 MB', `policy p in tenancy description "${name('x')}" {\n}`),
    policy('1 MB of NUL', name('\0')),
    policy(
      'NUL between all letters',
      `allow group A to read buckets in tenancy\n`
        .repeat(1_000 * share)
        .split('')
        .join('\0'),
    ),
    policy(
      'all kinds of line ends, mixed',
      long(
        'allow group A to read buckets in tenancy\r// a\n\r\r\n# b\u2028\u2029\v\f\u0085',
        MEGABYTE * share,
      ),
    ),
    policy('1,000,000 empty lines', '\n'.repeat(MEGABYTE * share)),
    policy('1 MB of halves of surrogate pairs', name('\ud800')),
    policy(
      'halves of surrogate pairs in names',
      `allow group A\udc00 to read buckets in compartment B\ud83d`,
    ),
    policy('1 MB of marks that turn the direction', name('\u202e\u2066')),
    policy('a mark that turns the direction in a value', where("target.bucket.name = 'logs\u202e'")),
    policy('1 MB of letters with accents', `allow group ${name('e\u0301')} to read buckets in tenancy`),
    policy('1 MB of emoji', name('👩‍👩‍👧')),
    policy(
      '20,000 statements that are all the same',
      `${'allow group A to read buckets in tenancy\n'.repeat(20_000 * share)}`,
    ),
    policy(
      '20,000 different faults',
      Array.from(
        { length: 20_000 * share },
        (_, n) => `allow grup A${n} reed buckts${n} in tennancy where`,
      ).join('\n'),
    ),
    host(
      'JSON: 10 MB on one line',
      'json',
      'json',
      `{"statements": ["${long('allow group A to read buckets in tenancy", "', 10 * MEGABYTE * share)}${LAST.text}"]}`,
    ),
    host('JSON: 100,000 brackets', 'json', 'json', nested('[', `"${LAST.text}"`, ']', depth)),
    host(
      'Terraform: 100,000 braces',
      'terraform',
      'tf',
      `x = ${nested('{ a = ', '1', ' }', depth)}\ny = ["${LAST.text}"]\n`,
    ),
    host(
      'Terraform: 1 MB of slots',
      'terraform',
      'tf',
      `resource "oci_identity_policy" "p" {\n statements = ["allow group ${name('${a}')} to read buckets in tenancy", "${LAST.text}"]\n}\n`,
    ),
    host(
      'Terraform: a statement of 1 MB',
      'terraform',
      'tf',
      `resource "oci_identity_policy" "p" {\n statements = ["allow group ${name('x')} to read buckets in tenancy", "${LAST.text}"]\n}\n`,
    ),
    host(
      'YAML: 100,000 brackets',
      'yaml',
      'yaml',
      `statements: ${nested('[', `"${LAST.text}"`, ']', depth)}\n`,
    ),
    host('YAML: aliases of aliases', 'yaml', 'yaml', aliases()),
    host(
      'Markdown: 100,000 quotes in quotes',
      'markdown',
      'md',
      `${'>'.repeat(depth)} \`\`\`ocipolicy\n${LAST.text}\n`,
    ),
    host(
      'Markdown: 1 MB of brackets',
      'markdown',
      'md',
      `${name('![[')}\n\n\`\`\`ocipolicy\n${LAST.text}\n\`\`\`\n`,
    ),
    host(
      'Shell: 1 MB of quotes',
      'shellscript',
      'sh',
      `echo ${name(`'"' `)}\noci iam policy create --statements '["${LAST.text}"]'\n`,
    ),
    host('Python: 1 MB of brackets', 'python', 'py', `x = ${name('(')}\ny = ["${LAST.text}"]\n`),
    host('JavaScript: 1 MB of templates in templates', 'javascript', 'js', `x = ${name('`${')}\n`),
  ];
}

/** Few lines that mean very many values. */
function aliases() {
  const lines = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}*a${n}]`);
  return `a0: &a0 ["${LAST.text}"]\n${lines.join('\n')}\nstatements: *a30\n`;
}
