import { Found, Terraform } from '../../../support/terraform';
import { typesOf } from '../stores';

/** Where each kind of store names its key. */
const KEY_OF: { readonly [type: string]: string } = {
  google_sql_database_instance: 'encryption_key_name',
  google_firestore_database: 'cmek_config.kms_key_name',
  google_memorystore_instance: 'kms_key',
  google_storage_bucket: 'encryption.default_kms_key_name',
  google_logging_project_bucket_config: 'cmek_settings.kms_key_name',
  google_cloud_run_v2_service: 'template.encryption_key',
  google_artifact_registry_repository: 'kms_key_name',
  google_cloud_run_v2_job: 'template.template.encryption_key',
};

/** Kinds that keep no data of their own, or keep it in one of those above. */
const NO_STORE = typesOf(`
  google_backup_dr_backup_plan google_backup_dr_backup_plan_association google_billing_budget google_certificate_manager_certificate
  google_cloud_run_v2_job_iam_member google_cloud_scheduler_job
  google_certificate_manager_certificate_map google_certificate_manager_certificate_map_entry google_certificate_manager_dns_authorization
  google_compute_address google_compute_backend_service google_compute_firewall google_compute_forwarding_rule google_compute_global_address
  google_compute_global_forwarding_rule google_compute_region_network_endpoint_group google_compute_security_policy google_compute_ssl_policy
  google_compute_target_https_proxy google_compute_url_map google_dns_record_set google_firestore_backup_schedule google_firestore_field
  google_kms_crypto_key google_kms_crypto_key_iam_member google_logging_project_sink google_monitoring_alert_policy google_monitoring_custom_service
  google_monitoring_dashboard google_monitoring_notification_channel google_monitoring_slo google_monitoring_uptime_check_config
  google_project_iam_member google_service_account google_sql_database google_sql_user google_storage_bucket_iam_member
  google_storage_bucket_object google_storage_transfer_job google_artifact_registry_repository_iam_member
`);

/** Kinds of resource of which nobody has said whether they keep data. */
export function unclassified(tf: Terraform): string[] {
  return [...new Set(tf.everything().map((r) => r.type))].filter((type) => !(type in KEY_OF) && !NO_STORE.has(type));
}

/** Stores without a key of the environment. */
export function unencrypted(tf: Terraform): string[] {
  const keys = tf.all('google_kms_crypto_key').map((k) => `\${${k.address}.id}`);
  const keyOf = (store: Found) => KEY_OF[store.type].split('.').reduce((body, name) => body?.[name], store.body);
  return tf.everything().filter((r) => r.type in KEY_OF && !keys.includes(keyOf(r))).map((r) => r.address);
}

/** The log bucket that a sink writes to. */
export function keeper(tf: Terraform, destination: string): any {
  return tf.all('google_logging_project_bucket_config').find((b) => destination === `logging.googleapis.com/\${${b.address}.id}`)?.body;
}
