import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { diffMarkdown, diffOutputs, DiffReport, diffSarif } from '../../../src/review/diff';
import { PROFILES } from '../../../src/review/markdown/text';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/** Short words, so that only the place tells that they are secret. */
const [OLD, NEW] = ['hunter2', 'swordfish'];

/** A folder with one small stack. */
function folderOf(terraform: object): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secrets-'));
  folders.push(folder);
  fs.mkdirSync(path.join(folder, 'stacks', 'one'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'stacks', 'one', 'cdk.tf.json'), JSON.stringify({ '//': { metadata: { stackName: 'one' } }, ...terraform }, null, 2));
  return folder;
}

/** Everything that people and machines get to see of a difference. */
function shown(report: DiffReport): string {
  return [JSON.stringify(report), JSON.stringify(diffSarif(report)), ...PROFILES.map((p) => diffMarkdown(report, p))].join('\n');
}

type Body = (secret: string) => object;

const PLACES: readonly (readonly [type: string, body: Body])[] = [
  ['azurerm_key_vault_secret', (s) => ({ name: 'db', value: s })],
  ['azurerm_key_vault_secret', (s) => ({ name: 'db', value: JSON.stringify({ user: s, host: 'x' }) })],
  ['azurerm_container_app', (s) => ({ name: 'a', secret: [{ name: 'db', value: s }, { name: 'other', value: 'x' }] })],
  ['azurerm_container_app', (s) => ({ name: 'a', template: [{ container: [{ name: 'c', env: [{ name: 'DB_PASSWORD', value: s }, { name: 'REGION', value: 'west' }] }] }] })],
  ['azurerm_container_app', (s) => ({ name: 'a', template: { container: { name: 'c', env: { name: 'DB_PASSWORD', value: s } } } })],
  ['azurerm_container_app', (s) => ({ name: 'a', secret: [{ value: s }, { value: `${s}1` }] })],
  ['azurerm_api_management_named_value', (s) => ({ name: 'backend', value: s, secret: true })],
  ['azurerm_resource_group_template_deployment', (s) => ({ name: 'd', parameters_content: JSON.stringify({ adminLogin: { value: s } }) })],
  ['azurerm_resource_group_template_deployment', (s) => ({ name: 'd', template_content: JSON.stringify({ resources: [{ type: 'Microsoft.KeyVault/vaults/secrets', name: 'v/s', properties: { value: s } }] }) })],
  ['azurerm_linux_virtual_machine', (s) => ({ name: 'm', custom_data: s, user_data: `\${base64encode("${s}")}`, admin_password: s })],
  ['azurerm_virtual_machine_extension', (s) => ({ name: 'm', protected_settings: JSON.stringify({ commandToExecute: `run ${s}` }), settings: JSON.stringify({ commandToExecute: s }) })],
  ['azurerm_linux_web_app', (s) => ({ name: 'w', app_settings: { DB_PASS: s, STRIPE_KEY: s, MODE: 'x' }, connection_string: [{ name: 'orders', type: 'Custom', value: s }] })],
  ['azurerm_container_group', (s) => ({ name: 'g', container: [{ name: 'c', secure_environment_variables: { ANY: s } }] })],
  ['aws_secretsmanager_secret_version', (s) => ({ secret_id: 'db', secret_string: s })],
  ['aws_secretsmanager_secret_version', (s) => ({ secret_id: 'db', secret_string: JSON.stringify({ username: s, port: 1 }) })],
  ['aws_instance', (s) => ({ ami: 'a', user_data: `#!/bin/sh\nexport A=${s}\nrun` })],
  ['aws_launch_template', (s) => ({ name: 'a', user_data: `\${base64encode("${s}")}` })],
  ['aws_lambda_function', (s) => ({ function_name: 'f', environment: [{ variables: { DB_PASSWORD: s, API_KEY: s, MODE: 'x' } }] })],
  ['aws_ecs_task_definition', (s) => ({ family: 'f', container_definitions: JSON.stringify([{ name: 'c', environment: [{ name: 'DB_PASSWORD', value: s }] }]) })],
  ['aws_ssm_parameter', (s) => ({ name: 'p', type: 'SecureString', value: s })],
  ['aws_rds_cluster', (s) => ({ cluster_identifier: 'c', master_password: s })],
  ['aws_elasticache_user', (s) => ({ user_id: 'u', passwords: [s] })],
  ['aws_vpn_connection', (s) => ({ type: 'ipsec.1', tunnel1_preshared_key: s })],
  ['google_secret_manager_secret_version', (s) => ({ secret: 'db', secret_data: s })],
  ['google_compute_instance', (s) => ({ name: 'm', metadata_startup_script: s, metadata: { 'startup-script': `#! /bin/sh\n${s}\nx`, 'ssh-token': s } })],
  ['google_cloud_run_v2_service', (s) => ({ name: 's', template: [{ containers: [{ image: 'i', env: [{ name: 'DB_PASSWORD', value: s }] }] }] })],
  ['google_cloudfunctions2_function', (s) => ({ name: 'f', service_config: [{ environment_variables: { SESSION_SECRET: s } }] })],
  ['google_sql_user', (s) => ({ name: 'u', password: s })],
];
const stack = (type: string, body: object) => ({ resource: { [type]: { one: body }, aws_sns_topic: { kept: { name: 'kept' } } } });

describe.each(PLACES)('a secret of %s (%#)', (type, body) => {
  const sides: readonly (readonly [string, object, object])[] = [
    ['changes', stack(type, body(OLD)), stack(type, body(NEW))],
    ['is added', { resource: { aws_sns_topic: { kept: { name: 'kept' } } } }, stack(type, body(NEW))],
    ['is removed', stack(type, body(OLD)), { resource: { aws_sns_topic: { kept: { name: 'kept' } } } }],
    ['is set for the first time', stack(type, { name: 'x' }), stack(type, body(NEW))],
    ['is no longer set', stack(type, body(OLD)), stack(type, { name: 'x' })],
  ];

  test.each(sides)('is not shown where it %s', (_, base, next) => {
    const report = diffOutputs(folderOf(base), folderOf(next));
    expect(report.counts.changes).toBeGreaterThan(0);
    expect(shown(report)).not.toMatch(new RegExp(`${OLD}|${NEW}`));
  });

  test('is said to change', () => {
    const report = diffOutputs(folderOf(stack(type, body(OLD))), folderOf(stack(type, body(NEW))));
    expect(report.stacks[0].changes.map((c) => c.text)).toContainEqual(expect.stringMatching(/changes \(values hidden\)|places change/));
  });
});

describe('beside resources', () => {
  test.each<[string, Body]>([
    ['a variable', (s) => ({ variable: { db_password: { default: s } } })],
    ['a sensitive variable', (s) => ({ variable: { pod: { default: s, sensitive: true } } })],
    ['an output', (s) => ({ output: { db_password: { value: s } } })],
    ['an output that is sensitive', (s) => ({ output: { pod: { value: { a: s }, sensitive: true } } })],
    ['a provider', (s) => ({ provider: { azurerm: [{ features: {}, client_secret: s }] } })],
    ['the state', (s) => ({ terraform: { backend: { s3: { bucket: 'b', secret_key: s } } } })],
    ['a data source', (s) => ({ data: { http: { x: { url: 'https://x.example', request_headers: { Authorization: s } } } } })],
    ['a local', (s) => ({ locals: { p: s }, resource: { aws_db_instance: { one: { identifier: 'd', password: '${local.p}' } } } })],
  ])('no secret of %s is shown', (_, terraform) => {
    const report = diffOutputs(folderOf(terraform(OLD)), folderOf(terraform(NEW)));
    expect(report.counts.changes).toBeGreaterThan(0);
    expect(shown(report)).not.toMatch(new RegExp(`${OLD}|${NEW}`));
  });
});

describe('what is no secret is shown', () => {
  test.each<[string, string, Body]>([
    ['a variable of a workload', 'azurerm_container_app', (s) => ({ name: 'a', template: [{ container: [{ name: 'c', env: [{ name: 'REGION', value: s }, { name: 'X', value: 'x' }] }] }] })],
    ['a variable of a function', 'aws_lambda_function', (s) => ({ function_name: 'f', environment: [{ variables: { LOG_LEVEL: s } }] })],
    ['a setting of a database', 'azurerm_postgresql_flexible_server_configuration', (s) => ({ name: 'log_connections', value: s })],
    ['where a secret is kept', 'aws_ecs_task_definition', (s) => ({ family: 'f', container_definitions: JSON.stringify([{ name: 'c', secrets: [{ name: 'DB', valueFrom: s }] }]) })],
    ['the secret that a variable refers to', 'azurerm_container_app', (s) => ({ name: 'a', template: [{ container: [{ name: 'c', env: [{ name: 'DB_PASSWORD', secret_name: s }] }] }] })],
  ])('%s', (_, type, body) => {
    const report = diffOutputs(folderOf(stack(type, body(OLD))), folderOf(stack(type, body(NEW))));
    expect(report.stacks[0].changes.map((c) => c.text)).toContainEqual(expect.stringContaining(`${OLD} -> ${NEW}`));
  });

  test('a reference to what holds it', () => {
    const body = (name: string) => ({ cluster_identifier: 'c', master_password: `\${random_password.${name}.result}` });
    const report = diffOutputs(folderOf(stack('aws_rds_cluster', body('a'))), folderOf(stack('aws_rds_cluster', body('b'))));
    expect(report.stacks[0].changes.map((c) => c.text)).toContainEqual(expect.stringMatching(/master_password random_password.a -> random_password.b/));
  });
});
