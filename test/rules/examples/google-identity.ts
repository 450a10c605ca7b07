import { Example, many, one } from '../example';

const KEY = '${google_kms_crypto_key.main.id}';
const TOPIC = '${google_pubsub_topic.rotation.id}';
const SECRET = { secret_id: 'orders-partner', topics: [{ name: TOPIC }], rotation: { rotation_period: '7776000s', next_rotation_time: '2027-03-01T03:00:00Z' } };

export const googleIdentityExamples: Example[] = [
  one('google/key-ring-name', 'google_kms_key_ring', { name: 'orders-prod' }, { 'key ring name with a dot': { name: 'orders.prod' } }),
  one('google/key-rotation-purpose', 'google_kms_crypto_key', { purpose: 'ENCRYPT_DECRYPT', rotation_period: '7776000s' }, { 'rotation_period on an asymmetric key': { purpose: 'ASYMMETRIC_SIGN' } }),
  one('google/key-rotation-period', 'google_kms_crypto_key', { rotation_period: '7776000s' }, { 'KMS rotation of less than a day': { rotation_period: '3600s' }, 'KMS rotation in days': { rotation_period: '90d' } }),
  one('google/key-algorithm', 'google_kms_crypto_key', { purpose: 'ASYMMETRIC_SIGN', version_template: { algorithm: 'EC_SIGN_P256_SHA256' } }, { 'algorithm of another purpose': { purpose: 'ENCRYPT_DECRYPT' } }),
  one('google/secret-id', 'google_secret_manager_secret', { secret_id: 'orders-partner' }, { 'secret id with a dot': { secret_id: 'orders.partner' } }),
  one('google/secret-rotation', 'google_secret_manager_secret', SECRET, {
    'secret rotation without next_rotation_time': { rotation: { rotation_period: '7776000s' } }, 'secret rotation with a past next_rotation_time': { rotation: { rotation_period: '7776000s', next_rotation_time: '2020-01-01T00:00:00Z' } }, 'secret rotation without topics': { topics: undefined },
  }),
  one('google/secret-rotation-period', 'google_secret_manager_secret', SECRET, { 'secret rotation every minute': { rotation: { ...SECRET.rotation, rotation_period: '60s' } } }),
  many('google/secret-after-publisher', {
    google_pubsub_topic: { rotation: {} }, google_pubsub_topic_iam_member: { agent: { topic: TOPIC, member: 'serviceAccount:service-1@gcp-sa-secretmanager.iam.gserviceaccount.com' } }, google_secret_manager_secret: { main: { ...SECRET, depends_on: ['google_pubsub_topic_iam_member.agent'] } },
  }, { 'secret not after the publisher grant': (r) => { delete r.google_secret_manager_secret.main.depends_on; } }),
  one('google/service-account-id', 'google_service_account', { account_id: 'orders-prod' }, { 'service account id of 5 characters': { account_id: 'orders'.slice(1) }, 'service account id of 31 characters': { account_id: 'a'.repeat(31) } }),
  one('google/role-form', 'google_project_iam_member', { role: 'roles/logging.logWriter' }, { 'role without roles/': { role: 'logging.logWriter' } }),
  one('google/member-form', 'google_project_iam_member', { member: 'serviceAccount:${google_service_account.app.email}' }, { 'IAM member without prefix': { member: 'app@orders.iam.gserviceaccount.com' } }),
  one('google/labels-labels', 'google_storage_bucket', { labels: { pod: 'orders', 'cost-center': 'cc-4711' } }, { 'label in upper case': { labels: { Pod: 'orders' } }, 'label value with a dot': { labels: { pod: 'orders.prod' } } }),
  one('google/labels-user-labels', 'google_monitoring_alert_policy', { user_labels: { pod: 'orders' } }, { 'user label with a space': { user_labels: { pod: 'the orders' } } }),
  one('google/labels-settings-user-labels', 'google_sql_database_instance', { settings: { user_labels: { pod: 'orders' } } }, { 'SQL label in upper case': { settings: { user_labels: { pod: 'Orders' } } } }),
  one('google/tag-binding-project', 'google_tags_tag_binding', { parent: '//cloudresourcemanager.googleapis.com/projects/123456789012' }, { 'tag binding by project id': { parent: '//cloudresourcemanager.googleapis.com/projects/orders-prod' } }),
  one('google/tag-key', 'google_tags_tag_key', { short_name: 'pod' }, { 'tag key with a space': { short_name: 'the pod' } }),
  one('google/org-policy-rule', 'google_org_policy_policy', { spec: { rules: [{ enforce: 'TRUE' }] } }, { 'organisation policy rule with two modes': { spec: { rules: [{ enforce: 'TRUE', deny_all: 'TRUE' }] } } }),
  one('google/org-policy-enforce', 'google_org_policy_policy', { spec: { rules: [{ enforce: 'TRUE' }] } }, { 'organisation policy with enforce yes': { spec: { rules: [{ enforce: 'yes' }] } } }),
  many('google/key-grant-before-use', {
    google_kms_crypto_key: { main: {} }, google_kms_crypto_key_iam_member: { agent: { crypto_key_id: KEY } }, google_storage_bucket: { files: { encryption: { default_kms_key_name: KEY }, depends_on: ['google_kms_crypto_key_iam_member.agent'] } },
  }, { 'bucket not after the grant on its key': (r) => { delete r.google_storage_bucket.files.depends_on; } }),
  many('google/services-first', { google_project_service: { pubsub: { service: 'pubsub.googleapis.com' } }, google_pubsub_topic: { a: { name: 'orders', depends_on: ['google_project_service.pubsub'] } } }, { 'resource not after its API': (r) => { delete r.google_pubsub_topic.a.depends_on; } }),
  one('google/key-destroy-time', 'google_kms_crypto_key', { destroy_scheduled_duration: '2592000s' }, { 'key destroyed after an hour': { destroy_scheduled_duration: '3600s' } }),
  one('google/topic-retention', 'google_pubsub_topic', { message_retention_duration: '604800s' }, { 'topic retention in days': { message_retention_duration: '7d' } }),
  one('google/topic-name', 'google_pubsub_topic', { name: 'orders-events' }, { 'topic id beginning with goog': { name: 'google-events' } }),
  one('google/subscription-deadline', 'google_pubsub_subscription', { ack_deadline_seconds: 60 }, { 'ack deadline below 10 s': { ack_deadline_seconds: 5 } }),
  one('google/subscription-retention', 'google_pubsub_subscription', { message_retention_duration: '604800s' }, { 'subscription retention of a minute': { message_retention_duration: '60s' } }),
  one('google/subscription-attempts', 'google_pubsub_subscription', { dead_letter_policy: { max_delivery_attempts: 5 } }, { 'one delivery attempt': { dead_letter_policy: { max_delivery_attempts: 1 } } }),
  one('google/repository-id', 'google_artifact_registry_repository', { repository_id: 'orders' }, { 'repository id in upper case': { repository_id: 'Orders' } }),
  one('google/project-service', 'google_project_service', { service: 'run.googleapis.com' }, { 'project service without domain': { service: 'run' } }),
  one('google/contact-categories', 'google_essential_contacts_contact', { notification_category_subscriptions: ['SECURITY'] }, { 'unknown contact category': { notification_category_subscriptions: ['SECURITIES'] } }),
];
