import { App, TerraformResource } from 'cdktf';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Stage } from '../../src';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';

/** A protection taken away by an override, and what page and comment must then say. */
interface Weakening {
  readonly type: string;
  /** Part of the construct path. */
  readonly under: string;
  readonly argument: string;
  readonly value: any;
  readonly says: string;
}

const weaken = (type: string, under: string, argument: string, value: any, says: string): Weakening => ({ type, under, argument, value, says });

const ANYONE = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const WEAKENINGS: { [zone: string]: Weakening[] } = {
  'eu-aws': [
    weaken('aws_rds_cluster', 'orders/database/', 'deletion_protection', false, 'deletion protection is off'),
    weaken('aws_rds_cluster', 'orders/database/', 'backup_retention_period', 1, 'automatic backups are kept 1 day'),
    weaken('aws_rds_cluster', 'orders/database/', 'kms_key_id', undefined, "encrypted with the provider's key"),
    weaken('aws_dynamodb_table', 'orders/items/', 'point_in_time_recovery.enabled', false, 'cannot be restored to a point in time'),
    weaken('aws_kms_key', 'data-key/', 'enable_key_rotation', false, 'the key is never rotated'),
    weaken('aws_s3_bucket_versioning', 'orders/objects/', 'versioning_configuration.status', 'Suspended', 'earlier versions are not kept'),
    weaken('aws_cloudwatch_log_group', 'orders/service/', 'retention_in_days', 7, 'the log is kept 7 days'),
    weaken('aws_api_gateway_domain_name', 'orders/gateway/', 'security_policy', 'TLS_1_0', 'callers need TLS 1.0 or newer'),
    weaken('aws_ecs_service', 'orders/service/', 'deployment_circuit_breaker.rollback', false, 'a failed deployment stays'),
    weaken('aws_appautoscaling_target', 'orders/service/', 'min_capacity', 1, 'at least 1 instance'),
    weaken('aws_budgets_budget', 'budget/', 'notification', undefined, 'nobody is told what is spent'),
    weaken('aws_iam_role_policy', 'orders/service/', 'policy', JSON.stringify(ANYONE), 'on *'),
    weaken('aws_cloudwatch_metric_alarm', 'orders/database/alarms/cpu-warning', 'actions_enabled', false, 'the alarm is off'),
  ],
  'eu-azure': [
    weaken('azurerm_postgresql_flexible_server', 'orders/database/', 'public_network_access_enabled', true, 'open to the internet'),
    weaken('azurerm_managed_redis', 'orders/cache/', 'default_database.client_protocol', 'Plaintext', 'connections are not encrypted'),
    weaken('azurerm_cosmosdb_account', 'orders/items/', 'local_authentication_disabled', false, 'login with a shared key'),
    weaken('azurerm_storage_account', 'orders/objects/', 'shared_access_key_enabled', true, 'key'),
    weaken('azurerm_storage_account', 'orders/objects/', 'min_tls_version', 'TLS1_0', 'connections need TLS 1.0'),
    weaken('azurerm_cdn_frontdoor_firewall_policy', 'orders/gateway/', 'mode', 'Detection', 'the web application firewall only counts'),
    weaken('azurerm_container_app', 'orders/service/', 'template.min_replicas', 1, 'at least 1 instance'),
    weaken('azurerm_monitor_metric_alert', 'orders/database/alarms/cpu-warning', 'enabled', false, 'the alarm is off'),
  ],
  'eu-google': [
    weaken('google_sql_database_instance', 'orders/database/', 'settings.deletion_protection_enabled', false, 'deletion protection is off'),
    weaken('google_sql_database_instance', 'orders/database/', 'settings.backup_configuration.point_in_time_recovery_enabled', false, 'cannot be restored to a point in time'),
    weaken('google_sql_database_instance', 'orders/database/', 'settings.ip_configuration.ipv4_enabled', true, 'internet'),
    weaken('google_storage_bucket', 'orders/objects/', 'public_access_prevention', 'inherited', 'can open it to everybody'),
    weaken('google_kms_crypto_key', 'data-key/', 'rotation_period', undefined, 'the key is never rotated'),
    weaken('google_compute_ssl_policy', 'orders/gateway/', 'min_tls_version', 'TLS_1_0', 'callers need TLS 1.0 or newer'),
    weaken('google_cloud_run_v2_service', 'orders/service/', 'template.scaling.min_instance_count', 1, 'at least 1 instance'),
    weaken('google_monitoring_alert_policy', 'orders/database/alarms/cpu-warning', 'enabled', false, 'the alarm is off'),
  ],
};

/** Text of the review of the example's production environment, by file, after overrides. */
function reviewed(zone: string, weakenings: Weakening[]): { page: string; comment: string; model: any } {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-'));
  try {
    const app = new App({ outdir, context: { 'groundwork:governance': 'off' } });
    const environment = new OrdersEnvironment(app, 'orders', { standards: acmeStandards(), stage: Stage.PRODUCTION, landingZone: zone });
    for (const w of weakenings) { override(environment, w); }
    app.synth();
    const read = (file: string) => fs.readFileSync(path.join(outdir, 'review/orders', file), 'utf8');
    return { page: textOf(read('index.html')), comment: read('review.md').replace(/\\/g, ''), model: JSON.parse(read('model.json')) };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

function override(environment: OrdersEnvironment, w: Weakening): void {
  const found = environment.node.findAll().filter((c): c is TerraformResource => TerraformResource.isTerraformResource(c) && c.terraformResourceType === w.type && `${c.node.path}/`.includes(`/${w.under}`));
  if (found.length === 0) { throw new Error(`no ${w.type} under ${w.under}`); }
  found[0].addOverride(w.argument, w.value);
}

const ENTITIES: { [name: string]: string } = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** What a reader sees, as one line. */
function textOf(page: string): string {
  return page.replace(/<(style|script)[^]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ').replace(/&(amp|lt|gt|quot|#39);/g, (e) => ENTITIES[e]).replace(/\s+/g, ' ');
}

const times = (text: string, piece: string) => text.split(piece).length - 1;

describe.each(Object.keys(WEAKENINGS))('the review of what is written on %s', (zone) => {
  const before = reviewed(zone, []);
  const after = reviewed(zone, WEAKENINGS[zone]);

  test.each(WEAKENINGS[zone].map((w) => [`${w.type}.${w.argument} = ${JSON.stringify(w.value)?.slice(0, 40)}`, w] as const))('%s is said', (_, w) => {
    expect(times(after.page, w.says)).toBeGreaterThan(times(before.page, w.says));
    const decided = (model: any) => model.decisions.filter((d: any) => d.text.includes(w.says)).flatMap((d: any) => d.subjects).filter((s: string) => `${s}/`.includes(w.under)).length;
    expect(decided(after.model)).toBeGreaterThan(decided(before.model));
    expect(after.comment).toContain(w.says);
  });

  test('counts more to decide than before', () => {
    expect(after.model.counts.decisions).toBeGreaterThan(before.model.counts.decisions);
    expect(after.page).toContain(after.comment.match(/\d+ things? to decide/)![0]);
  });
});
