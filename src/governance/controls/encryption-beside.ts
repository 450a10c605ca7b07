import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control } from './build';
import { is, Row, judgeRows } from './rows';

const key = (value: unknown): boolean => typeof value === 'string' && value !== '' && !/alias\/aws\//.test(value);
const BESIDE: readonly Row[] = [
  { type: 'aws_rds_cluster', argument: 'master_user_secret_kms_key_id', holds: (value, one) => one.argument('manage_master_user_password') !== true || key(value), problem: 'keeps its administrator\'s password under the provider\'s key' },
  { type: 'aws_rds_cluster_instance', argument: 'performance_insights_kms_key_id', holds: (value, one) => one.argument('performance_insights_enabled') !== true || key(value), problem: 'keeps its statements under the provider\'s key' },
  { type: 'aws_lambda_function', argument: 'kms_key_arn', holds: (value, one) => one.argument('environment.variables') === undefined || key(value), problem: 'keeps its variables under the provider\'s key' },
  { type: 'aws_s3_object', argument: 'server_side_encryption', holds: is('aws:kms', 'aws:kms:dsse'), problem: 'is kept under the provider\'s key' },
];

/** What is easily forgotten: statements, passwords, variables and programs. */
export const encryptionBeside = control({
  id: 'encryption.beside',
  title: 'What is kept beside data is encrypted with a key of one\'s own',
  objective: Objective.ENCRYPTION_AT_REST,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'statements hold data, passwords open it, and programs decide who gets it',
  clouds: [CloudName.AWS],
  mend: 'Leave keys to the capability.',
  scanners: ['CKV_AWS_354', 'CKV_AWS_173', 'CKV_AWS_186'],
}, (context) => judgeRows(context, BESIDE));
