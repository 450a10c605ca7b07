import { all, count, duration, oneOf, pattern, range } from '../../rule-makers';
import { blockOf, isBlock, isSet, listOf, numeric, seconds, text } from '../../rule-values';
import { Rule } from '../../rules';

const KMS = 'https://cloud.google.com/kms/docs';
const IAM = 'https://cloud.google.com/iam/docs';
const SECRETS = 'https://cloud.google.com/secret-manager/docs';

const IAM_TYPES = [
  'google_project_iam_member', 'google_project_iam_binding', 'google_service_account_iam_member', 'google_kms_crypto_key_iam_member', 'google_pubsub_topic_iam_member', 'google_pubsub_subscription_iam_member',
  'google_storage_bucket_iam_member', 'google_secret_manager_secret_iam_member', 'google_artifact_registry_repository_iam_member', 'google_cloud_run_v2_service_iam_member', 'google_privateca_ca_pool_iam_member',
];

/** Types with labels of their own, by the argument that carries them. */
const LABELLED: readonly (readonly [string, string])[] = [
  ['google_storage_bucket', 'labels'], ['google_cloud_run_v2_service', 'labels'], ['google_pubsub_topic', 'labels'], ['google_pubsub_subscription', 'labels'], ['google_kms_crypto_key', 'labels'], ['google_secret_manager_secret', 'labels'],
  ['google_compute_address', 'labels'], ['google_compute_global_address', 'labels'], ['google_compute_forwarding_rule', 'labels'], ['google_compute_global_forwarding_rule', 'labels'], ['google_dns_managed_zone', 'labels'],
  ['google_artifact_registry_repository', 'labels'], ['google_memorystore_instance', 'labels'], ['google_certificate_manager_certificate', 'labels'], ['google_certificate_manager_certificate_map', 'labels'],
  ['google_sql_database_instance', 'settings.user_labels'], ['google_monitoring_alert_policy', 'user_labels'], ['google_monitoring_notification_channel', 'user_labels'], ['google_monitoring_uptime_check_config', 'user_labels'],
];

function labelProblem(labels: any): string | undefined {
  const odd = Object.entries(isBlock(labels) ? labels : {})
    .find(([key, value]) => !/^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u.test(key) || text(value) !== undefined && !/^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u.test(value as string));
  return odd ? `"${odd[0]}" = ${JSON.stringify(odd[1])} is not accepted` : undefined;
}

/** Keys, secrets, service accounts, roles, labels. */
export const identityRules: readonly Rule[] = [
  {
    id: 'google/key-ring-name', types: ['google_kms_key_ring', 'google_kms_crypto_key'], argument: 'name', problem: pattern(/^[A-Za-z0-9_-]{1,63}$/, 'up to 63 letters, digits, hyphens and underscores'), mend: 'Rename it, without dots; it can never be deleted.', source: `${KMS}/reference/rest/v1/projects.locations.keyRings/create`,
  },
  {
    id: 'google/key-rotation-purpose', types: ['google_kms_crypto_key'], argument: 'rotation_period', references: true,
    problem: (value, key) => (isSet(value) && isSet(text(key.purpose)) && key.purpose !== 'ENCRYPT_DECRYPT' ? `is set on a key for ${key.purpose}` : undefined), mend: 'Leave it out: only symmetric keys rotate by themselves.', source: `${KMS}/key-rotation`,
  },
  {
    id: 'google/key-rotation-period', types: ['google_kms_crypto_key'], argument: 'rotation_period', problem: duration(86401, 3153600000), mend: 'Use more than a day, in seconds: 7776000s.', source: `${KMS}/rotate-key`,
  },
  {
    id: 'google/key-algorithm', types: ['google_kms_crypto_key'], argument: 'version_template.algorithm',
    problem: (value, _block, context) => {
      const purpose = text(context.body.purpose) ?? 'ENCRYPT_DECRYPT';
      const family = purpose === 'ASYMMETRIC_SIGN' ? /_SIGN_/ : purpose === 'ASYMMETRIC_DECRYPT' ? /_DECRYPT_/ : purpose === 'ENCRYPT_DECRYPT' ? /SYMMETRIC_ENCRYPTION$/ : /./;
      return typeof value === 'string' && !family.test(value) ? `is ${value} on a key for ${purpose}` : undefined;
    },
    mend: 'Use an algorithm of the purpose.', source: `${KMS}/algorithms`,
  },
  {
    id: 'google/secret-id', types: ['google_secret_manager_secret'], argument: 'secret_id', problem: pattern(/^[A-Za-z0-9_-]{1,255}$/, 'up to 255 letters, digits, hyphens and underscores'), mend: 'Rename it, without dots.', source: `${SECRETS}/creating-and-accessing-secrets`,
  },
  {
    id: 'google/secret-rotation', types: ['google_secret_manager_secret'], argument: 'rotation.*', references: true,
    problem: (rotation, _block, context) => {
      const next = text(rotation?.next_rotation_time);
      // Compared with a fixed day, so that the same source is judged alike on every day.
      return !isSet(rotation?.next_rotation_time) ? 'has no next_rotation_time' : next !== undefined && next < '2026-01-01' ? `begins in the past, at ${next}` : !isSet(context.body.topics) ? 'has no topic to tell' : undefined;
    },
    mend: 'Give a first time that lies ahead, and a topic.', source: `${SECRETS}/secret-rotation`,
  },
  {
    id: 'google/secret-rotation-period', types: ['google_secret_manager_secret'], argument: 'rotation.rotation_period', problem: duration(3600, 3153600000), mend: 'Use an hour at least, in seconds.', source: `${SECRETS}/secret-rotation`,
  },
  {
    id: 'google/secret-after-publisher', types: ['google_secret_manager_secret'], argument: 'topics.name', references: true,
    problem: (value, _block, context) => {
      const topic = context.graph.target(value);
      const grants = topic ? context.graph.all('google_pubsub_topic_iam_member').filter((entry) => /gcp-sa-secretmanager/.test(String(entry.body.member)) && context.graph.refersTo(entry, topic)) : [];
      return grants.length > 0 && !grants.some((entry) => context.graph.isAfter(context, entry)) ? `is checked before ${grants[0].address}` : undefined;
    },
    mend: 'Put the publisher grant of the Secret Manager agent into depends_on.', source: `${SECRETS}/event-notifications`,
  },
  {
    id: 'google/service-account-id', types: ['google_service_account'], argument: 'account_id', problem: pattern(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, '6 to 30 lower-case letters, digits and hyphens'), mend: 'Shorten or lengthen it.', source: `${IAM}/service-accounts-create`,
  },
  {
    id: 'google/role-form', types: IAM_TYPES, argument: 'role', problem: pattern(/^(roles\/[A-Za-z][\w.]*|(projects|organizations)\/[^/]+\/roles\/[\w.]+)$/, 'a role such as roles/viewer'), mend: 'Begin the role with roles/.', source: `${IAM}/understanding-roles`,
  },
  {
    id: 'google/member-form', types: IAM_TYPES, argument: 'member',
    problem: pattern(/^(allUsers|allAuthenticatedUsers|(user|group|serviceAccount):[^@\s]+@[^@\s]+|domain:\S+|(principal|principalSet):\/\/\S+|deleted:\S+|project(Owner|Editor|Viewer):\S+)$/, 'a principal such as serviceAccount:name@project.iam.gserviceaccount.com'), mend: 'Write kind and address.', source: `${IAM}/principal-identifiers`,
  },
  ...[...new Set(LABELLED.map(([, argument]) => argument))].map((argument): Rule => ({
    id: `google/labels-${argument.replace(/[._]/g, '-')}`, types: LABELLED.filter(([, one]) => one === argument).map(([type]) => type), argument, problem: all(count(0, 64, 'labels'), labelProblem),
    mend: 'Use lower case, digits, hyphens and underscores; keys and values up to 63 characters.', source: 'https://cloud.google.com/resource-manager/docs/labels-overview',
  })),
  {
    id: 'google/tag-binding-project', types: ['google_tags_tag_binding'], argument: 'parent',
    problem: (value) => {
      const project = /cloudresourcemanager\.googleapis\.com\/projects\/([^/]+)$/.exec(value ?? '')?.[1];
      return project !== undefined && !/^\d+$/.test(project) ? `names project "${project}" by its id` : undefined;
    },
    mend: 'Use the number of the project.', source: 'https://cloud.google.com/resource-manager/docs/tags/tags-creating-and-managing',
  },
  {
    id: 'google/tag-key', types: ['google_tags_tag_key', 'google_tags_tag_value'], argument: 'short_name', problem: pattern(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,254}[A-Za-z0-9])?$/, 'up to 256 letters, digits and . _ -'), mend: 'Rename the tag.', source: 'https://cloud.google.com/resource-manager/docs/tags/tags-creating-and-managing',
  },
  {
    id: 'google/org-policy-rule', types: ['google_org_policy_policy'], argument: 'spec.rules.*',
    problem: (rule) => {
      const modes = ['allow_all', 'deny_all', 'enforce', 'values'].filter((name) => isSet(rule?.[name]));
      return modes.length === 1 ? undefined : `has ${modes.length === 0 ? 'no mode' : modes.join(' and ')}`;
    },
    mend: 'Give a rule one of enforce, allow_all, deny_all, values.', source: 'https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/organizations.policies',
  },
  {
    id: 'google/org-policy-enforce', types: ['google_org_policy_policy'], argument: 'spec.rules.enforce', problem: oneOf('TRUE', 'FALSE'), mend: 'Write TRUE or FALSE.', source: 'https://github.com/hashicorp/terraform-provider-google/blob/main/website/docs/r/org_policy_policy.html.markdown',
  },
  {
    id: 'google/key-grant-before-use', types: ['google_sql_database_instance', 'google_storage_bucket', 'google_pubsub_topic', 'google_secret_manager_secret', 'google_firestore_database', 'google_memorystore_instance', 'google_artifact_registry_repository', 'google_logging_project_bucket_config', 'google_cloud_run_v2_service'],
    argument: '', references: true,
    problem: (body, _block, context) => {
      const used = [
        body.encryption_key_name, body.kms_key_name, body.kms_key, blockOf(body.encryption).default_kms_key_name, blockOf(body.cmek_config).kms_key_name,
        blockOf(body.cmek_settings).kms_key_name, blockOf(body.template).encryption_key,
      ];
      const key = used.map((one) => context.graph.target(one)).find((one) => one?.type === 'google_kms_crypto_key');
      const grants = key ? context.graph.all('google_kms_crypto_key_iam_member').filter((entry) => context.graph.refersTo(entry, key)) : [];
      return grants.length > 0 && !grants.some((entry) => context.graph.isAfter(context, entry)) ? `uses ${key?.address} before ${grants[0].address} lets its service agent` : undefined;
    },
    mend: 'Put the grant on the key into depends_on.', source: `${KMS}/cmek`,
  },
  {
    id: 'google/services-first', types: ['google_sql_database_instance', 'google_storage_bucket', 'google_pubsub_topic', 'google_secret_manager_secret', 'google_firestore_database', 'google_memorystore_instance', 'google_cloud_run_v2_service', 'google_kms_key_ring', 'google_compute_network', 'google_dns_managed_zone'],
    argument: '', references: true,
    problem: (_body, _block, context) => {
      const service: { [type: string]: string } = {
        google_sql_database_instance: 'sqladmin', google_storage_bucket: 'storage', google_pubsub_topic: 'pubsub', google_secret_manager_secret: 'secretmanager', google_firestore_database: 'firestore',
        google_memorystore_instance: 'memorystore', google_cloud_run_v2_service: 'run', google_kms_key_ring: 'cloudkms', google_compute_network: 'compute', google_dns_managed_zone: 'dns',
      };
      const enabled = context.graph.all('google_project_service').find((entry) => text(entry.body.service) === `${service[context.type]}.googleapis.com`);
      return enabled && !context.graph.isAfter(context, enabled) ? `can be made before ${enabled.address}` : undefined;
    },
    mend: 'Put the project service into depends_on.', source: 'https://cloud.google.com/service-usage/docs/enable-disable',
  },
  {
    id: 'google/key-destroy-time', types: ['google_kms_crypto_key'], argument: 'destroy_scheduled_duration',
    problem: (value) => ((seconds(value) ?? 86400) < 86400 ? `${value} is less than a day` : undefined), mend: 'Use a day at least.', source: `${KMS}/destroy-restore`,
  },
  {
    id: 'google/topic-retention', types: ['google_pubsub_topic'], argument: 'message_retention_duration', problem: duration(600, 2678400), mend: 'Use ten minutes to 31 days, in seconds.', source: 'https://cloud.google.com/pubsub/docs/topic-properties',
  },
  {
    id: 'google/topic-name', types: ['google_pubsub_topic', 'google_pubsub_subscription'], argument: 'name', problem: all(pattern(/^(?!goog)[A-Za-z][\w.~+%-]{2,254}$/, '3 to 255 characters, beginning with a letter and not with goog')), mend: 'Rename it.', source: 'https://cloud.google.com/pubsub/docs/pubsub-basics#resource_names',
  },
  {
    id: 'google/subscription-deadline', types: ['google_pubsub_subscription'], argument: 'ack_deadline_seconds',
    problem: (value) => (numeric(value) === 0 ? undefined : range(10, 600, 'seconds')(value, {}, undefined as never)), mend: 'Use 10 to 600 seconds.', source: 'https://cloud.google.com/pubsub/docs/subscription-properties#ack_deadline',
  },
  {
    id: 'google/subscription-retention', types: ['google_pubsub_subscription'], argument: 'message_retention_duration', problem: duration(600, 2678400), mend: 'Use ten minutes to 31 days, in seconds.', source: 'https://cloud.google.com/pubsub/docs/subscription-properties',
  },
  {
    id: 'google/subscription-attempts', types: ['google_pubsub_subscription'], argument: 'dead_letter_policy.max_delivery_attempts', problem: range(5, 100), mend: 'Use 5 to 100.', source: 'https://cloud.google.com/pubsub/docs/dead-letter-topics',
  },
  {
    id: 'google/repository-id', types: ['google_artifact_registry_repository'], argument: 'repository_id', problem: pattern(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/, 'up to 63 lower-case letters, digits and hyphens'), mend: 'Use lower case.', source: 'https://cloud.google.com/artifact-registry/docs/repositories/create-repos',
  },
  {
    id: 'google/project-service', types: ['google_project_service'], argument: 'service', problem: pattern(/^[a-z0-9-]+\.googleapis\.com$/, 'an API such as run.googleapis.com'), mend: 'Write the whole name of the API.', source: 'https://cloud.google.com/service-usage/docs/list-services',
  },
  {
    id: 'google/contact-categories', types: ['google_essential_contacts_contact'], argument: 'notification_category_subscriptions',
    problem: (value) => {
      const known = ['ALL', 'SUSPENSION', 'SECURITY', 'TECHNICAL', 'BILLING', 'LEGAL', 'PRODUCT_UPDATES', 'TECHNICAL_INCIDENTS'];
      const odd = listOf(value).find((one) => text(one) !== undefined && !known.includes(one));
      return odd ? `"${odd}" is not one of ${known.join(', ')}` : undefined;
    },
    mend: 'Use one of the categories.', source: 'https://cloud.google.com/resource-manager/docs/managing-notification-contacts',
  },
];
