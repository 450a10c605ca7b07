import * as path from 'path';
import { App } from 'cdktf';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { Foundation } from '../../src/environment/foundation';
import { Stage } from '../../src/environment/stage';
import { Standards } from '../../src/standards/standards';
import { Found, synthesize, Terraform } from '../support/terraform';

const standards = Standards.fromFile(path.join(__dirname, '../../examples/acme/standards.yaml'));
const stacks = synthesize((app: App) => {
  for (const zone of standards.landingZones) {
    new Foundation(app, `foundation-${zone.name}`, { standards, landingZone: zone.name });
    for (const stage of [Stage.PRODUCTION, Stage.DEVELOPMENT]) {
      new OrdersEnvironment(app, `orders-${stage}-${zone.name}`, { standards, stage, landingZone: zone.name });
    }
  }
});
const every = (pick: (tf: Terraform) => Found[]) => Object.entries(stacks).flatMap(([stack, tf]) => pick(tf).map((found) => ({ stack, ...found })));
const list = (value: any): any[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** Every text of a value with the name of the argument it stands under; JSON inside a text is opened. */
function texts(value: any, key = ''): { key: string; text: string }[] {
  if (typeof value === 'string') {
    if (/^[[{]/.test(value)) {
      try { return texts(JSON.parse(value), key); } catch { /* not JSON */ }
    }
    return [{ key, text: value }];
  }
  if (Array.isArray(value)) { return value.flatMap((v) => texts(v, key)); }
  return value && typeof value === 'object' ? Object.entries(value).flatMap(([k, v]) => (k === '//' ? [] : texts(v, k))) : [];
}

/** Every Allow statement of every policy, wherever it stands in a resource. */
function statements(value: any): any[] {
  if (typeof value === 'string') {
    if (!value.includes('"Statement"')) { return []; }
    try { return statements(JSON.parse(value)); } catch { return []; }
  }
  if (Array.isArray(value)) { return value.flatMap(statements); }
  if (!value || typeof value !== 'object') { return []; }
  const own = value.Version && value.Statement ? list(value.Statement).filter((s) => s.Effect === 'Allow') : [];
  return own.concat(Object.values(value).flatMap(statements));
}

/** Actions for which AWS admits no resource narrower than `*` (Service Authorization Reference). */
const NO_RESOURCE_LEVEL = [
  'ecr:GetAuthorizationToken', 'xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets',
  'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets',
  'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses', 'secretsmanager:GetRandomPassword',
];
/** Policies that stand on a resource, in which `*` means that resource. */
const ON_THE_RESOURCE = /^aws_(kms_key|s3_bucket_policy|sns_topic_policy|backup_vault_policy|vpc_endpoint|vpclattice_auth_policy|ecr_repository_creation_template)/;

describe('every foundation of the example enterprise, and the environments of its orders pod', () => {
  test('are read: a check of nothing would pass', () => {
    expect(Object.keys(stacks)).toHaveLength(9);
    expect(every((tf) => tf.everything()).flatMap((r) => statements(r.body)).length).toBeGreaterThan(100);
    expect(every((tf) => tf.all('aws_vpc_security_group_ingress_rule')).length).toBeGreaterThan(10);
    expect(every((tf) => tf.all('azurerm_network_security_rule')).length).toBeGreaterThan(20);
    expect(every((tf) => tf.everything()).flatMap((r) => texts(r.body)).length).toBeGreaterThan(5000);
  });

  test('hold no secret value', () => {
    const suspicious = every((tf) => tf.everything()).flatMap(({ stack, address, body }) => texts(body).filter(({ key, text }) =>
      /-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\beyJ[\w-]+\.eyJ/.test(text)
      || (/(^|_)(password|passphrase|client_secret|api_key|access_key|connection_string|secret_data|secret_string)$/i.test(key) && !text.startsWith('${') && text !== ''))
      .map(({ key }) => `${stack} ${address}.${key}`));
    expect(suspicious).toEqual([]);
  });

  test('let nothing in from everywhere, except at the managed edge', () => {
    const aws = every((tf) => tf.all('aws_vpc_security_group_ingress_rule')).filter((r) => r.body.cidr_ipv4 === '0.0.0.0/0' || r.body.cidr_ipv6 === '::/0');
    const azure = every((tf) => tf.all('azurerm_network_security_rule')).filter((r) => r.body.direction === 'Inbound' && r.body.access === 'Allow'
      && list(r.body.source_address_prefix).concat(list(r.body.source_address_prefixes)).some((s: string) => ['*', 'Internet', '0.0.0.0/0'].includes(s)));
    const google = every((tf) => tf.all('google_compute_firewall').concat(tf.all('google_compute_network_firewall_policy_rule')))
      .filter((r) => r.body.direction === 'INGRESS' && (r.body.allow || r.body.action === 'allow') && JSON.stringify(r.body).includes('0.0.0.0/0'));
    expect([...aws, ...azure, ...google].map((r) => `${r.stack} ${r.address}`)).toEqual([]);
  });

  test('allow no wildcard action, and a wildcard resource only where AWS admits nothing narrower', () => {
    const wide = every((tf) => tf.everything()).filter((r) => r.type.startsWith('aws_')).flatMap((r) => statements(r.body).flatMap((s) => {
      const actions: string[] = list(s.Action);
      const wildAction = actions.filter((a) => a.includes('*'));
      const wildResource = list(s.Resource).includes('*') && !ON_THE_RESOURCE.test(r.type) ? actions.filter((a) => !NO_RESOURCE_LEVEL.includes(a)) : [];
      return s.NotAction || s.NotResource || wildAction.length > 0 || wildResource.length > 0 ? [`${r.stack} ${r.path}: ${s.Sid ?? ''} ${[...wildAction, ...wildResource].join(' ')}`] : [];
    }));
    expect(wide).toEqual([]);
  });

  test('give no basic, owner or wildcard role', () => {
    const google = every((tf) => tf.everything()).filter((r) => /^roles\/(owner|editor|viewer)$|admin$/i.test(r.body.role ?? '') || ['allUsers', 'allAuthenticatedUsers'].includes(r.body.member));
    const azure = every((tf) => tf.all('azurerm_role_assignment')).filter((r) => ['Owner', 'Contributor', 'User Access Administrator'].includes(r.body.role_definition_name));
    const custom = every((tf) => tf.all('azurerm_role_definition')).filter((r) => JSON.stringify(r.body.permissions).includes('*'));
    expect([...google, ...azure, ...custom].map((r) => `${r.stack} ${r.address}`)).toEqual([]);
  });

  test('read nothing from a cloud: no data source, no remote state', () => {
    expect(Object.values(stacks).filter((tf) => tf.json.data !== undefined)).toEqual([]);
  });
});
