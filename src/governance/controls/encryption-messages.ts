import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { isOf, onAnswers } from './answers';
import { MESSAGES } from './store-types';

/** What waits in a queue or passes through a topic is data too. */
export const encryptionMessages = onAnswers({
  id: 'encryption.messages',
  title: 'Queues, topics and streams are encrypted with a customer-managed key',
  objective: Objective.ENCRYPTION_AT_REST,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'messages carry data from store to store: without a key of one\'s own, nobody in the enterprise can withdraw access to them',
  mend: 'Name the environment\'s data key, or its log key for alerts, at the queue, topic or stream.',
  scanners: ['CKV_AWS_26', 'CKV_AWS_27', 'CKV2_AWS_73', 'CKV_AWS_43', 'CKV_AWS_185', 'CKV_AWS_240', 'CKV_AWS_241', 'CKV_AZURE_201', 'CKV_GCP_83'],
  card: 'Encryption at rest with the environment\'s own key',
  parameters: [{ name: 'accepted', description: 'Owners of keys that are accepted', defaultValue: ['customer', 'foundation', 'fixed'] }],
}, { rules: ['messaging.key', 'data.key'], types: MESSAGES, asked: isOf(...MESSAGES) }, ({ value, text }, context) => context.parameter('accepted').includes(value) || text);
