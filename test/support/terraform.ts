import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, TerraformStack } from 'cdktf';

/** A resource of synthesized Terraform, with its address and the construct that made it. */
export interface Found {
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly path: string;
  readonly body: any;
}

/** Synthesized Terraform of one stack, with the questions that tests ask of it. */
export class Terraform {
  public constructor(public readonly json: any) {}

  /** Resources of `type` whose construct path contains `under`. */
  public all(type: string, under = ''): Found[] {
    return Object.entries<any>(this.json.resource?.[type] ?? {})
      .map(([name, body]) => ({ type, name, address: `${type}.${name}`, path: body['//'].metadata.path as string, body }))
      .filter((r) => `${r.path}/`.includes(under));
  }

  /** The only such resource. */
  public one(type: string, under = ''): any {
    const found = this.all(type, under);
    if (found.length !== 1) {
      throw new Error(`expected one ${type} under "${under}", found ${found.length}: ${found.map((f) => f.path).join(', ')}`);
    }
    return found[0].body;
  }

  /** Every resource. */
  public everything(): Found[] {
    return Object.keys(this.json.resource ?? {}).flatMap((type) => this.all(type));
  }

  /** The whole as text, for "appears nowhere". */
  public text(): string {
    return JSON.stringify(this.json);
  }
}

/** A folder that is removed when the tests of a file end. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-'));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Parts of environments are tried by themselves; what governance says of a whole one has tests of its own, which switch it on again. */
const UNGOVERNED = { 'groundwork:governance': 'off' };

/** Runs a whole synthesis as a user would, without governance unless `context` says otherwise, and reads what was written, by stack id. */
export function synthesize(build: (app: App) => void, context?: { [key: string]: any }): { [stack: string]: Terraform } {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-'));
  try {
    const app = new App({ outdir, context: { ...UNGOVERNED, ...context } });
    build(app);
    app.synth();
    const stacks = path.join(outdir, 'stacks');
    return Object.fromEntries(fs.readdirSync(stacks).map((s) => [s, new Terraform(JSON.parse(fs.readFileSync(path.join(stacks, s, 'cdk.tf.json'), 'utf8')))]));
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** What was written for the one stack that `build` makes. */
export function synthesizeOne(build: (app: App) => TerraformStack, context?: { [key: string]: any }): Terraform {
  let id = '';
  const all = synthesize((app) => { id = build(app).node.id; }, context);
  return all[id];
}
