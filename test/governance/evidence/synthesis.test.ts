import * as fs from 'fs';
import * as path from 'path';
import { App, TerraformStack } from 'cdktf';
import { OrdersEnvironment } from '../../../examples/acme/orders-environment';
import { Stage } from '../../../src';
import { acmeStandards } from '../../patterns/customer-facing-api/stacks';
import { temporaryFolder } from '../../support/terraform';
import { faultsOf } from './validate';

const FILES = ['.checkov.baseline', '.trivyignore.yaml', 'assessment-results.json', 'controls.csv', 'controls.md', 'controls.sarif', 'inventory.cdx.json', 'verdict.intoto.json'];

function synthesized(outdir: string, context?: { [key: string]: any }): string {
  const app = new App({ outdir, context });
  for (const landingZone of ['eu-aws', 'eu-google']) { new OrdersEnvironment(app, `orders-${landingZone}`, { standards: acmeStandards(), stage: Stage.DEVELOPMENT, landingZone }); }
  new TerraformStack(app, 'of-a-team');
  app.synth();
  return path.join(outdir, 'evidence');
}

/** Paths of all files below a folder. */
function filesIn(folder: string): string[] {
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => fs.statSync(path.join(folder, file)).isFile()).sort();
}

describe('A synthesis', () => {
  const outdir = temporaryFolder();
  const evidence = synthesized(path.join(outdir, 'a'));
  const read = (file: string) => JSON.parse(fs.readFileSync(path.join(evidence, file), 'utf8'));

  test('writes the evidence of each stack, and what the controls are once', () => {
    const files = filesIn(evidence);
    for (const stack of ['orders-eu-aws', 'orders-eu-google']) { expect(files).toEqual(expect.arrayContaining(FILES.map((file) => `${stack}/${file}`))); }
    expect(files.filter((file) => file.endsWith('component-definition.json'))).toEqual(['component-definition.json']);
    expect(faultsOf('oscal-component-definition-1.2.1', read('component-definition.json'))).toEqual([]);
  });

  test('each stack says which component its controls are', () => {
    const components = read('component-definition.json')['component-definition'].components;
    expect(components).toHaveLength(1);
    for (const stack of ['orders-eu-aws', 'orders-eu-google']) {
      const results = read(`${stack}/assessment-results.json`);
      expect(faultsOf('oscal-assessment-results-1.2.1', results)).toEqual([]);
      const resources = results['assessment-results']['back-matter'].resources;
      expect(resources[1].props[0].value).toBe(components[0].uuid);
      for (const { rlinks: [{ href }] } of resources) { expect(fs.existsSync(path.join(evidence, stack, href))).toBe(true); }
    }
  });

  test('writes the same once more, and nothing of this machine', () => {
    const again = synthesized(path.join(outdir, 'b'));
    expect(filesIn(again)).toEqual(filesIn(evidence));
    for (const file of filesIn(evidence)) {
      const text = fs.readFileSync(path.join(evidence, file), 'utf8');
      expect([file, fs.readFileSync(path.join(again, file), 'utf8') === text]).toEqual([file, true]);
      expect([file, text.includes(outdir) || text.includes(process.cwd())]).toEqual([file, false]);
    }
  });

  test('without governance writes none', () => {
    expect(fs.existsSync(synthesized(path.join(outdir, 'c'), { 'groundwork:governance': 'off' }))).toBe(false);
  });
});
