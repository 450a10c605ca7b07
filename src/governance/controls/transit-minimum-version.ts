import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { onFacts, NOT_ASKED } from './build';

const OLD = ['TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

/** Where a store says which versions it takes; Google's take TLS 1.2 and newer and cannot be told otherwise. */
export const transitMinimumVersion = onFacts({
  id: 'transit.minimum-version',
  title: 'Stores take no old version of TLS',
  objective: Objective.ENCRYPTION_IN_TRANSIT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'older versions are broken: what goes through them counts as readable',
  mend: 'Set the least version to TLS 1.2.',
  clouds: [CloudName.AWS, CloudName.AZURE],
  scanners: ['CKV_AZURE_44', 'CKV_AZURE_205', 'CKV_AZURE_140'],
  card: 'Encryption in transit: TLS 1.2 and newer, managed certificate',
  parameters: [{ name: 'least', description: 'Oldest version that is accepted', defaultValue: 'TLS 1.2' }],
}, ['data.transit'], ({ value, text }, context) => (OLD.includes(value) ? OLD.indexOf(value) >= OLD.indexOf(context.parameter('least')) || text : NOT_ASKED));
