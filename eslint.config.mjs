import importPlugin from 'eslint-plugin-import';
import tseslint from 'typescript-eslint';

const clouds = ['aws', 'azure', 'google'];

/** Dependencies point one way: patterns -> capabilities -> clouds -> provider bindings. */
const directions = [
  { target: './src', from: './patterns', except: [], message: 'The platform core knows no pattern.' },
  { target: ['./src/capabilities', './src/environment', './src/standards', './src/openapi', './patterns'], from: clouds.map((c) => `./src/clouds/${c}`), message: 'Only the factory knows a cloud.' },
  { target: './src/standards', from: ['./src/clouds', './src/openapi', './src/edge'], message: 'Standards are plain data.' },
  { target: './src/openapi', from: ['./src/clouds', './src/environment', './src/capabilities'], message: 'An API document knows no platform.' },
  { target: ['capabilities', 'clouds', 'edge', 'environment', 'openapi', 'review', 'standards'].map((folder) => `./src/${folder}`).concat('./patterns'), from: ['./src/cli', './src/environment-file'], message: 'The command and environment files are for people; nothing else needs them.' },
  ...clouds.map((c) => ({ target: `./src/clouds/${c}`, from: clouds.filter((o) => o !== c).map((o) => `./src/clouds/${o}`), message: 'A cloud knows no other cloud.' })),
];

export default tseslint.config(
  { ignores: ['lib/**', 'dist/**', 'node_modules/**', 'cdktf.out/**', 'src/edge/assets/**', '**/*.js', '**/*.mjs'] },
  {
    files: ['**/*.ts'],
    plugins: { 'import': importPlugin, '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    settings: { 'import/resolver': { typescript: { project: './tsconfig.json' } }, 'import/parsers': { '@typescript-eslint/parser': ['.ts'] } },
    rules: {
      'import/no-restricted-paths': ['error', { zones: directions }],
      'import/no-duplicates': 'error',
      'no-duplicate-imports': 'error',
      'eqeqeq': 'error',
      'prefer-const': 'error',
      'quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
      'semi': ['error', 'always'],
      'comma-dangle': ['error', 'always-multiline'],
      'max-len': ['error', { code: 180, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreComments: true }],
      'no-trailing-spaces': 'error',
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'patterns/**/*.ts'],
    ignores: ['src/clouds/*/resources.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['@cdktf/provider-*'], message: 'Provider bindings are imported in src/clouds/<cloud>/resources.ts only.' }] }] },
  },
  { files: ['src/index.ts'], rules: { 'import/no-restricted-paths': 'off' } },
  { files: ['test/terraform/**', 'src/clouds/*/resources.ts', 'patterns/*/enforcement.ts'], rules: { 'max-lines': 'off' } },
);
