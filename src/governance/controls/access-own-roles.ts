import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control } from './build';
import { refers } from './references';
import { judgeRows, Row } from './rows';

const own = refers('aws_iam_role');
const ROLES: readonly Row[] = [
  { type: 'aws_lambda_function', argument: 'role', holds: own, problem: 'works under a role that is not made here, so nothing here says what it may do' },
  { type: 'aws_ecs_task_definition', argument: 'task_role_arn', holds: own, problem: 'works under a role that is not made here, so nothing here says what it may do' },
  { type: 'aws_ecs_task_definition', argument: 'execution_role_arn', holds: own, problem: 'is started by a role that is not made here, so nothing here says what it may do' },
];

/** A role by its number alone says nothing of what it may do. */
export const accessOwnRoles = control({
  id: 'access.own-roles',
  title: 'Workloads have roles that are made beside them',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a role from elsewhere may do whatever is written elsewhere, and no control of this stack sees it',
  mend: 'Leave the role to the capability, and grant it what it needs.',
  clouds: [CloudName.AWS],
}, (context) => judgeRows(context, ROLES));
