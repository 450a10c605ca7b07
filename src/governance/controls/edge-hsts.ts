import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { gatewaysOf } from './doors';
import { judgeEach } from './judging';

/** What browsers are told. */
export const edgeHsts = control({
  id: 'edge.hsts',
  title: 'Browsers are told to come by TLS only',
  objective: Objective.ENCRYPTION_IN_TRANSIT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'whoever stands between a browser and its first request can send it anywhere',
  mend: 'Leave the header of answers to the gateway.',
  scanners: ['CKV_AWS_259'],
  card: 'HSTS',
}, (context) => judgeEach(context, gatewaysOf(context), 'edge.hsts', ({ value, text }) => value === true || text, 'no answer carries the header'));
