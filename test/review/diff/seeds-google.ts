import { Seed } from './seed';

/** Changes that a reviewer fears, on Google Cloud. */
export const GOOGLE: Seed[] = [
  ['fewer backups kept', (c) => { c.one('google_sql_database_instance').settings.backup_configuration.backup_retention_settings.retained_backups = 1; }, 'data-loss', 'wider', /orders\/database\/instance/],
  ['backups off', (c) => { c.one('google_sql_database_instance').settings.backup_configuration.enabled = false; }, 'data-loss', 'wider', /orders\/database\/instance/],
  ['deletion protection off', (c) => { c.one('google_firestore_database').delete_protection_state = 'DELETE_PROTECTION_DISABLED'; }, 'data-loss', 'wider', /orders\/items\/database: deletion protection is off/],
  ['objects cannot be brought back', (c) => { delete c.one('google_storage_bucket', 'orders_objects').soft_delete_policy; }, 'data-loss', 'wider', /orders\/objects\/bucket/],
  ['copy of the objects removed', (c) => { c.drop('google_storage_transfer_job'); }, 'data-loss', 'wider', /orders\/backup/],
  ['bucket open to everybody', (c) => { c.add('google_storage_bucket_iam_member', 'orders/objects/everybody', { bucket: '${google_storage_bucket.orders_objects_bucket_44672B70.name}', role: 'roles/storage.objectViewer', member: 'allUsers' }); }, 'permission', 'wider', /may now/],
  ['database with a public address', (c) => { c.one('google_sql_database_instance').settings.ip_configuration.ipv4_enabled = true; }, 'exposure', 'wider', /orders\/database\/instance/],
  ['service reached beside the load balancer', (c) => { c.one('google_cloud_run_v2_service').ingress = 'INGRESS_TRAFFIC_ALL'; }, 'exposure', 'wider', /orders\/(service|gateway)/],
  ['authentication dropped from one operation', (c) => {
    c.document(c.one('google_storage_bucket_object', 'orders_gateway_front_envoy'), 'content', (d) => {
      const [{ routes }] = d.static_resources.listeners[0].filter_chains[0].filters[0].typed_config.route_config.virtual_hosts;
      const named = (path: string) => routes.find((r: any) => r.match.path === path);
      named('/orders').typed_per_filter_config = named('/health').typed_per_filter_config;
    });
  }, 'exposure', 'wider', /operations without a token: adds (GET|POST) \/orders \(1 -> 2\)/],
  ['firewall rule removed', (c) => { c.one('google_compute_security_policy').rule.shift(); }, 'exposure', 'wider', /orders\/gateway\/firewall/],
  ['role of an editor', (c) => { c.one('google_project_iam_member', 'orders_items_grant').role = 'roles/editor'; }, 'permission', 'wider', /roles\/editor/],
  ['TLS lowered', (c) => { c.one('google_compute_ssl_policy').min_tls_version = 'TLS_1_0'; }, 'protection', 'wider', /TLS 1\.2 -> TLS 1\.0/],
  ['rotation slower', (c) => { c.one('google_kms_crypto_key', 'data-key').rotation_period = '31536000s'; }, 'protection', 'wider', /data-key.*key rotation 90 -> 365 days/],
  ['alarm without receivers', (c) => { delete c.one('google_monitoring_alert_policy', 'orders_database').notification_channels; }, 'protection', 'wider', /orders\/database\/alarms/],
  ['one zone only', (c) => { c.one('google_sql_database_instance').settings.availability_type = 'ZONAL'; }, 'availability', 'wider', /orders\/database\/instance/],
  ['more instances', (c) => { c.one('google_cloud_run_v2_service').template.scaling.max_instance_count = 500; }, 'cost', 'wider', /orders\/service.*500/],
];
