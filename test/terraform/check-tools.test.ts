import { writeFileSync } from 'fs';
import { join } from 'path';
import { factReplacements } from '../../scripts/lib/apply-stack';
import { exampleOf } from '../../src/cli/plan/example-of';
import { leaveOutUnknown } from '../../src/cli/plan/leave-out';
import { offlineCopy, variableValues } from '../../src/cli/plan/offline';
import { policiesOf } from '../../scripts/lib/parliament';
import { judge, readExceptions } from '../../scripts/lib/scanner-exceptions';
import { temporaryFolder } from '../support/terraform';

describe('the tools of check:terraform', () => {
  test.each([
    '^vpc-[0-9a-f]{8,17}$', '^arn:aws[a-z-]*:iam::\\d{12}:role/.+$', '^(?:a|b)c$', '^[a-z][a-z0-9-]{4,28}[a-z0-9]$',
    '^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+$',
    '^https://[a-z0-9-]+\\.vault\\.azure\\.net/keys/[^/]+(/[0-9a-f]{32})?$', '^[\\w+=,.@-]+$', '^//certificatemanager\\.googleapis\\.com/\\S+$',
  ])('make a value for %s', (pattern) => {
    for (const variant of [0, 1, 2]) {
      expect(exampleOf(pattern, variant)).toMatch(new RegExp(pattern));
    }
  });

  test('give values to variables without default only', () => {
    const validation = [{ condition: '${can(regex("^vpc-[0-9a-f]{8}$", var.a))}' }];
    const tf = { variable: { a: { type: 'string', validation }, b: { type: 'list(string)', validation }, c: { type: 'string', default: 'x' } } };
    expect(variableValues(tf)).toEqual({ a: 'vpc-00000000', b: ['vpc-00000000', 'vpc-11111111', 'vpc-22222222'] });
  });

  test('take state and account guard out of the copy and leave the original alone', () => {
    const tf = { terraform: { backend: { s3: {} }, required_providers: {} }, provider: { aws: [{ region: 'eu-central-1', allowed_account_ids: ['123456789012'] }] } };
    const before = JSON.stringify(tf);
    const copy = offlineCopy(tf);
    expect(copy.terraform).toEqual({ required_providers: {} });
    expect(copy.provider.aws[0]).toMatchObject({ region: 'eu-central-1', skip_requesting_account_id: true });
    expect(copy.provider.aws[0]).not.toHaveProperty('allowed_account_ids');
    expect(JSON.stringify(tf)).toBe(before);
  });

  test('leave out what a version does not know, and what then refers to nothing, by name', () => {
    const schemas = {
      x_bucket: { block: { attributes: { name: { required: true }, log: { optional: true } } } },
      x_rule: { block: { attributes: { bucket: { required: true } } } },
    };
    const tf = {
      resource: {
        x_new: { main: {} },
        x_bucket: { files: { name: 'files', log: '${x_new.main.id}', region: 'x', depends_on: ['x_new.main'] }, lost: { name: '${x_new.main.id}' } },
        x_rule: { lost: { bucket: '${x_bucket.lost.id}' } },
      },
      output: { gone: { value: '${x_rule.lost.id}' }, kept: { value: '${x_bucket.files.id}' } },
    };
    const reduced = leaveOutUnknown(tf, schemas, 'x_');
    expect(reduced.tf.resource).toEqual({ x_bucket: { files: { name: 'files', depends_on: [] } } });
    expect(reduced.tf.output).toEqual({ kept: { value: '${x_bucket.files.id}' } });
    expect(reduced.leftOut).toEqual([
      'x_new.main: type unknown to this version',
      'x_bucket.files.region: unknown to this version',
      'x_bucket.files.log: refers to x_new.main',
      'x_bucket.lost: refers to x_new.main',
      'x_rule.lost: refers to x_bucket.lost',
    ]);
  });
});

describe('the tools of check:scanners', () => {
  const finding = (check: string, resource: string, path: string) => ({ check, resource, path, detail: '' });
  const exception = (check: string, resource: string, path?: string) => ({ check, resource, path, reason: 'x' });

  test('let pass what an exception names, and report the rest and what is of no use', () => {
    const verdict = judge(
      [finding('CKV_1', 'aws_s3_bucket', 'orders/logs/bucket'), finding('CKV_1', 'aws_s3_bucket', 'orders/files/bucket'), finding('CKV_2', 'aws_s3_bucket', 'orders/logs/bucket')],
      [exception('CKV_1', 'aws_s3_bucket', '/logs/'), exception('CKV_1', 'aws_sqs_queue')],
    );
    expect(verdict.open.map((one) => `${one.check} ${one.path}`)).toEqual(['CKV_1 orders/files/bucket', 'CKV_2 orders/logs/bucket']);
    expect(verdict.unused.map((one) => one.resource)).toEqual(['aws_sqs_queue']);
  });

  test('find every policy and put ARNs where references are', () => {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '${aws_s3_bucket.files.arn}/*' }] });
    const stack = { name: 'orders', tf: { resource: { aws_iam_role_policy: { app: { 'policy': policy, '//': { metadata: { path: 'orders/app/policy' } } } }, aws_s3_bucket: { files: { bucket: 'x' } } } } };
    expect(policiesOf(stack)).toEqual([expect.objectContaining({
      resource: 'aws_iam_role_policy', path: 'orders/app/policy', document: expect.objectContaining({ Statement: [expect.objectContaining({ Resource: 'arn:aws:s3:::stand-in/*' })] }),
    })]);
  });

  test('need a reason for each exception', () => {
    const file = readExceptions(join(__dirname, '..', 'scanner-exceptions.yaml'));
    for (const entry of [...file.checkov, ...file.parliament]) {
      expect(entry.reason.length).toBeGreaterThan(20);
    }
  });
});

describe('the tools of check:apply', () => {
  const folder = temporaryFolder();

  test('put the ids of the emulator in the place of stated facts', () => {
    const file = join(folder, 'facts.json');
    writeFileSync(file, JSON.stringify({ vpc_id: { value: 'vpc-1' }, subnet_ids: { value: ['subnet-1', 'subnet-2'] }, hosts: { value: ['a.example'] } }));
    expect(factReplacements(file, { vpc_id: 'vpc-9', subnet_ids: ['subnet-8', 'subnet-9'], hosts: ['a.example'] })).toEqual({ 'vpc-1': 'vpc-9', 'subnet-1': 'subnet-8', 'subnet-2': 'subnet-9' });
  });
});
