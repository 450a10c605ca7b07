import { GovernanceFunction, Objective, ControlSeverity, ControlFinding } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { CloudName } from '../../environment/landing-zone';
import { control, finding } from './build';
import { refersTo, asList } from './values';

const INTERFACES = 'ec2:CreateNetworkInterface';
/** Who may take on a role, by what works under it. */
const USERS: readonly (readonly [type: string, argument: string, service: string])[] = [
  ['aws_lambda_function', 'role', 'lambda.amazonaws.com'], ['aws_ecs_task_definition', 'task_role_arn', 'ecs-tasks.amazonaws.com'], ['aws_ecs_task_definition', 'execution_role_arn', 'ecs-tasks.amazonaws.com'],
];

function keys(statement: any): true | string {
  const actions = asList(statement.Action).map(String).filter((action) => /^kms:(Decrypt|Encrypt|GenerateDataKey|ReEncrypt|\*)/i.test(action));
  if (statement.Effect !== 'Allow' || actions.length === 0) { return true; }
  if (asList(statement.Resource).includes('*')) { return 'may use every key'; }
  return /kms:ViaService|kms:EncryptionContext/i.test(JSON.stringify(statement.Condition ?? '')) || 'may use a key by itself, and not only through the service that encrypts';
}

/** A function's code has the rights that its network interfaces need, unless they are denied to it. */
function interfaces(statements: readonly any[]): true | string {
  const allowed = statements.some((one) => one.Effect === 'Allow' && asList(one.Action).includes(INTERFACES));
  const denied = statements.some((one) => one.Effect === 'Deny' && asList(one.Action).includes(INTERFACES) && /lambda:SourceFunctionArn/i.test(JSON.stringify(one.Condition ?? '')));
  return !allowed || denied || 'lets the code of the function make network interfaces';
}

/** Grants of a key are made for the services that encrypt with it, and for nobody else. */
function grants(key: ControlledResource): true | string {
  const open = asList(key.argument('policy.Statement')).filter((one: any) => one.Effect === 'Allow' && asList(one.Action).some((action) => action === 'kms:CreateGrant'));
  return open.every((one: any) => /kms:GrantIsForAWSResource/i.test(JSON.stringify(one.Condition ?? ''))) || 'lets whoever may use it hand it on';
}

function trusted(context: ControlContext): ControlFinding[] {
  return USERS.flatMap(([type, argument, service]) => context.resources([type]).flatMap((user) => context.resources(['aws_iam_role'])
    .filter((role) => refersTo(user.argument(argument), role.address))
    .map((role) => finding(role.address, asList(role.argument('assume_role_policy.Statement')).every((one: any) => asList(one.Principal?.Service).join() === service) || `${user.address} works under it, and others than ${service} may take it on`, 'assume_role_policy'))));
}

/** What a statement lets a workload do besides what it is for. */
export const accessStatements = control({
  id: 'access.statements',
  title: 'Roles use keys through services only, and are taken on by the workload that they are for',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'whoever takes over a workload reads copies and files of others with its keys, or takes on its role from elsewhere',
  mend: 'Grant through the capability; what a policy adds names its keys, and the service through which they are used.',
  clouds: [CloudName.AWS],
}, (context) => [
  ...context.resources(['aws_iam_role_policy', 'aws_iam_policy']).flatMap((policy) => {
    const statements = asList(policy.argument('policy.Statement'));
    return [...statements.map((one) => finding(policy.address, context.kind !== 'environment' || keys(one), 'policy', one?.Sid)), finding(policy.address, interfaces(statements), 'policy')];
  }),
  ...context.resources(['aws_kms_key']).map((key) => finding(key.address, context.kind !== 'environment' || grants(key), 'policy')),
  ...trusted(context),
]);
