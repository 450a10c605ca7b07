import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control, finding } from './build';

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
const variable = (definition: string, name: string): string | undefined => new RegExp(`"name":"${name}","value":"([^"]*)"`).exec(definition)?.[1];

/** What a service is told of the data that it has, and of where it is. */
export const maskingServices = control({
  id: 'masking.services',
  title: 'Services are told which fields to mask, and in which stage they run',
  objective: Objective.DATA_MASKING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.MEDIUM,
  why: 'what the service itself writes down is masked by it alone, and in development it may show more',
  mend: 'Leave the variables of the service to the pattern.',
  clouds: [CloudName.AWS],
}, (context) => {
  const patterns = context.patterns();
  const patternOf = (path: string) => patterns.find((pattern) => path.startsWith(`${pattern.path}/`))?.path;
  const edges = context.resources(['aws_api_gateway_rest_api']).map((api) => ({ pattern: patternOf(api.path), fields: context._edgeOf(api.address)?.maskedFields ?? [] }));
  return context.resources(['aws_ecs_task_definition']).flatMap((task) => {
    const own = patternOf(task.path);
    const fields = [...new Set(edges.filter(({ pattern }) => pattern === own).flatMap((edge) => edge.fields))];
    const definition = text(task.argument('container_definitions'));
    const [masked, stage] = [variable(definition, 'MASKED_FIELDS'), variable(definition, 'STAGE')];
    const missing = masked === undefined ? [] : fields.filter((field) => !masked.split(',').includes(field));
    return [
      finding(task.address, missing.length === 0 || `is not told to mask ${missing.join(', ')}`, 'container_definitions'),
      ...stage === undefined || context.stage === undefined ? [] : [finding(task.address, stage === String(context.stage) || `is told that it is ${stage}`, 'container_definitions')],
    ];
  });
});
