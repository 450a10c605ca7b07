import * as fs from 'fs';
import * as path from 'path';
import { TerraformElement, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { Foundation, Stage } from '../../src';
import { addOwned, elsewhere, NameIndex, NearbyStack } from '../../src/governance/elsewhere';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';
import { synthesize } from '../support/terraform';
import { groundwork, LEAST, project } from '../cli/support';

jest.mock('../../src/governance/in-use', () => ({ approvalsInUse: () => ({ approvals: [], shapes: {} }) }));

const ZONES = ['eu-aws', 'eu-azure', 'eu-google'];
const standards = acmeStandards();

/** A fleet of the example: foundations, and the orders pod twice in each landing zone. */
const written = synthesize((app) => {
  for (const landingZone of ZONES) {
    new Foundation(app, `foundation-${landingZone}`, { standards, landingZone });
    for (const stage of [Stage.PRODUCTION, Stage.DEVELOPMENT]) { new OrdersEnvironment(app, `orders-${stage}-${landingZone}`, { standards, stage, landingZone }); }
  }
}, { 'groundwork:review': 'off' });

const index: NameIndex = new Map();
for (const [stack, { json }] of Object.entries(written)) {
  const stage = /^orders-([a-z]+)-/.exec(stack)?.[1];
  if (stage) { addOwned(index, { stack, place: stack, name: `orders-${stage}`, under: '' }, json); }
}
const fleet: NearbyStack[] = Object.entries(written).map(([stack, { json }]) => ({ stack, terraform: json, shared: stack.startsWith('foundation') }));
const aims = (terraform: any, stack = 'team') => elsewhere([{ stack, terraform }], index);

describe('an ordinary fleet', () => {
  test('foundations, and environments side by side, aim at nobody', () => {
    expect([...elsewhere(fleet, index)]).toEqual([]);
  });

  test('nor would foundations if they were anybody\'s: environments have names of their own', () => {
    expect([...elsewhere(fleet.map((one) => ({ ...one, shared: false })), index)]).toEqual([]);
  });

  test('a stack of a team with words of everybody aims at nobody', () => {
    const terraform = {
      terraform: { backend: { s3: { bucket: 'acme-tfstate-123456789012', key: 'team/other.tfstate' } } },
      resource: {
        aws_s3_bucket: { a: { bucket: 'acme-team-reports' } },
        aws_iam_role: { a: { name: 'orders', assume_role_policy: '{"Principal":{"Service":"lambda.amazonaws.com"}}' } },
        aws_iam_role_policy_attachment: { a: { role: 'orders-production', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
        azurerm_storage_account: { a: { name: 'teamfiles', resource_group_name: 'orders' } },
        aws_sns_topic_subscription: { a: { endpoint: 'orders-production@acme.example', topic_arn: 'orders-production-orders-gateway2' } },
      },
    };
    expect([...aims(terraform)]).toEqual([]);
  });
});

const nameOf = (stack: string, type: string, argument: string, at = ''): string =>
  Object.entries<any>(written[stack].json.resource[type]).find(([name]) => name.includes(at))![1][argument];
const [AWS, AZURE, GOOGLE] = ZONES.map((zone) => `orders-production-${zone}`);
const bucket = () => nameOf(AWS, 'aws_s3_bucket', 'bucket');
const role = () => nameOf(AWS, 'aws_iam_role', 'name', 'service');
const group = () => nameOf(AZURE, 'azurerm_resource_group', 'name');
const account = () => nameOf(AZURE, 'azurerm_storage_account', 'name');
const accountId = () => nameOf(GOOGLE, 'google_service_account', 'account_id', 'service');

const AIMED: [string, string, string, () => any][] = [
  ['a policy on our bucket', AWS, 'bucket', () => ({ resource: { aws_s3_bucket_policy: { p: { bucket: bucket(), policy: '{}' } } } })],
  ['our bucket opened by its name', AWS, 'bucket', () => ({ resource: { aws_s3_bucket_public_access_block: { p: { bucket: bucket(), block_public_acls: false } } } })],
  ['a policy that names what is in our bucket', AWS, 'policy', () => ({ resource: { aws_iam_policy: { p: { policy: JSON.stringify({ Statement: [{ Action: '*', Resource: `arn:aws:s3:::${bucket()}/*` }] }) } } } })],
  ['a permission for our role', AWS, 'role', () => ({ resource: { aws_iam_role_policy_attachment: { p: { role: role(), policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' } } } })],
  ['our role assumed by ARN', AWS, 'assume_role_policy', () => ({ resource: { aws_iam_role: { p: { assume_role_policy: JSON.stringify({ Principal: { AWS: `arn:aws:iam::123456789012:role/${role()}` } }) } } } })],
  ['our group looked up by its name', AWS, 'name', () => ({ data: { aws_security_group: { p: { name: nameOf(AWS, 'aws_security_group', 'name') } } } })],
  ['our table in an ARN', AWS, 'policy', () => ({ resource: { aws_dynamodb_resource_policy: { p: { policy: `arn:aws:dynamodb:eu-central-1:123456789012:table/${nameOf(AWS, 'aws_dynamodb_table', 'name')}/index/*` } } } })],
  ['a module that is given our bucket', AWS, 'share.bucket', () => ({ module: { share: { source: './x', bucket: bucket() } } })],
  ['an import of our bucket', AWS, '0.id', () => ({ import: [{ to: 'aws_s3_bucket.theirs', id: bucket() }] })],
  ['our resource group in an id', AZURE, 'scope', () => ({ resource: { azurerm_role_assignment: { p: { scope: `/subscriptions/3f0c9b7e-52d4-4a1e-8f6b-90c1d27e5a48/resourceGroups/${group()}`, role_definition_name: 'Owner' } } } })],
  ['our storage account in an id of other case', AZURE, 'storage_account_id', () => ({ resource: { azurerm_storage_account_network_rules: { p: { storage_account_id: `/subscriptions/x/resourceGroups/y/providers/Microsoft.Storage/storageAccounts/${account().toUpperCase()}`, default_action: 'Allow' } } } })],
  ['our bucket of Google', GOOGLE, 'bucket', () => ({ resource: { google_storage_bucket_iam_member: { p: { bucket: nameOf(GOOGLE, 'google_storage_bucket', 'name', 'objects'), role: 'roles/storage.admin', member: 'allUsers' } } } })],
  ['our account of Google as a member', GOOGLE, 'member', () => ({ resource: { google_project_iam_member: { p: { role: 'roles/owner', member: `serviceAccount:${accountId()}@acme-eu-landing.iam.gserviceaccount.com` } } } })],
  ['our service of Google by its path', GOOGLE, 'name', () => ({ resource: { google_cloud_run_v2_service_iam_member: { p: { name: `projects/acme-eu-landing/locations/europe-west3/services/${nameOf(GOOGLE, 'google_cloud_run_v2_service', 'name')}`, member: 'allUsers' } } } })],
];

describe('a stack that names what is ours', () => {
  test.each(AIMED)('%s', (_, place, argument, terraform) => {
    const found = aims(terraform());
    expect(found.get(place)).toContainEqual(expect.objectContaining({
      kind: 'elsewhere', argument: expect.stringContaining(argument), address: expect.stringMatching(/^team: /), tightens: false, owner: 'security', text: expect.stringContaining('of the stack team'),
    }));
  });

  test.each([[AWS, 's3', 'key'], [AZURE, 'azurerm', 'key'], [GOOGLE, 'gcs', 'prefix']])('the state of %s', (place, backend, key) => {
    const { [backend]: config } = written[place].json.terraform.backend;
    const found = aims({ data: { terraform_remote_state: { ours: { backend, config } } } });
    expect(found.get(place)).toContainEqual(expect.objectContaining({ address: 'team: data.terraform_remote_state.ours', argument: `config.${key}`, text: expect.stringContaining('its state') }));
  });

  test('a name of several environments is told to those that the provider can reach', () => {
    const name = nameOf(GOOGLE, 'google_cloud_run_v2_service', 'name');
    expect([...aims({ resource: { google_cloud_run_v2_service_iam_member: { p: { name } } } }).keys()]).toEqual([GOOGLE]);
  });

  test('another environment with a resource of its own that names ours', () => {
    const terraform = JSON.parse(JSON.stringify(written['orders-development-eu-aws'].json));
    terraform.resource.aws_s3_bucket_policy.more = { bucket: bucket(), policy: '{}' };
    expect([...aims(terraform, 'orders-development-eu-aws').keys()]).toEqual([AWS]);
  });

  test('a thousand stacks are read in linear time', () => {
    const one = { resource: { aws_iam_policy: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`p${i}`, { name: `team-policy-${i}`, policy: JSON.stringify({ Resource: `arn:aws:s3:::team-bucket-${i}/*` }) }])) } };
    const started = process.cpuUsage();
    elsewhere(Array.from({ length: 1000 }, (_, i) => ({ stack: `team-${i}`, terraform: one })), index);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(15_000);
  });
});

describe('groundwork verify', () => {
  const place = project();
  const inFolder = (...parts: string[]) => path.join(place.folder, ...parts);
  const base = fs.readFileSync(inFolder('standards.yaml'), 'utf8').replace(/^governance:[^]*?(?=^\S|(?![^]))/m, '');
  place.write('standards.yaml', `${base}\ngovernance: { approvals: approvals }\n`);

  /** Adds a stack of a team to what was synthesized. */
  function addTeam(terraform: any): void {
    const manifest = JSON.parse(fs.readFileSync(inFolder('out/manifest.json'), 'utf8'));
    manifest.stacks.team = { ...manifest.stacks['orders-prod'], name: 'team', synthesizedStackPath: 'stacks/team/cdk.tf.json' };
    fs.writeFileSync(inFolder('out/manifest.json'), JSON.stringify(manifest));
    place.write('out/stacks/team/cdk.tf.json', JSON.stringify(terraform));
  }

  test('an environment that another stack aims at is deviated; one that aims at nobody is only named', async () => {
    place.write('environment.yaml', LEAST);
    expect((await groundwork(place.folder, 'synth', 'environment.yaml', '--out', 'out')).code).toBe(0);
    const tf = JSON.parse(fs.readFileSync(inFolder('out/stacks/orders-prod/cdk.tf.json'), 'utf8'));
    expect((await groundwork(place.folder, 'verify', 'out')).code).toBe(0);
    addTeam({ resource: { aws_s3_bucket: { b: { bucket: 'team-reports' } } } });
    const harmless = await groundwork(place.folder, 'verify', 'out', '--elsewhere', 'team', '--json');
    expect(harmless.code).toBe(0);
    const [target] = Object.values<any>(tf.resource.aws_ecr_repository);
    addTeam({ resource: { aws_ecr_repository_policy: { open: { repository: target.name, policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*"}]}' } } } });
    const { code, json } = await groundwork(place.folder, 'verify', 'out', '--elsewhere', 'team', '--json');
    expect(code).toBe(2);
    const record = json.stacks.find((s: any) => s.stack === 'orders-prod');
    expect(record.verdict.word).toBe('deviated');
    expect(record.verdict.look).toEqual([expect.objectContaining({ owner: 'security', kind: 'deviation', text: expect.stringMatching(/^orders\/images\/repository: aws_ecr_repository_policy\.open of the stack team names it in repository/) })]);
  }, 120_000);
});

/** A reference across stacks becomes an output of ours, which no pattern makes, and a remote state of theirs. */
test('a reference across stacks is told on both sides', () => {
  class Reader extends TerraformElement {
    public constructor(scope: Construct, private readonly value: string) { super(scope, 'reader', 'terraform_data'); }
    public toTerraform(): any { return { resource: { terraform_data: { reader: { input: this.value } } } }; }
  }
  const both = synthesize((app) => {
    const ours = new OrdersEnvironment(app, 'ours', { standards, stage: Stage.PRODUCTION, landingZone: 'eu-aws' });
    const [made] = ours.api.images.node.findAll().filter((c: any) => c.terraformResourceType === 'aws_ecr_repository') as any[];
    new Reader(new TerraformStack(app, 'team'), made.arn);
  }, { 'groundwork:review': 'off' });
  const own: NameIndex = new Map();
  addOwned(own, { stack: 'ours', place: 'ours', name: 'orders-production', under: '' }, both.ours.json);
  expect(Object.keys(both.ours.json.output).filter((name) => name.startsWith('cross-stack-output'))).toHaveLength(1);
  expect(elsewhere([{ stack: 'team', terraform: both.team.json }], own).get('ours')).toEqual([expect.objectContaining({ address: expect.stringContaining('terraform_remote_state') })]);
});
