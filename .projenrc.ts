import { cdk, javascript, JsonFile, TextFile, typescript } from 'projen';

const project = new cdk.JsiiProject({
  name: 'cdktf-groundwork',
  description: 'Delivery patterns for CDK for Terraform: a whole governed environment on AWS, Azure or Google Cloud from one source.',
  author: 'Groundwork authors',
  authorAddress: 'maintainers@groundwork.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/groundwork/cdktf-groundwork.git',
  keywords: ['cdktf', 'terraform', 'aws', 'azure', 'google-cloud', 'platform-engineering', 'governance'],
  license: 'Apache-2.0',
  copyrightOwner: 'Groundwork authors',
  defaultReleaseBranch: 'main',
  jsiiVersion: '~5.9.0',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },
  entrypoint: 'lib/src/index.js',
  bin: { groundwork: 'lib/src/cli/groundwork.js' },
  srcdir: '.',
  libdir: 'lib',
  testdir: 'test',
  excludeTypescript: ['node_modules', 'lib', 'test', 'examples', 'benchmarks', 'scripts', 'projenrc', '.projenrc.ts', 'dist', 'cdktf.out', 'src/edge/programs'],
  sampleCode: false,
  jest: false,
  eslint: false,
  github: false,
  depsUpgrade: false,
  buildWorkflow: false,
  release: false,
  pullRequestTemplate: false,
  stability: 'experimental',
  publishToPypi: { distName: 'cdktf-groundwork', module: 'cdktf_groundwork' },
  peerDeps: ['cdktf@^0.21.0', 'constructs@^10.4.2'],
  peerDependencyOptions: { pinnedDevDependency: false },
  bundledDeps: ['yaml@^2.8.0', 'ajv@^8.17.0', 'ajv-formats@^3.0.0', 'ajv-draft-04@^1.0.0', '@seriousme/openapi-schema-validator@^2.11.0', 'fflate@^0.8.2', '@dagrejs/dagre@^3.1.3', 'yargs@^17.7.2', 'picocolors@^1.1.1', 'nanospinner@^1.2.2', 'canonicalize@^2.1.0', '@open-policy-agent/opa-wasm@^1.10.0'],
  devDeps: [
    'cdktf@0.21.0',
    'constructs@10.6.0',
    '@cdktf/provider-aws@21.22.1',
    '@cdktf/provider-azurerm@14.23.1',
    '@cdktf/provider-google@16.12.1',
    'esbuild',
    'tsx',
    '@swc/core',
    '@swc/jest',
    'jest@^29',
    '@types/jest@^29',
    'fast-check@^3',
    'jose@^6',
    '@readme/oas-examples',
    'eslint@^9',
    'typescript-eslint@^8',
    'cli-table3',
    'eslint-plugin-import',
    'eslint-import-resolver-typescript',
    'axe-core',
    'playwright-core',
    '@types/yargs@^17',
    '@types/sarif',
  ],
  gitignore: ['/cdktf.out/', '.terraform/', '*.tfstate*', '/tmp/', '/examples/*/cdktf.out/', '/coverage/', '.terraform.lock.hcl', '__pycache__/'],
  npmignoreEnabled: false,
  tsconfig: { compilerOptions: { types: ['node', 'jest'] } },
});

project.package.addField('files', ['lib/**/*.js', 'lib/**/*.d.ts', '.jsii', 'schemas', 'API.md', 'THIRD-PARTY-NOTICES.md']);
project.package.addField('types', 'lib/src/index.d.ts');
project.package.addField('allowScripts', undefined);

new JsonFile(project, 'jest.config.json', {
  marker: false,
  obj: {
    // The host of two cores would else run everything in one process.
    maxWorkers: '100%',
    workerIdleMemoryLimit: '2GB',
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    transform: {
      '^.+\\.[jt]sx?$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
    },
    moduleNameMapper: { '^cdktf-groundwork$': '<rootDir>/src/index.ts' },
    testPathIgnorePatterns: ['/node_modules/', '<rootDir>/lib/'],
    modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/dist/'],
    setupFiles: ['<rootDir>/test/support/seed.ts'],
    testTimeout: 60000,
  },
});

new JsonFile(project, 'examples/tsconfig.json', {
  marker: false,
  obj: {
    extends: '../tsconfig.json',
    compilerOptions: { noEmit: true, rootDir: '..', paths: { 'cdktf-groundwork': ['../src/index.ts'] } },
    include: ['**/*.ts'],
    exclude: ['node_modules'],
  },
});

project.addTask('eslint', { exec: 'eslint src patterns examples test scripts benchmarks' });
project.testTask.reset('eslint src patterns examples test scripts benchmarks');
project.testTask.exec('jest', { receiveArgs: true });
project.addTask('demo', { description: 'Synthesize the example enterprise on all three clouds', exec: 'tsx --tsconfig examples/tsconfig.json scripts/demo.ts' });
project.addTask('check:terraform', { description: 'init, validate and offline plan of every synthesized stack', exec: 'tsx scripts/check-terraform.ts', receiveArgs: true });
project.addTask('check:apply', { description: 'apply the AWS stacks to a moto server on loopback', exec: 'tsx scripts/check-apply.ts', receiveArgs: true });
project.addTask('check:scanners', { description: 'checkov on every offline plan, parliament on every AWS policy', exec: 'tsx scripts/check-scanners.ts', receiveArgs: true });
project.addTask('check:tamper', { description: 'weakenings of the approved environments, seen by our controls and by checkov', exec: 'tsx --tsconfig examples/tsconfig.json scripts/check-tamper.ts', receiveArgs: true });
project.addTask('check:python', { description: 'a Python class replaces one capability; the bytes equal those of TypeScript', exec: 'tsx scripts/check-python.ts' });
project.addTask('approvals', { description: 'give the approvals of the example enterprise anew', exec: 'tsx scripts/write-approvals.ts' });
project.addTask('bench', { description: 'construct and synthesize, against plain cdktf in the same run', exec: 'tsx benchmarks/bench.ts', receiveArgs: true });
project.addTask('check:package', { description: 'pack, install in an empty folder, measure, synthesize', exec: 'tsx scripts/check-package.ts' });
project.addTask('compile-all', { description: 'compile, inline the bindings, generate API.md', steps: [{ spawn: 'compile' }, { spawn: 'post-compile' }] });
project.postCompileTask.prependExec('tsx scripts/inline-bindings.ts');
project.postCompileTask.exec('tsx scripts/build-edge.ts lib/src/edge/assets');
project.postCompileTask.exec('tsx scripts/strip-maps.ts lib');

new TextFile(project, '.nvmrc', { lines: ['20'] });
project.synth();
