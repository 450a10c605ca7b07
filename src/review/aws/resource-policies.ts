import { Entry } from '../../clouds/rule-graph';
import { isSet } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { opens, readPolicy, Statement } from './policy';
import { AwsStack } from './stack';
import { append } from '../group';

/** A policy that hangs on a resource and says who may use it. */
export interface ResourcePolicy {
  /** The resource; the policy's own where it speaks of many. */
  readonly self: Entry;
  /** Whether `*` means the resource itself. */
  readonly own: boolean;
  /** `undefined` where only apply will know. */
  readonly statements?: Statement[];
  readonly evidence: Evidence;
}

/** Types with a policy of their own: which argument holds it, and which points at the resource it is for. */
const SEPARATE: readonly (readonly [type: string, policy: string, target: string, main?: string])[] = [
  ['aws_s3_bucket_policy', 'policy', 'bucket', 'aws_s3_bucket'], ['aws_sqs_queue_policy', 'policy', 'queue_url'], ['aws_sns_topic_policy', 'policy', 'arn'], ['aws_kms_key_policy', 'policy', 'key_id'],
  ['aws_secretsmanager_secret_policy', 'policy', 'secret_arn'], ['aws_ecr_repository_policy', 'policy', 'repository', 'aws_ecr_repository'],
  ['aws_backup_vault_policy', 'policy', 'backup_vault_name', 'aws_backup_vault'], ['aws_dynamodb_resource_policy', 'policy', 'resource_arn'], ['aws_kinesis_resource_policy', 'policy', 'resource_arn'],
  ['aws_efs_file_system_policy', 'policy', 'file_system_id'], ['aws_opensearch_domain_policy', 'access_policies', 'domain_name'], ['aws_vpclattice_auth_policy', 'policy', 'resource_identifier'],
  ['aws_vpclattice_resource_policy', 'policy', 'resource_arn'], ['aws_api_gateway_rest_api_policy', 'policy', 'rest_api_id'], ['aws_cloudwatch_event_bus_policy', 'policy', 'event_bus_name'],
  ['aws_s3control_access_point_policy', 'policy', 'access_point_arn'],
];

/** Types that hold the policy themselves. */
const INLINE: readonly (readonly [type: string, policy: string])[] = [
  ['aws_s3_bucket', 'policy'], ['aws_sqs_queue', 'policy'], ['aws_sns_topic', 'policy'], ['aws_kms_key', 'policy'], ['aws_kms_replica_key', 'policy'], ['aws_kms_external_key', 'policy'],
  ['aws_secretsmanager_secret', 'policy'], ['aws_api_gateway_rest_api', 'policy'], ['aws_opensearch_domain', 'access_policies'], ['aws_s3_access_point', 'policy'],
  ['aws_ecr_repository_creation_template', 'repository_policy'],
];

/** Policies of a whole account and region: `*` in them is everything. */
const WIDE: readonly (readonly [type: string, policy: string])[] = [
  ['aws_cloudwatch_log_resource_policy', 'policy_document'], ['aws_ecr_registry_policy', 'policy'], ['aws_glue_resource_policy', 'policy'], ['aws_cloudwatch_log_destination_policy', 'access_policy'],
];

/** Types that only carry a policy. */
export const POLICY_TYPES: string[] = [...SEPARATE, ...WIDE].map(([type]) => type);

const found = new WeakMap<AwsStack, { readonly all: ResourcePolicy[]; readonly at: Map<string, ResourcePolicy[]> }>();

/** All policies on resources of a stack; read once. */
export function policiesOf(stack: AwsStack): ResourcePolicy[] { return policies(stack).all; }

/** The policies on one resource. */
export function policiesAt(stack: AwsStack, entry: Entry): ResourcePolicy[] { return policies(stack).at.get(entry.address) ?? []; }

function policies(stack: AwsStack): { readonly all: ResourcePolicy[]; readonly at: Map<string, ResourcePolicy[]> } {
  let known = found.get(stack);
  if (!known) {
    const all = collect(stack);
    const at = new Map<string, ResourcePolicy[]>();
    for (const policy of all) { append(at, policy.self.address, policy); }
    found.set(stack, known = { all, at });
  }
  return known;
}

function collect(stack: AwsStack): ResourcePolicy[] {
  const { graph } = stack;
  const one = (entry: Entry, argument: string, self: Entry, own: boolean): ResourcePolicy[] => (isSet(entry.body[argument]) && entry.body[argument] !== ''
    ? [{ self, own, statements: readPolicy(graph, entry.body[argument]), evidence: { address: entry.address, argument } }]
    : []);
  return [
    ...SEPARATE.flatMap(([type, argument, target, main]) => graph.all(type).flatMap((e) => one(e, argument, stack.find(e.body[target], main) ?? e, true))),
    ...INLINE.flatMap(([type, argument]) => graph.all(type).flatMap((e) => one(e, argument, e, true))),
    ...WIDE.flatMap(([type, argument]) => graph.all(type).flatMap((e) => one(e, argument, e, false))),
  ];
}

/** Whether a policy lets anybody at a resource; `undefined` if it is known only at apply. */
export function openByPolicy(stack: AwsStack, entry: Entry): { readonly open?: boolean; readonly evidence: Evidence[] } {
  const all = policiesAt(stack, entry);
  const open = all.filter((p) => p.statements && opens(p.statements));
  if (open.length > 0) { return { open: true, evidence: open.map((p) => p.evidence) }; }
  return { open: all.some((p) => !p.statements) ? undefined : false, evidence: all.length > 0 ? all.map((p) => p.evidence) : [{ address: entry.address }] };
}

/** The TLS that the policies of a resource ask of everybody, for some action; `undefined` where they ask for none. */
export function tlsByPolicy(stack: AwsStack, entry: Entry, covers: (statement: Statement) => boolean): { readonly transit?: string; readonly evidence: Evidence[] } {
  let refused = false;
  let version: string | undefined;
  const evidence: Evidence[] = [];
  for (const policy of policiesAt(stack, entry)) {
    for (const s of policy.statements ?? []) {
      const everybody = s.effect === 'deny' && !s.otherPrincipals && s.principals.some((p) => p.id === '*');
      if (!everybody || s.condition.length !== 1 || s.otherActions || !covers(s)) { continue; }
      const [{ operator, key, values }] = s.condition;
      const plain = /^Bool(IfExists)?$/i.test(operator) && key.toLowerCase() === 'aws:securetransport' && values.join() === 'false';
      const old = /^NumericLessThan(IfExists)?$/i.test(operator) && key.toLowerCase() === 's3:tlsversion' ? values[0] : undefined;
      // A request without TLS has no version, so that a comparison refuses it only if it is told to where there is none.
      refused ||= plain || (old !== undefined && /IfExists$/i.test(operator));
      if (old === '1.2' || old === '1.3') { version = `TLS ${old}`; }
      if (plain || old) { evidence.push(policy.evidence); }
    }
  }
  return { transit: refused ? version ?? 'TLS' : undefined, evidence: [...new Set(evidence)] };
}
