import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, TerraformStack } from 'cdktf';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { EmbeddedEnvironment, Environment, Foundation, ObjectStore, Stage } from '../../src';
import { setSource, sourcesOf } from '../../src/environment/source';
import { stringify } from '../../src/environment/stringify';
import { toTerraformOnce } from '../../src/environment/synthesis';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';

const ROOT = path.join(__dirname, '../..');
const props = { standards: acmeStandards(), stage: Stage.DEVELOPMENT, landingZone: 'eu-aws' };
/** The example is typed by the built package, which the tests replace by the sources. */
const orders = (): any => new OrdersEnvironment(new App(), 'orders', props);

/** The line of a file that holds a text. */
function lineOf(file: string, text: string): string {
  return `${file}:${fs.readFileSync(path.join(ROOT, file), 'utf8').split('\n').findIndex((l) => l.includes(text)) + 1}`;
}

describe('where constructs were made', () => {
  test('is the line of the team that makes an environment, a pattern, a capability', () => {
    const here = 'test/environment/source.test.ts';
    const env = new Environment(new App(), 'own', { ...props, pod: 'orders' }); // an environment
    new ObjectStore(env, 'files', {}); // a capability
    expect(sourcesOf(env)).toEqual({ '': lineOf(here, '// an environment'), 'files': lineOf(here, '// a capability') });
    expect(sourcesOf(new Foundation(new App(), 'foundation', { standards: props.standards, landingZone: 'eu-aws' }))).toEqual({ '': expect.stringMatching(/^test\/environment\/source\.test\.ts:\d+$/) });
  });

  test('is never a line of ours: what a pattern makes is where the pattern is made', () => {
    const file = 'examples/acme/orders-environment.ts';
    expect(sourcesOf(orders())).toEqual({ '': lineOf(file, 'super('), 'orders': lineOf(file, 'new CustomerFacingApi') });
  });

  test('is said by path within the stack, also inside the stack of a team', () => {
    const stack = new TerraformStack(new App(), 'team');
    const env = new EmbeddedEnvironment(stack, 'own', { ...props, pod: 'orders' });
    expect(Object.keys(sourcesOf(env))).toEqual(['own']);
  });

  test('can be a line of a document', () => {
    const env = orders();
    setSource(env, 'environment.yaml:1');
    setSource(env.api, 'environment.yaml:7');
    expect(sourcesOf(env)).toEqual({ '': 'environment.yaml:1', 'orders': 'environment.yaml:7' });
  });

  test('gets not into the Terraform', () => {
    const written = (env: any) => { env.prepareStack(); return stringify(toTerraformOnce(env)); };
    const marked = orders();
    setSource(marked, 'environment.yaml:1');
    sourcesOf(marked);
    const text = written(marked);
    expect(text).toBe(written(orders()));
    expect(text).not.toMatch(/orders-environment|environment\.yaml/);
  });

  test('does not change how deep the errors of a team are traced', () => {
    const depth = Error.stackTraceLimit;
    sourcesOf(orders());
    expect(Error.stackTraceLimit).toBe(depth);
  });

  test('is nothing where no frame is of a file below the working folder', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'source-'));
    const program = `
      import { App } from 'cdktf';
      import { OrdersEnvironment } from '${ROOT}/examples/acme/orders-environment';
      import { Stage, Standards } from '${ROOT}/src';
      import { sourcesOf } from '${ROOT}/src/environment/source';
      const env = new OrdersEnvironment(new App(), 'orders', { standards: Standards.fromFile('${ROOT}/examples/acme/standards.yaml'), stage: Stage.DEVELOPMENT, landingZone: 'eu-aws' });
      console.log(JSON.stringify(sourcesOf(env)));`;
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    fs.writeFileSync(path.join(folder, 'main.ts'), program);
    const run = (cwd: string) => spawnSync(path.join(ROOT, 'node_modules/.bin/tsx'), ['--tsconfig', path.join(ROOT, 'examples/tsconfig.json'), path.join(folder, 'main.ts')], { cwd, encoding: 'utf8' }).stdout;
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'elsewhere-'));
    expect(JSON.parse(run(elsewhere))).toEqual({});
    // The loader that people use keeps the lines of the TypeScript.
    expect(JSON.parse(run(ROOT)).orders).toBe(lineOf('examples/acme/orders-environment.ts', 'new CustomerFacingApi'));
    fs.rmSync(folder, { recursive: true });
    fs.rmSync(elsewhere, { recursive: true });
  });
});
