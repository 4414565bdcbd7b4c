// docs/checks.md from the checks: one section a code, in the order of the families.

import { LEFT_OUT } from './left-out.mjs';

const SEVERITIES = { error: 'Error', warning: 'Warning', information: 'Information', hint: 'Hint' };
const FIXES = {
  safe: 'Yes, also with all others at once (**Fix all**, `ocipolicy check --fix`).',
  offered: 'Yes, on request: look at what it writes.',
  none: 'No: only a person can tell what was meant.',
};

/** An example longer than this is cut in its middle, so that it can be read. */
const LONGEST_EXAMPLE = 900;

/** The page, in Markdown. `chapters`: what `manual()` of server/src/checks/manual.ts gives. */
export function page(chapters) {
  const entries = chapters.flatMap((chapter) => chapter.entries);
  const fixed = entries.filter((entry) => entry.fix !== 'none').length;
  return (
    [
      `# Checks`,
      `<!-- Made by \`npm run document\` from server/src/checks. Do not edit it here. -->`,
      `Every code that OCI Policy reports, what it says, why, and how to mend it: ${entries.length} codes, ${fixed} of them with a quick fix.`,
      ABOUT,
      `## Contents`,
      chapters
        .map(
          ({ title, entries: of }) => `- ${link(title)}: ${of.map(({ code }) => codeLink(code)).join(', ')}`,
        )
        .join('\n'),
      ...chapters.flatMap(({ title, entries: of }) => [`## ${title}`, ...of.flatMap(section)]),
      '## Not reported',
      'Faults that were thought of and that no check reports: what is done instead, or why nothing is.',
      Object.entries(LEFT_OUT)
        .map(([code, instead]) => `- \`${code}\`: ${instead}`)
        .join('\n'),
    ].join('\n\n') + '\n'
  );
}

const ABOUT = `An **error** is refused by the service, or has no meaning. A **warning** is accepted, but probably not what was meant, or dangerous.
A **hint** or an **information** is worth knowing. What the catalogue is not certain of is reported more mildly than the heading says.

The severity of a code is set, or the code is switched off, in the editor's setting \`ocipolicy.checks.severity\` and in the file
\`ocipolicy.json\` of a project, which goes first. The nearest one in the folders above a policy file holds:

\`\`\`json
{
  "checks": { "severity": { "any-user-unconditional": "error", "resource-type-case": "off" } },
  "limits": { "statementsPerPolicy": 50, "statementsPerHierarchy": 500, "policies": 100 }
}
\`\`\`

A single place is excused by a comment with the code and the reason, on the line above a statement or declaration or at the end of the
line that the finding is on; the whole file by one before the first statement:

\`\`\`ocipolicy
// ocipolicy-ignore-file placeholder-unfilled: filled in by the pipeline

// ocipolicy-ignore any-user-unconditional: metrics are public here
allow any-user to use metrics in tenancy
\`\`\``;

function section({ code, severity, messages, why, example, fix }) {
  const [first = '', ...others] = messages.map(asText);
  const isOne = others.length === 0;
  const list = [first, ...others].map((text) => `- ${text}`).join('\n');
  return [
    `### ${code}`,
    ...(isOne
      ? [`**${SEVERITIES[severity]}.** ${first}`]
      : [`**${SEVERITIES[severity]}**, in one of these words:`, list]),
    ...(why ? [asText(why)] : []),
    ...(example ? ['Bad:', fenced(example.bad), 'Mended:', fenced(example.mended)] : []),
    `Quick fix: ${FIXES[fix]}`,
  ];
}

const link = (title) =>
  `[${title}](#${title
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replace(/ /g, '-')})`;
const codeLink = (code) => `[\`${code}\`](#${code})`;

/** Text that is no Markdown: what Markdown would take for its own is escaped. */
function asText(text) {
  return text.replace(/[\\`*_<>[\]#|]/g, '\\$&').replace(/^(\d+)\./, '$1\\.');
}

function fenced(text) {
  const whole = text.replace(/\n$/, '');
  const half = LONGEST_EXAMPLE / 2;
  const cut = whole.length > LONGEST_EXAMPLE ? `${whole.slice(0, half)} … ${whole.slice(-half)}` : whole;
  return `\`\`\`ocipolicy\n${cut.replace(/[\u00a0\u00ad\u2002-\u200f\u2060\ufeff]/g, hidden)}\n\`\`\``;
}

/** A character that nobody can see, spelled out. */
function hidden(character) {
  return `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;
}
