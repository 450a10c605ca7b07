import { checkNextMajor } from './next-major';
import { checkSchema, Cloud } from './schema';

const CLEAN: { [cloud in Cloud]: any } = {
  aws: {
    provider: { aws: [{ region: 'eu-central-1' }] },
    resource: {
      aws_s3_bucket: { files: { '//': { metadata: {} }, bucket: 'orders-files', depends_on: ['aws_kms_key.main'], tags: { pod: 'orders' } } },
      aws_kms_key: { main: { enable_key_rotation: true, deletion_window_in_days: 30, lifecycle: { prevent_destroy: true } } },
      aws_s3_bucket_versioning: { files: { bucket: '${aws_s3_bucket.files.id}', versioning_configuration: { status: 'Enabled' } } },
      aws_wafv2_web_acl: {
        edge: {
          name: 'edge', scope: 'REGIONAL', default_action: { allow: {} },
          rule: [{
            name: 'sizes', priority: 1, action: { block: {} },
            statement: { size_constraint_statement: { comparison_operator: 'GT', size: 16384, field_to_match: { body: {} }, text_transformation: [{ priority: 0, type: 'NONE' }] } },
            visibility_config: { cloudwatch_metrics_enabled: true, metric_name: 'sizes', sampled_requests_enabled: true },
          }],
          visibility_config: { cloudwatch_metrics_enabled: true, metric_name: 'edge', sampled_requests_enabled: true },
        },
      },
    },
  },
  azure: {
    provider: { azurerm: [{ features: {}, subscription_id: '12345678-1234-9876-4563-123456789012' }] },
    resource: {
      azurerm_resource_group: { main: { name: 'rg-orders', location: 'germanywestcentral', tags: { pod: 'orders' } } },
      azurerm_storage_container: { files: { name: 'files', storage_account_id: '${azurerm_storage_account.main.id}' } },
      azurerm_network_security_group: {
        apps: {
          name: 'nsg-apps', location: 'germanywestcentral', resource_group_name: '${azurerm_resource_group.main.name}',
        },
      },
    },
  },
  google: {
    provider: { google: [{ project: 'orders-prod', region: 'europe-west3' }] },
    resource: {
      google_kms_crypto_key: { main: { name: 'main', key_ring: '${google_kms_key_ring.main.id}', version_template: { algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION' } } },
      google_compute_subnetwork: { apps: { name: 'apps', network: '${google_compute_network.main.id}', ip_cidr_range: '10.0.0.0/24', log_config: { flow_sampling: 0.5 } } },
      google_storage_bucket: { files: { name: 'orders-files', location: 'EUROPE-WEST3', versioning: { enabled: true } } },
    },
  },
};

type Fault = [fault: string, cloud: Cloud, edit: (resources: any) => void, message: string];

const FAULTS: Fault[] = [
  ['unknown argument', 'aws', (r) => { r.aws_s3_bucket.files.bucket_nmae = 'x'; }, 'aws_s3_bucket.files.bucket_nmae: unknown argument'],
  ['unknown resource type', 'aws', (r) => { r.aws_s3_bukkit = { files: {} }; }, 'aws_s3_bukkit.files: no resource type'],
  ['read-only argument', 'aws', (r) => { r.aws_s3_bucket.files.arn = 'arn:aws:s3:::x'; }, 'aws_s3_bucket.files.arn: can only be read'],
  ['deprecated argument', 'aws', (r) => { r.aws_s3_bucket.files.acl = 'private'; }, 'aws_s3_bucket.files.acl: deprecated'],
  ['map in place of a scalar', 'aws', (r) => { r.aws_s3_bucket.files.bucket = { name: 'x' }; }, 'aws_s3_bucket.files.bucket: a string is needed'],
  ['scalar in place of a map', 'aws', (r) => { r.aws_s3_bucket.files.tags = 'x'; }, 'aws_s3_bucket.files.tags: a map is needed'],
  ['required block missing', 'aws', (r) => { delete r.aws_s3_bucket_versioning.files.versioning_configuration; }, 'versioning_configuration: required block is missing'],
  ['argument missing deep in a statement', 'aws', (r) => {
    delete r.aws_wafv2_web_acl.edge.rule[0].statement.size_constraint_statement.size;
  }, 'size_constraint_statement.size: required argument is missing'],
  ['two blocks where one is allowed', 'aws', (r) => { r.aws_wafv2_web_acl.edge.default_action = [{ allow: {} }, { block: {} }]; }, 'default_action: 2 blocks, at most 1'],
  ['text for a number', 'aws', (r) => { r.aws_kms_key.main.deletion_window_in_days = 'thirty'; }, 'deletion_window_in_days: a number is needed'],
  ['text for a boolean', 'aws', (r) => { r.aws_kms_key.main.enable_key_rotation = 'yes'; }, 'enable_key_rotation: true or false is needed'],
  ['template for a boolean', 'aws', (r) => { r.aws_kms_key.main.enable_key_rotation = 'a-${var.x}'; }, 'enable_key_rotation: true or false is needed'],
  ['required argument missing', 'azure', (r) => { delete r.azurerm_resource_group.main.location; }, 'azurerm_resource_group.main.location: required argument is missing'],
  ['deprecated argument, azure', 'azure', (r) => { r.azurerm_storage_container.files.storage_account_name = 'x'; }, 'storage_account_name: deprecated'],
  ['object with an unknown member', 'azure', (r) => { r.azurerm_network_security_group.apps.security_rule = [{ nmae: 'x' }]; }, 'security_rule: [0]: nmae is not known'],
  ['object with a member missing', 'azure', (r) => { r.azurerm_network_security_group.apps.security_rule = [{ name: 'x' }]; }, 'is missing'],
  ['block written as a text', 'google', (r) => { r.google_storage_bucket.files.versioning = 'on'; }, 'versioning: a block is needed'],
  ['argument of another provider version', 'google', (r) => { r.google_compute_subnetwork.apps.log_config.sampling = 1; }, 'log_config.sampling: unknown argument'],
];

describe('checkSchema', () => {
  test.each(['aws', 'azure', 'google'] as const)('finds nothing in a clean stack on %s', (cloud) => {
    expect(checkSchema(cloud, CLEAN[cloud])).toEqual([]);
  });

  test.each(FAULTS)('finds: %s (%s)', (_fault, cloud, edit, message) => {
    const tf = JSON.parse(JSON.stringify(CLEAN[cloud]));
    edit(tf.resource);
    expect(checkSchema(cloud, tf).join('\n')).toContain(message);
  });

  test('finds an unknown setting of a provider', () => {
    expect(checkSchema('google', { provider: { google: [{ projcet: 'x' }] } })).toEqual(['provider.google[0].projcet: unknown argument']);
  });

  test('refuses data sources', () => {
    expect(checkSchema('aws', { data: { aws_region: { here: {} } } })).toEqual(['data.aws_region: a stack has no data source']);
  });
});

describe('checkNextMajor', () => {
  test.each(['azure', 'google'] as const)('finds nothing in a clean stack on %s', (cloud) => {
    expect(checkNextMajor(cloud, CLEAN[cloud])).toEqual([]);
  });

  test('finds an argument that goes away', () => {
    const tf = { resource: { azurerm_storage_container: { files: { name: 'files', storage_account_name: 'x' } } } };
    expect(checkNextMajor('azure', tf)).toEqual([
      'azurerm_storage_container.files.storage_account_name: goes away in the next major',
      'azurerm_storage_container.files.storage_account_id: is required from the next major on',
    ]);
  });

  test('finds an argument that goes away within a block', () => {
    const tf = { resource: { azurerm_monitor_diagnostic_setting: { main: { metric: [{ category: 'AllMetrics' }] } } } };
    expect(checkNextMajor('azure', tf)).toContain('azurerm_monitor_diagnostic_setting.main.metric: goes away in the next major');
  });

  test('lets pass what the bound version knows in one way only', () => {
    const tf = { resource: { azurerm_private_dns_zone_virtual_network_link: { main: { name: 'x', private_dns_zone_name: 'x', resource_group_name: 'x', virtual_network_id: 'x' } } } };
    expect(checkNextMajor('azure', tf)).toEqual([]);
  });
});
