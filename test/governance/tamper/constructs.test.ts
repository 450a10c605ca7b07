import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdktf';
import { OrdersEnvironment } from '../../../examples/acme/orders-environment';
import { Cache, Foundation, ObjectStore, Stage } from '../../../src';
import { Deviation, LookAt } from '../../../src/governance/model';
import { verifyStack } from '../../../src/governance/verify';
import { anywhere, provider, resource, tagging, Tamper } from './constructs';
import { acmeWith, CLASSES } from './judged';

/** Nobody has approved anything here: what is told beside it is the question. */
const standards = acmeWith('{ mode: report, approvals: approvals, functions: [security] }');
const CHILDREN = ['images', 'access-log', 'objectives', 'probe', 'dashboard', 'backup'];

/** A value that would be a secret, and must not be told. */
const SECRET = 'AKIAIOSFODNN7EXAMPLE';

const TAMPERS: { readonly [zone: string]: Tamper[] } = {
  'eu-aws': [
    ...anywhere({ type: 'aws_sns_topic', under: '/alerts/', argument: 'kms_master_key_id' }, 'aws_sns_topic', CHILDREN),
    ...tagging('aws_s3_bucket', '/orders/objects/', 'tags'),
    { name: 'a secret in a tag', path: 'orders/objects', argument: 'tags', change: (e) => resource(e, 'aws_s3_bucket', '/objects/').addOverride('tags.api_key', SECRET) },
    { name: 'a property set after construction', path: 'orders/database', argument: 'deletion_protection', approved: 'true', actual: 'false', change: (e) => { resource(e, 'aws_rds_cluster', '/database/').deletionProtection = false; } },
    { name: 'a property reset', path: 'orders/database', argument: 'kms_key_id', change: (e) => resource(e, 'aws_rds_cluster', '/database/').resetKmsKeyId() },
    { name: 'deep in a list', path: 'orders/items', argument: 'point_in_time_recovery.enabled', approved: 'true', actual: 'false', change: (e) => resource(e, 'aws_dynamodb_table').addOverride('point_in_time_recovery.enabled', false) },
    { name: 'in the middle of a list', path: 'orders/database', argument: 'parameter', change: (e) => resource(e, 'aws_rds_cluster_parameter_group').addOverride('parameter.0.value', '0') },
    { name: 'a provider', path: 'provider.aws', argument: '0.skip_credentials_validation', change: (e) => provider(e).addOverride('skip_credentials_validation', true) },
  ],
  'eu-azure': [
    ...anywhere({ type: 'azurerm_monitor_action_group', under: '/alerts/', argument: 'short_name' }, 'azurerm_resource_group', CHILDREN.filter((id) => !['images', 'access-log', 'probe'].includes(id))),
    ...tagging('azurerm_storage_account', '/orders/objects/', 'tags'),
    { name: 'a secret in a tag', path: 'orders/objects', argument: 'tags', change: (e) => resource(e, 'azurerm_storage_account', '/objects/').addOverride('tags.api_key', SECRET) },
    { name: 'a property set after construction', path: 'orders/database', argument: 'public_network_access_enabled', approved: 'false', actual: 'true', change: (e) => { resource(e, 'azurerm_postgresql_flexible_server').publicNetworkAccessEnabled = true; } },
    { name: 'deep in a block', path: 'orders/objects', argument: 'blob_properties.delete_retention_policy.days', actual: '1', change: (e) => resource(e, 'azurerm_storage_account', '/objects/').addOverride('blob_properties.delete_retention_policy.days', 1) },
    { name: 'a provider', path: 'provider.azurerm', argument: '0.storage_use_azuread', change: (e) => provider(e).addOverride('storage_use_azuread', false) },
  ],
  'eu-google': [
    ...anywhere({ type: 'google_monitoring_notification_channel', under: '/alerts/', argument: 'display_name' }, 'google_service_account', CHILDREN),
    ...tagging('google_storage_bucket', '/orders/objects/', 'labels'),
    { name: 'a secret in a text', path: 'orders/service/identity', argument: 'description', change: (e) => resource(e, 'google_service_account', '/service/').addOverride('description', SECRET) },
    { name: 'a property set after construction', path: 'orders/database', argument: 'deletion_protection', approved: 'true', actual: 'false', change: (e) => { resource(e, 'google_sql_database_instance').deletionProtection = false; } },
    { name: 'deep in a block', path: 'orders/database', argument: 'settings.ip_configuration.ssl_mode', actual: 'ALLOW_UNENCRYPTED_AND_ENCRYPTED', change: (e) => resource(e, 'google_sql_database_instance').addOverride('settings.ip_configuration.ssl_mode', 'ALLOW_UNENCRYPTED_AND_ENCRYPTED') },
    { name: 'a provider', path: 'provider.google', argument: '0.user_project_override', change: (e) => provider(e).addOverride('user_project_override', false) },
  ],
};

const BESIDE: Tamper[] = [
  { name: 'a store beside the pattern', path: 'exports', kind: 'added', change: (e) => { new ObjectStore(e, 'exports', {}); } },
  { name: 'a cache in the pattern', path: 'orders/more', kind: 'added', change: (e) => { new Cache(e.api, 'more', {}); } },
];

interface Written { readonly deviations: Deviation[]; readonly look: LookAt[]; readonly word: string; readonly terraform: any; readonly text: string;
  readonly request: any; readonly all: string }

/** A whole synthesis, and what it wrote. */
function synthesized(landingZone: string, change: (environment: OrdersEnvironment) => void): Written {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-'));
  const quiet = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const app = new App({ outdir, context: { 'groundwork:review': 'off' } });
    const environment = new OrdersEnvironment(app, 'orders', { standards, stage: Stage.PRODUCTION, landingZone });
    change(environment);
    app.synth();
    const read = (file: string) => fs.readFileSync(path.join(outdir, file), 'utf8');
    const text = read('stacks/orders/cdk.tf.json');
    const statement = read('evidence/orders/verdict.intoto.json');
    const { deviations, look, verdict } = JSON.parse(statement).predicate;
    return { deviations, look, word: verdict.word, terraform: JSON.parse(text), text, request: JSON.parse(read('evidence/orders/request.json')), all: statement };
  } finally {
    quiet.mockRestore();
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** Whether a deviation is what a tamper has to be told as. */
function tells(d: Deviation, t: Tamper): boolean {
  const within = (whole: string | undefined, part: string | undefined) => part === undefined || (whole ?? '').includes(part);
  const place = d.path.startsWith(t.path) || d.address.startsWith(t.path);
  const argument = t.argument === undefined || [d.argument ?? ''].some((a) => a.startsWith(t.argument!) || t.argument!.startsWith(`${a}.`) || a.replace(/\.\d+(?=\.|$)/g, '').startsWith(t.argument!));
  return place && argument && (t.kind === undefined || d.kind === t.kind) && within(d.actual, t.actual) && within(d.approved, t.approved) && !d.tightens;
}

describe.each(Object.keys(TAMPERS))('what a team does to an approved environment in %s', (zone) => {
  test('untouched it has no deviation', () => {
    expect(synthesized(zone, () => undefined).deviations).toEqual([]);
  });

  test.each([...TAMPERS[zone], ...BESIDE].map((t) => [t.name, t] as const))('%s is told, and verified word for word from the files', (_, tamper) => {
    const { deviations, look, word, terraform, text, request, all } = synthesized(zone, tamper.change);
    expect({ deviations: deviations.map(({ id, ...d }) => d), told: deviations.some((d) => tells(d, tamper)) }).toEqual({ deviations: expect.anything(), told: true });
    for (const d of deviations) { expect(d).toMatchObject({ owner: expect.stringMatching(/^(security|compliance|architecture)$/), text: expect.stringMatching(/\S+: \S/), id: expect.stringMatching(/^[0-9a-f]{16}$/) }); }
    expect(all).not.toContain(SECRET);
    const { model } = verifyStack({ terraform, text, request, standards, classes: CLASSES });
    expect(model.governance.deviations).toEqual(deviations);
    // Of capabilities that nobody asked for, files do not tell what they are: controls may say more of them.
    const told = (all: readonly LookAt[]) => all.filter((l) => l.kind !== 'control' || BESIDE.includes(tamper) === false);
    expect(model.governance.verdict.word).toBe(word);
    expect(told(model.governance.verdict.look)).toEqual(told(look));
  });

  test('an escape hatch on the foundation is told', () => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-'));
    const quiet = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const app = new App({ outdir, context: { 'groundwork:review': 'off' } });
      const foundation = new Foundation(app, 'base', { standards, landingZone: zone });
      foundation.addOverride('terraform.required_version', '>= 0.1');
      app.synth();
      const { deviations } = JSON.parse(fs.readFileSync(path.join(outdir, 'evidence/base/verdict.intoto.json'), 'utf8')).predicate;
      expect(deviations).toEqual([expect.objectContaining({ kind: 'changed', address: 'terraform', argument: 'required_version', actual: '>= 0.1' })]);
    } finally {
      quiet.mockRestore();
      fs.rmSync(outdir, { recursive: true, force: true });
    }
  });
});
