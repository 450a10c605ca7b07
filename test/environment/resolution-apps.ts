import * as fs from 'fs';
import * as path from 'path';
import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { adopt, CheckedSynthesizer, prepared, registered, toTerraformOnce } from '../../src/environment/synthesis';
import { temporaryFolder } from '../support/terraform';
import { build, Program } from './resolution-program';

/** A stack that synthesizes as foundations and environments do, and adds nothing of its own. */
class Ours extends TerraformStack {
  public readonly cloud = { check: () => [] };
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.synthesizer = new CheckedSynthesizer(this as any);
    registered(this as any);
  }
  public prepareStack(): void {
    prepared(this as any);
  }
  public toTerraform(): any {
    return toTerraformOnce(this);
  }
}
adopt(Ours);

const folder = temporaryFolder();
// The host warns of every expression inside a function.
beforeAll(() => { jest.spyOn(console, 'warn').mockImplementation(() => undefined); });
afterAll(() => { jest.restoreAllMocks(); });

/** An encoded number that the host does not find, for what stands before it, holds a count of all tokens so far. */
const comparable = (content: string) => content.replace(/-8\.1\d+e\+298/g, 'NUMBER');

/** Everything that a synthesis of `program` writes, or what it throws, with some of the stacks ours. */
export function written(program: Program, ours: (index: number) => boolean): { files?: { [file: string]: string }; error?: string } {
  const outdir = fs.mkdtempSync(path.join(folder, 'out-'));
  try {
    const app = new App({ outdir, skipValidation: true, context: { 'groundwork:review': 'off', 'groundwork:governance': 'off' } });
    build(program, app, (scope, id, index) => (ours(index) ? new Ours(scope, id) : new TerraformStack(scope, id)));
    app.synth();
    const stacks = fs.readdirSync(path.join(outdir, 'stacks')).map((stack) => `stacks/${stack}/cdk.tf.json`);
    return { files: Object.fromEntries(['manifest.json', ...stacks].map((file) => [file, comparable(fs.readFileSync(path.join(outdir, file), 'utf8'))])) };
  } catch (error) {
    return { error: (error as Error).message };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}
