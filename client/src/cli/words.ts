import { tenancyWords } from './words-tenancy.ts';
import { sandboxWords } from './words.sandbox.ts';
import { accessWords } from './words-access.ts';

/**
 * Everything the command line says to a person, by key. `{name}` is filled in by `say`; keys that end in `.one` and
 * `.other` are the plural forms that `count` chooses from. The other languages are beside this file.
 */
export const words = {
  // Inputs that cannot be read. Each stands on a line of its own on the error stream.
  'input.notRead': '{name} was not read: {reason}',
  'input.emptyPath': 'An empty path was given, so nothing was read for it: write . for the current folder.',
  'input.emptyHere':
    'Nothing to read: the current folder and its folders hold no .ocipolicy file. Name a file, a folder or a ' +
    'pattern, or write - for standard input.',
  'reason.missing': 'there is no file or folder of that name.',
  'reason.noMatch': 'no file matches this pattern (dot-folders and node_modules are left out).',
  'reason.emptyFolder':
    'this folder and its folders hold no .ocipolicy file (dot-folders, node_modules and linked folders are left out).',
  'reason.denied': 'permission denied. Give the user who runs ocipolicy the right to read it.',
  'reason.linkCircle': 'its symbolic links lead round in a circle.',
  'reason.linkNowhere': 'it is a symbolic link to something that does not exist.',
  'reason.notFolder': 'a part of this path is a file, not a folder.',
  'reason.folder': 'it is a folder, where a file was expected.',
  'reason.nameTooLong': 'the system does not take a name of this length.',
  'reason.system': 'the system refused with {code}.',
  'reason.binary': 'it is not text (NUL byte at offset {offset}). A policy file is UTF-8 text.',
  'reason.encoding': 'it is in {encoding}, as its byte order mark says. Save it as UTF-8.',
  'reason.notUtf8':
    'it is not valid UTF-8 (byte 0x{byte} at offset {offset}, line {line}). Save it as UTF-8.',
  'reason.longLine': 'line {line} is longer than 1 MiB, more than any statement needs. Break it into lines.',
  'reason.largeFile': 'it is larger than 50 MiB. Split it into smaller files.',
  'project.name': 'The project file {name}',

  // Files that cannot be written.
  'file.notWritten': '{name} was not written: {reason}',
  'reason.changed': 'it changed while it was checked. Run the command again.',
  'reason.notRegular': 'it is a pipe or a device, not a file.',

  // Faults of the program or of its surroundings.
  'internal.file': 'An internal error stopped the work on {name}: {detail}. {more}',
  'internal.anywhere': 'An internal error stopped the work: {detail}. {more}',
  'internal.more': 'Set OCIPOLICY_DEBUG=1 to see where.',
  'output.failed': 'The output could not be written to its end: the system refused with {code}.',
  'lsp.noServer':
    'The language server is not where it belongs, beside this program: {path} does not exist. Install ocipolicy again.',

  // Faults of the call.
  'usage.see': "See '{command} --help'.",
  'usage.unknownOption': "'{what}' is not an option of '{command}'.",
  'usage.unknownCommand': "'{what}' is not a command of ocipolicy.",
  'usage.checkFile': "To check a file, write 'ocipolicy check {what}'.",
  'usage.noCommand': "What to do was not said: write a command, as in 'ocipolicy check'.",
  'usage.noValue': "The option '{what}' needs a value.",
  'usage.excess': "'{command}' takes no such arguments.",
  'usage.badValue': "'{value}' is not a value of {option}: write {choices}.",
  'usage.stdinName':
    'The option --stdin-name names standard input, which was not asked for: write - as a path too.',
  'usage.didYouMean': 'Did you mean {what}?',
  'usage.or': '{all} or {last}',
  'list.separator': ', ',

  // Verdicts, as people read them.
  'severity.error': 'error',
  'severity.warning': 'warning',
  'severity.information': 'information',
  'severity.hint': 'hint',
  'count.error.one': '{n} error',
  'count.error.other': '{n} errors',
  'count.warning.one': '{n} warning',
  'count.warning.other': '{n} warnings',
  'count.information.one': '{n} information',
  'count.information.other': '{n} information',
  'count.hint.one': '{n} hint',
  'count.hint.other': '{n} hints',
  'count.file.one': '{n} file',
  'count.file.other': '{n} files',
  'count.unchecked.one': '{n} path was not checked.',
  'count.unchecked.other': '{n} paths were not checked.',
  'summary.found': '{counts} in {files}.',
  'summary.clean': 'No findings in {files}.',
  'fixed.file': '{name} fixed: {counts}',
  'formatted.file': '{name} formatted',
  'count.unformatted.one': "{n} file is not formatted: run 'ocipolicy format' to format it.",
  'count.unformatted.other': "{n} files are not formatted: run 'ocipolicy format' to format them.",
  'convert.empty': '{name} holds no statement, so there is nothing to convert.',
  'stdin.name': '<stdin>',

  // Help.
  'help.program':
    'Checks Oracle Cloud Infrastructure IAM policies (.ocipolicy files) and applies them to a tenancy.',
  'help.usage': 'Usage:',
  'help.arguments': 'Arguments:',
  'help.options': 'Options:',
  'help.commands': 'Commands:',
  'help.help': 'show this help',
  'help.helpCommand': 'show the help of a command',
  'help.version': 'print the version',
  'help.check': 'find faults in policy files',
  'help.parse': 'print the syntax tree of policy files, for other tools',
  'help.formatFiles': 'bring policy files into canonical form, in place',
  'help.formatCheck': 'list what is not formatted, and write nothing',
  'help.convert': 'print the statements of policy files in the form of another tool',
  'help.to': 'the form: {choices} (default: {default})',
  'help.lsp': 'start the language server on standard input and output',
  'help.paths': 'files, folders, patterns, or - for standard input (default: the current folder)',
  'help.format': 'how to print: {choices} (default: {default})',
  'help.failLevel': 'the least severity that makes the exit code 1: {choices} (default: {default})',
  'help.quiet': 'print only findings at or above the fail level',
  'help.fix': 'mend what can be mended safely, then report what is left; of -, print the mended text',
  'help.hosts':
    'of folders, also check the files of other languages that hold statements (Terraform, JSON, YAML, Markdown, scripts)',
  'help.config':
    'the project file to use (default: for each file the nearest ocipolicy.json in the folders above it)',
  'help.stdinName': 'the path that standard input is reported under',
  'help.color': 'colour the output, even when it is no terminal',
  'help.noColor': 'do not colour the output',
  'help.locale': 'the language of messages: {choices} (default: that of the environment, or en)',
  'help.stdio': 'speak on standard input and output (the default)',
  'help.afterProgram': `
Examples:
  ocipolicy check                      every .ocipolicy file of the current folder and its folders
  ocipolicy check policies 'x/**/*.txt'
  ocipolicy check - < one.ocipolicy
`,
  'help.afterCheck': `
A folder gives its .ocipolicy files, and those of the folders in it; dot-folders, node_modules and linked
folders are left out. A file that is named is read whatever its ending.

Exit code:
  0  no finding at or above the fail level
  1  at least one
  2  something could not be read, or the call was wrong
`,
  'help.afterConvert': `
Forms:
  json       an array of statements, as the API takes it; of several policies an array of objects
  terraform  a list of strings in HCL, for statements of oci_identity_policy
  cli        the command 'oci iam policy create', a policy each
  console    the statements, a line each, for the policy builder's manual editor

Exit code:
  0  everything was printed
  2  something could not be read or has no statement, or the call was wrong
`,
  'help.afterFormat': `
Words, names and comments stay; a statement with a fault stays as it is. A file is written only when something in it
changes. Of standard input (-), the formatted text goes to standard output.

Exit code:
  0  everything is formatted
  1  with --check: something is not
  2  something could not be read or written, or the call was wrong
`,
  'help.afterParse': `
As JSON, one named file (or -) gives an object with the properties file and tree; anything else gives an
array of such objects. Broken statements have a tree too: 'ocipolicy check' tells the faults.

Exit code:
  0  every tree was printed
  2  something could not be read, or the call was wrong
`,

  ...sandboxWords.en,
  // Who can do what.
  ...accessWords,
  ...tenancyWords,
} as const;

export type WordKey = keyof typeof words;
