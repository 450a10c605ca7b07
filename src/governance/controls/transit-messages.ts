import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { isOf, onAnswers } from './answers';
import { MESSAGES } from './store-types';

/** Queues and topics of AWS answer plain HTTP unless their policy denies it; the others have a switch or no choice. */
export const transitMessages = onAnswers({
  id: 'transit.messages',
  title: 'Queues, topics and streams refuse connections without TLS',
  objective: Objective.ENCRYPTION_IN_TRANSIT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a message over plain HTTP can be read and changed on the way',
  mend: 'Deny every action where aws:SecureTransport is false, or set the least version of TLS.',
  scanners: ['CKV_AZURE_205', 'CKV_AZURE_223'],
  card: 'Encryption in transit: TLS 1.2 and newer, managed certificate',
}, { rules: ['data.transit'], types: MESSAGES, asked: isOf(...MESSAGES) }, ({ value, text }) => /^TLS/.test(value) || text);
