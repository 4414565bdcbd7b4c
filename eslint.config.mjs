import tseslint from 'typescript-eslint';

/** Forbids imports that match `group` in the files of `files`, and says why. */
const border = (files, group, message) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

const up = (...names) => names.map((name) => `**/${name}/**`);

/** What would tie the server to an editor, a machine or a network. */
const OUTSIDE = [
  'vscode',
  'vscode-languageclient',
  'vscode-languageclient/*',
  'node:*',
  'oci-common',
  'oci-identity',
];

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'coverage/', 'artifacts/', 'server/src/language/generated/', '**/*.json'] },
  ...tseslint.configs.recommended,
  ...tseslint.configs.stylistic,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      'no-console': 'error',
    },
  },
  { files: ['client/src/cli/**', 'scripts/**', 'test/**', '**/*.mjs'], rules: { 'no-console': 'off' } },
  // The house: imports go down only. See ARCHITECTURE.md.
  border(
    ['server/src/catalog/**'],
    [...up('language', 'hosts', 'access', 'checks', 'features', 'client'), ...OUTSIDE],
    'The catalogue is pure facts: it must be usable, and testable, without knowing that a policy language exists.',
  ),
  border(
    ['server/src/language/**'],
    [...up('hosts', 'access', 'checks', 'features', 'client'), ...OUTSIDE],
    'The language turns text into a model; what the model grants or gets wrong is decided above it.',
  ),
  border(
    ['server/src/hosts/**'],
    [...up('access', 'checks', 'features', 'client'), ...OUTSIDE],
    'A host says which texts of a file are ours and where they stand; what is wrong with them is decided above it.',
  ),
  border(
    ['server/src/access/**'],
    [...up('hosts', 'checks', 'features', 'client'), ...OUTSIDE],
    'Access analysis answers from the model alone, so that checks, features and the command line get one answer.',
  ),
  border(
    ['server/src/checks/**'],
    [...up('hosts', 'features', 'client'), ...OUTSIDE],
    'A check knows no editor and no protocol, so that the command line and the editor say the same.',
  ),
  border(
    ['server/src/features/**', 'server/src/*.ts'],
    [
      ...up('client'),
      'vscode',
      'node:fs',
      'node:fs/*',
      'node:net',
      'node:http',
      'node:https',
      'node:child_process',
    ],
    'The server knows no editor, no network, no files and no credentials, and runs in a browser.',
  ),
  border(
    ['client/src/tenancy/**', 'client/src/sandbox/**'],
    ['**/cli/**', '**/vscode/**', 'vscode', 'vscode-languageclient', 'vscode-languageclient/*'],
    'Reading and writing a tenancy knows no editor, so that the command line and the editor do the same thing.',
  ),
  border(
    ['client/src/cli/**'],
    ['**/vscode/**', 'vscode', 'vscode-languageclient', 'vscode-languageclient/*'],
    'The command line runs where no editor is.',
  ),
  border(
    ['client/src/vscode/**'],
    ['**/cli/**'],
    'The extension and the command line are two faces of the same house; what both need lives below them.',
  ),
);
