import { readFileSync } from 'fs';
import { OrdersEnvironment } from '../../../examples/acme/orders-environment';
import { Stage } from '../../../src';
import { synthesizeOne, Terraform } from '../../support/terraform';
import { CARD } from './card';
import { acmeStandards, stacksOf } from './stacks';

const capacity = ({ min_capacity: min, max_capacity: max }: any) => `${min} to ${max} ACU`;

/** What the card says of the size of what is billed at rest, by cloud. */
const SIZES: { [zone: string]: (tf: Terraform) => string[] } = {
  'eu-aws': (tf) => [
    `${tf.all('aws_rds_cluster_instance').length} instance`, capacity(tf.one('aws_rds_cluster').serverlessv2_scaling_configuration),
    `${tf.one('aws_appautoscaling_target').min_capacity} task`, `${Number(tf.one('aws_ecs_task_definition').cpu) / 1024} vCPU, ${Number(tf.one('aws_ecs_task_definition').memory) / 1024} GiB`,
    `${tf.one('aws_elasticache_serverless_cache').cache_usage_limits[0].data_storage[0].maximum} GB`, `${tf.one('aws_wafv2_web_acl').rule.length} rules`,
    `${tf.all('aws_cloudwatch_metric_alarm').length + tf.all('aws_cloudwatch_composite_alarm').length} alarms`,
  ],
  'eu-azure': (tf) => {
    const [{ cpu, memory }] = tf.one('azurerm_container_app').template.container;
    return [
      `\`${tf.one('azurerm_postgresql_flexible_server').sku_name}\``, `${tf.one('azurerm_postgresql_flexible_server').storage_mb / 1024} GiB`,
      `\`${tf.one('azurerm_managed_redis').sku_name}\``, `${tf.one('azurerm_container_app').template.min_replicas} replica`, `${cpu} vCPU, ${memory.replace('Gi', '')} GiB`,
      `${tf.all('azurerm_monitor_metric_alert').length} metric, ${tf.all('azurerm_monitor_scheduled_query_rules_alert_v2').length} log`,
      tf.one('azurerm_cosmosdb_sql_container').autoscale_settings ? 'autoscale up to 1000 RU/s' : 'serverless: storage only',
    ];
  },
  'eu-google': (tf) => [
    `\`${tf.one('google_sql_database_instance').settings.tier}\``, `${tf.one('google_sql_database_instance').settings.disk_size} GB`,
    `${tf.one('google_memorystore_instance').replica_count + 1} \`${tf.one('google_memorystore_instance').node_type}\``,
    `${tf.one('google_cloud_run_v2_service').template.scaling.min_instance_count} instance`, `${tf.one('google_compute_security_policy').rule.length} rules`,
    tf.all('google_kms_crypto_key')[0].body.version_template.protection_level === 'HSM' ? '2 in hardware' : '2 in software',
  ],
};

/** The rows of one cloud in the table of costs: development, production. */
function rows(cloud: string): { [stage: string]: string } {
  const cells = readFileSync(CARD, 'utf8').split('## What costs money at rest')[1].split('\n## ')[0].split('\n')
    .filter((line) => line.startsWith(`| ${cloud} |`)).map((line) => line.split('|').map((c) => c.trim()));
  expect(cells.length).toBeGreaterThan(5);
  return { development: cells.map((c) => c[4]).join('; '), production: cells.map((c) => c[5]).join('; ') };
}

describe.each([['AWS', 'eu-aws'], ['Azure', 'eu-azure'], ['Google Cloud', 'eu-google']])('what the card says of costs at rest on %s', (cloud, zone) => {
  test('is what production synthesizes', () => {
    for (const size of SIZES[zone](stacksOf(zone).environment)) { expect(rows(cloud).production).toContain(size); }
  });

  test('is what development synthesizes', () => {
    const development = synthesizeOne((app) => new OrdersEnvironment(app, 'orders', { standards: acmeStandards(), stage: Stage.DEVELOPMENT, landingZone: zone }));
    for (const size of SIZES[zone](development)) { expect(rows(cloud).development).toContain(size); }
  });
});
