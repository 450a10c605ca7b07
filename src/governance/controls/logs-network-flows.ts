import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { onAnswers } from './answers';

/** Who talked to whom. */
export const logsNetworkFlows = onAnswers({
  id: 'logs.network-flows',
  title: 'Network flows are logged',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a way out that should not be there is seen in no other log',
  mend: 'Leave the log of flows to the foundation.',
  // Flow logs of Azure belong to the one network watcher that a subscription has in a region, which is nobody's here.
  clouds: [CloudName.AWS, CloudName.GOOGLE],
  scanners: ['CKV2_AWS_11', 'CKV_GCP_26'],
  card: 'Egress denied unless allowed',
}, { rules: ['network.flow-logs'], types: ['aws_vpc'] }, ({ value, text }) => value === true || text);
