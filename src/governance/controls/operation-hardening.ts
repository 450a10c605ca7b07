import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control } from './build';
import { is, Row, judgeRows } from './rows';

const SERVERS: readonly Row[] = [
  { type: 'aws_rds_cluster_instance', argument: 'auto_minor_version_upgrade', holds: (value) => value === undefined || is(true)(value), problem: 'is not mended by itself' },
  { type: 'aws_rds_cluster_instance', argument: 'ca_cert_identifier', holds: (value) => value === undefined || /-g\d+$/.test(String(value)), problem: 'shows a certificate of an authority that has ended' },
  { type: 'aws_rds_cluster_instance', argument: 'monitoring_interval', holds: (value) => Number(value) > 0, problem: 'is not watched from within' },
  { type: 'aws_rds_cluster_instance', argument: 'performance_insights_enabled', holds: is(true), problem: 'tells nobody which statements load it' },
  { type: 'aws_rds_cluster', argument: 'snapshot_identifier', holds: (value) => value === undefined, problem: 'begins with the data of a copy' },
  { type: 'aws_rds_cluster', argument: 'copy_tags_to_snapshot', holds: is(true), problem: 'makes copies without tags: nobody knows whose data they are' },
  { type: 'aws_elasticache_user', argument: 'access_string', holds: (value) => /(^off\b)|-@dangerous/.test(String(value)) && !/\+@(all|dangerous|admin)\b/.test(String(value)), problem: 'may use every command' },
  { type: 'aws_elasticache_user', argument: 'authentication_mode.type', holds: is('iam'), problem: 'does not log in by its identity' },
  { type: 'aws_ecs_cluster', argument: 'setting.value', holds: is('enabled', 'enhanced'), problem: 'measures none of its services' },
  { type: 'aws_ecs_service', argument: 'alarms.enable', holds: (value, one) => one.argument('alarms') === undefined || is(true)(value), problem: 'does not listen to the alarm that would stop a deployment' },
  { type: 'aws_ecs_service', argument: 'lifecycle.ignore_changes', holds: (value) => !/"all"|task_definition/.test(JSON.stringify(value ?? '')), problem: 'stays on the task that it has' },
  { type: 'aws_ecs_service', argument: 'task_definition', holds: (value) => String(value).includes('${aws_ecs_task_definition.'), problem: 'runs a task that is not described here' },
  { type: 'aws_db_event_subscription', argument: 'enabled', holds: (value) => value === undefined || is(true)(value), problem: 'tells nobody' },
  { type: 'aws_db_event_subscription', argument: 'event_categories', holds: (value) => ['deletion', 'failover', 'failure'].every((one) => (value as string[] | undefined)?.includes(one) ?? true), problem: 'does not tell of failures' },
];

/** Servers and caches as they are run. */
export const operationHardening = control({
  id: 'operation.hardening',
  title: 'Databases, caches and services are mended, watched and logged in to as they should',
  objective: Objective.VULNERABILITY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a server that nobody mends or looks at is the one that is found first',
  clouds: [CloudName.AWS],
  mend: 'Leave database, cache and service to the capability.',
  scanners: ['CKV_AWS_226', 'CKV_AWS_118', 'CKV_AWS_353', 'CKV_AWS_65', 'CKV_AWS_313'],
}, (context) => judgeRows(context, SERVERS));
