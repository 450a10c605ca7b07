import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding, lookThrough } from './build';
import { BUILT_WITH } from './platform-types';

/** Types that no environment needs: something here does the same with less to look after, or without a secret. */
const REFUSED = [
  'aws_default_vpc', 'aws_iam_access_key', 'aws_iam_user', 'aws_iam_user_login_profile', 'aws_instance', 'aws_key_pair', 'aws_launch_configuration', 'aws_spot_instance_request',
  'azurerm_app_service', 'azurerm_function_app', 'azurerm_linux_virtual_machine', 'azurerm_sql_server', 'azurerm_virtual_machine', 'azurerm_windows_virtual_machine', 'azurerm_postgresql_server',
  'google_app_engine_application', 'google_cloudfunctions_function', 'google_compute_instance', 'google_service_account_key', 'google_storage_hmac_key', 'google_container_registry',
];

/** What an environment consists of is what the architecture function knows. */
export const architectureResourceTypes = control({
  id: 'architecture.resource-types',
  title: 'An environment consists of approved resource types',
  objective: Objective.ARCHITECTURE,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'machines to patch, keys to rotate and retired services are work that nobody planned for',
  mend: 'Compose it of capabilities, or ask the architecture function to approve the type.',
  parameters: [
    { name: 'refused', description: 'Resource types that are refused', defaultValue: REFUSED },
    { name: 'strict', description: 'Whether a type that Groundwork does not build with is refused too; otherwise the result says so, and the verdict shows it as a deviation', defaultValue: false },
    { name: 'also', description: 'Further types that are approved', defaultValue: [] },
  ],
}, (context) => {
  const [refused, also] = [context.parameter('refused') as string[], context.parameter('also') as string[]];
  const known = new Set([...BUILT_WITH[context.cloud] ?? [], ...also]);
  return lookThrough(context.resources(), ({ address, type }) => {
    if (refused.includes(type) && !also.includes(type)) { return finding(address, 'is of a type that is refused', undefined, type); }
    if (known.has(type)) { return undefined; }
    return finding(address, !context.parameter('strict') || 'is of a type that is not approved', undefined, `${type}, which Groundwork does not build with`);
  });
});
