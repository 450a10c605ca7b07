import { ControlContext, ControlledResource } from '../control-context';
import { ControlFinding, GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, finding, isUnknown, UNKNOWN } from './build';
import { blocks, target } from './judging';

interface Uses { readonly workload: ControlledResource; readonly argument: string; readonly value: unknown }

/** Where each kind of workload names the identity that it runs as. */
const WORKLOADS: readonly (readonly [types: string[], argument: string])[] = [
  [['aws_ecs_task_definition'], 'task_role_arn'], [['aws_ecs_task_definition'], 'execution_role_arn'], [['aws_lambda_function'], 'role'], [['aws_instance'], 'iam_instance_profile'],
  [['azurerm_container_app', 'azurerm_container_app_job', 'azurerm_container_group', 'azurerm_linux_function_app', 'azurerm_linux_web_app', 'azurerm_function_app_flex_consumption'], 'identity.identity_ids'],
  [['google_cloud_run_v2_service'], 'template.service_account'], [['google_cloud_run_v2_job'], 'template.template.service_account'], [['google_cloudfunctions2_function'], 'service_config.service_account_email'],
  [['google_compute_instance'], 'service_account.email'],
];
/** Accounts that a cloud makes for everybody in a project. */
const SHARED = /-compute@developer\.gserviceaccount\.com|@appspot\.gserviceaccount\.com/;

/** One identity for each workload. */
export const accessIdentities = control({
  id: 'access.identities',
  title: 'Each workload runs as an identity of its own; what starts it has another',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'two workloads with one identity have the rights of both, and nobody can tell which of them acted',
  mend: 'Leave the identity to the capability.',
  scanners: ['CKV_AWS_249', 'CKV_GCP_30', 'CKV_GCP_31', 'CKV_AZURE_71'],
  card: 'Least privilege',
}, (context: ControlContext) => {
  const uses = WORKLOADS.flatMap(([types, argument]) => context.resources(types).map((workload): Uses => ({ workload, argument, value: workload.argument(argument) })));
  const holders = new Map<string, number>();
  for (const { value } of uses) { for (const one of blocks(value)) { holders.set(String(one), (holders.get(String(one)) ?? 0) + 1); } }
  return uses.map((use) => judge(use, holders));
});

function judge({ workload: { address }, argument, value }: Uses, holders: ReadonlyMap<string, number>): ControlFinding {
  const names = blocks(value).map(String);
  if (names.length === 0) { return finding(address, 'runs as no identity of its own', argument, `${argument} is absent`); }
  const shared = names.find((name) => (holders.get(name) ?? 0) > 1 || SHARED.test(name));
  const unknown = names.find((name) => isUnknown(name) && target(name) === undefined);
  return finding(address, shared !== undefined ? `shares the identity ${target(shared) ?? shared} with another` : unknown === undefined || UNKNOWN, argument);
}
