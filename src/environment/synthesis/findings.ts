import { TerraformStack } from 'cdktf';
import { CloudBackend } from '../../clouds/cloud';
import { isBlock } from '../../clouds/rule-values';
import { Fault, GroundworkError } from '../../errors';

/** The findings of the cloud's rules on one stack, located by construct path. */
export function findings(stack: TerraformStack, cloud: CloudBackend, terraform: any): Fault[] {
  return cloud.check(terraform).map((f) => {
    const [type, name] = f.address.split('.');
    const owner = terraform.resource?.[type]?.[name]?.['//']?.metadata?.path ?? stack.node.path;
    return { where: `${owner} (${f.address}.${f.argument})`, problem: f.problem, mend: `${f.mend} [${f.rule}, ${f.source}]` };
  });
}

/** Terraform wants names that begin with a letter or an underscore; the host takes them from construct ids as they are. */
export function badNames(stack: TerraformStack, terraform: any): Fault[] {
  const faults: Fault[] = [];
  for (const [type, resources] of Object.entries<any>(isBlock(terraform.resource) ? terraform.resource : {})) {
    for (const name of isBlock(resources) ? Object.keys(resources) : []) {
      if (/^[A-Za-z_][\w-]*$/.test(name)) { continue; }
      faults.push({ where: resources[name]?.['//']?.metadata?.path ?? stack.node.path, problem: `${type}.${name} is no name that Terraform takes`, mend: 'Begin the construct id with a letter.' });
    }
  }
  return faults;
}

/** What was thrown while `stack` was at hand, as faults that begin with the stack. */
export function faultsOf(stack: TerraformStack, error: unknown): Fault[] {
  const path = stack.node.path;
  if (error instanceof GroundworkError) {
    return error.faults.map((f) => ({ where: f.where.startsWith(path) ? f.where : `${path}: ${f.where}`, problem: f.problem, mend: f.mend }));
  }
  const { message, stack: trace } = error as Error;
  return [{ where: path, problem: process.env.GROUNDWORK_STACK_TRACES ? trace ?? message : message, mend: '' }];
}
