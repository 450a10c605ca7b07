import { googleFacts } from '../../../src/clouds/google/facts';
import { References } from '../../../src/clouds/google/references';
import { foundation, googleStandards, NUMBER, PROJECT, waitsFor } from './support';

describe('the foundation', () => {
  const tf = foundation();

  test('has an output for each fact, which is what environments compute', () => {
    const standards = googleStandards();
    const references = new References(standards.landingZone('eu-google'), standards);
    for (const { name, pattern } of googleFacts) {
      expect(tf.json.output).toHaveProperty(name);
      const value = tf.json.output[name].value as string;
      if (!value.includes('${')) { expect(value).toMatch(new RegExp(pattern)); }
    }
    expect(tf.json.output.network.value).toBe(references.network);
    expect(tf.one('google_compute_network').name).toBe(references.network.split('/').pop());
    expect(tf.one('google_kms_key_ring').name).toBe(references.keyRing.split('/').pop());
    expect(tf.one('google_storage_bucket', '/archive/').name).toBe(references.auditArchive);
  });

  test('a fact that the enterprise states takes the place of the computed name', () => {
    const network = 'projects/hub/global/networks/shared';
    const standards = googleStandards({ facts: { network } });
    expect(new References(standards.landingZone('eu-google'), standards).network).toBe(network);
  });

  test('every resource waits for its API, which stays on', () => {
    for (const service of tf.all('google_project_service')) { expect(service.body.disable_on_destroy).toBe(false); }
    const others = tf.everything().filter((r) => r.type !== 'google_project_service');
    expect(others.length).toBeGreaterThan(60);
    for (const { address, body } of others) {
      expect({ address, waits: waitsFor(body, 'google_project_service') }).toEqual({ address, waits: true });
    }
  });

  test('turning on Compute Engine makes neither a default network nor an editor', () => {
    const compute = tf.one('google_project_service', '/services/compute/');
    for (const constraint of ['compute-skipDefaultNetworkCreation', 'iam-automaticIamGrantsForDefaultServiceAccounts']) {
      expect(compute.depends_on).toContainEqual(expect.stringMatching(`^google_org_policy_policy\\.guardrails_${constraint}_`));
    }
  });

  test('nothing leaves the network but to Google and to hosts by name', () => {
    expect(tf.one('google_compute_network')).toMatchObject({ delete_default_routes_on_create: true, network_firewall_policy_enforcement_order: 'AFTER_CLASSIC_FIREWALL' });
    const rules = tf.all('google_compute_network_firewall_policy_rule').map((r) => r.body).sort((a, b) => a.priority - b.priority);
    const egress = rules.filter((r) => r.direction === 'EGRESS');
    expect(egress[egress.length - 1]).toMatchObject({ action: 'deny', match: { dest_ip_ranges: ['0.0.0.0/0'], layer4_configs: [{ ip_protocol: 'all' }] } });
    for (const allowed of egress.filter((r) => r.action === 'allow')) {
      expect(allowed.match.layer4_configs).toEqual([{ ip_protocol: 'tcp', ports: ['443'] }]);
      expect(allowed.match.dest_fqdns ?? allowed.match.dest_ip_ranges).not.toContain('0.0.0.0/0');
    }
    expect(rules.every((r) => r.enable_logging)).toBe(true);
    expect(tf.one('google_compute_firewall')).toMatchObject({ direction: 'INGRESS', deny: [{ protocol: 'all' }], source_ranges: ['0.0.0.0/0'] });
    expect(tf.one('google_compute_router_nat').nat_ip_allocate_option).toBe('MANUAL_ONLY');
  });

  test('ranges do not overlap and the address of the APIs is in none', () => {
    const ranges = tf.all('google_compute_subnetwork').map((r) => r.body.ip_cidr_range);
    expect(ranges.sort()).toEqual(['10.64.0.0/16', '10.68.0.0/20', '10.72.0.0/20']);
    expect(tf.one('google_compute_global_address').address).toBe('10.76.0.1');
    expect(tf.one('google_compute_global_forwarding_rule')).toMatchObject({ target: 'all-apis', load_balancing_scheme: '' });
    // Service Directory's default is us-central1, where the guardrail on locations lets nothing be.
    expect(tf.one('google_compute_global_forwarding_rule')).toMatchObject({
      service_directory_registrations: { service_directory_region: 'europe-west3' },
      depends_on: expect.arrayContaining([expect.stringMatching(/^google_project_service\.services_servicedirectory_/)]),
    });
    expect(tf.one('google_compute_global_forwarding_rule').name).toMatch(/^[a-z][a-z0-9]{0,19}$/);
  });

  test('flows, queries and translations are logged', () => {
    for (const subnet of tf.all('google_compute_subnetwork')) { expect(subnet.body.log_config.metadata).toBe('INCLUDE_ALL_METADATA'); }
    expect(tf.one('google_dns_policy').enable_logging).toBe(true);
    expect(tf.one('google_compute_router_nat').log_config).toEqual({ enable: true, filter: 'ALL' });
  });

  test('audit records go to a bucket whose retention is locked', () => {
    const bucket = tf.one('google_storage_bucket', '/archive/');
    expect(bucket).toMatchObject({
      public_access_prevention: 'enforced', uniform_bucket_level_access: true, force_destroy: false,
      retention_policy: { is_locked: true, retention_period: 400 * 86400 },
      lifecycle: { prevent_destroy: true },
    });
    expect(bucket.encryption.default_kms_key_name).toContain('google_kms_crypto_key.keys_logs');
    expect(tf.one('google_project_iam_audit_config')).toMatchObject({ service: 'allServices' });
    expect(tf.one('google_project_iam_audit_config').audit_log_config.map((c: any) => c.log_type)).toEqual(['ADMIN_READ', 'DATA_READ', 'DATA_WRITE']);
    expect(tf.one('google_storage_bucket_iam_member').role).toBe('roles/storage.objectCreator');
    expect(tf.one('google_resource_manager_lien').parent).toBe(`projects/${NUMBER}`);
  });

  test('no log stays in a bucket without the key of the customer', () => {
    expect(tf.all('google_logging_project_sink').find((s) => s.body.name === '_Default')!.body.disabled).toBe(true);
    for (const { body } of tf.all('google_logging_project_bucket_config')) {
      expect(body.cmek_settings.kms_key_name).toContain('google_kms_crypto_key.');
      expect(waitsFor(body, 'google_kms_crypto_key_iam_member')).toBe(true);
    }
  });

  test('only images of the project\'s registries run, besides two by digest', () => {
    const policy = tf.one('google_binary_authorization_policy');
    expect(policy.default_admission_rule).toEqual({ enforcement_mode: 'ENFORCED_BLOCK_AND_AUDIT_LOG', evaluation_mode: 'ALWAYS_DENY' });
    const [own, ...exceptions] = policy.admission_whitelist_patterns.map((p: any) => p.name_pattern);
    expect(own).toBe(`europe-west3-docker.pkg.dev/${PROJECT}/**`);
    for (const image of exceptions) { expect(image).toMatch(/@sha256:[0-9a-f]{64}$/); }
  });

  test('guardrails refuse keys, public addresses and other regions', () => {
    const policies = Object.fromEntries(tf.all('google_org_policy_policy').map((p) => [p.body.name.split('/').pop(), p.body.spec.rules[0]]));
    for (const constraint of ['iam.disableServiceAccountKeyCreation', 'sql.restrictPublicIp', 'storage.publicAccessPrevention', 'storage.secureHttpTransport', 'storage.uniformBucketLevelAccess']) {
      expect(policies[constraint]).toEqual({ enforce: 'TRUE' });
    }
    expect(policies['gcp.resourceLocations'].values.allowed_values).toEqual(['in:europe-west3-locations']);
    expect(policies['gcp.restrictNonCmekServices'].values.denied_values).toEqual(expect.arrayContaining(['sqladmin.googleapis.com', 'storage.googleapis.com']));
    expect(policies['run.allowedIngress'].values.allowed_values).not.toContain('all');
  });

  test('the public zone is signed, and only Google issues certificates for it', () => {
    const zone = tf.one('google_dns_managed_zone', '/public/');
    expect(zone).toMatchObject({ dns_name: 'eu-google.acme.example.', dnssec_config: { state: 'on' }, lifecycle: { prevent_destroy: true } });
    expect(tf.one('google_dns_record_set', '/caa/').rrdatas).toEqual(['0 issue "pki.goog"', '0 issuewild ";"']);
  });

  test('changes to the guards are told to the contacts', () => {
    const policies = tf.all('google_monitoring_alert_policy');
    expect(policies.length).toBeGreaterThanOrEqual(10);
    for (const { body } of policies) {
      expect(body.notification_channels).not.toHaveLength(0);
      expect(body.alert_strategy.notification_rate_limit).toEqual({ period: '300s' });
    }
  });

  test('each stage has a vault that keeps backups as long as the stage says', () => {
    const minimum = (stage: string) => tf.one('google_backup_dr_backup_vault', `/backup/${stage}/`).backup_minimum_enforced_retention_duration;
    expect([minimum('development'), minimum('production')]).toEqual([`${7 * 86400}s`, `${35 * 86400}s`]);
  });

  test('findings of the Security Command Center are sent on where it is active', () => {
    expect(tf.all('google_scc_v2_project_notification_config')).toHaveLength(0);
    const active = foundation(googleStandards({ facts: { security_command_center: 'active' } }));
    expect(waitsFor(active.one('google_scc_v2_project_notification_config'), 'google_pubsub_topic_iam_member')).toBe(true);
    expect(active.one('google_pubsub_topic').kms_key_name).toContain('google_kms_crypto_key.');
  });

  test('regions of other clouds that the standards allow are in no setting of Google', () => {
    const standards = googleStandards({ facts: { security_command_center: 'active' } }, { allowedRegions: ['eu-central-1', 'europe-west3', 'germanywestcentral'] });
    const mixed = foundation(standards);
    expect(mixed.one('google_pubsub_topic').message_storage_policy.allowed_persistence_regions).toEqual(['europe-west3']);
    expect(mixed.one('google_org_policy_policy', 'resourceLocations').spec.rules).toEqual([{ values: { allowed_values: ['in:europe-west3-locations'] } }]);
  });
});
