import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { LeaveOut, leaveOutUnknown, optionalBySchema } from '../../src/cli/plan/leave-out';
import { ARGUMENTS_NOT_IN_MOTO, NOT_DELETED, NOT_IN_MOTO } from './moto-limits';
import { offlineCopy, variableValues } from '../../src/cli/plan/offline';
import { missingProvider } from '../../src/cli/plan/plan-stack';
import { Stack } from '../../src/cli/plan/stacks';
import { Diagnostic, runTerraform, streamDiagnostics } from '../../src/cli/plan/terraform';

const ENVIRONMENT = { AWS_EC2_METADATA_DISABLED: 'true', AWS_MAX_ATTEMPTS: '2', NO_PROXY: '127.0.0.1' };

export interface Change { readonly address: string; readonly type: string; readonly arguments: string[] }

/** A stack in a folder of its own, applied to an emulator. */
export class AppliedStack {
  public leftOut: string[] = [];
  private readonly folder: string;

  constructor(private readonly program: string, private readonly stack: Stack, workspace: string, private readonly url: string, private readonly version?: string) {
    this.folder = join(workspace, stack.name);
    mkdirSync(this.folder, { recursive: true });
  }

  /** Installs the provider and writes the copy that fits provider and emulator; answers why it cannot. */
  public async prepare(replace: { readonly [from: string]: string }): Promise<string | undefined> {
    let tf = offlineCopy(JSON.parse(withReplaced(JSON.stringify(this.stack.tf), replace)));
    if (this.version) {
      tf.terraform.required_providers = { ...tf.terraform.required_providers, aws: { ...tf.terraform.required_providers.aws, version: this.version } };
    }
    this.write(tf);
    const init = await this.run('init', '-no-color', '-input=false');
    if (init.code !== 0) {
      return missingProvider(`${init.stdout}\n${init.stderr}`) ?? `init: ${init.stderr.trim()}`;
    }
    const schemas: any = Object.values<any>(JSON.parse((await this.run('providers', 'schema', '-json')).stdout).provider_schemas)[0];
    const unknown = leaveOutUnknown(tf, schemas.resource_schemas, 'aws_');
    const optional = optionalBySchema(schemas.resource_schemas);
    // A route needs one target of several, which its schema cannot say.
    const out = new LeaveOut(destructible(unknown.tf), (type, argument) => type !== 'aws_route' && optional(type, argument));
    for (const [type, reason] of Object.entries(NOT_IN_MOTO)) {
      Object.keys(unknown.tf.resource?.[type] ?? {}).forEach((name) => out.resource(type, name, `moto: ${reason}`));
    }
    for (const [path, reason] of Object.entries(ARGUMENTS_NOT_IN_MOTO)) {
      const [type, argument] = path.split('.');
      Object.entries<any>(unknown.tf.resource?.[type] ?? {}).filter(([, body]) => body[argument] !== undefined)
        .forEach(([name, body]) => out.argument(body, argument, `${type}.${name}`, `moto: ${reason}`));
    }
    allowOnly(out, unknown.tf.resource?.aws_s3_bucket_policy ?? {});
    const reduced = out.settle();
    this.leftOut = [...unknown.leftOut, ...reduced.leftOut];
    tf = withEndpoints(reduced.tf, this.url, Object.keys(schemas.provider.block.block_types.endpoints.block.attributes));
    this.write(tf);
    return undefined;
  }

  public async apply(): Promise<Diagnostic[]> {
    return errors(streamDiagnostics(await this.run('apply', '-json', '-auto-approve', '-input=false', '-lock=false')));
  }

  public async outputs(): Promise<{ [name: string]: any }> {
    const answer = JSON.parse((await this.run('output', '-json')).stdout || '{}');
    return Object.fromEntries(Object.entries<any>(answer).map(([name, output]) => [name, output.value]));
  }

  /** Number of resources in the state. */
  public async count(): Promise<number> {
    return (await this.addresses()).length;
  }

  /** What a second plan would change: resource address, type and the arguments; or why it cannot say. */
  public async changes(): Promise<Change[] | string> {
    const plan = await this.run('plan', '-json', '-input=false', '-lock=false', '-out=second.bin');
    if (plan.code !== 0) {
      return errors(streamDiagnostics(plan)).map((one) => one.text).join('\n');
    }
    const shown = JSON.parse((await this.run('show', '-json', 'second.bin')).stdout);
    return (shown.resource_changes ?? []).filter((one: any) => !one.change.actions.every((action: string) => action === 'no-op' || action === 'read'))
      .map((one: any) => ({ address: one.address, type: one.type, arguments: changedArguments(one.change) }));
  }

  /** Destroys what the emulator can delete; the rest goes with the emulator. */
  public async destroy(): Promise<Diagnostic[]> {
    const kept = (await this.addresses()).filter((address) => address.split('.')[0] in NOT_DELETED);
    if (kept.length > 0) {
      await this.run('state', 'rm', ...kept);
      this.leftOut.push(...kept.map((address) => `${address}: not destroyed, moto ${NOT_DELETED[address.split('.')[0]]}`));
    }
    return errors(streamDiagnostics(await this.run('destroy', '-json', '-auto-approve', '-input=false', '-lock=false')));
  }

  private async addresses(): Promise<string[]> {
    return (await this.run('state', 'list')).stdout.split('\n').filter(Boolean);
  }

  private run(...args: string[]) {
    return runTerraform(this.program, args, this.folder, ENVIRONMENT, 30);
  }

  private write(tf: any): void {
    writeFileSync(join(this.folder, 'cdk.tf.json'), JSON.stringify(tf));
    writeFileSync(join(this.folder, 'apply.auto.tfvars.json'), JSON.stringify(variableValues(tf)));
  }
}

/** Literal facts in the example stand for ids of a real foundation; here the emulator has made others. */
export function factReplacements(factsFile: string, outputs: { readonly [name: string]: any }): { [from: string]: string } {
  const facts = JSON.parse(readFileSync(factsFile, 'utf8'));
  const replace: { [from: string]: string } = {};
  for (const [name, fact] of Object.entries<any>(facts)) {
    const [stated, made] = [[fact.value].flat(), [outputs[name] ?? []].flat()];
    stated.forEach((value, i) => {
      if (typeof value === 'string' && typeof made[i] === 'string' && value !== made[i]) {
        replace[value] = made[i];
      }
    });
  }
  return replace;
}

function withReplaced(text: string, replace: { readonly [from: string]: string }): string {
  return Object.entries(replace).sort(([a], [b]) => b.length - a.length).reduce((all, [from, to]) => all.split(from).join(to), text);
}

/** A copy without what keeps it from being destroyed. */
function destructible(tf: any): any {
  for (const [type, named] of Object.entries<any>(tf.resource ?? {})) {
    for (const body of Object.values<any>(named)) {
      for (const lifecycle of [body.lifecycle ?? []].flat()) {
        delete lifecycle.prevent_destroy;
      }
      for (const name of ['deletion_protection', 'enable_deletion_protection', 'deletion_protection_enabled']) {
        if (body[name] !== undefined) {
          body[name] = false;
        }
      }
      if (type === 'aws_s3_bucket' || type === 'aws_ecr_repository') {
        body.force_destroy = type === 'aws_s3_bucket' ? true : undefined;
        body.force_delete = type === 'aws_ecr_repository' ? true : undefined;
      }
      if (type === 'aws_rds_cluster' || type === 'aws_db_instance') {
        body.skip_final_snapshot = true;
      }
    }
  }
  return tf;
}

/**
 * The emulator applies a Deny without looking at its condition, so "not over TLS" would refuse everything: it gets the
 * statements that allow, and no policy where there are none.
 */
function allowOnly(out: LeaveOut, policies: { readonly [name: string]: any }): void {
  for (const [name, body] of Object.entries(policies)) {
    const document = JSON.parse(body.policy);
    const allowing = [document.Statement].flat().filter((statement: any) => statement.Effect === 'Allow');
    if (allowing.length === 0) {
      out.resource('aws_s3_bucket_policy', name, 'moto: denies without looking at the condition');
    } else {
      body.policy = JSON.stringify({ ...document, Statement: allowing });
    }
  }
}

function withEndpoints(tf: any, url: string, services: string[]): any {
  const endpoints = [Object.fromEntries(services.map((service) => [service, url]))];
  return { ...tf, provider: { ...tf.provider, aws: tf.provider.aws.map((block: any) => ({ ...block, endpoints, s3_use_path_style: true })) } };
}

function changedArguments(change: any): string[] {
  const [before, after, unknown] = [change.before ?? {}, change.after ?? {}, change.after_unknown ?? {}];
  return Object.keys({ ...before, ...after, ...unknown }).filter((name) => name !== 'tags_all' && unknown[name] !== true && JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function errors(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.filter((one) => one.severity === 'error');
}
