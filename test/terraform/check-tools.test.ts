import { exampleOf } from '../../scripts/lib/example-of';
import { leaveOutUnknown } from '../../scripts/lib/leave-out';
import { offlineCopy, variableValues } from '../../scripts/lib/offline';

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
