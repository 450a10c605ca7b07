import { ControlContext, PermissionFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { oneSecret } from './access-trust';
import { control, Judgement, UNKNOWN } from './build';
import { fits, judgePermissions, judgeResources } from './judging';

/** Roles of Google that no single resource takes, and custom ones of the foundation that read settings. */
const PROJECT_WIDE = [
  'roles/cloudtrace.agent', 'roles/telemetry.tracesWriter', 'roles/logging.logWriter', 'roles/monitoring.metricWriter', 'roles/bigquery.jobUser', 'roles/storagetransfer.serviceAgent',
  'projects/*/roles/*_sql_operations_*', 'projects/*/roles/*_sql_operations',
];
/** Roles over one resource group of Azure that only let their holder see what is in it. */
const GROUP_WIDE = ['Reader', 'Backup Reader', 'Monitoring Reader', 'Log Analytics Reader'];

/** One grant, one resource. */
export const accessScope = control({
  id: 'access.scope',
  title: 'Grants are for one resource, not for a project, a group or a subscription',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'it covers stores of other pods, and those that come later',
  mend: 'Grant on the resource, or with a condition on its name.',
  scanners: ['CKV_GCP_41', 'CKV_GCP_46', 'CKV_GCP_49'],
  card: 'Least privilege',
  parameters: [
    { name: 'projectWide', description: 'Roles of Google that may be given on a whole project; `*` stands for anything', defaultValue: PROJECT_WIDE },
    { name: 'groupWide', description: 'Roles of Azure that may be given on a resource group', defaultValue: GROUP_WIDE },
  ],
}, (context) => [
  ...judgePermissions(context, (permission) => scoped(permission, context)),
  ...judgeResources(context, ['azurerm_cosmosdb_sql_role_assignment'], (one) => ({ argument: 'scope', says: /\/dbs\//.test(String(one.argument('scope'))) || 'is granted on every database of the account' })),
]);

function scoped({ actions, resource, condition, weak, principal }: PermissionFact, context: ControlContext): Judgement {
  if (/known (only )?at apply/.test(resource)) { return UNKNOWN; }
  const whole = actions.find((action) => /^Storage (Blob|Queue|Table) Data /.test(action));
  if (whole !== undefined && /^azurerm_storage_account\./.test(resource) && condition === undefined) { return `is granted ${whole} on everything in the account`; }
  const group = /^azurerm_resource_group\.|\/resourceGroups\/[^/]+$/i.test(resource);
  if (group && !actions.every((action) => context.parameter('groupWide').includes(action))) { return `is granted ${actions.join(', ')} on a whole resource group`; }
  if (/^\/(subscriptions\/[^/]+\/?)?$|\/managementGroups\//i.test(resource)) { return `is granted ${actions.join(', ')} on ${resource}`; }
  // Agents of the cloud do the work of a service in the whole project, and can do no other.
  const agent = principal.startsWith('service ') || /^google_(backup_dr_backup_vault|logging_project_sink|storage_transfer)/.test(principal);
  const project = /(^| in )(project|folder|organization|billing account) /.test(`${resource} `) && !agent && condition === undefined;
  if (project && !actions.every((action) => fits(action, context.parameter('projectWide')))) { return `is granted ${actions.join(', ')} on ${resource}`; }
  return !weak || principal.startsWith('whoever') || oneSecret(actions, resource) || `is granted ${actions.slice(0, 3).join(', ')} on ${resource}, more than it needs`;
}
