import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { ControlledResource } from '../control-context';
import { CloudName } from '../../environment/landing-zone';
import { control } from './build';
import { judgeRows, Row } from './rows';

const [IN, OUT] = ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'];
const prefix = (range: unknown): number => Number(String(range).split('/')[1]);
const https = (rule: ControlledResource): boolean => String(rule.argument('from_port')) === '443' && String(rule.argument('to_port')) === '443';
const foreign = 'names a group of another account';

const RANGES: readonly Row[] = [
  { type: IN, argument: 'cidr_ipv4', holds: (value, _, context) => value === undefined || prefix(value) >= context.parameter('widest'), problem: 'lets a whole network in' },
  { type: OUT, argument: 'cidr_ipv4', holds: (value, one, context) => value === undefined || prefix(value) >= context.parameter('widest') || (value === '0.0.0.0/0' && https(one)), problem: 'lets calls out that the egress firewall does not read' },
  { type: OUT, argument: 'cidr_ipv6', holds: (value) => value === undefined || prefix(value) >= 48, problem: 'lets calls out past the egress firewall' },
  { type: IN, argument: 'referenced_security_group_id', holds: (value) => !/^\d{12}\//.test(String(value ?? '')), problem: foreign },
  { type: OUT, argument: 'referenced_security_group_id', holds: (value) => !/^\d{12}\//.test(String(value ?? '')), problem: foreign },
  { type: 'aws_route', argument: 'gateway_id', holds: (value, _, context) => context.kind === 'foundation' || value === undefined || !/igw|internet_gateway/.test(String(value)), problem: 'leads to the internet past the egress firewall' },
  { type: 'aws_iam_openid_connect_provider', argument: 'url', holds: (value, _, context) => (context.parameter('issuers') as string[]).includes(String(value)), problem: 'believes the identities of an issuer that nobody named' },
];

/** Ranges of addresses that are more than one partner. */
export const networkRanges = control({
  id: 'network.ranges',
  title: 'Rules name the few that call, and calls to the internet go through the egress firewall',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a range of a whole network lets in whatever will ever be in it, and what goes around the firewall is seen by nobody',
  mend: 'Connect with `connectTo(...)`, or name a narrow range.',
  clouds: [CloudName.AWS],
  parameters: [
    { name: 'widest', description: 'Shortest prefix of a range that may call or be called', defaultValue: 16 },
    { name: 'issuers', description: 'Issuers of identities that roles may be taken on by, as addresses', defaultValue: [] },
  ],
}, (context) => judgeRows(context, RANGES));
