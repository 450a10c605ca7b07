import { AWS_CONTROLS } from '../../../src/governance/controls/aws';
import { PROPERTIES } from '../../patterns/customer-facing-api/properties';
import { add, copyOf, document, judged, one, Which } from './access-subjects';

const replaced = (body: any, argument: string, from: string | RegExp, to: string): void => {
  const before: string = body[argument];
  body[argument] = before.replace(from, to);
  if (body[argument] === before) { throw new Error(`there is no ${String(from)}`); }
};

/** What each control notices. */
const NOTICED: { readonly [control: string]: (tf: any) => void } = {
  'access.accounts': (tf) => { one(tf, 'aws_rds_cluster').kms_key_id = 'arn:aws:kms:eu-central-1:999999999999:key/1'; },
  'access.object-lists': (tf) => { one(tf, 'aws_s3_bucket').acl = 'public-read'; },
  'access.own-roles': (tf) => { one(tf, 'aws_lambda_function').role = 'arn:aws:iam::123456789012:role/administrator'; },
  'access.statements': (tf) => document(one(tf, 'aws_iam_role_policy', 'orders_service_allow-orders-objects'), 'policy', (read) => { delete read.Statement.find((s: any) => s.Sid === 'Key').Condition; }),
  'alerting.contacts': (tf) => { one(tf, 'aws_sns_topic_subscription').endpoint = 'somebody@elsewhere.example'; },
  'alerting.thresholds': (tf) => { one(tf, 'aws_cloudwatch_metric_alarm', 'orders_service_alarms_cpu').threshold = 100; },
  'audit.events': (tf) => document(one(tf, 'aws_cloudwatch_event_rule', 'audit_keys'), 'event_pattern', (read) => { read.detail.eventName.pop(); }),
  'backup.plans': (tf) => { [one(tf, 'aws_backup_plan').rule].flat()[0].schedule = 'cron(0 2 1 * ? *)'; },
  'edge.hardening': (tf) => { one(tf, 'aws_lb').drop_invalid_header_fields = false; },
  'edge.integration': (tf) => document(one(tf, 'aws_api_gateway_rest_api'), 'body', (read) => { read.paths['/orders'].get['x-amazon-apigateway-integration'].uri = 'http://plain.example/orders'; }),
  'encryption.beside': (tf) => { delete one(tf, 'aws_rds_cluster').master_user_secret_kms_key_id; },
  'input.schemas': (tf) => document(one(tf, 'aws_api_gateway_rest_api'), 'body', (read) => { delete read.components.schemas.Address.additionalProperties; }),
  'logs.databases': (tf) => { one(tf, 'aws_rds_cluster_parameter_group').parameter.find((p: any) => p.name === 'log_connections').value = '0'; },
  'logs.own-places': (tf) => { one(tf, 'aws_s3_bucket_logging').target_bucket = 'somebody-elses-logs'; },
  'masking.services': (tf) => replaced(one(tf, 'aws_ecs_task_definition'), 'container_definitions', 'address,city', 'city'),
  'network.own-groups': (tf) => { one(tf, 'aws_rds_cluster').vpc_security_group_ids = ['sg-0fedcba9876543210']; },
  'network.ranges': (tf) => add(tf, 'aws_vpc_security_group_ingress_rule', { cidr_ipv4: '10.0.0.0/8', from_port: 443, to_port: 443, ip_protocol: 'tcp' }),
  'operation.hardening': (tf) => { one(tf, 'aws_rds_cluster_instance').auto_minor_version_upgrade = false; },
  'workload.isolation': (tf) => { one(tf, 'aws_ecs_task_definition').pid_mode = 'host'; },
};
const failing = (which: Which, tf: any, controls = AWS_CONTROLS) => judged('aws', which, tf, controls).filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not applicable').map((r) => `${r.control} ${r.address}: ${r.message}`);

test.each(['environment', 'foundation', 'mutualTls'] as const)('the example fails no setting of AWS: %s', (which) => {
  expect(failing(which, copyOf('aws', which))).toEqual([]);
});

test('every control of settings judges something of the example, is told in whole, and notices what is weaker', () => {
  const passing = new Set(judged('aws', 'environment', copyOf('aws'), AWS_CONTROLS).filter(({ outcome }) => outcome === 'pass').map(({ control }) => control));
  expect(AWS_CONTROLS.map(({ definition }) => definition.id).filter((id) => !passing.has(id))).toEqual([]);
  expect(Object.keys(NOTICED)).toEqual(AWS_CONTROLS.map(({ definition }) => definition.id));
  for (const { definition: { title, why, mend, card, clouds } } of AWS_CONTROLS) {
    expect([title, why].filter((text) => text.endsWith('.'))).toEqual([]);
    expect(mend).toMatch(/\.$/);
    expect(clouds).toEqual(['aws']);
    if (card !== undefined) { expect(Object.values(PROPERTIES)).toContain(card); }
  }
});

test.each(Object.entries(NOTICED))('%s', (id, change) => {
  const tf = copyOf('aws');
  change(tf);
  expect(failing('environment', tf, AWS_CONTROLS.filter(({ definition }) => definition.id === id))).not.toEqual([]);
});
