import { createHash } from 'crypto';
import { ruleOf } from '../../../src/review/catalogue';
import { decisionsOf } from '../../../src/review/decisions';
import { enforcementOf } from '../../../src/review/enforcement';
import { CostDriver, Flow, Identity, MODEL_VERSION, Part, Permission, Reach, ReviewModel, ReviewResource, Statement, Tree, Value } from '../../../src/review/model';
import { keyOf, Names } from '../../../src/review/words';

/** What a test asks of a made-up review. */
export interface Wish {
  /** How many resources there are about. @default 60 */
  readonly resources?: number;
  /** Appended to every name: what somebody hostile would call things. */
  readonly name?: string;
  /** Weak statements, ways and permissions. @default true */
  readonly weak?: boolean;
  readonly identity?: Partial<Identity>;
}

const KINDS: readonly (readonly [string, string, string, Part['lane'], string, string?])[] = [
  ['gateway', 'ApiGateway', 'API gateway', 'entry', 'aws_api_gateway_rest_api'],
  ['service', 'Service', 'Container service', 'compute', 'aws_ecs_service'],
  ['database', 'Database', 'PostgreSQL database', 'data', 'aws_rds_cluster', 'confidential'],
  ['objects', 'ObjectStore', 'Object store', 'data', 'aws_s3_bucket', 'restricted'],
  ['alarms', 'ServiceLevelObjective', 'Objectives and their alarms', 'observability', 'aws_cloudwatch_metric_alarm'],
  ['key', 'Key', 'Encryption key', 'identity', 'aws_kms_key'],
];

/** A complete model with every kind of finding, without synthesizing anything. */
export function rich(wish: Wish = {}): ReviewModel {
  const { resources: size = 60, name = '', weak = true } = wish;
  const parts: Part[] = [];
  const resources: ReviewResource[] = [];
  for (let i = 0; resources.length < size; i++) {
    const [id, kind, title, lane, type, classification] = KINDS[i % KINDS.length];
    const path = `orders/${id}${i < KINDS.length ? '' : Math.floor(i / KINDS.length)}${name}`;
    parts.push({ path, kind, title: title + name, lane, pattern: 'customer-facing-api 1.0.0', ...(classification ? { classification: classification + name } : {}) });
    for (let n = 0; n < 10 && resources.length < size; n++) {
      const sort = n === 0 ? type : n % 2 ? 'aws_iam_role' : `${type}_policy`;
      const address = `${sort}.orders_${id}_${i}_item-${n}${name}_1A2B3C4D`;
      resources.push({ address, type: sort, path: `${path}/item-${n}`, part: path, key: keyOf(address), line: 40 + resources.length * 21, name: `orders-production-${id}-${n}${name}` });
    }
  }
  const names = new Names({ resources });
  const statements = resources.flatMap((r) => statementsOn(r, name, weak));
  const { reach, permissions, flows, costs } = findings(resources, name, weak);
  const identity: Identity = {
    kind: 'environment', stack: `orders-production${name}`, name: `orders-production${name}`, stage: 'production', landingZone: `eu-aws${name}`, cloud: 'aws', account: '123456789012', region: 'eu-central-1',
    pod: { name: `orders${name}`, type: 'product', contact: `orders@acme.example${name}`, costCentre: `cc-4711${name}`, owners: [`ada@acme.example${name}`] },
    patterns: [{ id: `customer-facing-api${name}`, version: '1.0.0', path: 'orders' }], budget: { amount: 6000, currency: 'EUR' }, ...wish.identity,
  };
  const rows = ['Encryption at rest', 'Deletion protection in production', 'Least privilege'].map((property, i) => ({ property: property + name, by: `The cloud does it${name}`, types: [KINDS[i + 1][4], 'aws_missing_type'] }));
  const tree: Tree = { identity, parts, cards: [{ pattern: `customer-facing-api${name}`, path: 'orders', rows }] };
  const decisions = decisionsOf(statements, reach, permissions, names);
  const counted = (rows: { weak: boolean }[]) => rows.filter((r) => r.weak).length;
  return {
    version: MODEL_VERSION, identity, tree: { parts, cards: tree.cards },
    digest: createHash('sha256').update(JSON.stringify(resources)).digest('hex'), file: `stacks/orders-production${name}/cdk.tf.json`,
    parts, resources, statements, reach, permissions, flows, costs, enforcement: enforcementOf(tree, parts, resources, statements, reach, permissions), decisions, unread: ['aws_s3_bucket_policy'],
    counts: {
      resources: resources.length, parts: parts.length, decisions: decisions.length, statements: statements.length,
      weak: counted(statements) + counted(reach) + counted(permissions),
      reachable: new Set(reach.filter((r) => r.direction === 'in' && r.from === 'internet').map((r) => r.to)).size,
      stores: statements.filter((s) => s.rule === 'data.key').length, identities: new Set(permissions.map((p) => p.principal)).size,
      permissions: permissions.length, flows: flows.length, unread: 1,
    },
  };
}

/** The statements that a reader would make on a resource of its type. */
function statementsOn(r: ReviewResource, name: string, weak: boolean): Statement[] {
  const make = (rule: string, value: Value, argument: string, detail?: string): Statement => {
    const known = ruleOf(rule);
    const weakness = known.weak?.(value, { lasting: true }) ?? false;
    return { rule, subject: r.address, value, text: known.say(value), weak: weakness, evidence: [{ address: r.address, argument }], ...(detail ? { detail } : {}) };
  };
  switch (r.type) {
    case 'aws_rds_cluster': return [
      make('data.key', 'customer', 'kms_key_id'), make('data.backup-days', 35, 'backup_retention_period'), make('data.point-in-time', true, 'backup_retention_period'), make('data.deletion-protection', !weak, 'deletion_protection'),
      make('data.prevent-destroy', true, 'lifecycle.prevent_destroy'), make('data.final-copy', true, 'skip_final_snapshot'), make('data.public', false, 'publicly_accessible'), make('data.transit', 'TLS 1.2', 'parameter'),
      make('data.login', 'identity', 'iam_database_authentication_enabled'), make('data.access-log', true, 'enabled_cloudwatch_logs_exports'), make('data.redundancy', 'zones', 'availability_zones'), make('data.residency', `eu-central-1${name}`, 'region'), make('data.version', 'PostgreSQL 16.4', 'engine_version'),
    ];
    case 'aws_s3_bucket': return [make('data.key', 'customer', 'rule.0'), make('data.versions', true, 'versioning'), make('data.expiry-days', 400, 'rule'), make('data.prevent-destroy', true, 'lifecycle.prevent_destroy'), make('data.public', false, 'block_public_acls'), make('data.access-log', !weak, 'logging')];
    case 'aws_cloudwatch_metric_alarm': return [make('alarm.enabled', true, 'actions_enabled'), make('alarm.heard', !weak, 'alarm_actions'), make('alarm.threshold', '> 14.4', 'threshold')];
    case 'aws_api_gateway_rest_api': return [
      make('edge.tls', 'TLS 1.2', 'security_policy'), make('edge.authentication', 'token', 'authorization'), make('edge.operations', [`GET /orders${name}`, 'POST /orders'], 'body'), make('edge.firewall', 'blocks', 'rule'),
      make('edge.firewall-rule', 'blocks', 'rule.0', `common${name}`), make('edge.firewall-rule', 'blocks', 'rule.1', 'body-size'), make('edge.client-limit', 300, 'limit'),
    ];
    case 'aws_kms_key': return [make('key.rotation-days', 365, 'enable_key_rotation'), make('key.undelete-days', 30, 'deletion_window_in_days'), make('key.prevent-destroy', true, 'lifecycle.prevent_destroy')];
    case 'aws_ecs_service': return [make('compute.min-instances', 3, 'desired_count'), make('compute.max-instances', 20, 'max_capacity'), make('compute.image', `registry/orders@sha256:0${name}`, 'image'), make('compute.rollback', true, 'rollback')];
    default: return [];
  }
}

function findings(resources: ReviewResource[], name: string, weak: boolean): { reach: Reach[]; permissions: Permission[]; flows: Flow[]; costs: CostDriver[] } {
  const of = (type: string) => resources.filter((r) => r.type === type).map((r) => r.address);
  const [gateways, services, databases, buckets, roles] = ['aws_api_gateway_rest_api', 'aws_ecs_service', 'aws_rds_cluster', 'aws_s3_bucket', 'aws_iam_role'].map(of);
  const at = (address: string, argument: string) => [{ address, argument }];
  return {
    reach: [
      ...gateways.map((to, i): Reach => ({ direction: 'in', from: 'internet', through: services.slice(i, i + 1), to, ports: '443', protocol: 'HTTPS', authentication: `token of https://login.acme.example/${name}`, tls: 'TLS 1.2', filter: 'web application firewall blocks', weak: weak && i === 1, evidence: at(to, 'policy') })),
      ...services.map((from): Reach => ({ direction: 'out', from, through: [], to: `payments.example${name}`, ports: '443', protocol: 'HTTPS', authentication: 'not applicable', tls: 'not applicable', filter: 'security group', weak: false, evidence: at(from, 'egress') })),
    ],
    permissions: roles.flatMap((principal, i): Permission[] => [
      { principal, effect: 'allow', verbs: ['read', 'write'], actions: ['s3:GetObject', 's3:PutObject', `s3:ListBucket${name}`], resource: buckets[i % Math.max(1, buckets.length)] ?? '*', wildcard: false, foreign: false, weak: false, evidence: at(principal, 'inline_policy') },
      ...(i % 9 === 0 ? [{ principal, effect: 'allow' as const, verbs: ['use' as const], actions: ['kms:Decrypt'], resource: '*', condition: `only through s3${name}`, wildcard: true, foreign: i % 2 === 0, weak: weak && i === 0, evidence: at(principal, 'inline_policy') }] : []),
    ]),
    flows: services.flatMap((from, i): Flow[] => [{ from, to: databases[i] ?? from, verb: 'reads and writes', port: '5432', evidence: [] }]),
    costs: databases.map((subject): CostDriver => ({ subject, driver: 'database capacity', quantity: `2 instances, 0.5 to 8 ACU${name}`, billed: 'running', weight: 16, evidence: at(subject, 'max_capacity') })),
  };
}
