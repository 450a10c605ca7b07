import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control } from './build';
import { allRefer } from './references';
import { judgeRows, Row } from './rows';

const own = allRefer('aws_security_group');
const says = 'is behind a group whose rules are not here: nothing says who may call';
const GROUPS: readonly Row[] = [
  { type: 'aws_rds_cluster', argument: 'vpc_security_group_ids', holds: own, problem: says },
  { type: 'aws_db_instance', argument: 'vpc_security_group_ids', holds: own, problem: says },
  { type: 'aws_elasticache_serverless_cache', argument: 'security_group_ids', holds: own, problem: says },
  { type: 'aws_lb', argument: 'security_groups', holds: own, problem: says },
  { type: 'aws_ecs_service', argument: 'network_configuration.security_groups', holds: own, problem: says },
  { type: 'aws_lambda_function', argument: 'vpc_config.security_group_ids', holds: (value) => value === undefined || own(value), problem: says },
  { type: 'aws_rds_cluster', argument: 'db_subnet_group_name', holds: (value) => allRefer('aws_db_subnet_group')([value]), problem: 'is in a network that is not named here' },
];

/** Rules count where their group is used. */
export const networkOwnGroups = control({
  id: 'network.own-groups',
  title: 'Who may call is said beside what is called',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'the rules that are judged here are of no use if another group stands before the store',
  mend: 'Leave groups to the capability, and connect with `connectTo(...)`.',
  clouds: [CloudName.AWS],
}, (context) => judgeRows(context, GROUPS));
