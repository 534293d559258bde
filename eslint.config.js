import tseslint from 'typescript-eslint';

const forbiddenGlobals = [
  'Date',
  'setTimeout',
  'setInterval',
  'Promise',
  'fetch',
  'document',
  'window',
  'process',
  'queueMicrotask',
  'performance',
];

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', '.docusaurus/', '.cache/', 'static/', '**/*.mjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        // One program for all files: what a folder may use of DOM and Node is the type check's to say.
        project: './tsconfig.lint.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-invalid-void-type': 'off', // Suspension answers nothing or an undo
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration[exportKind!="type"]', message: 'Export names one by one.' },
      ],
    },
  },
  {
    files: ['sandbox/**/*.ts'],
    ignores: ['sandbox/hosts/**'],
    rules: {
      'no-restricted-globals': ['error', ...forbiddenGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance comes from RandomSource.' },
      ],
      '@typescript-eslint/require-yield': 'off',
      'require-yield': 'off', // a process that happens not to wait is still a process
    },
  },
  { files: ['*.js'], ...tseslint.configs.disableTypeChecked },
);
