import { ControlContext, StatedFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { equals, judgeEach, judgeFacts, judgeResources, subjectsOf, typeOf } from './judging';

/** Types of store that can be shut against policies and lists as well. */
const BLOCKED = /^(aws_s3_bucket|azurerm_(storage_account|key_vault|cosmosdb_account|postgresql_flexible_server|managed_redis|container_registry)|google_storage_bucket)\./;

/** No store has a door to the internet. */
export const networkPublicStores = control({
  id: 'network.public-stores',
  title: 'No data store is open to the internet, nor can be opened by one wrong policy',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'a stolen key, or a policy that somebody widens, is then enough to read everything from anywhere',
  mend: 'Leave public access blocked; consumers come through the private network (`service.connectTo(...)`).',
  scanners: [
    'CKV_AWS_17', 'CKV_AWS_53', 'CKV_AWS_54', 'CKV_AWS_55', 'CKV_AWS_56', 'CKV2_AWS_6', 'CKV_AZURE_35', 'CKV_AZURE_59', 'CKV_AZURE_99', 'CKV_AZURE_101', 'CKV_AZURE_109', 'CKV_AZURE_139', 'CKV_AZURE_189',
    'CKV_AZURE_190', 'CKV2_AZURE_33', 'CKV_GCP_11', 'CKV_GCP_60', 'CKV_GCP_114',
  ],
  card: 'Only the edge is public',
  parameters: [{
    name: 'queried', description: 'Types of store that may be queried from the internet by identity: people read logs and traces of Azure there',
    defaultValue: ['azurerm_log_analytics_workspace', 'azurerm_application_insights'],
  }],
}, (context) => [
  ...judgeFacts(context, ['data.public'], (fact) => closed(fact, context)),
  ...judgeResources(context, ['azurerm_storage_container'], (container) => (container.argument('container_access_type') === undefined ? true : equals(container, 'container_access_type', 'private', 'whoever knows its name reads it'))),
  ...judgeEach(context, subjectsOf(context, ['data.public'], BLOCKED), 'data.public-blocked', ({ value, text }) => value === true || text, 'nothing keeps a policy from opening it'),
]);

function closed({ subject, value, text }: StatedFact, context: ControlContext): Judgement {
  return value === false || context.parameter('queried').includes(typeOf(subject)) || text;
}
