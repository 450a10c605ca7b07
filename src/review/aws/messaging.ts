import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { openByPolicy, tlsByPolicy } from './resource-policies';
import { AwsStack, Owner, stackOf } from './stack';
import { store, switched, where } from './store';
import { count, items, word, yes } from './values';

/** Queues, topics and streams. */
export const messaging: Reader = {
  types: ['aws_sqs_queue', 'aws_sns_topic', 'aws_kinesis_stream', 'aws_kinesis_firehose_delivery_stream', 'aws_cloudwatch_event_bus', 'aws_msk_cluster'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const queue of graph.all('aws_sqs_queue')) { readQueue(stack, notes, queue); }
    for (const topic of graph.all('aws_sns_topic')) { readTopic(stack, notes, topic); }
    for (const stream of graph.all('aws_kinesis_stream')) { readStream(stack, notes, stream); }
    for (const stream of graph.all('aws_kinesis_firehose_delivery_stream')) { readDelivery(stack, notes, stream); }
    for (const cluster of graph.all('aws_msk_cluster')) { readKafka(stack, notes, cluster); }
  },
};

function readQueue(stack: AwsStack, notes: Notes, queue: Entry): void {
  const { body } = queue;
  const managed = yes(body.sqs_managed_sse_enabled, true);
  const own = isSet(body.kms_master_key_id) && body.kms_master_key_id !== '';
  const key: Owner | undefined = own ? stack.owner(body.kms_master_key_id, 'provider') : switched('provider', managed);
  const asked = tlsByPolicy(stack, queue, (s) => s.actions.some((a) => /^(\*|sqs:\*)$/i.test(a)) || ['sqs:sendmessage', 'sqs:receivemessage'].every((w) => s.actions.some((a) => a.toLowerCase() === w)));
  const open = openByPolicy(stack, queue);
  store(stack.graph, notes, queue, {
    key, keyAt: own ? 'kms_master_key_id' : 'sqs_managed_sse_enabled', transit: asked.transit ?? 'optional', transitAt: asked.evidence.length > 0 ? asked.evidence : where(queue),
    login: 'identity', redundancy: 'zones', public: open.open, publicAt: open.evidence,
  });
  const seconds = count(body.message_retention_seconds, 345600);
  notes.state('data.expiry-days', queue, seconds === undefined ? undefined : Math.round(seconds / 864) / 100, 'message_retention_seconds');
}

function readTopic(stack: AwsStack, notes: Notes, topic: Entry): void {
  const asked = tlsByPolicy(stack, topic, (s) => s.actions.some((a) => /^(\*|sns:\*|sns:publish)$/i.test(a)));
  const open = openByPolicy(stack, topic);
  notes.state('messaging.key', topic, stack.owner(topic.body.kms_master_key_id, 'none'), 'kms_master_key_id');
  notes.state('data.transit', topic, asked.transit ?? 'optional', asked.evidence.length > 0 ? asked.evidence : undefined);
  notes.state('data.public', topic, open.open, open.evidence);
  notes.state('data.residency', topic, stack.region(topic), 'region');
}

function readStream(stack: AwsStack, notes: Notes, stream: Entry): void {
  const { body } = stream;
  const encrypted = word(body.encryption_type, 'NONE');
  const open = openByPolicy(stack, stream);
  store(stack.graph, notes, stream, {
    key: encrypted === undefined ? undefined : encrypted === 'KMS' ? stack.owner(body.kms_key_id, 'provider') : 'none', keyAt: encrypted === 'KMS' ? 'kms_key_id' : 'encryption_type',
    transit: 'TLS 1.2', login: 'identity', redundancy: 'zones', public: open.open, publicAt: open.evidence,
  });
  const hours = count(body.retention_period, 24);
  notes.state('data.expiry-days', stream, hours === undefined ? undefined : Math.round(hours / 0.24) / 100, 'retention_period');
}

function readDelivery(stack: AwsStack, notes: Notes, stream: Entry): void {
  const sse = blockOf(stream.body.server_side_encryption);
  const on = yes(sse.enabled, false);
  // What it holds is on its way: it is no data that a destroy could lose.
  notes.state('messaging.key', stream, switched(word(sse.key_type, 'AWS_OWNED_CMK') === 'CUSTOMER_MANAGED_CMK' ? stack.owner(sse.key_arn, 'provider') : 'provider', on), 'server_side_encryption');
  notes.state('data.transit', stream, 'TLS 1.2');
  notes.state('data.login', stream, 'identity');
  notes.state('data.residency', stream, stack.region(stream), 'region');
  notes.state('data.public', stream, false);
}

function readKafka(stack: AwsStack, notes: Notes, cluster: Entry): void {
  const { body } = cluster;
  const encryption = blockOf(body.encryption_info);
  const mode = word(blockOf(encryption.encryption_in_transit).client_broker, 'TLS');
  const auth = blockOf(body.client_authentication);
  const sasl = blockOf(auth.sasl);
  const anybody = yes(auth.unauthenticated, !isSet(auth.sasl) && !isSet(auth.tls));
  const exposed = word(blockOf(blockOf(blockOf(body.broker_node_group_info).connectivity_info).public_access).type, 'DISABLED');
  store(stack.graph, notes, cluster, {
    key: stack.owner(encryption.encryption_at_rest_kms_key_arn, 'provider'), keyAt: 'encryption_info', transit: mode === undefined ? undefined : mode === 'TLS' ? 'TLS 1.2' : mode === 'PLAINTEXT' ? 'none' : 'optional',
    transitAt: 'encryption_info', login: anybody ? 'none' : yes(sasl.scram, false) ? (yes(sasl.iam, false) ? 'password or identity' : 'password') : 'identity', loginAt: 'client_authentication',
    redundancy: 'zones', public: exposed === undefined ? undefined : exposed !== 'DISABLED', publicAt: 'broker_node_group_info',
  });
  notes.state('compute.min-instances', cluster, items(body.number_of_broker_nodes).map((n) => count(n))[0], 'number_of_broker_nodes');
}
