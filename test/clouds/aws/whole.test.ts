import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Backup } from '../../../src/capabilities/backup';
import { Cache } from '../../../src/capabilities/cache';
import { Access } from '../../../src/capabilities/common';
import { ContainerRegistry } from '../../../src/capabilities/container-registry';
import { Database } from '../../../src/capabilities/database';
import { KeyValueStore } from '../../../src/capabilities/key-value-store';
import { ObjectStore } from '../../../src/capabilities/object-store';
import { Probe } from '../../../src/capabilities/probe';
import { Secret } from '../../../src/capabilities/secret';
import { Service } from '../../../src/capabilities/service';
import { ServiceLevelObjective } from '../../../src/capabilities/service-level-objective';
import { UserDirectory } from '../../../src/capabilities/user-directory';
import { addressPlan } from '../../../src/clouds/aws/foundation/address-plan';
import { maskingPolicy } from '../../../src/clouds/aws/masking';
import { awsTags } from '../../../src/clouds/aws/tags';
import { Stage } from '../../../src/environment/stage';
import { Terraform } from '../../support/terraform';
import { checkSchema } from '../../terraform/schema';
import { edge, environment, foundation, statements } from './support/aws';

const PROVIDER = { standards: {
  identityProvider: { issuer: 'https://login.acme.example/' },
  // More than an S3 object carries, together with ours.
  tags: { 'business-unit': 'retail', 'regulation': 'gdpr', 'programme': 'renewal' },
} };

/** One of everything, connected. */
function everything(env: Construct): void {
  const { gateway, service } = edge(env);
  new ContainerRegistry(env, 'images').backend.grantPull(service.backend.identity);
  const stores = [new Database(env, 'database', {}), new KeyValueStore(env, 'items', {}), new ObjectStore(env, 'files', {})];
  for (const store of [...stores, new Cache(env, 'cache', {})]) { service.connectTo(store, Access.READ_WRITE); }
  service.connectTo(new Secret(env, 'secret', { description: 'x' }), Access.READ);
  new Service(env, 'caller').connectTo(service, Access.INVOKE);
  new UserDirectory(env, 'customers', { callbackUrls: ['https://app.acme.example/'] });
  new ServiceLevelObjective(env, 'objectives', { gateway: gateway.backend });
  new Probe(env, 'probe', { hostname: gateway.backend.hostname, path: '/health' });
  new Backup(env, 'backup', { stores: stores.map((s) => s.backend) });
}

const STACKS: [string, () => Terraform][] = [
  ['production', () => environment(everything, PROVIDER)],
  ['development', () => environment(everything, { ...PROVIDER, stage: Stage.DEVELOPMENT })],
  ['foundation', () => foundation(PROVIDER)],
];

/** Policy documents of a stack, with their owner. */
function policies(tf: Terraform): { owner: string; type: string; statement: any }[] {
  return tf.everything().flatMap((r) => ['policy', 'assume_role_policy', 'policy_document'].flatMap((argument) => {
    const text = r.body[argument];
    return typeof text === 'string' && text.includes('"Effect"') ? statements(text).map((statement) => ({ owner: r.path, type: r.type, statement })) : [];
  }));
}

/** Where AWS's interface admits nothing narrower than every resource; in a key's or a secret's own policy `*` is that key or secret. */
const ANY_RESOURCE_OF = ['aws_kms_key', 'aws_secretsmanager_secret_policy', 'aws_backup_vault_policy'];
const ANY_RESOURCE_FOR = new Set([
  'ecr:GetAuthorizationToken', 'secretsmanager:GetRandomPassword',
  'xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments',
  'ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:UnassignPrivateIpAddresses',
  // The service network's own policy: which caller may call which service is said at each service.
  'vpc-lattice-svcs:Invoke',
]);

describe.each(STACKS)('%s', (_name, make) => {
  let tf: Terraform;
  beforeAll(() => { tf = make(); });

  test('is Terraform that the provider\'s schema accepts', () => {
    expect(checkSchema('aws', tf.json)).toEqual([]);
  });

  test('allows no action by wildcard', () => {
    const wild = policies(tf).filter(({ statement: s }) => s.Effect === 'Allow' && s.Action.some((a: string) => a.includes('*')));
    expect(wild.map((p) => `${p.owner}: ${p.statement.Action}`)).toEqual([]);
  });

  test('allows every resource only where AWS admits nothing narrower', () => {
    const wild = policies(tf).filter(({ type, statement: s }) => s.Effect === 'Allow' && s.Resource?.includes('*') && !ANY_RESOURCE_OF.includes(type)
      && s.Action.some((a: string) => !ANY_RESOURCE_FOR.has(a)));
    expect(wild.map((p) => `${p.owner}: ${p.statement.Action}`)).toEqual([]);
  });

  test('trusts nobody without a condition but services that send no source', () => {
    const open = policies(tf).filter(({ type, statement: s }) => type === 'aws_iam_role' && !s.Condition).map((p) => p.statement.Principal.Service);
    expect([...new Set(open)].sort().filter((s) => !['apigateway.amazonaws.com', 'ecr.amazonaws.com', 'lambda.amazonaws.com', 'monitoring.rds.amazonaws.com'].includes(s))).toEqual([]);
  });

  test('lets everybody do something only under a condition that names the account', () => {
    const open = policies(tf).filter(({ statement: s }) => s.Effect === 'Allow' && s.Principal?.AWS === '*' && s.Sid !== 'ImageLayers');
    for (const { statement } of open) { expect(statement.Condition.StringEquals['aws:PrincipalAccount']).toBe('123456789012'); }
  });

  test('is open to no address', () => {
    expect(tf.all('aws_vpc_security_group_ingress_rule').filter((r) => r.body.cidr_ipv4 === '0.0.0.0/0')).toEqual([]);
    for (const group of tf.all('aws_security_group')) { expect([group.body.ingress, group.body.egress]).toEqual([undefined, undefined]); }
  });

  test('has no data source, no secret value, and nothing unresolved', () => {
    expect(tf.json.data).toBeUndefined();
    expect(tf.text()).not.toMatch(/secret_string|master_password"|TfToken|undefined/);
  });

  test('tags whatever can carry tags', () => {
    for (const r of tf.everything().filter((x) => x.body.tags)) { expect(r.body.tags).toMatchObject({ 'managed-by': 'groundwork', 'landing-zone': 'eu-aws' }); }
    expect(tf.everything().filter((r) => r.body.tags).length).toBeGreaterThan(tf.everything().length / 4);
    for (const object of tf.all('aws_s3_object')) { expect(Object.keys(object.body.tags).length).toBeLessThanOrEqual(10); }
  });

  test('is the same twice', () => {
    expect(make().text()).toBe(tf.text());
  });
});

test.each(['Ünïcode und Leerzeichen', 'x'.repeat(70), 'aws--internal-sg-default.'])('names hold below a construct called "%s"', (id) => {
  // The rules of AWS run on what is written: a name that is too long or holds what it must not would fail the synthesis.
  const tf = environment((env) => { everything(new Construct(env, id)); }, { name: `o${'r'.repeat(30)}s`, ...PROVIDER });
  for (const type of ['aws_iam_role', 'aws_lb', 'aws_s3_bucket', 'aws_lambda_function', 'aws_cloudwatch_metric_alarm']) {
    const names = tf.all(type).map((r) => r.body.name ?? r.body.bucket ?? r.body.function_name ?? r.body.alarm_name);
    expect(new Set(names).size).toBe(names.length);
  }
  for (const lb of tf.all('aws_lb')) { expect(lb.body.name).toMatch(/^(?!internal-)[a-z0-9-]{1,32}$/); }
  for (const role of tf.all('aws_iam_role')) { expect(role.body.name.length).toBeLessThanOrEqual(64); }
});

test('the environment refers to the foundation by the names that it has', () => {
  const base = foundation(PROVIDER);
  const env = environment(everything, PROVIDER);
  const names = new Set(base.everything().flatMap((r) => [r.body.name, r.body.bucket]).filter(Boolean));
  expect(names).toContain(env.one('aws_backup_plan').rule[0].target_vault_name);
  expect(names).toContain(env.all('aws_lb')[0].body.access_logs.bucket);
  expect(names).toContain(env.all('aws_s3_object')[0].body.bucket);
  expect(names).toContain(env.one('aws_backup_selection').iam_role_arn.split('/').pop());
  expect(names).toContain(env.one('aws_cloudwatch_log_subscription_filter').destination_arn.split('/').pop());
  expect(names).toContain(env.one('aws_cloudwatch_log_subscription_filter').role_arn.split('/').pop());
  expect(names).toContain(env.all('aws_rds_cluster_instance')[0].body.monitoring_role_arn.split('/').pop());
});

test('tags obey AWS: characters, lengths, reserved keys', () => {
  expect(awsTags({ 'aws:owner': 'a', 'team name': 'Zoë & Söhne <x>', ['k'.repeat(200)]: 'v'.repeat(300) })).toEqual({
    'x-aws:owner': 'a', 'team name': 'Zoë _ Söhne _x_', ['k'.repeat(128)]: 'v'.repeat(256),
  });
});

test('tags of a resource win over the environment\'s, and raw resources without tags are left alone', () => {
  const tf = environment((env) => {
    new TerraformResource(env, 'raw', { terraformResourceType: 'aws_example' });
  });
  expect(tf.one('aws_example').tags).toBeUndefined();
  expect(foundation(PROVIDER).one('aws_vpc').tags).toMatchObject({ 'Name': 'acme-eu-aws-vpc', 'landing-zone': 'eu-aws' });
});

describe('address plan', () => {
  const inside = (outer: string, inner: string): boolean => {
    const range = (cidr: string) => {
      const [address, bits] = cidr.split('/');
      const start = address.split('.').reduce((n, p) => n * 256 + Number(p), 0);
      return [start, start + 2 ** (32 - Number(bits)) - 1];
    };
    return range(inner)[0] >= range(outer)[0] && range(inner)[1] <= range(outer)[1];
  };

  test.each([['10.64.0.0/12', 3], ['10.0.0.0/16', 3], ['172.16.32.0/20', 3], ['10.1.0.0/18', 1]])('%s in %i zones: subnets are inside, aligned and apart', (space, zones) => {
    const plan = addressPlan(space, zones);
    const subnets = [...plan.private, ...plan.data, ...plan.endpoints, ...plan.firewall, ...plan.nat];
    expect(subnets).toHaveLength(zones * 5);
    for (const subnet of subnets) {
      expect(inside(plan.vpc, subnet)).toBe(true);
      const [address, bits] = subnet.split('/');
      expect(address.split('.').reduce((n, p) => n * 256 + Number(p), 0) % 2 ** (32 - Number(bits))).toBe(0);
      for (const other of subnets) { if (other !== subnet) { expect(inside(other, subnet)).toBe(false); } }
    }
  });

  test('a space that is too small is a fault', () => {
    expect(() => addressPlan('10.0.0.0/24', 3)).toThrow(/does not hold the subnets/);
  });
});

describe('masking', () => {
  test('uses only the characters that CloudWatch allows, and at most ten patterns of 200', () => {
    const fields = Array.from({ length: 40 }, (_, i) => `field${i}`);
    const { Configuration } = JSON.parse(maskingPolicy('p', 'aws', fields, 'x'));
    expect(Configuration.CustomDataIdentifier.length).toBeLessThanOrEqual(10);
    for (const { Regex } of Configuration.CustomDataIdentifier) {
      expect(Regex.length).toBeLessThanOrEqual(200);
      expect(Regex).toMatch(/^[A-Za-z0-9_#=@/;,\- ^$?[\]{}|\\*+.]+$/);
    }
  });

  test('more fields than fit are a fault, not a gap', () => {
    expect(() => maskingPolicy('p', 'aws', Array.from({ length: 200 }, (_, i) => `someLongFieldName${i}`), 'x')).toThrow(/do not fit/);
  });
});
