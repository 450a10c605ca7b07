import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onFacts, NOT_ASKED } from './build';

/** In hardware nobody can copy a key, not even who runs the cloud. */
export const keysHardware = onFacts({
  id: 'keys.hardware',
  title: 'Keys of lasting data are kept in hardware',
  objective: Objective.KEY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a key in software can be copied by whoever gets into the machine that holds it',
  mend: 'Leave keys to the environment, or set their protection to hardware.',
  scanners: ['CKV_AZURE_112'],
  card: 'Encryption at rest with the environment\'s own key',
}, ['key.hardware'], ({ value, text }, context) => (context.protectedFromDeletion ? value === true || text : NOT_ASKED));
