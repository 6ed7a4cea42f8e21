import tseslint from 'typescript-eslint'

/** Folders that touch the world; everything else under src/ is the core and does not. */
const edges = [
  'src/cli/**',
  'src/output/**',
  'src/registry/**',
  'src/cluster/**',
  'src/regular-file.ts',
  'src/program.ts',
  'src/tunnel.ts',
]

const ourImport =
  ':matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, ImportExpression)'

/** A style or a script whose text is imported keeps its own ending. */
const asText = ':not(:has(> ImportAttribute))'

const bans = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name: a name is the same word everywhere.',
  },
  {
    selector: `${ourImport}[source.value=/^\\.{1,2}\\u002F(?!.*\\.ts$)/]${asText}`,
    message: 'Import our own files with their .ts ending.',
  },
]

const programBans = [
  {
    // Its first call alone takes a small run longer than a hundred spreads.
    selector:
      "CallExpression[callee.object.name='Array'][callee.property.name='from'][arguments.0.type!='ObjectExpression']",
    message: 'Spread it: [...values].',
  },
]

const coreBans = [
  {
    selector: `${ourImport}[source.value=/^node:/]`,
    message: 'The core takes text and values and returns text and values; the edges touch the world.',
  },
  {
    selector: ':matches(AwaitExpression, :function[async=true], ForOfStatement[await=true])',
    message: 'The core is synchronous.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now'], NewExpression[callee.name='Date']",
    message: 'The core knows no clock.',
  },
]

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'testdata/', 'k8ssandra-relocate', '**/*.tmp'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', ...bans],
      'no-restricted-globals': ['error', 'process'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...bans, ...programBans],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 6],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: edges,
    rules: { 'no-restricted-syntax': ['error', ...bans, ...programBans, ...coreBans] },
  },
  {
    // They import the package, whose types are there only once it is built.
    files: ['examples/**/*.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
  },
  {
    files: ['**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/cli/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['scripts/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.base],
    rules: { eqeqeq: 'error', 'no-undef': 'off', 'prefer-const': 'error', 'no-var': 'error' },
  },
)
