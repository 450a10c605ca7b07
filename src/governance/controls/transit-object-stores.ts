import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { ControlContext } from '../control-context';
import { onAnswers, typeOf } from './answers';
import { OBJECTS } from './store-types';

/** Google Cloud says it for a whole project, by a constraint of the foundation: an environment cannot tell. */
function asked(context: ControlContext, address: string): boolean {
  return OBJECTS.includes(typeOf(address)) && (context.cloud !== CloudName.GOOGLE || context.kind === 'foundation');
}

/** Buckets answer plain HTTP unless something denies it: on AWS their policy, on Azure the account, on Google Cloud a constraint. */
export const transitObjectStores = onAnswers({
  id: 'transit.object-stores',
  title: 'Object stores refuse plain HTTP',
  objective: Objective.ENCRYPTION_IN_TRANSIT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a request over plain HTTP shows the object and the signature of whoever asks for it',
  mend: 'Leave the policy to the capability; a bucket of your own needs one that denies everything where aws:SecureTransport is false, an account https_traffic_only_enabled.',
  scanners: ['CKV_AWS_379', 'CKV_AZURE_3'],
  card: 'Encryption in transit: TLS 1.2 and newer, managed certificate',
}, {
  rules: ['data.transit'], types: OBJECTS, asked,
  unsaid: ({ cloud }) => (cloud === CloudName.GOOGLE ? 'no constraint of the project refuses plain HTTP' : undefined),
}, ({ value, text }) => /^TLS/.test(value) || text);
