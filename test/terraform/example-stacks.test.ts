import { spawnSync } from 'child_process';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { RULES } from '../rules/tables';
import { checkRules } from '../../src/clouds/rules';
import { temporaryFolder } from '../support/terraform';
import { FROM_BINDING_ONLY, fromBindingOnly } from './aws-differences';
import { checkNextMajor } from './next-major';
import { checkSchema, Cloud } from './schema';

const root = join(__dirname, '..', '..');
const CLOUDS: { readonly [provider: string]: Cloud } = { aws: 'aws', azurerm: 'azure', google: 'google' };

/** Every stack of the example enterprise, as a user's process writes it. */
function exampleStacks(): [string, Cloud, any][] {
  const outdir = temporaryFolder();
  const run = spawnSync(join(root, 'node_modules', '.bin', 'tsx'), ['--tsconfig', join(root, 'examples', 'tsconfig.json'), 'examples/acme/main.ts'], {
    cwd: root, encoding: 'utf8', env: { ...process.env, CDKTF_OUTDIR: outdir },
  });
  if (run.status !== 0) {
    throw new Error(run.stderr);
  }
  return readdirSync(join(outdir, 'stacks')).map((name) => {
    const tf = JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
    return [name, CLOUDS[Object.keys(tf.provider).find((provider) => provider in CLOUDS) as string], tf];
  });
}

const stacks = exampleStacks();

test('there are twelve stacks', () => {
  expect(stacks).toHaveLength(12);
});

test('what only the AWS binding vouches for was looked up', () => {
  const used = stacks.filter(([, cloud]) => cloud === 'aws').flatMap(([, , tf]) => fromBindingOnly(tf));
  expect([...new Set(used)].sort()).toEqual(Object.keys(FROM_BINDING_ONLY).sort());
  expect(fromBindingOnly({ resource: { aws_cloudwatch_log_group: { a: { deletion_protection_enabled: true } } } })).toEqual(['aws_cloudwatch_log_group.deletion_protection_enabled']);
});

describe.each(stacks)('%s', (_name, cloud, tf) => {
  test('is what the schema of its provider takes', () => {
    expect(checkSchema(cloud, tf)).toEqual([]);
  });

  test('is what the next major of its provider takes, where both have a way', () => {
    expect(cloud === 'aws' ? [] : checkNextMajor(cloud, tf)).toEqual([]);
  });

  test('is what the rules of its cloud take', () => {
    expect(checkRules(RULES[cloud], tf)).toEqual([]);
  });

  test('is read: an argument renamed anywhere is found', () => {
    for (const type of Object.keys(tf.resource)) {
      const copy = JSON.parse(JSON.stringify(tf));
      const [name] = Object.keys(copy.resource[type]);
      copy.resource[type][name].no_such_argument = 'x';
      expect(checkSchema(cloud, copy)).toEqual([`${type}.${name}.no_such_argument: unknown argument`]);
    }
  });
});
