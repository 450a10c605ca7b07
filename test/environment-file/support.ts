import * as fs from 'fs';
import * as path from 'path';
import { synthesizeFiles } from '../../src/environment-file/synthesize';
import { GroundworkError } from '../../src/errors';
import { temporaryFolder } from '../support/terraform';

export const ACME = path.join(__dirname, '../../examples/acme');

/** A folder with the example enterprise, in which tests write environment files. */
export class Workplace {
  public readonly folder = temporaryFolder();

  public constructor() {
    for (const file of ['standards.yaml', 'orders.openapi.yaml', 'facts', 'approvals']) { fs.cpSync(path.join(ACME, file), path.join(this.folder, file), { recursive: true }); }
  }

  public write(file: string, text: string): string {
    const place = path.join(this.folder, file);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text);
    return place;
  }

  /** Terraform of the stacks, by stack. */
  public synthesize(files: string[], context: { [key: string]: unknown } = {}): { [stack: string]: string } {
    const outdir = path.join(this.folder, 'out');
    fs.rmSync(outdir, { recursive: true, force: true });
    synthesizeFiles({ files, outdir, context });
    const stacks = path.join(outdir, 'stacks');
    return Object.fromEntries(fs.readdirSync(stacks).map((stack) => [stack, fs.readFileSync(path.join(stacks, stack, 'cdk.tf.json'), 'utf8')]));
  }

  /** Lines of the error, with the folder left out. */
  public faults(text: string, context: { [key: string]: unknown } = {}): string[] {
    const file = this.write('environment.yaml', text);
    try {
      this.synthesize([file], context);
    } catch (error) {
      expect(error).toBeInstanceOf(GroundworkError);
      const stacks = path.join(this.folder, 'out', 'stacks');
      expect(fs.existsSync(stacks) ? fs.readdirSync(stacks) : []).toEqual([]);
      return (error as Error).message.split(`${this.folder}/`).join('').split('\n').slice(1).map((line) => line.trim());
    }
    return [];
  }
}

/** The least environment with one pattern, with lines put in place of others. */
export const LEAST = `name: orders-prod
standards: standards.yaml
pod: orders
stage: production
patterns:
  - id: orders
    pattern: customer-facing-api
    inputs:
      openapi: orders.openapi.yaml
      authentication: { issuer: https://login.acme.example/, audience: orders }
      consent: { purpose: order-fulfilment }
`;
