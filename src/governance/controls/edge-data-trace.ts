import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { blocks, equals, judgeResources } from './judging';

const PARTS = ['frontend_request', 'frontend_response', 'backend_request', 'backend_response'];

/** Logs of the edge hold no bodies. */
export const edgeDataTrace = control({
  id: 'edge.data-trace',
  title: 'Gateways write no bodies of requests or answers into their logs',
  objective: Objective.DATA_MASKING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a log with bodies is a second copy of all personal data and tokens, read by more people',
  mend: 'Leave logging to the gateway.',
  scanners: ['CKV_AWS_276'],
  card: 'Masking of personal fields in logs',
}, (context) => [
  ...judgeResources(context, ['aws_api_gateway_stage'], (stage) => context.resources(['aws_api_gateway_method_settings']).some((settings) => settings.argument('rest_api_id') === stage.argument('rest_api_id') && settings.argument('method_path') === '*/*')
    || 'no settings of its methods say what is logged'),
  ...judgeResources(context, ['aws_api_gateway_method_settings'], (settings) => equals(settings, 'settings.data_trace_enabled', false, 'bodies are written to the log')),
  ...judgeResources(context, ['azurerm_api_management_api_diagnostic'], (diagnostic) => {
    const kept = PARTS.find((part) => Number(diagnostic.argument(`${part}.body_bytes`) ?? 0) > 0);
    return kept === undefined || { argument: `${kept}.body_bytes`, says: 'bodies are written to the log' };
  }),
  ...judgeResources(context, ['azurerm_api_management_api'], (api) => context.resources(['azurerm_api_management_api_diagnostic']).some((one) => String(one.argument('api_name')).includes(api.address.split('.')[1]) || one.argument('api_name') === api.argument('name'))
    || 'no diagnostic of its own says what is logged'),
  ...judgeResources(context, ['google_compute_backend_service'], (backend) => ({
    argument: 'log_config.optional_fields', says: blocks(backend.argument('log_config.optional_fields')).length === 0 && backend.argument('log_config.optional_mode') === 'EXCLUDE_ALL_OPTIONAL' ? true : 'parts of requests beyond the line are written to the log',
  })),
  ...judgeResources(context, ['google_compute_security_policy'], (wall) => ({ argument: 'advanced_options_config.log_level', says: wall.argument('advanced_options_config.log_level') !== 'VERBOSE' || 'what a rule found is written to the log' })),
]);
