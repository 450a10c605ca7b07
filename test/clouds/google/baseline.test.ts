import { LogClass } from '../../../src/capabilities/common';
import { ContainerRegistry } from '../../../src/capabilities/container-registry';
import { LogStream } from '../../../src/capabilities/log-stream';
import { Stage } from '../../../src/environment/stage';
import { environment, googleStandards, NUMBER, PROJECT, waitsFor } from './support';

describe('an environment', () => {
  const tf = environment((env) => {
    new ContainerRegistry(env, 'images', { keepImages: 20 });
    new LogStream(env, 'application', { logClass: LogClass.APPLICATION, maskedFields: ['email', 'phone-number'] });
    new LogStream(env, 'audit-log', { logClass: LogClass.AUDIT });
  }, { network: { allowedHosts: ['api.partner.example', 'login.acme.example'] } });

  test('keys rotate every 90 days and cannot be destroyed with the stack', () => {
    const keys = tf.all('google_kms_crypto_key');
    expect(keys).toHaveLength(2);
    for (const { body } of keys) {
      expect(body).toMatchObject({ rotation_period: '7776000s', purpose: 'ENCRYPT_DECRYPT', lifecycle: { prevent_destroy: true } });
      expect(body.version_template.protection_level).toBe('HSM');
      expect(body.key_ring).toBe(`projects/${PROJECT}/locations/europe-west3/keyRings/acme-eu-google`);
    }
  });

  test('development keys are in software and can go', () => {
    const dev = environment(() => undefined, { stage: Stage.DEVELOPMENT });
    for (const { body } of dev.all('google_kms_crypto_key')) {
      expect(body.version_template.protection_level).toBe('SOFTWARE');
      expect(body.lifecycle).toBeUndefined();
    }
  });

  test('only the services that use a key may, and nobody else', () => {
    const members = tf.all('google_kms_crypto_key_iam_member').map((m) => m.body);
    expect(members.map((m) => m.member).sort()).toEqual([
      `serviceAccount:service-${NUMBER}@gcp-sa-artifactregistry.iam.gserviceaccount.com`,
      `serviceAccount:service-${NUMBER}@gcp-sa-logging.iam.gserviceaccount.com`,
    ]);
    expect(new Set(members.map((m) => m.role))).toEqual(new Set(['roles/cloudkms.cryptoKeyEncrypterDecrypter']));
  });

  test('the registry is encrypted, keeps tags and drops old images', () => {
    const registry = tf.one('google_artifact_registry_repository');
    expect(registry).toMatchObject({ docker_config: { immutable_tags: true }, cleanup_policy_dry_run: false });
    expect(registry.kms_key_name).toContain('google_kms_crypto_key.data-key');
    expect(waitsFor(registry, 'google_kms_crypto_key_iam_member')).toBe(true);
    expect(registry.cleanup_policies.find((p: any) => p.action === 'KEEP').most_recent_versions.keep_count).toBe(20);
  });

  test('logs are kept as long as the standards say, under the key for logs', () => {
    const days = (under: string) => tf.one('google_logging_project_bucket_config', under).retention_days;
    expect([days('/application/'), days('/audit-log/')]).toEqual([90, 400]);
    for (const { body } of tf.all('google_logging_project_bucket_config')) {
      expect(body.cmek_settings.kms_key_name).toContain('google_kms_crypto_key.log-key');
      expect(waitsFor(body, 'google_kms_crypto_key_iam_member')).toBe(true);
    }
  });

  test('an entry with a masked field in the clear is dropped', () => {
    const [exclusion] = tf.one('google_logging_project_sink', '/application/').exclusions;
    expect(exclusion.filter).toContain('jsonPayload."email":* AND NOT jsonPayload."email"=~"^([*]+|masked)$"');
    expect(exclusion.filter).toContain('jsonPayload."phone-number":*');
  });

  test('a stream that nothing is routed to takes what is written to it by name, never everything', () => {
    for (const sink of tf.all('google_logging_project_sink')) { expect(sink.body.filter).toMatch(/^\(logName="projects\/acme-eu-1\/logs\/shop-/); }
  });

  test('audit records are copied to the locked archive, by a sink that can only add', () => {
    const sink = tf.one('google_logging_project_sink', '/archive-sink/');
    expect(sink.destination).toMatch(/^storage\.googleapis\.com\/acme-/);
    expect(sink.filter).toBe(tf.one('google_logging_project_sink', '/audit-log/sink/').filter);
    const writer = tf.one('google_storage_bucket_iam_member');
    expect(writer).toMatchObject({ role: 'roles/storage.objectCreator', bucket: sink.destination.split('/').pop() });
    expect(writer.member).toContain('writer_identity');
  });

  test('hosts are allowed by name, and those that are open anyway are not allowed twice', () => {
    const rules = tf.all('google_compute_network_firewall_policy_rule').map((r) => r.body);
    expect(rules.map((r) => r.match.dest_fqdns)).toEqual([['api.partner.example']]);
    expect(rules[0]).toMatchObject({ direction: 'EGRESS', action: 'allow', firewall_policy: 'acme-eu-google', enable_logging: true });
    expect(rules[0].priority).toBeGreaterThan(1010);
    expect(rules[0].priority).toBeLessThan(2_000_000_000);
  });

  test('the budget counts what carries the environment\'s label, at 50, 80 and 100 % and on the forecast', () => {
    const budget = tf.one('google_billing_budget');
    expect(budget.budget_filter).toMatchObject({ labels: { environment: 'shop' }, projects: [`projects/${NUMBER}`] });
    expect(budget.threshold_rules.map((r: any) => [r.threshold_percent, r.spend_basis])).toEqual([
      [0.5, 'CURRENT_SPEND'], [0.8, 'CURRENT_SPEND'], [1, 'CURRENT_SPEND'], [1, 'FORECASTED_SPEND'],
    ]);
    expect(budget.all_updates_rule.monitoring_notification_channels.length).toBeLessThanOrEqual(5);
  });

  test('a budget names five channels at most', () => {
    const warning = [1, 2, 3, 4, 5].map((n) => `person${n}@acme.example`);
    const standards = googleStandards({}, { alertContacts: { warning }, pods: [{ name: 'orders', contact: 'orders@acme.example' }] });
    const many = environment(() => undefined, { standards });
    expect(many.all('google_monitoring_notification_channel')).toHaveLength(6);
    expect(many.one('google_billing_budget').all_updates_rule.monitoring_notification_channels).toHaveLength(5);
  });

  test('the provider bills calls to the project and adds no label of its own', () => {
    expect(tf.json.provider.google[0]).toMatchObject({ project: PROJECT, billing_project: PROJECT, user_project_override: true, add_terraform_attribution_label: false });
  });

  test('plans without a cloud: no data source and no secret value', () => {
    expect(tf.json.data).toBeUndefined();
    expect(tf.text()).not.toMatch(/password|private_key/);
  });
});
