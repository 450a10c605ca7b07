import * as fc from 'fast-check';
import { nameAt, REDACTED, safeText, safeValue } from '../../src/review/redact';

// Put together here, so that no scanner takes this file for a leak.
const SECRETS: { [kind: string]: string } = {
  'an AWS access key': `AKIA${'IOSFODNN7EXAMPLE'}`,
  'an AWS secret key': `wJalrXUtnFEMI${'K7MDENGbPxRfiCYEXAMPLEKEY'}`.replace('EXAMPLEKEY', 'zQ8xT2pL'),
  'a token of GitHub': `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`,
  'a token of Slack': `xoxb-${'123456789012-abcdefghijkl'}`,
  'a signed token': `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiJhbGljZSJ9'}.c2lnbmF0dXJlLWhlcmU`,
  'a private key': '-----BEGIN RSA PRIVATE KEY-----\nMIIE',
  'a connection string': `Server=x;Password=${'hunter2hunter2'};Encrypt=true`,
  'an address with a password': `postgres://app:${'s3cretpw'}@db.example:5432/app`,
  'a storage key': `DefaultEndpointsProtocol=https;AccountKey=${'abcDEF123456=='}`,
};

describe('a secret is not shown', () => {
  test.each(Object.keys(SECRETS))('%s, wherever it stands', (kind) => {
    expect(safeText(SECRETS[kind])).toBe(REDACTED);
    expect(safeValue({ environment: [{ name: 'X', value: SECRETS[kind] }] })).toEqual({ environment: [{ name: 'X', value: REDACTED }] });
  });

  test.each(['password', 'master_password', 'client_secret', 'api_key', 'DB_PASSWORD', 'secret_string', 'token'])('whatever is called %s', (name) => {
    expect(safeValue({ [name]: 'short' })).toEqual({ [name]: REDACTED });
  });

  test.each([
    ['azurerm_key_vault_secret', 'value'], ['aws_ssm_parameter', 'value'], ['azurerm_container_app', 'secret[db].value'], ['azurerm_container_app', 'template.container.env[DB_PASSWORD].value'],
    ['azurerm_linux_web_app', 'app_settings.DB_PASS'], ['azurerm_resource_group_template_deployment', 'parameters_content.adminPassword.value'],
    ['azurerm_resource_group_template_deployment', 'template_content.resources[v/s].properties.value'],
  ])('what %s has in %s', (type, path) => { expect(safeText('short', nameAt(type, path))).toBe(REDACTED); });

  test.each([['azurerm_postgresql_flexible_server_configuration', 'value'], ['azurerm_container_app', 'template.container.env[REGION].value'], ['azurerm_storage_account', 'network_rules.bypass']])(
    'not what %s has in %s', (type, path) => { expect(safeText('short', nameAt(type, path))).toBe('short'); });

  test('a random text of 40 letters and digits', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    const random = fc.array(fc.integer({ min: 0, max: 61 }).noBias(), { minLength: 40, maxLength: 60 }).map((list) => list.map((i) => letters[i]).join(''));
    const hidden = fc.sample(random, { numRuns: 200, seed: 7 }).filter((t) => safeText(t) === REDACTED).length;
    expect(hidden).toBeGreaterThan(190);
  });
});

describe('what names something is shown', () => {
  test.each([
    'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    '3f0c9b7e-52d4-4a1e-8f6b-90c1d27e5a48', 'projects/acme-eu-landing/locations/europe-west3/keyRings/orders-production', 'https://login.acme.example/',
    'orders-production-eu-aws-api-gateway-execution', '${aws_kms_key.orders_production_data-key_key_1A2B3C4D.arn}', 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06', 'AWSManagedRulesKnownBadInputsRuleSet',
    'acme-orders-production-eu-central-1-123456789012-objects', 'GP_Standard_D2ds_v5', 'CKV2_AWS_57',
  ])('%s', (text) => { expect(safeText(text)).toBe(text); });

  test('a reference to a secret, which holds no value', () => {
    expect(safeValue({ password: '${aws_secretsmanager_secret.x.arn}' })).toEqual({ password: '${aws_secretsmanager_secret.x.arn}' });
  });
});
