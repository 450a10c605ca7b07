import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { asList } from './values';
import { control } from './build';
import { refers } from './references';
import { judgeRows, Row } from './rows';

/** A folder of the landing zone bears its name; one of the stack is referred to. */
function known(value: unknown, context: ControlContext): boolean {
  if (refers('aws_s3_bucket', 'aws_cloudwatch_log_group', 'aws_s3_object')(value)) { return true; }
  const zone = context.resources(['aws_kms_key']).map((one) => one.argument('tags.landing-zone')).find((name) => typeof name === 'string') ?? '';
  return zone !== '' && String(value).includes(zone);
}

const PLACES: readonly Row[] = [
  { type: 'aws_lb', argument: 'access_logs.bucket', holds: (value, _, context) => known(value, context), problem: 'writes its log into a bucket that the landing zone does not have' },
  { type: 'aws_lb', argument: 'connection_logs.bucket', holds: (value, one, context) => one.argument('connection_logs') === undefined || known(value, context), problem: 'writes its log into a bucket that the landing zone does not have' },
  { type: 'aws_s3_bucket_logging', argument: 'target_bucket', holds: (value, one, context) => known(value, context) && value !== one.argument('bucket'), problem: 'writes its log into itself, or into a bucket that the landing zone does not have' },
  { type: 'aws_s3_object', argument: 'bucket', holds: (value, _, context) => known(value, context), problem: 'is put into a bucket that the landing zone does not have' },
  { type: 'aws_lambda_function', argument: 's3_bucket', holds: (value, _, context) => value === undefined || known(value, context), problem: 'takes its program from a bucket that the landing zone does not have' },
  { type: 'aws_lambda_function', argument: 'logging_config.log_group', holds: refers('aws_cloudwatch_log_group'), problem: 'writes into a log that nobody encrypts or keeps' },
  { type: 'aws_ecs_task_definition', argument: 'container_definitions', holds: (value, _, context) => [...JSON.stringify(value ?? '').matchAll(/awslogs-region\W+([a-z0-9-]+)/g)].every(([, region]) => asList(context.allowedRegions).includes(region)), problem: 'writes its log in another region' },
];

/** Logs and programs are where somebody looks after them. */
export const logsOwnPlaces = control({
  id: 'logs.own-places',
  title: 'Logs and programs are kept by the landing zone or by the stack',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'whoever owns the other bucket reads the log, or changes the program',
  clouds: [CloudName.AWS],
  mend: 'Leave logs and programs to the capability.',
}, (context) => judgeRows(context, PLACES));
